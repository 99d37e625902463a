// A rule in words: "Every 2 weeks on Tuesday and Thursday until 30 June". Rules that no editor here makes get a plain
// sentence too, put together part by part. Pure: today is handed in, so that this year is not named.
import type { LocalDate, When, Zone } from "../protocol/records";
import { add_days, parse_date } from "./dates";
import { weekday_name } from "./format";
import { parse_rule, type Frequency, type Rule, type RuleDay } from "./rule";
import { local_of } from "./zones";

export interface Repeating { when: When | null; rrule: string[]; rdate: string[]; exdate: string[] }

const units: Record<Frequency, string> = {
  secondly: "second", minutely: "minute", hourly: "hour", daily: "day", weekly: "week", monthly: "month", yearly: "year",
};
const ordinals = ["", "first", "second", "third", "fourth", "fifth"];
const monday = "2024-01-01";

export function repeat_words({ when, rrule, rdate, exdate }: Repeating, today: LocalDate): string {
  if (!when) return "";
  const sentences = rrule.map((text) => rule_words(text, when, today));
  const dates = further_words(rdate, sentences.length > 0, today);
  const told = [...sentences.map((text, at) => (at ? lower_first(text) : text)), ...(dates ? [dates] : [])].join(", and ");
  if (!told || exdate.length === 0) return told;
  return exdate.length === 1 ? `${told}, but not on ${date_words(exdate[0] ?? "", today)}` : `${told}, but not on ${exdate.length} dates`;
}

/** Without `when` the days that follow from it are left out. */
export function rule_words(text: string, when: When | null, today: LocalDate): string {
  const rule = parse_rule(text);
  if (!rule) return "Repeats by a rule of another calendar app";
  const start = when && ("starts_on" in when ? when.starts_on : when.starts_at.slice(0, 10));
  return [`${often(rule)}${days(rule, start)}${rarely(rule)}`, ends(rule, when && "zone" in when ? when.zone : "UTC", today)].filter(Boolean).join(" ");
}

function often(rule: Rule): string {
  if (is_weekdays(rule)) return "Every weekday";
  return rule.interval === 1 ? `Every ${units[rule.frequency]}` : `Every ${rule.interval} ${units[rule.frequency]}s`;
}

/** Monday to Friday, each week or each day: people call both the same. */
export function is_weekdays({ frequency, interval, by_day, by_month_day, by_set_pos }: Rule): boolean {
  const plain = (frequency === "daily" || frequency === "weekly") && interval === 1 && by_month_day.length + by_set_pos.length === 0;
  return plain && by_day.every(({ nth }) => nth === 0) && sorted_days(by_day).join() === "1,2,3,4,5";
}

function days(rule: Rule, start: LocalDate | null): string {
  if (is_weekdays(rule)) return "";
  if (rule.frequency === "weekly" && rule.by_day.length) return ` on ${listed(sorted_days(rule.by_day).map(day_name))}`;
  const choice = chosen(rule);
  const of_month = rule.frequency === "yearly" && rule.by_month.length ? ` of ${months(rule)}` : "";
  if (choice) return ` on ${choice}${of_month}`;
  if (!start || rule.by_week_no.length || rule.by_year_day.length) return "";
  if (rule.frequency === "weekly") return ` on ${weekday_name(start, "long")}`;
  if (rule.frequency === "monthly") return ` on ${place(parse_date(start).day)}`;
  if (rule.frequency !== "yearly") return "";
  const { day, month } = parse_date(start);
  return rule.by_month.length ? ` on ${place(day)} of ${months(rule)}` : ` on ${day} ${month_name(month)}`;
}

/** Days chosen by BYDAY and BYMONTHDAY, with what BYSETPOS leaves of them. */
function chosen({ by_day, by_month_day, by_set_pos, frequency }: Rule): string {
  const names = sorted_days(by_day);
  const every = by_day.length > 0 && by_day.every(({ nth }) => nth === 0);
  if (by_set_pos.length && every && !by_month_day.length && (frequency === "monthly" || frequency === "yearly")) {
    const group = { "1,2,3,4,5": "weekday", "6,7": "weekend day", "1,2,3,4,5,6,7": "day" }[names.join()] ?? listed(names.map(day_name), "or");
    return `the ${listed(by_set_pos.map((at) => nth_words(at)))} ${group}`;
  }
  const of_week = listed(by_day.map((one) => (one.nth ? `the ${nth_words(one.nth)} ${day_name(one.day)}` : frequency === "daily" ? day_name(one.day) : `every ${day_name(one.day)}`)));
  const of_month = listed(by_month_day.map(place));
  if (of_week && of_month) return `${listed(by_day.map(({ day }) => day_name(day)), "or")} when it is ${listed(by_month_day.map(place), "or")}`;
  return of_week || of_month;
}

