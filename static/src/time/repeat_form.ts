// The repeat editor's fields: from a rule's text and back, and the dates they give. Rules beyond these shapes are not
// editable (null) and stay as they are. Pure.
import type { LocalDate, When } from "../protocol/records";
import { add_days, add_months, days_in_month, make_date, parse_date, week_range, weekday } from "./dates";
import { new_rule, parse_rule, rule_text, type Rule } from "./rule";
import { is_weekdays, nth_of_month, until_date } from "./rule_words";
import { to_instant_ms } from "./zones";

export const shapes = ["none", "daily", "weekdays", "weekly", "monthly", "yearly", "custom"] as const;
export type Shape = (typeof shapes)[number];
export type Unit = "day" | "week" | "month" | "year";
/** Which day of the month: its number, the nth weekday (of a first day), or the last day. */
export type MonthBy = "day" | "nth" | "last_weekday" | "last_day";

export interface RepeatForm {
  shape: Shape;
  unit: Unit; // of a custom one
  interval: number;
  days: number[]; // of a week, 1 = Monday
  month_by: MonthBy;
  anchor: LocalDate; // its day of the month, its weekday and its month are those meant
  ends: "never" | "on" | "after";
  until: LocalDate;
  count: number;
}

export const most_count = 999;
const most_interval = 99;

export const start_of_when = (when: When): LocalDate => ("starts_on" in when ? when.starts_on : when.starts_at.slice(0, 10));

export function empty_form(when: When): RepeatForm {
  const start = start_of_when(when);
  return { shape: "none", unit: "week", interval: 1, days: [weekday(start)], month_by: "day", anchor: start, ends: "never", until: add_months(start, 3), count: 10 };
}

/** Null when the rule is none that these fields can show without losing some of it. */
export function to_repeat_form(rrule: readonly string[], when: When): RepeatForm | null {
  const form = empty_form(when);
  if (rrule.length === 0) return form;
  const rule = rrule.length === 1 ? parse_rule(rrule[0] ?? "") : null;
  if (!rule) return null;
  const month_by = month_choice(rule, start_of_when(when));
  const unit = ({ daily: "day", weekly: "week", monthly: "month", yearly: "year" } as Record<string, Unit>)[rule.frequency];
  if (!unit || rule.interval > most_interval || (rule.count ?? 1) > most_count || !fits(rule, unit, month_by, start_of_when(when))) return null;
  const days = rule.by_day.length && unit !== "month" ? [...new Set(rule.by_day.map(({ day }) => day))].sort((a, b) => a - b) : form.days;
  const zone = "zone" in when ? when.zone : "UTC";
  return {
    ...form, unit, interval: rule.interval, days, month_by: month_by ?? "day", shape: shape_of(rule, unit),
    ends: rule.count !== null ? "after" : rule.until ? "on" : "never",
    until: rule.until ? until_date(rule.until, zone) : form.until, count: rule.count ?? form.count,
  };
}

function shape_of(rule: Rule, unit: Unit): Shape {
  if (rule.interval !== 1) return "custom";
  if (is_weekdays(rule)) return "weekdays";
  return ({ day: "daily", week: "weekly", month: "monthly", year: "yearly" } as const)[unit];
}

function fits(rule: Rule, unit: Unit, month_by: MonthBy | null, start: LocalDate): boolean {
  const rare = [rule.by_year_day, rule.by_week_no, rule.by_hour, rule.by_minute, rule.by_second];
  if (rare.some((list) => list.length)) return false;
  if (unit === "month") return month_by !== null && rule.by_month.length === 0;
  if (rule.by_set_pos.length || rule.by_day.some(({ nth }) => nth)) return false;
  if (unit === "year") return yearly_on(rule, start);
  if (rule.by_month.length || rule.by_month_day.length) return false;
  if (unit === "week") return rule.week_start === 1 || rule.interval === 1;
  return rule.by_day.length === 0 || is_weekdays(rule);
}

function yearly_on({ by_day, by_month, by_month_day }: Rule, start: LocalDate): boolean {
  const { month, day } = parse_date(start);
  const only = (list: number[], value: number) => list.length === 0 || (list.length === 1 && list[0] === value);
  return by_day.length === 0 && only(by_month, month) && only(by_month_day, day);
}

function month_choice({ by_day, by_month_day, by_set_pos, frequency }: Rule, start: LocalDate): MonthBy | null {
  if (frequency !== "monthly" || by_set_pos.length) return null;
  const [first] = by_day;
  if (first && by_day.length === 1 && by_month_day.length === 0 && first.day === weekday(start)) {
    if (first.nth === -1) return "last_weekday";
    return first.nth === nth_of_month(start) ? "nth" : null;
  }
  if (by_day.length || by_month_day.length > 1) return null;
  const day = by_month_day[0] ?? parse_date(start).day;
  return day === -1 ? "last_day" : day === parse_date(start).day ? "day" : null;
}

/** What may be chosen for a month, seen from a day: a fifth Tuesday is offered as the last one only. */
export function month_choices(anchor: LocalDate): MonthBy[] {
  return nth_of_month(anchor) < 5 ? ["day", "nth", "last_weekday", "last_day"] : ["day", "last_weekday", "last_day"];
}

const frequency_of = { day: "daily", week: "weekly", month: "monthly", year: "yearly" } as const;
const unit_of = { daily: "day", weekdays: "week", weekly: "week", monthly: "month", yearly: "year" } as const;

