import { expect, test } from "vitest";
import { blank, type Touch } from "../../protocol/records";
import { account, entry, member } from "../../sync/testing";
import { due_steps, matches_touch, next_accounts, planned_per_day, planned_touches, push_rows, pushes_today, touches_on } from "./touches";

const zone = "Europe/Berlin";
const today = "2026-11-17";
const touch = (id: string, fields: Partial<Touch>): Touch =>
  ({ id, ...blank.touch, account_id: "A", member_id: "M", touched_at: "2026-11-01T09:00:00Z", ...fields });
const map = <T extends { id: string }>(...records: T[]): Map<string, T> => new Map(records.map((record) => [record.id, record]));

test("touches: the plan is the number in the audience, spread over the push's days", () => {
  const planned = (audience: string) => planned_touches({ audience, audience_ids: [], excluded_account_ids: [] }, () => undefined);
  expect(planned("Freight DACH 200+, 84 accounts")).toBe(84);
  expect(planned("1,200 prospects")).toBe(1200);
  expect(planned("Freight DACH 200+")).toBeNull();
  const push = entry("E", { audience: "84 accounts", when: { starts_on: "2026-11-17", ends_on: "2026-11-21" } });
  expect(planned_per_day(push, zone, () => undefined)).toBe(21);
});

test("touches: audiences resolve to accounts, whatever the words say, less those that are left out", () => {
  const size_of = (id: string) => ({ A: 40, B: 3 })[id];
  const planned = (audience_ids: string[], excluded_account_ids: string[] = []) =>
    planned_touches({ audience: "84 accounts", audience_ids, excluded_account_ids }, size_of);
  expect(planned(["A"])).toBe(40);
  expect(planned(["A", "B"], ["x"])).toBe(42);
  expect(planned(["B"], ["x", "y", "z"])).toBeNull();
  expect(planned(["A", "not loaded"])).toBeNull();
});

test("touches: a promise is due until the account was contacted again", () => {
  const promised = touch("T1", { next_step: "Call back", next_step_on: "2026-11-16" });
  expect(due_steps([promised], map(account("A")), "M", today)).toMatchObject([{ touch: { id: "T1" }, late_days: 1 }]);
  const later = touch("T2", { touched_at: "2026-11-16T09:00:00Z" });
  expect(due_steps([promised, later], map(account("A")), "M", today)).toEqual([]);
  expect(due_steps([promised], map(account("A")), "other", today)).toEqual([]);
});

test("touches: next come promises, then the longest silence, never a do-not-contact or a fresh contact", () => {
  const accounts = map(account("Quiet"), account("Fresh"), account("Never"), account("Blocked", { do_not_contact: true }), account("Due"), account("Later"), account("Done"));
  const touches = [
    touch("1", { account_id: "Quiet", touched_at: "2026-09-01T09:00:00Z" }),
    touch("2", { account_id: "Fresh", touched_at: "2026-11-16T09:00:00Z" }),
    touch("3", { account_id: "Due", next_step_on: "2026-11-17" }),
    touch("4", { account_id: "Later", next_step_on: "2026-11-30" }),
    touch("5", { account_id: "Done", entry_id: "P" }),
  ];
  const next = next_accounts(accounts, touches, "P", "M", today, zone);
  expect(next.map((candidate) => candidate.account.id)).toEqual(["Due", "Never", "Quiet"]);
  expect(next[0]?.why).toBe("due");
});

test("touches: one's own live push comes before the team's", () => {
  const when = { starts_on: "2026-11-16", ends_on: "2026-11-19" };
  const entries = [
    entry("Team", { kind: "push", status: "live", when }), entry("Mine", { kind: "push", status: "planned", owner_id: "M", when }),
    entry("Idea", { kind: "push", status: "idea", owner_id: "M", when }), entry("Over", { kind: "push", status: "live", when: { starts_on: "2026-11-10", ends_on: "2026-11-17" } }),
  ];
  expect(pushes_today(entries, member("M"), today, zone).map(({ id }) => id)).toEqual(["Mine", "Team"]);
});

test("touches: rows of pushes hold what runs today first, then what is near", () => {
  const entries = [
    entry("Next", { kind: "push", status: "planned", when: { starts_on: "2026-12-01", ends_on: "2026-12-02" } }),
    entry("Now", { kind: "push", status: "live", when: { starts_on: today, ends_on: "2026-11-18" } }),
    entry("Far", { kind: "push", status: "planned", when: { starts_on: "2027-01-21", ends_on: "2027-01-22" } }),
    entry("Webinar", { kind: "event", status: "done", when: { starts_on: "2026-11-03", ends_on: "2026-11-04" } }),
  ];
  const rows = push_rows(entries, [touch("1", { entry_id: "Webinar", outcome: "replied" })], today, zone);
  expect(rows.map((row) => row.entry.id)).toEqual(["Now", "Next", "Webinar", "Far"]);
  expect(rows[2]?.counts.replied).toBe(1);
});

test("touches: a day is the viewer's day", () => {
  const late = touch("1", { touched_at: "2026-11-16T23:30:00Z" });
  expect(touches_on([late], today, zone)).toEqual([late]);
  expect(touches_on([late], today, "America/New_York")).toEqual([]);
});

test("touches: filters join", () => {
  const lookup = { member: () => member("M", { team: "sales", name: "Rana" }), account: () => account("A", { name: "Hanse Logistik" }) };
  const none = { owner: [], team: [], channel: [], outcome: null, entry_id: null, q: "" };
  const call = touch("1", { channel: "phone", outcome: "reached", note: "Wants rail" });
  expect(matches_touch(call, { ...none, q: "hanse rail" }, lookup)).toBe(true);
  expect(matches_touch(call, { ...none, team: ["marketing"] }, lookup)).toBe(false);
  expect(matches_touch(call, { ...none, outcome: "meeting" }, lookup)).toBe(false);
});
