import { expect, test } from "vitest";
import { blank, type Entry, type When } from "../protocol/records";
import { due_reminders, lead_words, leads_for, reminder_of, soon_words, type Lead } from "./reminders";

const zone = "Europe/Berlin";
const entry = (when: When | null, more: Partial<Entry> = {}): Entry => ({ id: "E", ...blank.entry, title: "Round", status: "planned", when, ...more });
const at = (starts_at: string, in_zone = zone): When => ({ starts_at, ends_at: starts_at, zone: in_zone });
const day = (starts_on: string): When => ({ starts_on, ends_on: starts_on });
const iso = (ms: number | undefined) => new Date(ms ?? NaN).toISOString();

test.each<[Lead, string]>([[0, "2026-03-30T07:00:00.000Z"], [10, "2026-03-30T06:50:00.000Z"], [60, "2026-03-30T06:00:00.000Z"]])(
  "reminders: %i minutes before is so long before", (lead, told) => expect(iso(reminder_of(entry(at("2026-03-30T09:00:00")), lead, zone)?.at_ms)).toBe(told),
);

test("reminders: a day before is the same time of day, also across a clock change", () => {
  expect(iso(reminder_of(entry(at("2026-03-29T09:00:00")), 1440, zone)?.at_ms)).toBe("2026-03-28T08:00:00.000Z");
  expect(iso(reminder_of(entry(at("2026-11-30T09:00:00", "America/New_York")), 1440, zone)?.at_ms)).toBe("2026-11-29T14:00:00.000Z");
});

test("reminders: what lasts all day is told of in the viewer's morning until the day is over", () => {
  const told = reminder_of(entry(day("2026-11-30")), 0, zone);
  expect([iso(told?.at_ms), iso(told?.until_ms)]).toEqual(["2026-11-30T08:00:00.000Z", "2026-11-30T23:00:00.000Z"]);
  expect(iso(reminder_of(entry(day("2026-11-30")), 1440, zone)?.at_ms)).toBe("2026-11-29T08:00:00.000Z");
  expect(leads_for(true).map((lead) => lead_words(lead, true))).toEqual(["On the day, 09:00", "The day before, 09:00"]);
});

test("reminders: nobody is told of what is over, cancelled, without a date or only busy", () => {
  for (const more of [{ status: "done" }, { status: "cancelled" }, { when: null }, { busy: true }] as Partial<Entry>[])
    expect(reminder_of(entry(day("2026-11-30"), more), 0, zone)).toBeNull();
});

test("reminders: due from its time until a quarter of an hour after the start, only where asked for", () => {
  const one = entry(at("2026-11-30T10:00:00"));
  const due = (now: string, lead: Lead | null = 10) => due_reminders([one], () => lead, Date.parse(now), zone).length;
  expect(due("2026-11-30T08:49:59Z")).toBe(0);
  expect(due("2026-11-30T08:50:00Z")).toBe(1);
  expect(due("2026-11-30T09:14:59Z")).toBe(1);
  expect(due("2026-11-30T09:15:00Z")).toBe(0);
  expect(due("2026-11-30T08:50:00Z", null)).toBe(0);
});

test("reminders: what repeats reminds of each of its times, each by a key of its own", () => {
  const series = entry(at("2026-11-02T10:00:00"), { rrule: ["FREQ=WEEKLY"], occurrences: ["2026-11-23T10:00:00", "2026-11-30T10:00:00"] });
  const keys = ["2026-11-23T08:55:00Z", "2026-11-30T08:55:00Z"].flatMap((now) => due_reminders([series], () => 10, Date.parse(now), zone).map(({ key }) => key.split("|")[0]));
  expect(keys).toEqual(["E@2026-11-23T10:00:00", "E@2026-11-30T10:00:00"]);
});

test("reminders: how soon, in words", () => {
  const told = reminder_of(entry(at("2026-11-30T10:00:00")), 1440, zone)!;
  const words = (now: string) => soon_words(told, Date.parse(now), zone);
  expect(["2026-11-29T09:00:00Z", "2026-11-30T05:00:00Z", "2026-11-30T08:49:30Z", "2026-11-30T09:00:00Z", "2026-11-30T09:03:00Z"].map(words)).toEqual([
    "Starts tomorrow", "Starts in 4 h", "Starts in 11 min", "Starts now", "Began 3 min ago",
  ]);
  const whole = reminder_of(entry(day("2026-11-30")), 1440, zone)!;
  expect([soon_words(whole, Date.parse("2026-11-29T09:00:00Z"), zone), soon_words(whole, Date.parse("2026-11-30T09:00:00Z"), zone)]).toEqual(["Tomorrow", "Today"]);
});
