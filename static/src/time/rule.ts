// One RRULE (RFC 5545 3.3.10) as a plain value, and its text. Like calendar/recur/rule: what cannot be read is null, never
// half a rule. Days of the week are 1 = Monday ... 7 = Sunday, as in dates.ts.

import type { LocalDate } from "../protocol/records";
import { parse_date, weekday } from "./dates";

export const frequencies = ["secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly"] as const;
export type Frequency = (typeof frequencies)[number];

/** `nth` of the month or year, negative from its end; 0 is every. */
export interface RuleDay { nth: number; day: number }

export interface Rule {
  frequency: Frequency;
  interval: number;
  count: number | null;
  until: string | null; // "2026-06-30", "2026-06-30T09:00:00", with Z when it is UTC
  by_day: RuleDay[];
  by_month_day: number[];
  by_month: number[];
  by_year_day: number[];
  by_week_no: number[];
  by_hour: number[];
  by_minute: number[];
  by_second: number[];
  by_set_pos: number[];
  week_start: number;
}

export const day_codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

const lists = {
  BYMONTHDAY: "by_month_day", BYMONTH: "by_month", BYYEARDAY: "by_year_day", BYWEEKNO: "by_week_no", BYHOUR: "by_hour",
  BYMINUTE: "by_minute", BYSECOND: "by_second", BYSETPOS: "by_set_pos",
} as const;
type ListName = keyof typeof lists;

export function new_rule(frequency: Frequency, parts: Partial<Rule> = {}): Rule {
  return {
    frequency, interval: 1, count: null, until: null, by_day: [], by_month_day: [], by_month: [], by_year_day: [], by_week_no: [],
    by_hour: [], by_minute: [], by_second: [], by_set_pos: [], week_start: 1, ...parts,
  };
}

export function parse_rule(text: string): Rule | null {
  const parts = new Map<string, string>();
  for (const piece of text.trim().toUpperCase().split(";").filter(Boolean)) {
    const [name = "", value = ""] = piece.split("=");
    if (parts.has(name)) return null;
    parts.set(name, value);
  }
  const frequency = frequencies.find((one) => one.toUpperCase() === parts.get("FREQ"));
  if (!frequency) return null;
  parts.delete("FREQ");
  const rule = new_rule(frequency);
  for (const [name, value] of parts) if (!name.startsWith("X-") && !read_part(rule, name, value)) return null;
  return rule;
}

function read_part(rule: Rule, name: string, value: string): boolean {
  if (name === "INTERVAL") return Number.isInteger((rule.interval = Number(value))) && rule.interval > 0;
  if (name === "COUNT") return Number.isInteger((rule.count = Number(value))) && rule.count > 0;
  if (name === "UNTIL") return (rule.until = read_until(value)) !== null;
  if (name === "WKST") return (rule.week_start = day_codes.findIndex((code) => code === value) + 1) > 0;
  if (name === "BYDAY") return (rule.by_day = value.split(",").map(read_day)).every(({ day }) => day > 0);
  if (!(name in lists)) return false;
  const numbers = (rule[lists[name as ListName]] = value.split(",").map(Number));
  return value !== "" && numbers.every(Number.isInteger);
}

function read_day(text: string): RuleDay {
  const found = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text);
  return { nth: Number(found?.[1] ?? 0), day: day_codes.findIndex((code) => code === found?.[2]) + 1 };
}

function read_until(text: string): string | null {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second, utc] = found;
  return `${year}-${month}-${day}` + (hour ? `T${hour}:${minute}:${second}${utc}` : "");
}

/** In the order and spelling of the server (`to_text` there). */
export function rule_text(rule: Rule): string {
  const parts = [`FREQ=${rule.frequency.toUpperCase()}`];
  if (rule.until) parts.push(`UNTIL=${rule.until.replaceAll(/[-:]/g, "")}`);
  if (rule.count !== null) parts.push(`COUNT=${rule.count}`);
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  for (const [name, key] of Object.entries(lists)) if (rule[key].length) parts.push(`${name}=${rule[key].join(",")}`);
  if (rule.by_day.length) parts.push(`BYDAY=${rule.by_day.map(({ nth, day }) => `${nth || ""}${day_codes[day - 1] ?? ""}`).join(",")}`);
  if (rule.week_start !== 1) parts.push(`WKST=${day_codes[rule.week_start - 1] ?? "MO"}`);
  return parts.join(";");
}

/** The usual rhythms of an entry that begins on that day; every weekday only where it is one. */
export function usual_rules(start: LocalDate): string[] {
  const code = day_codes[weekday(start) - 1] ?? "MO";
  const weekdays = weekday(start) <= 5 ? ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"] : [];
  return ["FREQ=DAILY", ...weekdays, `FREQ=WEEKLY;BYDAY=${code}`, `FREQ=MONTHLY;BYMONTHDAY=${parse_date(start).day}`, "FREQ=YEARLY"];
}
