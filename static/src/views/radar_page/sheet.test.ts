import { expect, test } from "vitest";
import { default_rules, rule_name } from "../radar/rules";
import { cell_words, chips, days_from, row_words, rows_in_sight, step, type BoardDay, type BoardRow } from "./sheet";

const none = { marketing: 0, sales: 0, other: 0 };
const day = (more: Partial<BoardDay>): BoardDay => ({ on: "2026-11-25", planned: none, logged: none, hidden: 0, broken: [], ...more });

test("sheet: whole weeks are shown, from a Monday on", () => {
  expect(days_from("2026-11-22", 1)).toEqual(["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"]);
  expect(days_from("2026-11-23", 4)).toHaveLength(28);
});

test("sheet: a team is a letter, planned and logged apart, a number from two on, and the hidden is told", () => {
  const drawn = chips(day({ planned: { ...none, marketing: 2 }, logged: { ...none, marketing: 1, sales: 1 }, hidden: 3 }));
  expect(drawn.map(({ text, kind, logged }) => `${text} ${kind} ${logged ? "logged" : "planned"}`)).toEqual([
    "M marketing logged", "M2 marketing planned", "S sales logged", "?3 hidden planned",
  ]);
  expect(chips(day({}))).toEqual([]);
});

test("sheet: a cell says what it holds and which rule it breaks", () => {
  const full = day({ planned: { ...none, marketing: 1 }, logged: { ...none, sales: 2 }, hidden: 1, broken: ["too_often"] });
  expect(cell_words("2026-11-25", full, default_rules)).toBe("Wednesday 25 November: marketing 1 planned, sales 2 logged, 1 that you may not see. More than 2 times in 7 days");
  expect(cell_words("2026-11-25", undefined, default_rules)).toBe("Wednesday 25 November: nothing");
  expect(rule_name("a rule of tomorrow", default_rules)).toBe("Breaks a rule");
});

test("sheet: a row says its worst", () => {
  const row = (more: Partial<BoardRow>): BoardRow => ({ id: "A", name: "Adler", owner_id: null, do_not_contact: false, open_opportunity: false, broken: 0, touches: 0, days: [], ...more });
  expect(row_words(row({ broken: 1, touches: 4 }))).toBe("1 day against a rule");
  expect(row_words(row({ touches: 1 }))).toBe("1 touch");
  expect(row_words(row({}))).toBe("Hears nothing");
});

test("sheet: of a hundred thousand rows only those in sight are drawn", () => {
  expect(rows_in_sight(0, 800, 46, 100_000)).toEqual({ first: 0, last: 26 });
  expect(rows_in_sight(46 * 99_990, 800, 46, 100_000)).toEqual({ first: 99_982, last: 100_000 });
  expect(rows_in_sight(0, 800, 46, 3)).toEqual({ first: 0, last: 3 });
});

test("sheet: keys walk the cells and stop at the edges", () => {
  const from = { row: 5, column: 3 };
  expect(step(from, "ArrowLeft", false, 10, 15, 20)).toEqual({ row: 5, column: 2 });
  expect(step(from, "PageDown", false, 10, 15, 20)).toEqual({ row: 9, column: 3 });
  expect(step(from, "Home", true, 10, 15, 20)).toEqual({ row: 0, column: 0 });
  expect(step(from, "End", false, 10, 15, 20)).toEqual({ row: 5, column: 14 });
  expect(step({ row: 0, column: 0 }, "ArrowUp", false, 10, 15, 20)).toEqual({ row: 0, column: 0 });
  expect(step(from, "x", false, 10, 15, 20)).toBeNull();
});
