// An entry with its place on the viewer's calendar, and the order of entries everywhere: earliest first, long before
// short, then by time and title. Pure.
import type { Entry } from "../../protocol/records";
import type { DateRange } from "../../time/dates";
import { key_of_place, placed_in } from "../../time/occurrences";
import { span_of, type Span } from "./span";

/** What repeats is shown once for each occurrence: `entry` then has its `at`, and `key` tells them apart. */
export interface Shown {
  key: string;
  entry: Entry;
  span: Span;
}

const known = new WeakMap<Entry, { zone: string; shown: Shown }>();

/** Null for what has no date. Kept for as long as the record: a clock in another zone takes a while to work out. */
export function shown_of(entry: Entry, zone: string): Shown | null {
  const before = known.get(entry);
  if (before?.zone === zone) return before.shown;
  if (!entry.when) return null;
  const shown = { key: key_of_place(entry), entry, span: span_of(entry.when, zone) };
  known.set(entry, { zone, shown });
  return shown;
}

export function shown_in(entries: Iterable<Entry>, range: DateRange, zone: string): Shown[] {
  const found: Shown[] = [];
  for (const entry of entries) {
    for (const one of placed_in(entry, range, zone)) {
      const shown = shown_of(one, zone);
      if (shown && shown.span.first < range.to && shown.span.last >= range.from) found.push(shown);
    }
  }
  return found.sort(by_start);
}

export function by_start(a: Shown, b: Shown): number {
  if (a.span.first !== b.span.first) return a.span.first < b.span.first ? -1 : 1;
  if (a.span.last !== b.span.last) return a.span.last > b.span.last ? -1 : 1;
  if (a.span.start !== b.span.start) return a.span.start < b.span.start ? -1 : 1;
  return a.entry.title.localeCompare(b.entry.title) || (a.entry.id < b.entry.id ? -1 : 1);
}
