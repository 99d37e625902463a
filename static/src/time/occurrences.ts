// When an entry that repeats takes place. The server tells the starts (`occurrences`, local times of the entry's zone, an end of
// its own after a slash); the length is that of `when`. Pure.
import type { Entry, EntryKind, LocalDate, When, Zone } from "../protocol/records";
import { add_days, day_range, type DateRange } from "./dates";
import { days_range } from "./when";

export function repeats(entry: Pick<Entry, "rrule" | "rdate">): boolean {
  return entry.rrule.length > 0 || entry.rdate.length > 0;
}

/** A campaign is one span of time. */
export const may_repeat = (kind: EntryKind): boolean => kind !== "campaign";

/** Repeats, or is one occurrence of what does. */
export function in_series(entry: Pick<Entry, "rrule" | "rdate" | "series_id">): boolean {
  return repeats(entry) || entry.series_id !== null;
}

const known = new WeakMap<Entry, Entry[]>();

/** The entry once for each time it takes place, in order, each with its own `when` and `at`; itself if it does not repeat.
 *  Records never change in place, so what was worked out for one is kept as long as it lives. */
export function placed(entry: Entry): Entry[] {
  let places = known.get(entry);
  if (!places) known.set(entry, (places = work_out(entry)));
  return places;
}

function work_out(entry: Entry): Entry[] {
  const { when, occurrences } = entry;
  if (!when) return [];
  if (!repeats(entry) || entry.at) return [entry];
  // One that has only now begun to repeat stands at its own time until the server has told the rest.
  return (occurrences ?? [start_of(when)]).map((text) => ({ ...entry, when: place_at(when, text), at: start_name(text) }));
}

export const start_name = (occurrence: string): string => occurrence.split("/")[0] ?? "";

export function start_of(when: When): string {
  return "starts_on" in when ? when.starts_on : when.starts_at;
}

export function end_of(when: When): string {
  return "starts_on" in when ? when.ends_on : when.ends_at;
}

/** The series' `when` at one of its starts. */
export function place_at(series: When, occurrence: string): When {
  const [start = "", own_end] = occurrence.split("/");
  const end = own_end ?? shift_text(start, length_of(series));
  return "starts_on" in series ? { starts_on: start, ends_on: end } : { ...series, starts_at: start, ends_at: end };
}

/** Back to the server's text: the end is told only where it is the occurrence's own. */
export function occurrence_text(series: When, place: When): string {
  const [start, end] = [start_of(place), end_of(place)];
  return shift_text(start, length_of(series)) === end ? start : `${start}/${end}`;
}

/** Seconds on the wall clock; whole days for all-day. */
export function length_of(when: When): number {
  return seconds_between(start_of(when), end_of(when));
}

export function seconds_between(from: string, to: string): number {
  return (Date.parse(zulu(to)) - Date.parse(zulu(from))) / 1000;
}

/** A date stays a date, a local time a local time. */
export function shift_text(at: string, seconds: number): string {
  if (at.length === 10) return add_days(at, Math.round(seconds / 86_400));
  return new Date(Date.parse(zulu(at)) + seconds * 1000).toISOString().slice(0, 19);
}

const zulu = (at: string): string => (at.length === 10 ? `${at}T00:00:00Z` : `${at}Z`);

/** What stands on a day of `range`, seen from `zone`. */
export function placed_in(entry: Entry, range: DateRange, zone: Zone): Entry[] {
  return placed(entry).filter(({ at, when }) => {
    if (!when) return false;
    // Zones are at most a day apart; only what may be inside is looked at closely.
    if (at && (at.slice(0, 10) > add_days(range.to, 1) || end_of(when).slice(0, 10) < add_days(range.from, -1))) return false;
    const days = days_range(when, zone);
    return days.from < range.to && days.to > range.from;
  });
}

/** The occurrence to show when none was asked for: the next from that day on, else the last. The entry itself if it has none. */
export function nearest(entry: Entry, date: LocalDate, zone: Zone): Entry {
  const places = placed(entry);
  return places.find(({ when }) => when && days_range(when, zone).to > date) ?? places.at(-1) ?? entry;
}

const left_out: ReadonlySet<string> = new Set(["exdate", "overrides", "occurrences", "occurrences_cut", "rev", "updated_at"]);

/** Has the series only given up single occurrences? What still stands is as it was. */
export function only_left_out(before: Entry, after: Entry): boolean {
  const fields = Object.keys({ ...before, ...after }) as (keyof Entry)[];
  return repeats(after) && fields.every((field) => left_out.has(field) || JSON.stringify(before[field]) === JSON.stringify(after[field]));
}

/** The key of a tile: an entry, or one occurrence of it. */
export function key_of_place({ id, at }: Pick<Entry, "id" | "at">): string {
  return at ? `${id}@${at}` : id;
}

export function placed_on(entries: Iterable<Entry>, date: LocalDate, zone: Zone): Entry[] {
  return [...entries].flatMap((entry) => placed_in(entry, day_range(date), zone));
}
