// Offers and points in the words of the page: their days, where they come from, what is wrong with them. Pure.
import type { LocalDate } from "../../protocol/records";
import { short_date } from "../../time/format";
import { telling_on, type Days, type Telling } from "./say";

/** "Until 15 Dec", "1 Nov – 15 Dec", "" without days. */
export function days_words({ valid_from, valid_until }: Days, today: LocalDate): string {
  if (valid_from && valid_until) return `${short_date(valid_from, today)} – ${short_date(valid_until, today)}`;
  if (valid_until) return `Until ${short_date(valid_until, today)}`;
  return valid_from ? `From ${short_date(valid_from, today)}` : "";
}

/** Why it may not be told on the day; "" if it may. */
export function why_not(days: Days, telling: Telling, today: LocalDate): string {
  if (telling === "over") return `${(days.valid_until ?? "") < today ? "Ended" : "Ends"} ${short_date(days.valid_until ?? today, today)}`;
  if (telling === "embargo") return `Not before ${short_date(days.embargo_until ?? today, today)}`;
  return telling === "not_yet" ? `Begins ${short_date(days.valid_from ?? today, today)}` : "";
}

/** What is wrong with an offer on an entry that takes place from `first` to `last`; "" if nothing is. */
export function clash(days: Days, first: LocalDate, last: LocalDate, today: LocalDate): string {
  const at_first = telling_on(days, first);
  if (at_first === "over") return `The offer ends ${short_date(days.valid_until ?? "", today)}, before this begins.`;
  if (at_first === "embargo") return `The offer may not be told before ${short_date(days.embargo_until ?? "", today)}.`;
  if (at_first === "not_yet") return `The offer begins ${short_date(days.valid_from ?? "", today)}, after this does.`;
  return telling_on(days, last) === "over" ? `The offer ends ${short_date(days.valid_until ?? "", today)}, before this is over.` : "";
}

/** Days as a form asks for them: "" for none. */
export interface TypedDays {
  from: string;
  until: string;
  embargo: string;
}

export const days_to_type = (days?: Days): TypedDays => ({ from: days?.valid_from ?? "", until: days?.valid_until ?? "", embargo: days?.embargo_until ?? "" });
export const typed_days = ({ from, until, embargo }: TypedDays): Days => ({ valid_from: from || null, valid_until: until || null, embargo_until: embargo || null });
