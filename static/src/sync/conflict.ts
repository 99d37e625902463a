// Two people changed the same field: what the author chose becomes one more command, based on what the other wrote.
// Pure.
import type { ConflictFrame, FieldConflict } from "../protocol/frames";
import type { PendingCommand } from "./queue";

export type Choice = "mine" | "theirs" | { value: unknown };

export interface Conflict {
  command_id: string;
  id: string;
  name: string;
  label: string;
  rev: number;
  by: string | null;
  at: string;
  fields: Record<string, FieldConflict>;
  /** Fields of the same command that clashed with nobody: they are sent whatever is chosen. */
  undisputed: Record<string, unknown>;
}

export function conflict_from(frame: ConflictFrame, command: PendingCommand): Conflict {
  const undisputed: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(command.args))
    if (field !== "id" && !(field in frame.fields)) undisputed[field] = value;
  return {
    command_id: frame.command_id, id: frame.id, name: command.name, label: command.label, rev: frame.rev, by: frame.by,
    at: frame.at, fields: frame.fields, undisputed,
  };
}

/** These say which occurrences a command is for, and are nothing to write by themselves. */
const places: ReadonlySet<string> = new Set(["occurrence", "scope"]);

/** The command that carries out the choice, or null if nothing of ours is left to write. */
export function resolution(
  conflict: Conflict, choices: Record<string, Choice>,
): { name: string; args: Record<string, unknown>; base_rev: number } | null {
  const fields: Record<string, unknown> = { ...conflict.undisputed };
  for (const [field, values] of Object.entries(conflict.fields)) {
    const choice = choices[field] ?? "theirs";
    if (choice === "mine") fields[field] = values.mine;
    else if (choice !== "theirs") fields[field] = choice.value;
  }
  if (Object.keys(fields).every((name) => places.has(name)) && conflict.name.endsWith(".update")) return null;
  return { name: conflict.name, args: { id: conflict.id, ...fields }, base_rev: conflict.rev };
}
