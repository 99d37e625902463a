// The time of an entry as a viewer in a zone sees it, what a drag makes of it, and the way to and from the calendar
// library. Ends are exclusive here; format.ts shows them inclusive.
import type { LocalDate, LocalTime, When, WhenAllDay, WhenFloating, WhenZoned, Zone } from "../protocol/records";
import { add_days, date_to_day, days_between, type DateRange } from "./dates";
import { in_zone, to_instant_ms } from "./zones";

export const is_all_day = (when: When): when is WhenAllDay => "starts_on" in when;
export const is_zoned = (when: When): when is WhenZoned => "zone" in when;
export const is_floating = (when: When): when is WhenFloating => "starts_at" in when && !("zone" in when);

/** Start and end on the viewer's wall clock: dates for all-day, local times otherwise. */
export interface Span { all_day: boolean; start: LocalDate | LocalTime; end: LocalDate | LocalTime }

export function span_of(when: When, zone: Zone): Span {
  if (is_all_day(when)) return { all_day: true, start: when.starts_on, end: when.ends_on };
  if (!is_zoned(when)) return { all_day: false, start: when.starts_at, end: when.ends_at };
  return { all_day: false, start: in_zone(when.starts_at, when.zone, zone), end: in_zone(when.ends_at, when.zone, zone) };
}

/** The days an entry stands on. A timed entry that ends at midnight does not stand on the next day. */
export function days_range(when: When, zone: Zone): DateRange {
  const { start, end } = span_of(when, zone);
  const from = start.slice(0, 10);
  const last = end.length === 10 || end.endsWith("T00:00:00") ? end.slice(0, 10) : add_days(end.slice(0, 10), 1);
  return { from, to: last > from ? last : add_days(from, 1) };
}

export function touches_range(when: When, range: DateRange, zone: Zone): boolean {
  const days = days_range(when, zone);
  return days.from < range.to && days.to > range.from;
}

/** By start, all-day before timed on the same day, then by end. For lists. */
export function compare_when(a: When | null, b: When | null, zone: Zone): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  const [x, y] = [span_of(a, zone), span_of(b, zone)];
  return x.start < y.start ? -1 : x.start > y.start ? 1 : x.end < y.end ? -1 : x.end > y.end ? 1 : 0;
}

/** Has it passed, is it on, or is it ahead, at this local time of the viewer? */
export function phase_of(when: When, now: LocalTime, zone: Zone): "past" | "now" | "ahead" {
  const { all_day, start, end } = span_of(when, zone);
  const at = all_day ? now.slice(0, 10) : now;
  if (at < start) return "ahead";
  return at < end ? "now" : "past";
}

/** Moved by whole days on its own wall clock: 09:30 stays 09:30 across a clock change. */
export function move_days(when: When, days: number): When {
  if (is_all_day(when)) return { starts_on: add_days(when.starts_on, days), ends_on: add_days(when.ends_on, days) };
  return { ...when, starts_at: shift(when.starts_at, days), ends_at: shift(when.ends_at, days) };
}

/** What an entry's time becomes when the viewer drags or resizes it to `span`. It keeps its own zone. */
export function drop_on(previous: When | null, span: Span, zone: Zone): When {
  if (span.all_day) return { starts_on: span.start.slice(0, 10), ends_on: end_date(span) };
  if (!previous || is_all_day(previous)) return { starts_at: span.start, ends_at: span.end, zone };
  if (!is_zoned(previous)) return { starts_at: span.start, ends_at: span.end };
  const before = span_of(previous, zone);
  const days = days_between(before.start.slice(0, 10), span.start.slice(0, 10));
  if (shift(before.start, days) === span.start && shift(before.end, days) === span.end) return move_days(previous, days);
  return {
    starts_at: span.start === before.start ? previous.starts_at : in_zone(span.start, zone, previous.zone),
    ends_at: span.end === before.end ? previous.ends_at : in_zone(span.end, zone, previous.zone),
    zone: previous.zone,
  };
}

/** An undated idea or a new entry on one day. */
export function all_day_on(date: LocalDate, days = 1): WhenAllDay {
  return { starts_on: date, ends_on: add_days(date, Math.max(1, days)) };
}

/** Exact length of a timed entry, in minutes (a clock change in between counts as what it takes). */
export function minutes_of(when: WhenZoned | WhenFloating): number {
  const zone = "zone" in when ? when.zone : "UTC";
  return Math.round((to_instant_ms(when.ends_at, zone) - to_instant_ms(when.starts_at, zone)) / 60_000);
}

// -- the calendar library (@event-calendar/core). It knows no zones: texts go in as the viewer's wall clock, and the Date
// objects it hands out carry that wall clock in their *local* fields, whatever the browser's own zone is.

export interface CalendarTimes { start: string; end: string; allDay: boolean }

export function to_calendar_times(when: When, zone: Zone): CalendarTimes {
  const span = span_of(when, zone);
  return { start: span.start, end: span.end, allDay: span.all_day };
}

export function from_calendar_times(start: Date, end: Date | null, all_day: boolean): Span {
  const from = wall_clock(start);
  if (!all_day) return { all_day, start: from, end: end ? wall_clock(end) : plus_hour(from) };
  const first = from.slice(0, 10);
  const last = end ? wall_clock(end).slice(0, 10) : first;
  return { all_day, start: first, end: last > first ? last : add_days(first, 1) };
}

function wall_clock(date: Date): LocalTime {
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function plus_hour(local: LocalTime): LocalTime {
  return new Date(Date.parse(`${local}Z`) + 3_600_000).toISOString().slice(0, 19);
}

function shift(at: LocalDate | LocalTime, days: number): LocalTime {
  return add_days(at.slice(0, 10), days) + at.slice(10);
}

function end_date(span: Span): LocalDate {
  const end = span.end.slice(0, 10);
  const late = span.end.length > 10 && !span.end.endsWith("T00:00:00");
  const last = date_to_day(end) + (late ? 1 : 0);
  return last > date_to_day(span.start.slice(0, 10)) ? add_days(end, late ? 1 : 0) : add_days(span.start.slice(0, 10), 1);
}
