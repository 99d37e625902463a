import { expect, test } from "vitest";
import { date_in_words, quick_dates } from "./next_step";

const tuesday = "2026-11-17";

test.each([
  ["call back Friday", "2026-11-20"],
  ["Call back fri.", "2026-11-20"],
  ["ring tomorrow at 9", "2026-11-18"],
  ["send the offer in 3 days", "2026-11-20"],
  ["in two weeks", "2026-12-01"],
  ["again next week", "2026-11-23"],
  ["next month", "2026-12-01"],
  ["by 5 Dec", "2026-12-05"],
  ["3 January", "2027-01-03"],
  ["tuesday", "2026-11-24"],
  ["ask Monika", null],
  ["sunny proposal", null],
  ["send summary", null],
])("next step: “%s”", (words, date) => {
  expect(date_in_words(words, tuesday)).toBe(date);
});

test("next step: quick choices are workdays and differ", () => {
  expect(quick_dates(tuesday).map(({ date }) => date)).toEqual(["2026-11-18", "2026-11-20", "2026-11-23", "2026-12-01"]);
  expect(quick_dates("2026-11-20").map(({ date }) => date)).toEqual(["2026-11-23", "2026-11-27", "2026-12-04"]);
});
