// An entry with its place on the viewer's calendar, and the order of entries everywhere: earliest first, long before
// short, then by time and title. Pure.
import type { Entry } from "../../protocol/records";
import type { Span } from "./span";

export interface Shown {
  entry: Entry;
  span: Span;
}

export function by_start(a: Shown, b: Shown): number {
  if (a.span.first !== b.span.first) return a.span.first < b.span.first ? -1 : 1;
  if (a.span.last !== b.span.last) return a.span.last > b.span.last ? -1 : 1;
  if (a.span.start !== b.span.start) return a.span.start < b.span.start ? -1 : 1;
  return a.entry.title.localeCompare(b.entry.title) || (a.entry.id < b.entry.id ? -1 : 1);
}
