// Undo and redo of own changes. The server undoes one own change by its number; undoing an undo brings it back. So both
// stacks hold numbers, and an acknowledged undo moves its own number to the other stack. Pure.
import type { PendingCommand } from "./queue";

export interface Done { seq: number; label: string }
export interface UndoStacks { undo: readonly Done[]; redo: readonly Done[] }

export const no_undo: UndoStacks = { undo: [], redo: [] };
const depth = 100;

/** After an own command was acknowledged. */
export function after_ack(stacks: UndoStacks, role: PendingCommand["role"], done: Done): UndoStacks {
  if (role === "silent") return stacks;
  if (role === "undo") return { undo: stacks.undo, redo: push(stacks.redo, done) };
  if (role === "redo") return { undo: push(stacks.undo, done), redo: stacks.redo };
  return { undo: push(stacks.undo, done), redo: [] };
}

export function take_undo(stacks: UndoStacks): { stacks: UndoStacks; done: Done | undefined } {
  return { stacks: { undo: stacks.undo.slice(0, -1), redo: stacks.redo }, done: stacks.undo.at(-1) };
}

export function take_redo(stacks: UndoStacks): { stacks: UndoStacks; done: Done | undefined } {
  return { stacks: { undo: stacks.undo, redo: stacks.redo.slice(0, -1) }, done: stacks.redo.at(-1) };
}

/** A change undone from its own button, wherever it stands in the stack. */
export function take_seq(stacks: UndoStacks, seq: number): UndoStacks {
  const without = (list: readonly Done[]): Done[] => list.filter((done) => done.seq !== seq);
  return { undo: without(stacks.undo), redo: without(stacks.redo) };
}

function push(list: readonly Done[], done: Done): Done[] {
  return [...list, done].slice(-depth);
}
