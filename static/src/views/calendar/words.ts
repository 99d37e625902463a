// Days of an entry as the calendar writes them, beyond time/format.ts. Pure.
import type { When } from "../../protocol/records";
import { long_date, short_date } from "../../time/format";
import { parse_date } from "../../time/dates";
import { last_date, start_date } from "./move";

export { day_month, short_date as format_day, weekday_name as day_name } from "../../time/format";

/** "Thursday 19 November 2026", for reading out and headings. */
export function format_long_day(date: string): string {
  return `${long_date(date)} ${parse_date(date).year}`;
}

export function format_span(from: string, to: string, today?: string): string {
  if (from === to) return short_date(from, today);
  return `${short_date(from, today)} – ${short_date(to, today)}`;
}

/** The days of a `when` in its own zone, both included. */
export function format_days(when: When, today?: string): string {
  return format_span(start_date(when), last_date(when), today);
}

/** "09:30 – 10:15", or "" for whole days. */
export function format_times(when: When): string {
  return "starts_on" in when ? "" : `${when.starts_at.slice(11, 16)} – ${when.ends_at.slice(11, 16)}`;
}
