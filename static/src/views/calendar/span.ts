// Where an entry stands on the calendar of someone in `zone`: a zoned time is converted, floating and all-day are taken
// as they are. Pure.
import type { When } from "../../protocol/records";
import { add_days } from "../../time/dates";
import { in_zone } from "../../time/zones";
import { last_date, shift_local } from "./move";

export interface Span {
  all_day: boolean;
  first: string; // first day touched
  last: string; // last day touched
  start: string; // local time, or date when all day
  end: string; // exclusive
  time: string; // "09:30", or "" when all day
  until: string; // "10:15"
}

export function span_of(when: When, zone: string): Span {
  if ("starts_on" in when) {
    return { all_day: true, first: when.starts_on, last: add_days(when.ends_on, -1), start: when.starts_on, end: when.ends_on, time: "", until: "" };
  }
  const own = "zone" in when ? when.zone : zone;
  const start = in_zone(when.starts_at, own, zone);
  let end = in_zone(when.ends_at, own, zone);
  if (end <= start) end = shift_local(start, 15); // the hour that happens twice
  const last = last_date({ starts_at: start, ends_at: end });
  return { all_day: false, first: start.slice(0, 10), last, start, end, time: start.slice(11, 16), until: end.slice(11, 16) };
}
