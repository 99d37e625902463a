import { expect, test } from "vitest";
import type { ChangeItem } from "../protocol/frames";
import type { RecordKind } from "../protocol/records";
import { apply_changes, decide_item, merge_records, state_from_snapshot } from "./state";
import { account, entry, snapshot } from "./testing";

test("State: a patch applies to the revision before it", () => {
  const state = state_from_snapshot(snapshot({ accounts: [account("A", { rev: 4 })] }));
  const applied = apply_changes(state, { seq: 2, items: [{ op: "patch", kind: "account", id: "A", rev: 5, patch: { name: "New" } }] });
  expect(applied).toEqual({ touched: ["account/A"], gap: null });
  expect(state.tables.account.get("A")).toMatchObject({ name: "New", rev: 5 });
});

test("State: a patch that skips a revision changes nothing and asks for a snapshot", () => {
  const state = state_from_snapshot(snapshot({ accounts: [account("A", { rev: 4 })] }));
  const applied = apply_changes(state, { seq: 9, items: [{ op: "patch", kind: "account", id: "A", rev: 6, patch: { name: "New" } }] });
  expect(applied.gap).toBe("account/A");
  expect(state.tables.account.get("A")?.rev).toBe(4);
  expect(state.seq).toBe(1);
});

test("State: a repeated frame changes nothing", () => {
  const state = state_from_snapshot(snapshot({ accounts: [account("A", { rev: 4 })] }));
  const items: ChangeItem[] = [{ op: "patch", kind: "account", id: "A", rev: 5, patch: { name: "New" } }];
  apply_changes(state, { seq: 2, items });
  expect(apply_changes(state, { seq: 2, items })).toEqual({ touched: [], gap: null });
});

test("State: a late window answer does not bring a removed record back", () => {
  const state = state_from_snapshot(snapshot({}));
  apply_changes(state, { seq: 2, items: [{ op: "remove", kind: "account", id: "A", rev: 3 }] });
  expect(merge_records(state, "account", [account("A", { rev: 2 })]).touched).toEqual([]);
  expect(state.tables.account.has("A")).toBe(false);
});

test("State: a removed record comes back when its removal is undone", () => {
  const state = state_from_snapshot(snapshot({ accounts: [account("A", { rev: 2 })] }));
  apply_changes(state, { seq: 2, items: [{ op: "remove", kind: "account", id: "A", rev: 3 }] });
  apply_changes(state, { seq: 3, items: [{ op: "put", kind: "account", id: "A", rev: 4, record: account("A", { rev: 4 }) }] });
  expect(state.tables.account.get("A")?.rev).toBe(4);
});

test("State: a window answer older than a patch passed over is stale", () => {
  const state = state_from_snapshot(snapshot({}));
  apply_changes(state, { seq: 2, items: [{ op: "patch", kind: "account", id: "A", rev: 3, patch: { name: "New" } }] });
  expect(merge_records(state, "account", [account("A", { rev: 2 })])).toEqual({ touched: [], stale: true });
  expect(merge_records(state, "account", [account("A", { rev: 3 })])).toEqual({ touched: ["account/A"], stale: false });
});

test("State: a busy entry is completed with blanks", () => {
  const state = state_from_snapshot(snapshot({ entries: [{ id: "E", rev: 1, calendar_id: "C", when: null, rrule: [], rdate: [], exdate: [], overrides: [], series_id: null, recurrence_id: "", busy: true }] }));
  expect(state.tables.entry.get("E")).toMatchObject({ busy: true, title: "Busy", tags: [], talking_points: "" });
});

test("State: kinds the page does not hold are passed over, and the change counts as seen", () => {
  const state = state_from_snapshot(snapshot({}));
  const item = { op: "remove", kind: "session" as RecordKind, id: "S", rev: 2 } as const;
  expect(apply_changes(state, { seq: 7, items: [item] })).toEqual({ touched: [], gap: null });
  expect(state.seq).toBe(7);
});

test("decide_item: a removal is taken at any later revision", () => {
  expect(decide_item({ rev: 2 }, 0, { op: "remove", kind: "entry", id: "E", rev: 7 })).toBe("take");
  expect(decide_item({ rev: 8 }, 0, { op: "remove", kind: "entry", id: "E", rev: 7 })).toBe("old");
});

test("merge_records: another time brings further occurrences of the same revision", () => {
  const series = (occurrences: string[]) => ({ ...entry("E"), rrule: ["FREQ=DAILY"], occurrences });
  const state = state_from_snapshot(snapshot({ entries: [series(["2026-11-01", "2026-11-02"])] }));
  expect(merge_records(state, "entry", [series(["2029-01-01", "2026-11-02"])]).touched).toEqual(["entry/E"]);
  expect(state.tables.entry.get("E")?.occurrences).toEqual(["2026-11-01", "2026-11-02", "2029-01-01"]);
  expect(merge_records(state, "entry", [series(["2026-11-02"])]).touched).toEqual([]);
});

test("apply_changes: of what repeats, days that the change does not tell stay as they were while the rule does", () => {
  const series = (rev: number, occurrences: string[], fields = {}) => ({ ...entry("E", { rev }), rrule: ["FREQ=DAILY"], occurrences, ...fields });
  const state = state_from_snapshot(snapshot({ entries: [series(1, ["2026-11-01", "2026-11-02", "2029-01-01", "2029-01-02"])] }));
  const put = (record: { id: string; rev: number }) => apply_changes(state, { seq: 2, items: [{ op: "put", kind: "entry", id: "E", rev: record.rev, record }] });
  put(series(2, ["2026-11-01", "2026-11-03"], { exdate: ["2029-01-01"] }));
  expect(state.tables.entry.get("E")?.occurrences).toEqual(["2026-11-01", "2026-11-03", "2029-01-02"]);
  put(series(3, ["2026-11-01"], { rrule: ["FREQ=WEEKLY"] }));
  expect(state.tables.entry.get("E")?.occurrences).toEqual(["2026-11-01"]);
});
