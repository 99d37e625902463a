import { expect, test } from "vitest";
import { default_rules, example_days, read_number, rule_sentences } from "./rules";

test("rules: each that holds is one sentence, and what is switched off is not told", () => {
  expect(rule_sentences(default_rules)).toHaveLength(5);
  expect(rule_sentences(default_rules)[2]).toBe("An account hears from us at most 2 times in 7 days, both teams counted.");
  const few = rule_sentences({ ...default_rules, most_touches: 1, in_days: 1, cool_down_days: 0, hush_during_opportunity: false });
  expect(rule_sentences({ ...default_rules, one_per_slot: true }).at(-1)).toBe("On a channel there is one thing at a time.");
  expect(few).toEqual(["Who must not be contacted is never contacted.", "An account hears from us once in 1 day, both teams counted.", "On a day that a team keeps free, nothing of it goes out."]);
});

test("rules: a number outside its range is told the range", () => {
  expect(read_number(" 7", "in_days")).toBe(7);
  expect(read_number("0", "cool_down_days")).toBe(0);
  for (const text of ["0", "51", "-1", "2.5", "", "x"]) expect(read_number(text, "most_touches")).toBe("Choose a whole number from 1 to 50.");
});

test("rules: the picture holds one contact more than allowed, and the last is the one too many", () => {
  for (const [most_touches, in_days] of [[2, 7], [1, 2], [3, 14], [6, 7]] as const) {
    const days = example_days({ ...default_rules, most_touches, in_days });
    expect(days).toHaveLength(in_days);
    expect(days.filter((day) => day.touch)).toHaveLength(most_touches + 1);
    expect(days.map((day) => day.over).indexOf(true)).toBe(in_days - 1);
  }
  expect(example_days({ ...default_rules, most_touches: 7 })).toEqual([]);
  expect(example_days({ ...default_rules, in_days: 30 })).toEqual([]);
});
