// Whether an offer fits the days of an entry that uses it.
import type { Entry, Offer } from "../../protocol/records";
import { clock } from "../../store/clock.svelte";
import { add_days } from "../../time/dates";
import { days_range } from "../../time/when";
import type { Days } from "./say";
import { clash } from "./words";

/** What is wrong, in a sentence; "" if nothing is, or the entry is over. */
export function wrong_on(days: Days | Offer, entry: Entry): string {
  if (!entry.when || entry.busy || entry.status === "done" || entry.status === "cancelled" || entry.rrule.length > 0) return "";
  const { from, to } = days_range(entry.when, clock.zone);
  return clash(days, from, add_days(to, -1), clock.today);
}
