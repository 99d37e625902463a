import { expect, test } from "vitest";
import { clash, days_words, why_not } from "./words";

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
