import { expect, test } from "vitest";
import type { Entry } from "../protocol/records";
import { lay_over } from "./overlay";
import { entry } from "./testing";

const when = { starts_on: "2026-05-05", ends_on: "2026-05-06" };
const series = entry("E", { when, rrule: ["FREQ=WEEKLY"], occurrences: ["2026-05-05", "2026-05-12", "2026-05-19"] });
const seen = (name: string, args: Record<string, unknown>): Entry | undefined =>
  lay_over(series, [{ name, args: { id: "E", ...args }, created_at: "" }], "M") as Entry | undefined;

test("lay_over: a deleted occurrence leaves at once, and what follows with it where that is meant", () => {
  expect(seen("entry.delete", { occurrence: "2026-05-12", scope: "this" })?.occurrences).toEqual(["2026-05-05", "2026-05-19"]);
  expect(seen("entry.delete", { occurrence: "2026-05-12", scope: "following" })?.occurrences).toEqual(["2026-05-05"]);
  expect(seen("entry.delete", { occurrence: "2026-05-12", scope: "all" })).toBeUndefined();
});

test("lay_over: a moved occurrence stands in its new place at once, the rest where it was", () => {
  const moved = seen("entry.update", { occurrence: "2026-05-12", scope: "this", when: { starts_on: "2026-05-14", ends_on: "2026-05-15" } });
  expect(moved?.occurrences).toEqual(["2026-05-05", "2026-05-14", "2026-05-19"]);
  expect(moved?.when).toEqual(when);
});

test("lay_over: other fields of one occurrence wait for the entry that will hold them", () => {
  expect(seen("entry.update", { occurrence: "2026-05-12", scope: "this", title: "Other" })).toEqual(series);
  expect(seen("entry.update", { occurrence: "2026-05-12", scope: "all", title: "Other" })?.title).toBe("Other");
});

test("lay_over: occurrence and scope never become fields of the record", () => {
  const after = seen("entry.update", { occurrence: "2026-05-12", scope: "all", title: "Other" });
  expect(after && ["occurrence", "scope"].some((name) => name in after)).toBe(false);
});
