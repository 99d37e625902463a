import { expect, test } from "vitest";
import { blank, type Notification } from "../../protocol/records";
import { notification_kind_choices } from "../../protocol/generated";
import { count_unread, in_inbox, mutable_kinds, notice_words, subject_of, unread_label } from "./inbox";

const notice = (id: string, more: Partial<Notification>): Notification => ({ id, ...blank.notification, ...more });

test("Inbox: the newest first, and only what one may still see", () => {
  const all = [
    notice("A", { entry_id: "E", created_at: "2026-03-01T00:00:00Z" }),
    notice("B", { account_id: "X", created_at: "2026-03-02T00:00:00Z", read: true }),
    notice("C", { created_at: "2026-03-03T00:00:00Z" }),
  ];
  expect(in_inbox(all).map(({ id }) => id)).toEqual(["B", "A"]);
  expect(count_unread(all)).toBe(1);
});

test("Inbox: a notice is about the entry, else the account, else the offer", () => {
  expect(subject_of(notice("A", { entry_id: "E" }))).toEqual({ kind: "entry", id: "E" });
  expect(subject_of(notice("A", { account_id: "X" }))).toEqual({ kind: "account", id: "X" });
  expect(subject_of(notice("A", { offer_id: "O" }))).toEqual({ kind: "offer", id: "O" });
  expect(subject_of(notice("A", {}))).toBeNull();
});

test("Inbox: every kind has its words, and the bell says how many are unread", () => {
  for (const kind of notification_kind_choices) expect(notice_words[kind]).toBeTruthy();
  expect(notice_words.sign_off_refused).not.toBe(notice_words.signed_off);
  expect([unread_label(0), unread_label(3)]).toEqual(["Inbox", "Inbox, 3 unread"]);
});

test("Inbox: each kind can be muted, in one place", () => {
  expect(mutable_kinds.flatMap(({ kinds }) => kinds).sort()).toEqual([...notification_kind_choices].sort());
});
