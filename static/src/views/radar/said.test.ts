import { expect, test } from "vitest";
import { blank_fields, type RadarAsk, type RadarOverride } from "../../protocol/generated";
import { ask_about, ask_words, collision_words, may_ask_again, may_override, merge_said, override_that_counts, waiting_for } from "./said";
import type { RadarWarning } from "./radar";

const stamp = { rev: 1, created_at: "", created_by: null, updated_at: "" };
const ask = (more: Partial<RadarAsk>): RadarAsk => ({ id: "A", ...stamp, ...blank_fields.radar_ask, entry_id: "E", other_entry_id: "O", asked_id: "ME", ...more });
const override = (more: Partial<RadarOverride>): RadarOverride => ({ id: "A", ...stamp, ...blank_fields.radar_override, entry_id: "E", ...more });
const warning = (more: Partial<RadarWarning>): RadarWarning => ({ rule: "too_often", on: "2026-11-25", accounts: 8, covered: 0, open: true, first: [], ...more });

test("said: what has come since replaces what was told, and other entries stay out", () => {
  const told = [ask({ id: "A" }), ask({ id: "B" })];
  const live = [ask({ id: "B", status: "accepted" }), ask({ id: "C" }), ask({ id: "D", entry_id: "X" })];
  expect(merge_said(told, live, "E").map(({ id, status }) => `${id} ${status}`)).toEqual(["C asked", "B accepted", "A asked"]);
});

test("said: one may ask again after a no or once the entry has changed, and not twice at a time", () => {
  expect(may_ask_again(undefined)).toBe(true);
  expect(may_ask_again(ask({}))).toBe(false);
  expect(may_ask_again(ask({ status: "accepted" }))).toBe(false);
  expect(may_ask_again(ask({ status: "declined" }))).toBe(true);
  expect(may_ask_again(ask({ status: "accepted", holds: false }))).toBe(true);
  expect(ask_about([ask({ status: "withdrawn" })], "O")).toBeUndefined();
});

test("said: only what is open, holds and is for oneself waits, the oldest first", () => {
  const all = [ask({ id: "3" }), ask({ id: "1" }), ask({ id: "2", asked_id: "YOU" }), ask({ id: "4", holds: false }), ask({ id: "5", status: "declined" }), ask({ id: "6", entry_id: null })];
  expect(waiting_for(all, "ME").map(({ id }) => id)).toEqual(["1", "3"]);
});

test("said: words name who was asked and what both reach", () => {
  expect(ask_words(ask({ status: "declined" }), "Mara Stein")).toBe("Mara declines");
  expect(ask_words(ask({ status: "accepted", holds: false }), "Mara Stein")).toBe("Asked about an earlier version");
  expect(collision_words(ask({ accounts: 0, collides_on: "2026-11-25" }), "2026-11-22")).toBe("Both are on one channel at the same time, first on Wed 25 Nov");
  expect(collision_words(ask({ accounts: 8, collides_on: "2026-11-25" }), "2026-11-22")).toBe("8 accounts would hear from both, first around Wed 25 Nov");
});

test("said: do-not-contact is never set aside, and what is covered needs no override", () => {
  expect(may_override([warning({ rule: "do_not_contact" })])).toBe(false);
  expect(may_override([warning({ covered: 8, open: false })])).toBe(false);
  expect(may_override([warning({ rule: "do_not_contact" }), warning({ covered: 7 })])).toBe(true);
  expect(override_that_counts([override({ id: "2", holds: false }), override({ id: "1" })])?.id).toBe("1");
});
