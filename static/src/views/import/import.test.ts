import { expect, test } from "vitest";
import { changes_words, counts_of, effect_words, file_problem, first_day, kept_words, nothing_words, refusal_words, shown_items, type ImportItem, type Preview } from "./import";
import { nouns } from "./table";

const item = (what: ImportItem["what"], starts_on: string | null): ImportItem => ({
  line: 1, title: what, what, warnings: [], when: starts_on ? { starts_on, ends_on: starts_on } : null,
});
const preview = (more: Partial<Preview> = {}): Preview => ({ created: 0, changed: 0, unchanged: 0, skipped: 0, items: [], cut: false, warnings: [], ...more });

test.each([
  [{ created: 42, changed: 3 }, "42 new entries, 3 changed"],
  [{ created: 1, changed: 0 }, "1 new entry"],
  [{ created: 0, changed: 1 }, "1 entry changed"],
  [{ created: 0, changed: 0 }, ""],
])("import: %o is %s", (counts, words) => expect(effect_words(counts)).toBe(words));

test("import: a file that does nothing says why", () => {
  expect(nothing_words(preview({ unchanged: 3, skipped: 1 }))).toBe("Everything in this file is already here.");
  expect(nothing_words(preview({ skipped: 1 }))).toBe("Nothing in this file can be imported.");
  expect(nothing_words(preview())).toBe("This file holds no events.");
});

test("import: what would happen is shown first, and each sort by itself", () => {
  const items = [item("skipped", null), item("changed", "2026-12-02"), item("new", "2026-11-30"), item("unchanged", "2026-01-01")];
  const all = preview({ created: 1, changed: 1, unchanged: 1, skipped: 1, items });
  expect(shown_items(all, null).map(({ what }) => what)).toEqual(["changed", "new"]);
  expect(shown_items(all, "skipped").map(({ what }) => what)).toEqual(["skipped"]);
  expect(first_day(all)).toBe("2026-11-30");
  expect(first_day(preview({ items: [item("new", null)] }))).toBeNull();
  expect(counts_of(all)).toEqual({ new: 1, changed: 1, unchanged: 1, skipped: 1 });
});

test("import: changed fields are named in the page's words", () => {
  expect(changes_words(["when"])).toBe("Date");
  expect(changes_words(["when", "title", "location"])).toBe("Date, title and location");
});

test("import: a file is refused before it is sent when it is empty or too large", () => {
  expect(file_problem({ name: "a.ics", size: 1 })).toBe("");
  expect(file_problem({ name: "a.ics", size: 0 })).toContain("empty");
  expect(file_problem({ name: "a.ics", size: 10_000_001 })).toContain("10.1 MB");
});

test("import: a refusal is a sentence", () => {
  const refused = (status: number, message: string) => refusal_words({ ok: false, status, problem: { title: "", status, code: "invalid", message } });
  expect(refused(422, "line 3 is no calendar")).toBe("Line 3 is no calendar.");
  expect(refused(422, "")).toBe("The server could not read this file.");
  expect(refused(413, "too large")).toContain("10 MB");
  expect(refused(0, "")).toContain("connection");
});

test("import: what stays of an import that was taken back is named", () => {
  const kept = (title: string) => ({ id: title, title, reason: "was changed since" });
  expect(kept_words({ entries: 2, kept_count: 0, kept: [] }, nouns.entries)).toBe("");
  expect(kept_words({ entries: 2, kept_count: 1, kept: [kept("Fair")] }, nouns.entries)).toBe("One entry stays, because it was changed since: “Fair”.");
  expect(kept_words({ entries: 2, kept_count: 5, kept: ["A", "B", "", "D"].map(kept) }, nouns.entries)).toBe(
    "5 entries stay, because they were changed since: “A”, “B”, one that you cannot see and 2 more.",
  );
});
