import { expect, test } from "vitest";
import { distance_text, read_money } from "./words";

test("distances are told as people say them", () => {
  expect([-14, -1, 0, 1, 30].map(distance_text)).toEqual(["14 days before", "1 day before", "on the same day", "1 day after", "30 days after"]);
});

test("a budget is read with or without separators, and nothing clears it", () => {
  expect(["20000", "20.000", "20,000", "20 000", ""].map(read_money)).toEqual([20000, 20000, 20000, 20000, null]);
  expect(["-5", "ten", "1e9", "1234567890123"].map(read_money)).toEqual([undefined, undefined, undefined, undefined]);
});
