import { expect, test } from "vitest";
import { app_title, refresh_of, unseen_words } from "./fetches";

const entry = { id: null, title: "Busy", what: "new" as const, when: { starts_on: "2026-11-22", ends_on: "2026-11-23" } };

test.each([
  [0, 0, false, "nothing new since"],
  [1, 1, false, "1 change not seen yet"],
  [3, 3, false, "3 changes not seen yet"],
  [105, 100, true, "105 changes not seen yet"],
  [3, 3, true, "at least 3 changes not seen yet"],
  [0, 0, true, "changes since may not be seen yet"],
])("feeds: %i unseen, %i listed, cut %s: %s", (unseen, listed, cut, words) => {
  expect(unseen_words({ unseen, entries: Array.from({ length: listed }, () => entry), cut })).toBe(words);
});

test("feeds: an app begins a sentence, and says how soon it looks again", () => {
  expect(app_title("a script")).toBe("A script");
  expect(app_title("an unnamed program")).toBe("An unnamed program");
  expect(app_title("Apple Calendar on a Mac")).toBe("Apple Calendar on a Mac");
  expect(refresh_of("Google Calendar")).toContain("4 to 24 hours");
  expect(refresh_of("Apple Calendar on a phone")).toContain("every 5 minutes");
  expect(refresh_of("a script")).toBe("");
});
