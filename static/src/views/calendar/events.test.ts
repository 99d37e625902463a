import { expect, test } from "vitest";
import { by_lane } from "./events";

test("by_lane: what begins earlier gets its lane earlier, whatever it is", () => {
  const push = { day: "2026-11-11", rank: 1 };
  const campaign = { day: "2026-11-12", rank: 0 };
  expect([campaign, push].sort(by_lane)).toEqual([push, campaign]);
});

test("by_lane: of one day campaigns come first and a draft last", () => {
  const ranks = [2, 1, 0].map((rank) => ({ day: "2026-11-12", rank })).sort(by_lane);
  expect(ranks.map(({ rank }) => rank)).toEqual([0, 1, 2]);
});
