import { expect, test } from "vitest";
import { flick } from "./swipe";

test("a flick to the left is the next period, to the right the one before", () => {
  expect(flick(-80, 10, 150)).toBe(1);
  expect(flick(80, -10, 150)).toBe(-1);
});

test("scrolling, a short slip and a slow drag turn no page", () => {
  expect(flick(-80, 60, 150)).toBe(0);
  expect(flick(-30, 0, 150)).toBe(0);
  expect(flick(-120, 0, 600)).toBe(0);
});
