// `when` as the fields of a form and back. Ends are shown inclusive for days, and the form says what is wrong. Pure.
import type { When } from "../../protocol/records";
import { add_days, is_date } from "../../time/dates";
import { shift_local } from "../calendar/move";

export interface WhenForm {
  dated: boolean;
  all_day: boolean;
  from: string;
  to: string; // last day, included
  start: string; // "09:00"
  end: string;
  zone: string; // "" is floating: the same local time everywhere
}

export function to_form(when: When | null, today: string, zone: string): WhenForm {
  const usual = { start: "09:00", end: "10:00", zone };
  if (!when) return { dated: false, all_day: true, from: today, to: today, ...usual };
  if ("starts_on" in when) return { dated: true, all_day: true, from: when.starts_on, to: add_days(when.ends_on, -1), ...usual };
  return {
    dated: true, all_day: false,
    from: when.starts_at.slice(0, 10), to: when.ends_at.slice(0, 10),
    start: when.starts_at.slice(11, 16), end: when.ends_at.slice(11, 16),
    zone: "zone" in when ? when.zone : "",
  };
}

export type FormResult = { when: When | null } | { error: string };

export function from_form(form: WhenForm): FormResult {
  if (!form.dated) return { when: null };
  if (!is_date(form.from)) return { error: "Choose the day it starts." };
  if (!is_date(form.to)) return { error: "Choose the day it ends." };
  if (form.to < form.from) return { error: "It ends before it starts." };
  if (form.all_day) return { when: { starts_on: form.from, ends_on: add_days(form.to, 1) } };
  if (!/^\d\d:\d\d$/.test(form.start) || !/^\d\d:\d\d$/.test(form.end)) return { error: "Choose the times." };
  const starts_at = `${form.from}T${form.start}:00`;
  const ends_at = `${form.to}T${form.end}:00`;
  if (ends_at <= starts_at) return { error: "It ends before it starts." };
  return { when: form.zone ? { starts_at, ends_at, zone: form.zone } : { starts_at, ends_at } };
}

/** A new start takes the end along, so that the length stays. */
export function with_start(form: WhenForm, from: string, start: string): WhenForm {
  if (!is_date(from) || !is_date(form.from) || !is_date(form.to)) return { ...form, from, start };
  const minute = (date: string, time: string) => Date.parse(`${date}T${time || "00:00"}:00Z`) / 60_000;
  if (form.all_day) {
    const days = (minute(from, "") - minute(form.from, "")) / 1440;
    return { ...form, from, start, to: add_days(form.to, days) };
  }
  const by = minute(from, start) - minute(form.from, form.start);
  if (!Number.isFinite(by)) return { ...form, from, start };
  const end = shift_local(`${form.to}T${form.end || "00:00"}:00`, by);
  return { ...form, from, start, to: end.slice(0, 10), end: end.slice(11, 16) };
}
