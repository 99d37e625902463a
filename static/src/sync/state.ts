// The server's state as this page knows it, and the one way it changes: snapshot, window answer, changes frame.
// No DOM, no clock. A state has one owner (client.ts); `apply_*` change it in place and say which keys they touched,
// so that 5,000 entries are not copied for one moved tile.
import type { ChangeItem, ChangesFrame, EntriesAnswer, Snapshot } from "../protocol/frames";
import type { BusyEntry, Entry as FullEntry } from "../protocol/generated";
import { record_kinds, snapshot_lists } from "../protocol/generated";
import { start_name } from "../time/occurrences";
import { complete_entry, key_of, type AnyRecord, type Entry, type RecordKey, type RecordKind, type Records } from "../protocol/records";

export type Tables = { [K in RecordKind]: Map<string, Records[K]> };

export interface ServerState {
  epoch: string;
  seq: number;
  me: string;
  zone_version: string;
  window: { from: string; to: string };
  /** Some of what lies in the loaded days was left out by the server. */
  truncated: boolean;
  tables: Tables;
  /** Revision at which a record was removed: a late window answer must not bring it back. */
  removed: Map<RecordKey, number>;
  /** Revision of a patch to a record that is not loaded: a window answer older than this is stale. */
  passed_over: Map<RecordKey, number>;
}

export interface Applied {
  touched: RecordKey[];
  /** A patch that does not continue what we have: only a new snapshot helps. */
  gap: RecordKey | null;
}

export function empty_tables(): Tables {
  return Object.fromEntries(record_kinds.map((kind) => [kind, new Map()])) as unknown as Tables;
}

export function empty_state(): ServerState {
  return {
    epoch: "", seq: 0, me: "", zone_version: "", window: { from: "", to: "" }, truncated: false,
    tables: empty_tables(), removed: new Map(), passed_over: new Map(),
  };
}

export function state_from_snapshot(snapshot: Snapshot): ServerState {
  const state = empty_state();
  Object.assign(state, {
    epoch: snapshot.epoch, seq: snapshot.seq, me: snapshot.me, zone_version: snapshot.zone_version, window: snapshot.window,
    truncated: snapshot.truncated,
  });
  for (const [kind, list] of Object.entries(snapshot_lists))
    for (const record of snapshot[list]) put_record(state, kind as RecordKind, record);
  return state;
}

type AnyRecordOnWire = { id: string; rev: number };

export function table_of(state: ServerState, kind: RecordKind): Map<string, AnyRecord> {
  return state.tables[kind] as Map<string, AnyRecord>;
}

export function record_of(state: ServerState, key: RecordKey): AnyRecord | undefined {
  const { kind, id } = split_key(key);
  return table_of(state, kind).get(id);
}

export function split_key(key: RecordKey): { kind: RecordKind; id: string } {
  const slash = key.indexOf("/");
  return { kind: key.slice(0, slash) as RecordKind, id: key.slice(slash + 1) };
}

export function apply_changes(state: ServerState, frame: Pick<ChangesFrame, "seq" | "items">): Applied {
  const applied: Applied = { touched: [], gap: null };
  for (const item of frame.items) {
    // Sessions, tokens and what a newer server may tell of: no page holds them as records.
    if (!(record_kinds as readonly string[]).includes(item.kind)) continue;
    const key = key_of(item.kind, item.id);
    const step = decide_item(table_of(state, item.kind).get(item.id), state.removed.get(key) ?? 0, item);
    if (step === "gap") applied.gap = key;
    else if (step === "pass over") state.passed_over.set(key, item.rev);
    else if (step === "take") {
      take_item(state, key, item);
      applied.touched.push(key);
    }
  }
  // With a gap the state is behind; its seq must not claim otherwise.
  if (applied.gap === null) state.seq = Math.max(state.seq, frame.seq);
  return applied;
}

/** What one item means for what we hold. Pure; everything in a repeat is "old". */
export function decide_item(
  held: { rev: number } | undefined, removed_rev: number, item: ChangeItem,
): "take" | "old" | "gap" | "pass over" {
  if (item.rev <= removed_rev) return "old";
  if (held === undefined) return item.op === "patch" ? "pass over" : "take";
  if (item.op === "put") return item.rev >= held.rev ? "take" : "old";
  if (item.rev <= held.rev) return "old";
  return item.op === "remove" || item.rev === held.rev + 1 ? "take" : "gap";
}

