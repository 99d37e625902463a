// Own commands that the server has not confirmed, laid over its state, so that the page shows them at once.
// Pure: what a command does to a record is read from its name and arguments; what cannot be foreseen (undo, records with
// secrets) has no effect here and shows when the server answers.
import { record_kinds } from "../protocol/generated";
import { blank, key_of, type AnyRecord, type Entry, type RecordKey, type RecordKind, type When } from "../protocol/records";
import { moved, without, type SeriesEdit } from "../time/series_edit";

export interface Effect {
  key: RecordKey;
  kind: RecordKind;
  id: string;
  op: "create" | "update" | "delete";
  fields: Record<string, unknown>;
  part: SeriesEdit | null; // of an entry that repeats
}

export interface CommandLike { name: string; args: Record<string, unknown>; created_at: string }

/** What the server alone can say: secrets, a calendar that comes along, changes of many records. */
const unforeseen: ReadonlySet<string> = new Set([
  "calendar.delete", "feed_link.create", "member.create", "subscription.create", "subscription.update", "subscription.delete",
]);
const foreseen_verbs: readonly string[] = ["create", "update", "delete"];

function is_foreseen(name: string): boolean {
  const [kind, verb] = name.split(".") as [RecordKind, string];
  if (unforeseen.has(name) || !record_kinds.includes(kind)) return false;
  return foreseen_verbs.includes(verb) || name === "feed_link.revoke";
}

export function effect_of(command: CommandLike): Effect | null {
  const id = command.args["id"];
  if (!is_foreseen(command.name) || typeof id !== "string") return null;
  const [kind, verb] = command.name.split(".") as [RecordKind, string];
  const op = verb === "create" || verb === "delete" ? verb : "update";
  const { id: _, occurrence, scope, ...given } = command.args;
  const fields = verb === "revoke" ? { active: false } : given;
  const part = typeof occurrence === "string" && scope ? ({ occurrence, scope } as SeriesEdit) : null;
  return { key: key_of(kind, id), kind, id, op, fields, part };
}

/** The key a command is about, also when its effect cannot be foreseen: commands on one record go one after another. */
export function target_of(command: CommandLike): RecordKey | null {
  const id = command.args["id"];
  const kind = command.name.split(".")[0];
  return typeof id === "string" && kind ? key_of(kind as RecordKind, id) : null;
}

/** The record as the author should see it: the server's, with own commands in order over it. */
export function lay_over(record: AnyRecord | undefined, commands: readonly CommandLike[], me: string): AnyRecord | undefined {
  let seen = record;
  for (const command of commands) {
    const effect = effect_of(command);
    if (!effect) continue;
    if (effect.part && seen) seen = series_over(seen as Entry, effect, effect.part);
    else if (effect.op === "delete") seen = undefined;
    else if (effect.op === "create") seen ??= created(effect, command, me);
    else if (seen) seen = { ...seen, ...effect.fields } as AnyRecord;
  }
  return seen;
}

/** A part of a series: its tiles leave or move at once. Other fields of a part wait for the entry that will hold them. */
function series_over(series: Entry, { op, fields }: Effect, part: SeriesEdit): Entry | undefined {
  if (op === "delete") return part.scope === "all" ? undefined : { ...series, occurrences: without(series, part) };
  const { when, ...rest } = fields;
  const own = part.scope === "all" ? { ...series, ...rest } : series;
  return when ? { ...own, ...moved(series, part, when as When) } : own;
}

function created(effect: Effect, command: CommandLike, me: string): AnyRecord {
  const stamp = { id: effect.id, created_at: command.created_at, updated_at: command.created_at, created_by: me };
  const own = effect.kind === "touch" ? { member_id: me, touched_at: command.created_at } : {};
  return { ...blank[effect.kind], ...stamp, ...own, ...effect.fields } as AnyRecord;
}
