// The answers of /api/trash as lines of a list. Pure.
import type { Entry } from "../../protocol/records";

export interface Deleted { seq: number; at: string; by: string | null; entry: Entry }
export interface TrashAnswer { entries: Deleted[]; before: number; more: boolean }
export interface TrashLine extends Deleted { id: string }

/** A page after those that are here; an entry that was deleted twice is listed once. */
export function join_pages(have: Deleted[] | null, more: Deleted[]): Deleted[] {
  const ids = new Set((have ?? []).map((one) => one.entry.id));
  return [...(have ?? []), ...more.filter((one) => !ids.has(one.entry.id))];
}

export function lines_of(deleted: readonly Deleted[]): TrashLine[] {
  return deleted.map((one) => ({ ...one, id: one.entry.id }));
}
