import { expect, test } from "vitest";
import { resolution, type Conflict } from "./conflict";

const conflict: Conflict = {
  command_id: "C", id: "E", name: "entry.update", label: "", rev: 4, by: "B", at: "",
  fields: { title: { base: "Old", theirs: "Theirs", mine: "Mine" } },
  undisputed: { occurrence: "2026-11-10", scope: "this" },
};

test("resolution: one's own choice is written where it was meant, to that occurrence", () => {
  expect(resolution(conflict, { title: "mine" })).toEqual({
    name: "entry.update", args: { id: "E", occurrence: "2026-11-10", scope: "this", title: "Mine" }, base_rev: 4,
  });
});

test("resolution: theirs alone leaves nothing to write, also where an occurrence was named", () => {
  expect(resolution(conflict, { title: "theirs" })).toBeNull();
  expect(resolution({ ...conflict, undisputed: { ...conflict.undisputed, city: "Kiel" } }, {})?.args).toMatchObject({ city: "Kiel", scope: "this" });
});
