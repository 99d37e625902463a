// What a drag means for `when`: moving shifts dates and keeps the time of day, resizing moves one end. All nominal, on
// the entry's own local times, so that a meeting at nine stays at nine across a clock change. Pure.
import type { When } from "../../protocol/records";
import { add_days, date_to_day, days_between } from "../../time/dates";

/** Minutes since 1970 on the wall clock. */
function minutes_of(local: string): number {
  return date_to_day(local.slice(0, 10)) * 1440 + Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
}

const two = (value: number) => String(value).padStart(2, "0");

export function shift_local(local: string, minutes: number): string {
  const total = minutes_of(local) + minutes;
  const day = Math.floor(total / 1440);
  const rest = total - day * 1440;
  return `${add_days("1970-01-01", day)}T${two(Math.floor(rest / 60))}:${two(rest % 60)}:${local.slice(17, 19) || "00"}`;
}

export function start_date(when: When): string {
  return "starts_on" in when ? when.starts_on : when.starts_at.slice(0, 10);
}

/** The last day it touches. */
export function last_date(when: When): string {
  if ("ends_on" in when) return add_days(when.ends_on, -1);
  const ends_at_midnight = when.ends_at.slice(11, 16) === "00:00" && when.ends_at > when.starts_at;
  return ends_at_midnight ? add_days(when.ends_at.slice(0, 10), -1) : when.ends_at.slice(0, 10);
}

export function shift_when(when: When, days: number, minutes = 0): When {
  if ("starts_on" in when) return { starts_on: add_days(when.starts_on, days), ends_on: add_days(when.ends_on, days) };
  const by = days * 1440 + minutes;
  return { ...when, starts_at: shift_local(when.starts_at, by), ends_at: shift_local(when.ends_at, by) };
}

export function move_to(when: When, date: string): When {
  return shift_when(when, days_between(start_date(when), date));
}

/** Moves the start or the end; the length stays at least a day, or a quarter of an hour. */
export function resize_when(when: When, side: "start" | "end", days: number, minutes = 0): When {
  if ("starts_on" in when) {
    if (side === "start") {
      const starts_on = add_days(when.starts_on, days);
      return { ...when, starts_on: starts_on < when.ends_on ? starts_on : add_days(when.ends_on, -1) };
    }
    const ends_on = add_days(when.ends_on, days);
    return { ...when, ends_on: ends_on > when.starts_on ? ends_on : add_days(when.starts_on, 1) };
  }
  const by = days * 1440 + minutes;
  if (side === "start") {
    const starts_at = shift_local(when.starts_at, by);
    return { ...when, starts_at: starts_at < when.ends_at ? starts_at : shift_local(when.ends_at, -15) };
  }
  const ends_at = shift_local(when.ends_at, by);
  return { ...when, ends_at: ends_at > when.starts_at ? ends_at : shift_local(when.starts_at, 15) };
}

export function all_day(from: string, to: string): When {
  return { starts_on: from, ends_on: to };
}

export function same_when(a: When | null, b: When | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
