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

const order: readonly Telling[] = ["now", "embargo", "not_yet", "over"];

/** What may be offered today first, then what comes, the next first, and what is over, the last one first. */
export function by_validity<O extends Days & { name: string }>(offers: readonly O[], today: LocalDate): O[] {
  const day = (one: O): string => {
    const telling = telling_on(one, today);
    return telling === "over" ? (one.valid_until ?? "") : telling === "embargo" ? (one.embargo_until ?? "") : telling === "not_yet" ? (one.valid_from ?? "") : "";
  };
  const between = (a: O, b: O): number => {
    const [first, second] = [telling_on(a, today), telling_on(b, today)];
    return order.indexOf(first) - order.indexOf(second) || (first === "over" ? day(b).localeCompare(day(a)) : day(a).localeCompare(day(b)));
  };
  return [...offers].sort((a, b) => between(a, b) || a.name.localeCompare(b.name));
}

/** What the summary says beyond the name, with which many begin. */
export function beyond_name(name: string, summary: string): string {
  return summary.startsWith(name) && /^(\s|$)/.test(summary.slice(name.length)) ? summary.slice(name.length).trim() : summary;
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
