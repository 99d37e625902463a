import { expect, test } from "vitest";
import { error_words, field_options, file_words, is_table, mapped, sample_of, table_effect, type TablePreview } from "./table";

const preview: TablePreview = {
  rows: 1204, created: 2, changed: 1, unchanged: 0, error_count: 0, encoding: "Windows-1252", delimiter: ";",
  header: ["Company", "City"], columns: ["name", "city"], fields: [{ name: "name", required: true }, { name: "employee_count", required: false }],
  sample: [["Nordkai", ""], ["Plan AG", "Kiel"], ["Dock", "Bremen"]], errors: [],
};

test("table: says what it would do, and what the file is", () => {
  expect(table_effect(preview, ["account", "accounts"])).toBe("2 new accounts, 1 changed");
  expect(table_effect({ created: 0, changed: 1 }, ["entry", "entries"])).toBe("1 entry changed");
  expect(table_effect({ created: 0, changed: 0 }, ["entry", "entries"])).toBe("");
  expect(file_words(preview)).toBe("1,204 rows, separated by semicolons, in Windows-1252");
});

test("table: what a column held goes to the one that is given it", () => {
  expect(mapped(["name", "", "city"], 1, "name")).toEqual(["", "name", "city"]);
  expect(mapped(["name", "", "city"], 2, "")).toEqual(["name", "", ""]);
});

test("table: a column shows its cells and what it may be", () => {
  expect(sample_of(preview, 1)).toBe("Kiel · Bremen");
  expect(field_options(preview).map(({ label }) => label)).toEqual(["Leave out", "Name (needed)", "Employees"]);
});

test("table: an error says where it is", () => {
  expect(error_words({ row: 1204, column: "People", field: "employee_count", reason: "must be a whole number" })).toBe("Row 1,204, People: must be a whole number");
  expect(error_words({ row: 3, column: "", field: "", reason: "is about the same as row 2" })).toBe("Row 3: is about the same as row 2");
  expect([is_table("a.CSV"), is_table("a.ics")]).toEqual([true, false]);
});
