// Local time ↔ instant in a named zone, by Intl's zone data only. Same policy as calendar/time/zone (RFC 5545 3.3.5):
// a time in a gap is read with the offset before the gap, a time in a fold is the first of the two.
// An unknown zone counts as UTC, so that one bad record never takes a view down.
import type { Instant, LocalDate, LocalTime, Zone } from "../protocol/records";

const day_ms = 86_400_000;
const formats = new Map<Zone, Intl.DateTimeFormat | null>();

function format_of(zone: Zone): Intl.DateTimeFormat | null {
  let format = formats.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn", {
        timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric",
        minute: "numeric", second: "numeric",
      });
    } catch {
      format = null;
    }
    formats.set(zone, format);
  }
  return format;
}

export function is_zone(zone: string): boolean {
  return zone !== "" && format_of(zone) !== null;
}

/** All zones a person can choose, and the browser's own even where it is missing from the list. */
export function zone_names(): Zone[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set(["UTC", own, ...Intl.supportedValuesOf("timeZone")])].sort();
}

/** Milliseconds that local time is ahead of UTC at an instant. */
export function offset_at(instant_ms: number, zone: Zone): number {
  const format = format_of(zone);
  if (!format) return 0;
  const whole = Math.floor(instant_ms / 1000) * 1000;
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(whole)) part[type] = Number(value);
  const year = part["year"] ?? 1970;
  const local = new Date(0);
  local.setUTCFullYear(year, (part["month"] ?? 1) - 1, part["day"] ?? 1);
  local.setUTCHours(part["hour"] ?? 0, part["minute"] ?? 0, part["second"] ?? 0);
  return local.getTime() - whole;
}

export function to_local(instant_ms: number, zone: Zone): LocalTime {
  return utc_text(instant_ms + offset_at(instant_ms, zone));
}

export function to_instant_ms(local: LocalTime, zone: Zone): number {
  const as_utc = Date.parse(`${local}Z`);
  const before = offset_at(as_utc - day_ms, zone);
  const after = offset_at(as_utc + day_ms, zone);
  const fits = [before, after].map((offset) => as_utc - offset).filter((ms) => to_local(ms, zone) === utc_text(as_utc));
  return fits.length > 0 ? Math.min(...fits) : as_utc - before;
}

/** A local time of one zone as the wall clock of another shows it. */
export function in_zone(local: LocalTime, from: Zone, to: Zone): LocalTime {
  return from === to ? local : to_local(to_instant_ms(local, from), to);
}

export function local_of(instant: Instant, zone: Zone): LocalTime {
  return to_local(Date.parse(instant), zone);
}

export function date_in(instant_ms: number, zone: Zone): LocalDate {
  return to_local(instant_ms, zone).slice(0, 10);
}

function utc_text(ms: number): LocalTime {
  return new Date(ms).toISOString().slice(0, 19);
}
