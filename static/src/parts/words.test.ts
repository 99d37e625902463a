import { expect, test } from "vitest";
import { count, initials } from "./words";

test("initials: first and last word, whatever the script", () => {
  expect(initials("Mara Hoffmann")).toBe("MH");
  expect(initials("  Łukasz   van der Berg ")).toBe("ŁB");
  expect(initials("Cher")).toBe("C");
  expect(initials("")).toBe("?");
});

test("count: one and many", () => {
  expect(count(1, "entry", "entries")).toBe("1 entry");
  expect(count(1200, "entry", "entries")).toBe("1,200 entries");
});
