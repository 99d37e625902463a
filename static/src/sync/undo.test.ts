import { expect, test } from "vitest";
import { conflict_from, resolution } from "./conflict";
import { lay_over } from "./overlay";
import { account } from "./testing";
import { after_ack, no_undo, take_redo, take_seq, take_undo } from "./undo";

const done = (seq: number) => ({ seq, label: `change ${seq}` });

test("undo: walks back, redo walks forward, by the numbers of the undoing changes", () => {
  let stacks = after_ack(after_ack(no_undo, "do", done(1)), "do", done(2));
  const first = take_undo(stacks);
  expect(first.done?.seq).toBe(2);
  stacks = after_ack(first.stacks, "undo", done(3)); // change 3 undid change 2
  const back = take_redo(stacks);
  expect(back.done?.seq).toBe(3); // undoing 3 brings 2 back
  stacks = after_ack(back.stacks, "redo", done(4));
  expect(stacks).toEqual({ undo: [done(1), done(4)], redo: [] });
});

test("undo: a new change forgets what could be redone, a silent one does not count", () => {
  const stacks = after_ack(after_ack(no_undo, "do", done(1)), "undo", done(2));
  expect(after_ack(stacks, "do", done(3)).redo).toEqual([]);
  expect(after_ack(stacks, "silent", done(3))).toBe(stacks);
});

test("undo: a change undone from its own button leaves the stack", () => {
  const stacks = after_ack(after_ack(no_undo, "do", done(1)), "do", done(2));
  expect(take_seq(stacks, 1).undo).toEqual([done(2)]);
});

const command = {
  command_id: "K", name: "entry.update", args: { id: "E", title: "Mine", tags: ["a"] }, label: "Renamed", role: "do" as const,
  phase: "sent" as const, created_at: "",
};
const clash = conflict_from(
  { type: "conflict", command_id: "K", id: "E", rev: 7, by: "B", at: "", fields: { title: { base: "Old", theirs: "Theirs", mine: "Mine" } } },
  command,
);

test("conflict: mine is written on top of theirs, and undisputed fields in any case", () => {
  expect(resolution(clash, { title: "mine" })).toEqual({ name: "entry.update", args: { id: "E", title: "Mine", tags: ["a"] }, base_rev: 7 });
  expect(resolution(clash, { title: "theirs" })).toEqual({ name: "entry.update", args: { id: "E", tags: ["a"] }, base_rev: 7 });
  expect(resolution(clash, { title: { value: "Both" } })?.args["title"]).toBe("Both");
});

test("conflict: choosing theirs with nothing else writes nothing", () => {
  expect(resolution({ ...clash, undisputed: {} }, { title: "theirs" })).toBeNull();
});

test("overlay: own commands lie over the record in order", () => {
  const over = (name: string, args: Record<string, unknown>) => ({ name, args: { id: "A", ...args }, created_at: "2026-11-22T09:00:00Z" });
  const record = account("A", { city: "Kiel" });
  expect(lay_over(record, [over("account.update", { name: "One" }), over("account.update", { name: "Two" })], "M")).toMatchObject({ name: "Two", city: "Kiel" });
  expect(lay_over(record, [over("account.delete", {})], "M")).toBeUndefined();
  expect(lay_over(undefined, [over("account.create", { name: "New" }), over("account.update", { city: "Ulm" })], "M"))
    .toMatchObject({ id: "A", rev: 0, name: "New", city: "Ulm", note: "", created_by: "M" });
  expect(lay_over(undefined, [over("account.update", { name: "Gone" })], "M")).toBeUndefined();
});
