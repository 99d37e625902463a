import { expect, test } from "vitest";
import { place_beside } from "./place";

const screen = { width: 400, height: 600 };

test("place_beside: below where there is room, above where there is more", () => {
  const box = { width: 100, height: 200 };
  expect(place_beside({ left: 20, top: 40, width: 60, height: 30 }, box, screen)).toMatchObject({ left: 20, top: 76 });
  expect(place_beside({ left: 20, top: 500, width: 60, height: 30 }, box, screen)).toMatchObject({ left: 20, top: 294 });
});

test("place_beside: never off the sides of the screen", () => {
  const box = { width: 200, height: 50 };
  expect(place_beside({ left: 380, top: 0, width: 20, height: 20 }, box, screen).left).toBe(192);
  expect(place_beside({ left: 10, top: 0, width: 20, height: 20 }, box, screen, "end").left).toBe(8);
});