export type RepeatResult = { rrule: string[] } | { error: string };

export function from_repeat_form(form: RepeatForm, when: When): RepeatResult {
  if (form.shape === "none") return { rrule: [] };
  const rule = rule_of(form, when);
  const start = start_of_when(when);
  if (!Number.isInteger(rule.interval) || rule.interval < 1 || rule.interval > most_interval) return { error: `Choose a number from 1 to ${most_interval}.` };
  if (rule.frequency === "weekly" && rule.by_day.length === 0) return { error: "Choose a day of the week." };
  if (form.ends === "on" && !(form.until >= start)) return { error: "It ends before it begins." };
  if (form.ends === "after" && (!Number.isInteger(form.count) || form.count < 1 || form.count > most_count)) return { error: `Choose how often, from 1 to ${most_count}.` };
  return { rrule: [rule_text(rule)] };
}

function rule_of(form: RepeatForm, when: When): Rule {
  const { month, day } = parse_date(form.anchor);
  const unit = form.shape === "custom" || form.shape === "none" ? form.unit : unit_of[form.shape];
  const rule = new_rule(frequency_of[unit], { interval: form.shape === "custom" ? form.interval : 1 });
  if (form.shape === "weekdays") rule.by_day = [1, 2, 3, 4, 5].map((day) => ({ nth: 0, day }));
  else if (unit === "week") rule.by_day = [...form.days].sort((a, b) => a - b).map((day) => ({ nth: 0, day }));
  else if (unit === "month") {
    if (form.month_by === "day") rule.by_month_day = [day];
    else if (form.month_by === "last_day") rule.by_month_day = [-1];
    else rule.by_day = [{ nth: form.month_by === "last_weekday" ? -1 : nth_of_month(form.anchor), day: weekday(form.anchor) }];
  } else if (unit === "year" && start_of_when(when).slice(5) !== form.anchor.slice(5)) {
    rule.by_month = [month];
    rule.by_month_day = [day];
  }
  if (form.ends === "after") rule.count = form.count;
  if (form.ends === "on") rule.until = until_text(form.until, when);
  return rule;
}

/** The last day at the time of the start, so that a series moved by an hour still ends on that day (RFC 5545 3.3.10: UNTIL
 *  is of the kind of the start, and UTC where that has a zone). */
function until_text(date: LocalDate, when: When): string {
  if ("starts_on" in when) return date;
  const local = date + when.starts_at.slice(10);
  return "zone" in when ? `${new Date(to_instant_ms(local, when.zone)).toISOString().slice(0, 19)}Z` : local;
}

/** The first dates of the form at or after `from`. The entry's own day counts even where the rule does not name it. */
export function next_dates(form: RepeatForm, when: When, from: LocalDate, most: number): LocalDate[] {
  const start = start_of_when(when);
  const found: LocalDate[] = [];
  let told = 0;
  const take = (date: LocalDate): boolean => {
    if ((form.ends === "on" && date > form.until) || (form.ends === "after" && told >= form.count)) return false;
    told += 1;
    if (date >= from) found.push(date);
    return found.length < most;
  };
  if (!take(start) || form.shape === "none") return found;
  for (const date of walk(form, start)) if (date > start && !take(date)) break;
  return found;
}

const most_periods = 5000;

function* walk(form: RepeatForm, start: LocalDate): Generator<LocalDate> {
  const unit = form.shape === "custom" || form.shape === "none" ? form.unit : unit_of[form.shape];
  const every = form.shape === "custom" ? Math.max(1, form.interval) : 1;
  for (let at = 0; at < most_periods; at += 1) yield* of_period(form, start, unit, at * every);
}

function of_period(form: RepeatForm, start: LocalDate, unit: Unit, at: number): LocalDate[] {
  if (unit === "day") return [add_days(start, at)];
  if (unit === "week") {
    const days = form.shape === "weekdays" ? [1, 2, 3, 4, 5] : form.days;
    const monday = add_days(week_range(start).from, 7 * at);
    return [...days].sort((a, b) => a - b).map((day) => add_days(monday, day - 1));
  }
  const { year, month } = parse_date(start);
  const { day, month: of_year } = parse_date(form.anchor);
  const first = unit === "month" ? make_date(year, month + at, 1) : make_date(year + at, of_year, 1);
  const last = days_in_month(first);
  if (unit === "year" || form.month_by === "day") return day <= last ? [add_days(first, day - 1)] : [];
  if (form.month_by === "last_day") return [add_days(first, last - 1)];
  const offset = (weekday(form.anchor) - weekday(first) + 7) % 7;
  if (form.month_by === "nth") return [add_days(first, offset + 7 * (nth_of_month(form.anchor) - 1))];
  return [add_days(first, offset + 7 * Math.floor((last - 1 - offset) / 7))];
}

/** A count is of the whole series: seen from a later occurrence, what is left of it. */
export function left_of_count(form: RepeatForm, series: When, from: LocalDate): number {
  return form.count - next_dates({ ...form, ends: "after" }, series, "", form.count).filter((date) => date < from).length;
}

/** The first day the form names, from the entry's own on: where the series should begin. */
export function first_date(form: RepeatForm, when: When): LocalDate {
  const start = start_of_when(when);
  for (const date of walk(form, start)) if (date >= start) return date;
  return start;
}

