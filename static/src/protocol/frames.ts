// Frames of /ws and answers of /api, both directions, as in schemas/. Callers: sync/ and store/ only.
import type { BusyEntry, Entry, Id, Instant, LocalDate, Member, RecordKind, SnapshotLists } from "./generated";

export interface Snapshot extends SnapshotLists {
  epoch: string;
  seq: number;
  me: Id;
  window: { from: LocalDate; to: LocalDate };
  zone_version: string;
  server_time: Instant;
  /** True if a list was cut: the window holds more than one answer does. */
  truncated: boolean;
}

export interface EntriesAnswer { seq: number; truncated: boolean; entries: (Entry | BusyEntry)[] }

export interface ItemPut { op: "put"; kind: RecordKind; id: Id; rev: number; record: { id: Id; rev: number }; by?: Id | null }
export interface ItemPatch { op: "patch"; kind: RecordKind; id: Id; rev: number; patch: Record<string, unknown>; by?: Id | null }
export interface ItemRemove { op: "remove"; kind: RecordKind; id: Id; rev: number; by?: Id | null }
export type ChangeItem = ItemPut | ItemPatch | ItemRemove;

export interface ChangesFrame {
  type: "changes";
  seq: number;
  at: Instant;
  by: Id | null;
  command_id?: string;
  items: ChangeItem[];
}
/** Of import.undo: what was changed since stays; the first of it are named, with an empty title where it is not one's to see. */
export interface TakenBack { entries: number; kept_count: number; kept: { id: Id; title: string; reason: string }[] }
export interface AckFrame { type: "ack"; command_id: string; seq: number; id?: Id; secrets?: { token?: string }; taken_back?: TakenBack }
export interface RefusedFrame { type: "refused"; command_id: string; code: string; field?: string; message: string }
export interface FieldConflict { base: unknown; theirs: unknown; mine: unknown }
export interface ConflictFrame {
  type: "conflict";
  command_id: string;
  id: Id;
  rev: number;
  by: Id | null;
  at: Instant;
  fields: Record<string, FieldConflict>;
}
export interface PresenceFrame { type: "presence"; members: { id: Id; open: Id | null }[] }
export interface HelloFrame { type: "hello"; epoch: string; seq: number; me: Id }
export interface ResyncFrame { type: "resync"; reason: string }
export interface ErrorFrame { type: "error"; code: string; message: string }
export interface TickFrame { type: "tick"; at: Instant }
export type ServerFrame =
  | HelloFrame | ChangesFrame | AckFrame | RefusedFrame | ConflictFrame | PresenceFrame | ResyncFrame | ErrorFrame | TickFrame;

export interface CommandFrame {
  type: "command";
  command_id: string;
  name: string;
  args: Record<string, unknown>;
  base_rev?: number;
}
export type ClientFrame =
  | { type: "hello"; epoch: string; since: number }
  | CommandFrame
  | { type: "presence"; open: Id | null };

export interface Problem { title: string; status: number; code: string; field?: string; message: string }

const server_frame_types: ReadonlySet<string> = new Set([
  "hello", "changes", "ack", "refused", "conflict", "presence", "resync", "error", "tick",
]);

/** Text of one frame → frame, or null if it is none we know (a newer server may send more: it is passed over). */
export function decode_frame(text: string): ServerFrame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("type" in value)) return null;
  return typeof value.type === "string" && server_frame_types.has(value.type) ? (value as ServerFrame) : null;
}
