import { expect, test } from "vitest";
import { by_day, deed, join_changes, leaves_gap, nameless_words, type ActivityChange, type ActivityItem } from "./activity";

const change = (seq: number, at = "2026-11-17T09:00:00Z"): ActivityChange => ({ seq, at, by: "M", command: "entry.update", items: [], more_items: 0 });
const item = (fields: Partial<ActivityItem>): ActivityItem => ({ kind: "entry", id: "E", op: "update", title: "Webinar", entry_id: null, fields: [], ...fields });

test("activity: pages join without doubles, newest first", () => {
  expect(join_changes([change(5), change(4)], [change(6), change(5)]).map(({ seq }) => seq)).toEqual([6, 5, 4]);
});

test("activity: a newest page that does not reach what is held leaves a gap", () => {
  expect(leaves_gap([change(5)], { changes: [change(60), change(11)], more: true })).toBe(true);
  expect(leaves_gap([change(5)], { changes: [change(6), change(5)], more: true })).toBe(false);
  expect(leaves_gap([change(5)], { changes: [change(60)], more: false })).toBe(false);
});

test("activity: days are the viewer's", () => {
  const days = by_day([change(2, "2026-11-17T23:30:00Z"), change(1, "2026-11-17T21:00:00Z")], "Europe/Berlin");
  expect(days.map(({ date }) => date)).toEqual(["2026-11-18", "2026-11-17"]);
});

test("activity: a change reads as a sentence", () => {
  expect(deed("entry.update", item({ fields: ["when"] }))).toBe("moved");
  expect(deed("entry.update", item({ fields: ["status", "tags", "owner_id"] }))).toBe("changed status, tags and owner of");
  expect(deed("entry.create", item({ op: "create" }))).toBe("added");
  expect(deed("account.update", item({ kind: "account", fields: ["do_not_contact"] }))).toBe("changed do not contact of");
  expect(deed("touch.create", item({ kind: "touch", op: "create" }))).toBe("logged outreach:");
  expect(deed("sign_off.create", item({ kind: "sign_off", op: "create" }))).toBe("asked for a sign-off of");
  expect(deed("radar_override.create", item({ kind: "radar_override", op: "create" }))).toBe("overrode the touch radar for");
  expect(deed("undo", item({ kind: "radar_ask", op: "delete" }))).toBe("took back an ask about");
  expect(nameless_words("radar_rules")).toBe("the rules of the touch radar");
  expect(deed("undo", item({}))).toBe("undid a change of");
  expect(deed("undo", item({ op: "delete", kind: "touch" }))).toBe("took back a touch with");
  expect(deed("member.update", item({ kind: "member", fields: ["invited"] }))).toBe("let in");
  expect(deed("offer.update", item({ kind: "offer", fields: ["approved_by_id", "approved_at"] }))).toBe("changed the approval of");
});
