import { expect, test } from "vitest";
import { blank, type Entry } from "../../protocol/records";
import { shown_in } from "../calendar/shown";
import { differences_of, ghosts_of, sum_of, type PlanAnswer } from "./past";

const at = "2026-11-01T23:00:00.000Z";
const entry = (id: string, day: string, more: Partial<Entry> = {}): Entry => ({
  ...blank.entry, id, title: id, created_at: "2026-10-01T00:00:00.000Z", when: { starts_on: `2026-11-${day}`, ends_on: `2026-11-${String(Number(day) + 1).padStart(2, "0")}` }, ...more,
});
const answer = (entries: Entry[], more: Partial<PlanAnswer> = {}): PlanAnswer => ({ at, seq: 9, truncated: false, entries, gone: [], untold: [], ...more });
function told(then: PlanAnswer, now: Entry[]): string[] {
  return differences_of(then, then.entries, now, (id) => now.find((one) => one.id === id)).map((one) => `${one.id} ${one.what}${one.away ? " away" : ""}`);
}
const range = { from: "2026-11-01", to: "2026-12-01" };

test("past: what was moved, made, deleted or renamed since is told, what stayed is not", () => {
  const then = answer([entry("A", "02"), entry("B", "03"), entry("C", "04"), entry("D", "05")], { gone: ["C"] });
  const now = [entry("A", "20"), entry("B", "03", { title: "New name" }), entry("D", "05"), entry("E", "06", { created_at: "2026-11-05T00:00:00.000Z" })];
  expect(told(then, now)).toEqual(["A moved", "E new", "C gone", "B changed"]);
});

test("past: what the page has not loaded has moved far away; it is not called gone", () => {
  expect(told(answer([entry("A", "02")]), [])).toEqual(["A moved away"]);
});

test("past: of what one may not know the past of, or sees as busy, nothing is said", () => {
  const fresh = { created_at: "2026-11-05T00:00:00.000Z" };
  expect(told(answer([], { untold: ["A"] }), [entry("A", "02", fresh)])).toEqual([]);
  expect(told(answer([]), [entry("A", "02", { busy: true, ...fresh })])).toEqual([]);
  expect(told(answer([entry("A", "02")]), [entry("A", "09", { busy: true })])).toEqual([]);
});

test("past: a ghost stands where something stood and stands no more, also of what repeats", () => {
  const weekly = (starts: string[]) => entry("W", "03", { rrule: ["FREQ=WEEKLY"], occurrences: starts });
  const now = shown_in([entry("A", "20"), entry("B", "03"), weekly(["2026-11-03"])], range, "UTC");
  const ghosts = ghosts_of([entry("A", "02"), entry("B", "03"), weekly(["2026-11-03", "2026-11-10"])], now, range, "UTC");
  expect(ghosts.map((shown) => [shown.entry.id, shown.span.first])).toEqual([["A", "2026-11-02"], ["W", "2026-11-10"]]);
});

test("past: the sum in words", () => {
  const then = answer([entry("A", "02"), entry("B", "03")], { gone: ["B"] });
  expect(sum_of(differences_of(then, then.entries, [entry("A", "09")], () => entry("A", "09")))).toBe("1 moved, 1 gone");
  expect(sum_of([])).toBe("nothing has changed");
});
