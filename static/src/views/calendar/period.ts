// The period a view shows around a date: its range, its name, and the date one step on. Pure. Weeks begin on Monday.
import type { View, Zoom } from "../../store/address";
import {
  add_days,
  add_months,
  iso_week,
  month_grid,
  month_range,
  parse_date,
  quarter_range,
  week_range,
  year_range,
  type DateRange,
} from "../../time/dates";
import { weekday_name } from "../../time/format";

/** What is drawn at once: the view, or the three days that stand for a week on a phone. */
export type Period = View | "three_days";

const months = "January February March April May June July August September October November December".split(" ");
const short = (month: number) => (months[month - 1] ?? "").slice(0, 3);

/** What is drawn; `to` exclusive. The month grid begins and ends with whole weeks. */
export function period_range(view: Period, zoom: Zoom, on: string): DateRange {
  if (view === "week") return week_range(on);
  if (view === "three_days") return { from: on, to: add_days(on, 3) };
  if (view === "day") return { from: on, to: add_days(on, 1) };
  if (view === "month") return month_grid(on);
  if (view === "list") return month_range(on);
  if (zoom === "month") return { from: week_range(month_range(on).from).from, to: add_days(week_range(month_range(on).from).from, 42) };
  return zoom === "quarter" ? quarter_range(on) : year_range(on);
}

export function period_title(view: Period, zoom: Zoom, on: string): string {
  const { year, month, day } = parse_date(on);
  if (view === "week" || view === "three_days") return days_title(period_range(view, zoom, on));
  if (view === "day") return `${weekday_name(on)} ${day} ${short(month)} ${year}`;
  if (view === "timeline" && zoom === "quarter") return `Q${Math.ceil(month / 3)} ${year}`;
  if (view === "timeline" && zoom === "year") return String(year);
  return `${months[month - 1] ?? ""} ${year}`;
}

function days_title({ from, to }: DateRange): string {
  const first = parse_date(from);
  const last = parse_date(add_days(to, -1));
  const days =
    first.month === last.month
      ? `${first.day} – ${last.day} ${short(last.month)}`
      : `${first.day} ${short(first.month)} – ${last.day} ${short(last.month)}`;
  return `${days} ${last.year}`;
}

/** For a phone's header: "Nov 2026", "16 – 22 Nov", "Sun 22 Nov". */
export function short_title(title: string, view: Period): string {
  if (view in day_steps) return title.replace(/ \d{4}$/, "");
  return title.replace(/^([A-Z][a-z]{2})[a-z]+ /, "$1 ");
}

export function period_note(view: Period, on: string): string {
  return view === "week" ? `Week ${iso_week(on).week}` : "";
}

/** What one step of the arrows is called: "Next week". */
export function period_unit(view: Period, zoom: Zoom): string {
  if (view === "three_days") return "three days";
  return view === "week" || view === "day" ? view : view === "timeline" ? zoom : "month";
}

const day_steps: Partial<Record<Period, number>> = { week: 7, three_days: 3, day: 1 };

export function step_period(view: Period, zoom: Zoom, on: string, steps: number): string {
  const days = day_steps[view];
  if (days) return add_days(on, days * steps);
  if (view === "timeline" && zoom === "quarter") return add_months(on, 3 * steps);
  if (view === "timeline" && zoom === "year") return add_months(on, 12 * steps);
  return add_months(on, steps);
}

export interface Tick {
  date: string;
  label: string;
  strong: boolean; // a month begins
}

/** Marks on the timeline's scale: weeks, or months when a year is shown. */
export function ticks(range: DateRange, zoom: Zoom): Tick[] {
  const marks: Tick[] = [];
  let date = zoom === "year" ? range.from : week_range(range.from).from;
  if (date < range.from) date = add_days(date, 7);
  let month = 0;
  while (date < range.to) {
    const parts = parse_date(date);
    const label = zoom === "year" ? (months[parts.month - 1] ?? "").slice(0, 3) : `${parts.day} ${short(parts.month)}`;
    marks.push({ date, label, strong: parts.month !== month });
    month = parts.month;
    date = zoom === "year" ? add_months(date, 1) : add_days(date, 7);
  }
  return marks;
}