function take_item(state: ServerState, key: RecordKey, item: ChangeItem): void {
  const table = table_of(state, item.kind);
  if (item.op === "put") {
    const far = item.kind === "entry" ? far_occurrences(state.tables.entry.get(item.id), item.record as Entry) : [];
    put_record(state, item.kind, item.record);
    if (far.length) add_occurrences(state, state.tables.entry.get(item.id) as Entry, far);
    state.removed.delete(key);
    state.passed_over.delete(key);
  } else if (item.op === "remove") {
    table.delete(item.id);
    state.removed.set(key, item.rev);
  } else {
    const held = table.get(item.id);
    if (held) table.set(item.id, { ...held, ...item.patch, rev: item.rev } as AnyRecord);
  }
}

function put_record(state: ServerState, kind: RecordKind, record: AnyRecordOnWire): void {
  const shown = kind === "entry" ? complete_entry(record as FullEntry | BusyEntry) : record;
  table_of(state, kind).set(record.id, shown as AnyRecord);
}

/** Records of a query (a further window, an account's older touches), merged by revision. `stale` means that the live
 *  line has already told of newer revisions of unloaded records: those were left out, ask again. */
export function merge_records(
  state: ServerState, kind: RecordKind, records: readonly AnyRecordOnWire[],
): { touched: RecordKey[]; stale: boolean } {
  const touched: RecordKey[] = [];
  let stale = false;
  for (const record of records) {
    const key = key_of(kind, record.id);
    const held = table_of(state, kind).get(record.id);
    // When a feed was last fetched, or read, changes without a revision, so there the same one is taken again.
    const is_noted = kind === "feed_link" || kind === "subscription";
    const known = held !== undefined && (is_noted ? held.rev > record.rev : held.rev >= record.rev);
    const told = (kind === "entry" && (record as Entry).occurrences) || [];
    if (known && held.rev === record.rev && add_occurrences(state, held as Entry, told)) touched.push(key);
    if (known || (state.removed.get(key) ?? 0) >= record.rev) continue;
    if ((state.passed_over.get(key) ?? 0) > record.rev) {
      stale = true;
      continue;
    }
    put_record(state, kind, record);
    state.passed_over.delete(key);
    touched.push(key);
  }
  return { touched, stale };
}

/** A change tells the occurrences of the server's usual days. What was told of other days holds on while the rule does. */
function far_occurrences(held: Entry | undefined, now: Entry): string[] {
  const told = now.occurrences ?? [];
  const [first, last] = [told[0], told.at(-1)];
  const rule = ({ when, rrule, rdate }: Entry): string => JSON.stringify([when, rrule, rdate]);
  if (!held?.occurrences || !first || !last || rule(held) !== rule(now)) return [];
  const left_out = new Set([...now.exdate, ...now.overrides]);
  return held.occurrences.filter((text) => (text < first || text > last) && !left_out.has(start_name(text)));
}

/** For another time the same revision of what repeats brings other occurrences: all that were told stay. */
function add_occurrences(state: ServerState, held: Entry, told: readonly string[]): boolean {
  const all = [...new Set([...(held.occurrences ?? []), ...told])].sort();
  if (all.length === (held.occurrences ?? []).length) return false;
  state.tables.entry.set(held.id, { ...held, occurrences: all });
  return true;
}

export function merge_entries(state: ServerState, answer: EntriesAnswer): { touched: RecordKey[]; stale: boolean } {
  state.truncated ||= answer.truncated;
  return merge_records(state, "entry", answer.entries);
}

/** Keys that differ between two states: what a view must look at again after a new snapshot. */
export function all_keys(...states: ServerState[]): Set<RecordKey> {
  const keys = new Set<RecordKey>();
  for (const state of states)
    for (const kind of record_kinds) for (const id of state.tables[kind].keys()) keys.add(key_of(kind, id));
  return keys;
}