/** What few rules have, each in a phrase of its own. */
function rarely(rule: Rule): string {
  const phrases: string[] = [];
  if (rule.by_month.length && rule.frequency !== "yearly") phrases.push(`in ${months(rule)}`);
  if (rule.by_week_no.length) phrases.push(`in week ${listed(rule.by_week_no.map(counted))} of the year`);
  if (rule.by_year_day.length) phrases.push(`on day ${listed(rule.by_year_day.map(counted))} of the year`);
  if (rule.by_hour.length || rule.by_minute.length || rule.by_second.length) phrases.push(times(rule));
  const told_by_days = rule.by_day.length > 0 && rule.by_day.every(({ nth }) => nth === 0) && !rule.by_month_day.length && (rule.frequency === "monthly" || rule.frequency === "yearly");
  if (rule.by_set_pos.length && !told_by_days) phrases.push(`but only the ${listed(rule.by_set_pos.map((at) => nth_words(at)))} of them`);
  return phrases.map((phrase) => ` ${phrase}`).join("");
}

function times({ by_hour, by_minute, by_second }: Rule): string {
  const minutes = by_minute.length ? by_minute : [0];
  if (by_hour.length && !by_second.length) return `at ${listed(by_hour.flatMap((hour) => minutes.map((minute) => `${hour}:${String(minute).padStart(2, "0")}`)))}`;
  const parts = [["hour", by_hour], ["minute", by_minute], ["second", by_second]] as const;
  return `at ${parts.filter(([, values]) => values.length).map(([unit, values]) => `${unit} ${listed(values.map(String))}`).join(", ")}`;
}

function ends({ until, count }: Rule, zone: Zone, today: LocalDate): string {
  if (count !== null) return count === 1 ? "once" : `${count} times`;
  return until ? `until ${date_words(until_date(until, zone), today)}` : "";
}

/** The last day, where the entry is: UNTIL of a zoned entry stands in UTC. */
export function until_date(until: string, zone: Zone): LocalDate {
  return (until.endsWith("Z") ? local_of(until, zone) : until).slice(0, 10);
}

function further_words(rdate: string[], besides: boolean, today: LocalDate): string {
  if (rdate.length === 0) return "";
  if (rdate.length === 1) return `${besides ? "" : "Also "}on ${date_words(rdate[0] ?? "", today)}`;
  return besides ? `on ${rdate.length} further dates` : `On ${rdate.length} further dates`;
}

function date_words(start: string, today: LocalDate): string {
  const date = start.slice(0, 10);
  const { year, day, month } = parse_date(date);
  return year === parse_date(today).year ? `${day} ${month_name(month)}` : `${day} ${month_name(month)} ${year}`;
}

/** "first", "last", "third last", "21st" */
export function nth_words(nth: number): string {
  if (nth === -1) return "last";
  return nth < 0 ? `${nth_words(-nth)} last` : (ordinals[nth] ?? `${nth}${suffix(nth)}`);
}

/** A day of the month: "the 12th", "the last day", "the second last day" */
export function place(day: number): string {
  return day > 0 ? `the ${day}${suffix(day)}` : `the ${nth_words(day)} day`;
}

const counted = (at: number): string => (at > 0 ? String(at) : `${nth_words(at)}`);

function suffix(number: number): string {
  if (number % 100 >= 11 && number % 100 <= 13) return "th";
  return ["th", "st", "nd", "rd"][number % 10] ?? "th";
}

export function listed(words: readonly string[], and = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${and} ${words.at(-1) ?? ""}`;
}

export const day_name = (day: number): string => weekday_name(add_days(monday, day - 1), "long");
const sorted_days = (by_day: readonly RuleDay[]): number[] => [...new Set(by_day.map(({ day }) => day))].sort((a, b) => a - b);
const months = ({ by_month }: Rule): string => listed(by_month.map(month_name));
const month_name = (month: number): string => month_names[month - 1] ?? String(month);
const month_names = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];
export const lower_first = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** "2nd Tuesday" as a number: which of its month a date is. */
export const nth_of_month = (date: LocalDate): number => Math.ceil(parse_date(date).day / 7);

