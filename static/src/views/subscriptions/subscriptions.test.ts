import { expect, test } from "vitest";
import { blank, type Subscription } from "../../protocol/records";
import { interval_options, interval_words, is_checking, name_from, told_of } from "./subscriptions";

const now = { now_ms: Date.parse("2026-11-22T12:00:00Z"), zone: "Europe/Berlin", today: "2026-11-22" };
const one = (more: Partial<Subscription>): Subscription => ({ id: "S", ...blank.subscription, ...more });
const read = { state: "fresh", checked_at: "2026-11-22T11:55:00Z", good_at: "2026-11-22T11:55:00Z", next_at: "2026-11-22T15:20:00Z" } as const;

test.each<[string, Partial<Subscription>, string, string]>([
  ["fresh", read, "Up to date", "Checked 5 min ago, next at 16:20."],
  ["new", {}, "Checking", "Being read for the first time."],
  ["asked for", { ...read, asked_at: "2026-11-22T11:59:00Z" }, "Checking", "Being read again. What is shown is of Sun 22 Nov, 12:55."],
  ["at a new address", { ...read, state: "waiting", good_at: null }, "Checking", "Being read for the first time."],
  ["paused", { ...read, state: "paused", paused: true }, "Paused", "As it was Sun 22 Nov, 12:55."],
  [
    "failing", { ...read, state: "failing", good_at: "2026-11-17T10:05:00Z", error: "The address answered 404.", next_at: "2026-11-23T01:00:00Z" },
    "Failing", "Nothing new since Tue 17 Nov, 11:05: the address answered 404. Tries again on Mon 23 Nov, 02:00. What was read stays.",
  ],
  ["never read", { state: "waiting", checked_at: "2026-11-22T11:55:00Z", error: "The address is not public." }, "Not read yet", "The address is not public."],
])("subscriptions: %s", (_, fields, label, text) => {
  expect(told_of(one(fields), now)).toMatchObject({ label, text });
});

test("subscriptions: is being checked until the answer to the last wish is here, never while paused", () => {
  expect(is_checking(one({ ...read, asked_at: "2026-11-22T11:54:00Z" }))).toBe(false);
  expect(is_checking(one({ paused: true }))).toBe(false);
});

test("subscriptions: intervals in words, with one that nobody offers", () => {
  expect([15, 60, 90, 360, 1440].map(interval_words)).toEqual(["Every 15 minutes", "Every hour", "Every 90 minutes", "Every 6 hours", "Every day"]);
  expect(interval_options(90).map(({ value }) => value)).toEqual(["15", "60", "90", "360", "1440", "10080"]);
});

test.each([
  ["https://example.org/feeds/school-holidays_hamburg.ics", "School holidays hamburg"],
  ["webcal://example.org/f%C3%BCr%20alle.ics", "Für alle"],
  ["https://calendar.google.com/calendar/ical/x/private-1/basic.ics", ""],
  ["https://example.org", ""],
  ["https://example.org/%zz.ics", "%zz"],
])("subscriptions: %s is called %s", (url, name) => expect(name_from(url)).toBe(name));
