import { expect, test } from "vitest";
import { blank, type Entry } from "../../protocol/records";
import { next_step } from "./steps";

const entry = (fields: Partial<Entry>): Entry => ({ id: "E", ...blank.entry, ...fields });
const day = { starts_on: "2026-11-17", ends_on: "2026-11-18" };

test("next_step: says what is missing for the next status only", () => {
  expect(next_step(entry({ status: "idea" }), true)).toEqual({ next: "planned", lacks: ["a date"] });
  expect(next_step(entry({ status: "planned", kind: "push", when: day }), true)).toEqual({ next: "confirmed", lacks: ["an owner", "an audience"] });
  expect(next_step(entry({ status: "live", when: day, owner_id: "M" }), true)).toEqual({ next: "done", lacks: [] });
  expect(next_step(entry({ status: "confirmed", kind: "push", when: day, owner_id: "M" }), false)).toEqual({ next: "live", lacks: ["talking points"] });
  expect(next_step(entry({ status: "confirmed", kind: "push", when: day, owner_id: "M" }), true)).toEqual({ next: "live", lacks: [] });
  expect(next_step(entry({ status: "done" }), true)).toBeNull();
  expect(next_step(entry({ status: "cancelled" }), true)).toBeNull();
});
