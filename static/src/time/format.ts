// Dates and times as people read them, by Intl, in British English with a 24-hour clock. Ends are shown inclusive.
// Pure: today and now are handed in.
import type { Instant, LocalDate, LocalTime, When, Zone } from "../protocol/records";
import { add_days, days_between, parse_date } from "./dates";
import { is_zoned, span_of } from "./when";
import { date_in, local_of } from "./zones";

const locale = "en-GB";
const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(date: LocalDate, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" })));
  // "Tue, 17 Nov" → "Tue 17 Nov": in a row of dates the comma is noise. September is cut like the other months.
  return format.format(Date.parse(`${date}T00:00:00Z`)).replace(",", "").replace(/Sept(?!e)/, "Sep");
}

/** "Tue 17 Nov"; with the year when it is not today's: "Tue 17 Nov 2025" */
export function short_date(date: LocalDate, today?: LocalDate): string {
  return formatted(date, { weekday: "short", day: "numeric", month: "short", ...year_if_other(date, today) });
}

/** "17 Nov", "17 Nov 2025" */
export function day_month(date: LocalDate, today?: LocalDate): string {
  return formatted(date, { day: "numeric", month: "short", ...year_if_other(date, today) });
}

/** "Tuesday 17 November" */
export function long_date(date: LocalDate, today?: LocalDate): string {
  return formatted(date, { weekday: "long", day: "numeric", month: "long", ...year_if_other(date, today) });
}

/** "November 2026" */
export function month_title(date: LocalDate): string {
  return formatted(date, { month: "long", year: "numeric" });
}

export function weekday_name(date: LocalDate, width: "short" | "long" = "short"): string {
  return formatted(date, { weekday: width });
}

/** "Q4 2026" */
export function quarter_title(date: LocalDate): string {
  const { year, month } = parse_date(date);
  return `Q${Math.ceil(month / 3)} ${year}`;
}

/** "16 – 22 Nov 2026", "30 Nov – 6 Dec 2026", "28 Dec 2026 – 3 Jan 2027". `to` exclusive. */
export function range_title(from: LocalDate, to: LocalDate): string {
  const last = add_days(to, -1);
  const [a, b] = [parse_date(from), parse_date(last)];
  const end = `${day_month(last)} ${b.year}`;
  if (from === last) return end;
  if (a.year !== b.year) return `${day_month(from)} ${a.year} – ${end}`;
  return a.month === b.month ? `${a.day} – ${end}` : `${day_month(from)} – ${end}`;
}

/** "09:30" */
export function clock_time(local: LocalTime): string {
  return local.slice(11, 16);
}

/** "Tue 17 – Fri 20 Nov", "Tue 17 Nov, 09:30 – 12:00", "Tue 17 Nov 22:00 – Wed 18 Nov 01:00" */
export function format_when(when: When | null, zone: Zone, today?: LocalDate): string {
  if (!when) return "No date yet";
  const { all_day, start, end } = span_of(when, zone);
  if (all_day) return date_span(start, add_days(end, -1), today);
  const [from, to] = [start.slice(0, 10), end.slice(0, 10)];
  if (start === end) return `${short_date(from, today)}, ${clock_time(start)}`;
  if (from === to) return `${short_date(from, today)}, ${clock_time(start)} – ${clock_time(end)}`;
  return `${short_date(from, today)} ${clock_time(start)} – ${short_date(to, today)} ${clock_time(end)}`;
}

/** The times alone: "09:30 – 12:00", "all day", for a place where the day is known. */
export function format_times(when: When, zone: Zone): string {
  const { all_day, start, end } = span_of(when, zone);
  if (all_day) return "all day";
  return start === end ? clock_time(start) : `${clock_time(start)} – ${clock_time(end)}`;
}

/** What to add when the entry's own zone shows another wall clock: "10:00 – 11:00 in New York", with the day
 *  where that differs, too. Else "". */
export function other_zone_note(when: When | null, zone: Zone): string {
  if (!when || !is_zoned(when) || when.zone === zone) return "";
  if (span_of(when, zone).start === when.starts_at) return "";
  const day = when.starts_at.slice(0, 10);
  const other_day = day === span_of(when, zone).start.slice(0, 10) ? "" : `${short_date(day)}, `;
  return `${other_day}${clock_time(when.starts_at)} – ${clock_time(when.ends_at)} in ${zone_city(when.zone)}`;
}

/** "America/New_York" → "New York" */
export function zone_city(zone: Zone): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** "today", "tomorrow", "yesterday", "in 3 days", "5 days ago", further off the date */
export function relative_day(date: LocalDate, today: LocalDate): string {
  const days = days_between(today, date);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  if (Math.abs(days) > 14) return day_month(date, today);
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** "just now", "5 min ago", "3 h ago", "yesterday 14:05", "9 d ago", further off the date */
export function relative_time(instant: Instant, now_ms: number, zone: Zone): string {
  const minutes = Math.floor((now_ms - Date.parse(instant)) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const [date, today] = [date_in(Date.parse(instant), zone), date_in(now_ms, zone)];
  const days = days_between(date, today);
  if (days === 0) return `${Math.floor(minutes / 60)} h ago`;
  if (days === 1) return `yesterday ${clock_time(local_of(instant, zone))}`;
  return days <= 14 ? `${days} d ago` : day_month(date, today);
}

/** "Tue 17 Nov, 14:05" */
export function format_instant(instant: Instant, zone: Zone, today?: LocalDate): string {
  const local = local_of(instant, zone);
  return `${short_date(local.slice(0, 10), today)}, ${clock_time(local)}`;
}

function date_span(first: LocalDate, last: LocalDate, today?: LocalDate): string {
  if (last <= first) return short_date(first, today);
  const [a, b] = [parse_date(first), parse_date(last)];
  const same_month = a.year === b.year && a.month === b.month;
  const from = same_month ? `${weekday_name(first)} ${a.day}` : short_date(first, a.year === b.year ? first : today);
  return `${from} – ${short_date(last, today)}`;
}

function year_if_other(date: LocalDate, today: LocalDate | undefined): { year?: "numeric" } {
  return today !== undefined && today.slice(0, 4) !== date.slice(0, 4) ? { year: "numeric" } : {};
}
