// On which days nothing starts, and how that is said. The days are those of the server (calendar/entries/blackout.cpp). Pure.
import type { Blackout, BlackoutKind, LocalDate, Team } from "../../protocol/generated";
import { days_between, days_in_month, days_of, make_date, parse_date, type DateRange } from "../../time/dates";
import { day_month, short_date } from "../../time/format";

export type BlackoutFields = Pick<Blackout, "name" | "first_on" | "last_on" | "kind" | "yearly" | "teams">;

export const blackout_words: Record<BlackoutKind, string> = { holiday: "Holiday", blackout: "Blackout" };

export function is_for(blackout: Pick<Blackout, "teams">, team: Team): boolean {
  return blackout.teams.length === 0 || (blackout.teams as string[]).includes(team);
}

/** The first and the last of its days around `on`, if that is one of them. */
export function span_on(blackout: BlackoutFields, on: LocalDate): { first: LocalDate; last: LocalDate } | null {
  const later = parse_date(on).year - parse_date(blackout.first_on).year;
  for (const years of blackout.yearly ? [later, later - 1] : [0]) {
    const [first, last] = [in_later_year(blackout.first_on, years), in_later_year(blackout.last_on, years)];
    if (years >= 0 && first <= on && on <= last) return { first, last };
  }
  return null;
}

/** Where there is no 29 February it is the 28th. */
function in_later_year(date: LocalDate, years: number): LocalDate {
  const { year, month, day } = parse_date(date);
  return make_date(year + years, month, Math.min(day, days_in_month(make_date(year + years, month, 1))));
}

/** Holidays first, then by name. */
export function off_on(blackouts: Iterable<Blackout>, on: LocalDate): Blackout[] {
  const rank = (one: Blackout) => (one.kind === "holiday" ? 0 : 1);
  return [...blackouts].filter((one) => span_on(one, on)).sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

export interface OffSpan {
  first: LocalDate;
  days: number;
  blackout: Blackout;
}

/** Every stretch of days in the range, cut to it; the earliest first. */
export function off_spans(blackouts: Iterable<Blackout>, range: DateRange): OffSpan[] {
  const spans: OffSpan[] = [];
  const days = days_of(range);
  for (const blackout of blackouts) {
    let open: OffSpan | null = null;
    for (const day of days) {
      if (!span_on(blackout, day)) open = null;
      else if (open) open.days += 1;
      else spans.push((open = { first: day, days: 1, blackout }));
    }
  }
  return spans.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.blackout.name.localeCompare(b.blackout.name)));
}

/** "Trade fair", "Trade fair (sales)": whom it keeps, where that is not everyone. */
export function off_name({ name, teams }: Pick<Blackout, "name" | "teams">): string {
  return teams.length === 1 ? `${name} (${teams[0] ?? ""})` : name;
}

export function off_names(all: Blackout[]): string {
  return all.map(off_name).join(", ");
}

/** "24 – 31 Dec, every year", "Tue 3 Mar 2026" */
export function off_days({ first_on, last_on, yearly }: BlackoutFields, today: LocalDate): string {
  if (yearly) return `${first_on === last_on ? day_month(first_on) : `${day_month(first_on)} – ${day_month(last_on)}`}, every year`;
  return first_on === last_on ? short_date(first_on, today) : `${short_date(first_on, first_on.slice(0, 4) === last_on.slice(0, 4) ? first_on : today)} – ${short_date(last_on, today)}`;
}

/** "for both teams", "for sales" */
export function off_for(teams: readonly string[]): string {
  return teams.length === 1 ? `for ${teams[0] ?? ""}` : "for both teams";
}

/** What is over stands below; otherwise by the day on which it comes next. */
export function in_order(blackouts: Iterable<Blackout>, today: LocalDate): Blackout[] {
  return [...blackouts].sort((a, b) => next_from(a, today) - next_from(b, today) || a.name.localeCompare(b.name));
}

export function is_over(one: BlackoutFields, today: LocalDate): boolean {
  return !one.yearly && one.last_on < today;
}

const long_gone = 1_000_000;

/** Days until it comes next; of what is over, beyond all others and the latest first. */
function next_from(one: Blackout, today: LocalDate): number {
  if (is_over(one, today)) return long_gone + days_between(one.last_on, today);
  if (span_on(one, today)) return 0;
  const years = one.yearly ? Math.max(0, parse_date(today).year - parse_date(one.first_on).year) : 0;
  const next = [years, years + 1].map((later) => in_later_year(one.first_on, later)).find((first) => first >= today);
  return days_between(today, next ?? one.first_on);
}
