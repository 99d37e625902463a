import { expect, test } from "vitest";
import { beyond_name, by_validity, clash, days_words, why_not } from "./words";

const days = (valid_from: string | null, valid_until: string | null, embargo_until: string | null = null) => ({ valid_from, valid_until, embargo_until });
const today = "2026-11-22";

test("an offer that lasts to the last day of the entry is right, one that ends a day earlier is not", () => {
  expect(clash(days(null, "2026-11-26"), "2026-11-24", "2026-11-26", today)).toBe("");
  expect(clash(days(null, "2026-11-25"), "2026-11-24", "2026-11-26", today)).toContain("before this is over");
  expect(clash(days(null, "2026-11-23"), "2026-11-24", "2026-11-26", today)).toContain("before this begins");
});

test("an offer that begins, or may be told, after the entry begins is said to", () => {
  expect(clash(days("2026-11-24", null), "2026-11-24", "2026-11-24", today)).toBe("");
  expect(clash(days("2026-11-25", null), "2026-11-24", "2026-11-24", today)).toContain("begins");
  expect(clash(days(null, null, "2026-11-25"), "2026-11-24", "2026-11-24", today)).toContain("may not be told before");
});

test("days are told as a range, an end, a beginning, or not at all", () => {
  expect(days_words(days("2026-11-01", "2026-12-15"), today)).toContain(" – ");
  expect(days_words(days(null, "2026-12-15"), today)).toMatch(/^Until /);
  expect(days_words(days("2026-11-01", null), today)).toMatch(/^From /);
  expect(days_words(days(null, null), today)).toBe("");
  expect(why_not(days(null, null), "now", today)).toBe("");
});

test("what may be offered today comes first, then what begins next, then what ended last", () => {
  const offer = (name: string, from: string | null, until: string | null, embargo: string | null = null) => ({ name, ...days(from, until, embargo) });
  const offers = [offer("ended long ago", null, "2026-09-18"), offer("ended", null, "2026-11-21"), offer("next month", "2026-12-01", null), offer("tomorrow", "2026-11-23", null), offer("held back", null, null, "2026-11-25"), offer("today, last", null, "2026-11-22"), offer("always", null, null)];
  expect(by_validity(offers, today).map(({ name }) => name)).toEqual(["always", "today, last", "held back", "tomorrow", "next month", "ended", "ended long ago"]);
});

test("a summary that begins with the name says only what comes after it", () => {
  expect(beyond_name("Two months free.", "Two months free.\nUntil May.")).toBe("Until May.");
  expect(beyond_name("Two months free.", "Two months free.")).toBe("");
  expect(beyond_name("Two months", "Two monthsly mails")).toBe("Two monthsly mails");
  expect(beyond_name("Harbour", "Slots for three months.")).toBe("Slots for three months.");
});
