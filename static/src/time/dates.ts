// Calendar arithmetic on "2026-11-22" texts. Nominal days only: no zone, no clock, no Date in local time.
// Dates compare as text. Weeks begin on `first` (1 = Monday ... 7 = Sunday), Monday unless told otherwise.
import type { LocalDate } from "../protocol/records";

const day_ms = 86_400_000;

export interface Ymd { year: number; month: number; day: number }

export function parse_date(date: LocalDate): Ymd {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

export function make_date(year: number, month: number, day: number): LocalDate {
  return day_to_date(Math.round(utc_ms(year, month, day) / day_ms));
}

/** Days since 1970-01-01. */
export function date_to_day(date: LocalDate): number {
  const { year, month, day } = parse_date(date);
  return Math.round(utc_ms(year, month, day) / day_ms);
}

export function day_to_date(day: number): LocalDate {
  const date = new Date(day * day_ms);
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  return `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

export function add_days(date: LocalDate, days: number): LocalDate {
  return day_to_date(date_to_day(date) + days);
}

export function days_between(from: LocalDate, to: LocalDate): number {
  return date_to_day(to) - date_to_day(from);
}

/** The same day of another month, or that month's last day. */
export function add_months(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = parse_date(date);
  const first = make_date(year, month + months, 1);
  return add_days(first, Math.min(day, days_in_month(first)) - 1);
}

export function days_in_month(date: LocalDate): number {
  const { year, month } = parse_date(date);
  return days_between(make_date(year, month, 1), make_date(year, month + 1, 1));
}

/** 1 = Monday ... 7 = Sunday (ISO 8601). */
export function weekday(date: LocalDate): number {
  return ((((date_to_day(date) + 3) % 7) + 7) % 7) + 1;
}

export interface DateRange { from: LocalDate; to: LocalDate } // to exclusive

export function day_range(date: LocalDate): DateRange {
  return { from: date, to: add_days(date, 1) };
}

export function week_range(date: LocalDate, first = 1): DateRange {
  const from = add_days(date, -((weekday(date) - first + 7) % 7));
  return { from, to: add_days(from, 7) };
}

export function month_range(date: LocalDate): DateRange {
  const { year, month } = parse_date(date);
  return { from: make_date(year, month, 1), to: make_date(year, month + 1, 1) };
}

/** The whole weeks a month grid shows. */
export function month_grid(date: LocalDate, first = 1): DateRange {
  const month = month_range(date);
  return { from: week_range(month.from, first).from, to: week_range(add_days(month.to, -1), first).to };
}

export function quarter_range(date: LocalDate): DateRange {
  const { year, month } = parse_date(date);
  const first = month - ((month - 1) % 3);
  return { from: make_date(year, first, 1), to: make_date(year, first + 3, 1) };
}

export function year_range(date: LocalDate): DateRange {
  const { year } = parse_date(date);
  return { from: make_date(year, 1, 1), to: make_date(year + 1, 1, 1) };
}

/** ISO 8601 week: the one that holds the week's Thursday. */
export function iso_week(date: LocalDate): { year: number; week: number } {
  const thursday = add_days(week_range(date).from, 3);
  const { year } = parse_date(thursday);
  return { year, week: Math.floor(days_between(make_date(year, 1, 1), thursday) / 7) + 1 };
}

export function days_of(range: DateRange): LocalDate[] {
  const days: LocalDate[] = [];
  for (let date = range.from; date < range.to; date = add_days(date, 1)) days.push(date);
  return days;
}

export function is_date(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && day_to_date(date_to_day(text)) === text;
}

function utc_ms(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // unlike Date.UTC, takes years below 100 as they are
  return date.getTime();
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
