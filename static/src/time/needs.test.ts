import { describe, expect, test } from "vitest";
import cases from "../../../tests/data/dependencies.json";
import { blank, type Entry, type Status, type When } from "../protocol/records";
import { after_needed, clash_between, clashes_of, roll_up } from "./needs";

interface Given { status?: string; when: string[] | null }
interface Case { is: string; entry: Given; needed: Given }

function placed({ status = "planned", when }: Given): { status: Status; when: When | null } {
  const [start = "", end = "", zone] = when ?? [];
  const at = start.length === 10 ? { starts_on: start, ends_on: end } : zone ? { starts_at: start, ends_at: end, zone } : { starts_at: start, ends_at: end };
  return { status: status as Status, when: when && at };
}

const entry = (id: string, more: Partial<Entry>): Entry => ({ ...blank.entry, id, rev: 1, ...more }) as Entry;
const days = (from: string, to: string): When => ({ starts_on: from, ends_on: to });

describe("what an entry needs", () => {
  test.each(cases as Case[])("is in conflict as the table says: %j", (one) => {
    expect(clash_between(placed(one.entry), placed(one.needed)) ?? "").toBe(one.is);
  });

  test("what the page does not know is no conflict", () => {
    const push = entry("P", { depends_on_ids: ["A", "B"], status: "live" });
    const needed = entry("A", { status: "planned" });
    expect(clashes_of(push, (id) => (id === "A" ? needed : undefined))).toEqual([{ needed, clash: "not_live" }]);
  });

  test("the first day that does is found for days and times", () => {
    expect(after_needed(days("2026-05-01", "2026-05-03"), days("2026-05-04", "2026-05-06"))).toEqual(days("2026-05-05", "2026-05-07"));
    const at = (day: string, from: string, to: string): When => ({ starts_at: `${day}T${from}:00`, ends_at: `${day}T${to}:00`, zone: "Europe/Berlin" });
    expect(after_needed(at("2026-05-05", "08:00", "09:00"), at("2026-05-05", "10:00", "11:00"))).toEqual(at("2026-05-06", "08:00", "09:00"));
  });
});

test("a campaign adds up what hangs under it, without what is cancelled", () => {
  const campaign = entry("C", { when: days("2026-05-01", "2026-05-11") });
  const parts = [
    entry("1", { status: "done", when: days("2026-05-02", "2026-05-03"), budget: 100 }),
    entry("2", { status: "planned", when: days("2026-05-10", "2026-05-13"), budget: 50 }),
    entry("3", { status: "cancelled", when: days("2026-07-01", "2026-07-02"), budget: 900 }),
    entry("4", { status: "idea" }),
  ];
  expect(roll_up(campaign, parts)).toEqual({
    from: "2026-05-02", until: "2026-05-12", outside: 1, counts: { done: 1, planned: 1, cancelled: 1, idea: 1 }, budget: 150,
  });
});

test("a theme counts the money of its campaigns once, not theirs and that of their entries", () => {
  const theme = entry("T", { kind: "campaign" });
  const parts = [
    entry("A", { kind: "campaign", parent_id: "T", status: "planned", budget: 1000 }),
    entry("a", { parent_id: "A", status: "planned", budget: 400 }),
    entry("B", { kind: "campaign", parent_id: "T", status: "planned" }),
    entry("b", { parent_id: "B", status: "planned", budget: 70 }),
    entry("c", { parent_id: "T", status: "planned", budget: 5 }),
  ];
  expect(roll_up(theme, parts).budget).toBe(1075);
});
