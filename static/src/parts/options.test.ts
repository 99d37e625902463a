import { expect, test } from "vitest";
import { fit, narrow } from "./options";

test("fit: every word must be there, accents and case do not matter", () => {
  expect(fit("winter lau", "Winter capacity launch")).toBeGreaterThan(0);
  expect(fit("winter rail", "Winter capacity launch")).toBe(0);
  expect(fit("LUKASZ mu", "Lukáš Müller")).toBe(0);
  expect(fit("lukas mull", "Lukáš Müller")).toBeGreaterThan(0);
});

test("narrow: beginnings first, otherwise the given order", () => {
  expect(narrow("ra", ["Winter train", "Road + rail", "Rail theme"], (text) => text)).toEqual([
    "Rail theme",
    "Road + rail",
    "Winter train",
  ]);
  expect(narrow(" ", ["b", "a"], (text) => text)).toEqual(["b", "a"]);
});
