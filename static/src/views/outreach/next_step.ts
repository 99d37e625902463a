// A date out of the words of a next step: "call back Friday", "send offer in 3 days", "ring 5 Dec". Pure.
import type { LocalDate } from "../../protocol/records";
import { add_days, make_date, parse_date, weekday } from "../../time/dates";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The first date the words name, in the future, or null. Weekdays count only when written out or cut to three letters. */
export function date_in_words(words: string, today: LocalDate): LocalDate | null {
  const text = ` ${words.toLocaleLowerCase()} `;
  const named = /[^a-z](today|tomorrow|next week|next month)[^a-z]/.exec(text)?.[1];
  if (named === "today") return today;
  if (named === "tomorrow") return add_days(today, 1);
  if (named === "next week") return add_days(today, 8 - weekday(today));
  if (named === "next month") return first_workday(today);
  return in_some_days(text, today) ?? day_and_month(text, today) ?? coming_weekday(text, today);
}

function in_some_days(text: string, today: LocalDate): LocalDate | null {
  const found = /[^a-z]in (\d{1,3}|a|two|three) (day|week|month)s?[^a-z]/.exec(text);
  if (!found) return null;
  const number = { a: 1, two: 2, three: 3 }[found[1] ?? ""] ?? Number(found[1]);
  return add_days(today, number * ({ day: 1, week: 7, month: 30 }[found[2] ?? "day"] ?? 1));
}

function day_and_month(text: string, today: LocalDate): LocalDate | null {
  const found = /[^\d](\d{1,2})\.? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[^a-z]/.exec(text);
  if (!found) return null;
  const { year } = parse_date(today);
  const month = months.indexOf(found[2] ?? "") + 1;
  const day = Number(found[1]);
  if (day < 1 || day > 31) return null;
  const this_year = make_date(year, month, day);
  return this_year >= today ? this_year : make_date(year + 1, month, day);
}

function coming_weekday(text: string, today: LocalDate): LocalDate | null {
  const found = /[^a-z](mon|tue|wed|thu|fri|sat|sun)([a-z]*)[^a-z]/.exec(text);
  const at = found ? weekdays.findIndex((name) => name.startsWith(found[1] ?? "-")) : -1;
  if (!found || at < 0 || (found[2] !== "" && `${found[1]}${found[2]}` !== weekdays[at])) return null;
  const ahead = (at + 1 - weekday(today) + 7) % 7;
  return add_days(today, ahead === 0 ? 7 : ahead);
}

function first_workday(today: LocalDate): LocalDate {
  const { year, month } = parse_date(today);
  const first = make_date(year, month + 1, 1);
  const day = weekday(first);
  return day > 5 ? add_days(first, 8 - day) : first;
}

/** Quick choices under the field: tomorrow, the coming Friday, next Monday, in two weeks; workdays only, no repeats. */
export function quick_dates(today: LocalDate): { label: string; date: LocalDate }[] {
  const choices = [
    { label: "Tomorrow", date: add_days(today, 1) },
    { label: "Friday", date: coming_weekday(" fri ", today) ?? today },
    { label: "Monday", date: coming_weekday(" mon ", today) ?? today },
    { label: "In 2 weeks", date: add_days(today, 14) },
  ].map((choice) => ({ ...choice, date: weekday(choice.date) > 5 ? add_days(choice.date, 8 - weekday(choice.date)) : choice.date }));
  return choices.filter((choice, at) => choices.findIndex((other) => other.date === choice.date) === at);
}
