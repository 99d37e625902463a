// The plan of a past day beside today's: what stands elsewhere, what is new, what is gone. Pure.
import type { Entry, When } from "../../protocol/records";
import type { DateRange } from "../../time/dates";
import { shown_in, type Shown } from "../calendar/shown";

export interface PlanAnswer {
  at: string;
  seq: number;
  truncated: boolean;
  entries: Entry[]; // as they stood
  gone: string[];
  untold: string[]; // how they stood is not for this reader
}

export type What = "moved" | "changed" | "new" | "gone";
export interface Difference {
  id: string;
  what: What;
  entry: Entry; // as it is, or was at that day if it is gone or out of sight
  before: When | null;
  after: When | null;
  away: boolean; // it stands so far from here now that this page has not loaded it
  fields: string[];
}

const told_fields = ["title", "status", "owner_id", "kind", "channel", "parent_id"] as const;

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

function moved(then: Entry, now: Entry): boolean {
  return !same(then.when, now.when) || !same(then.rrule, now.rrule) || !same(then.rdate, now.rdate) || !same(then.exdate, now.exdate);
}

function between(then: Entry, now: Entry | undefined, gone: boolean): Difference | null {
  const base = { id: then.id, before: then.when, fields: [] };
  if (gone) return { ...base, what: "gone", entry: then, after: null, away: false };
  if (!now) return { ...base, what: "moved", entry: then, after: null, away: true };
  if (now.busy) return null;
  const fields = told_fields.filter((field) => !same(then[field], now[field]));
  if (!moved(then, now) && !fields.length) return null;
  return { id: then.id, what: moved(then, now) ? "moved" : "changed", entry: now, before: then.when, after: now.when, away: false, fields };
}

const order: Record<What, number> = { moved: 0, new: 1, gone: 2, changed: 3 };
const start_of = (when: When | null) => (when ? ("starts_on" in when ? when.starts_on : when.starts_at) : "");

/** `here` are today's entries of the period; `find` any that the page has. Both sides have passed the filters. */
export function differences_of(answer: PlanAnswer, then: readonly Entry[], here: readonly Entry[], find: (id: string) => Entry | undefined): Difference[] {
  const gone = new Set(answer.gone);
  const known = new Set([...answer.entries.map((entry) => entry.id), ...answer.untold]);
  const found = then.map((entry) => between(entry, find(entry.id), gone.has(entry.id))).filter((one) => one !== null);
  const seen = new Set<string>();
  for (const entry of here) {
    if (entry.busy || known.has(entry.id) || seen.has(entry.id) || entry.created_at <= answer.at) continue;
    seen.add(entry.id);
    found.push({ id: entry.id, what: "new", entry, before: null, after: entry.when, away: false, fields: [] });
  }
  return found.sort((a, b) => order[a.what] - order[b.what] || start_of(a.before ?? a.after).localeCompare(start_of(b.before ?? b.after)) || a.entry.title.localeCompare(b.entry.title));
}

/** Where something stood then and stands no more. */
export function ghosts_of(then: readonly Entry[], shown_now: readonly Shown[], range: DateRange, zone: string): Shown[] {
  const place = ({ key, span }: Shown) => `${key} ${span.start} ${span.end}`;
  const now = new Set(shown_now.map(place));
  return shown_in(then, range, zone).filter((shown) => !now.has(place(shown)));
}

/** "3 moved, 1 new, 2 gone" */
export function sum_of(differences: readonly Difference[]): string {
  const words: [What, string][] = [["moved", "moved"], ["new", "new"], ["gone", "gone"], ["changed", "changed otherwise"]];
  const parts = words.map(([what, text]) => [differences.filter((one) => one.what === what).length, text] as const).filter(([number]) => number > 0);
  return parts.length ? parts.map(([number, text]) => `${number} ${text}`).join(", ") : "nothing has changed";
}
