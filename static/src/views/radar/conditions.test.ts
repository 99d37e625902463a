import { expect, test } from "vitest";
import { blank_line, fields, line_of, line_words, refusal_of, tests_of, text_of, with_field } from "./conditions";

test("a row is the line that the server reads", () => {
  expect(text_of({ field: "employee_count", test: "at least", value: " 200 " })).toBe("employee_count >= 200");
  expect(text_of({ field: "region", test: "is not", value: "DACH, Nordics" })).toBe("region is not DACH or Nordics");
  expect(text_of({ field: "industry", test: "is", value: "Food or Feed" })).toBe('industry is "Food or Feed"');
  expect(text_of({ field: "region", test: "is", value: "" })).toBe("region is");
});

test("a line that is read gives its row again", () => {
  for (const line of ["employee_count >= 200", "region is DACH or Nordics", "region is not Iberia", 'industry is "Food or Feed" or Steel', "open_opportunity is no", "name contains Brau"])
    expect(text_of(line_of(line)!)).toBe(line);
  expect(line_of("rating is a or b"), "a rating as people write it").toEqual({ field: "rating", test: "is", value: "A, B" });
  expect(text_of({ field: "rating", test: "is", value: "A, b" })).toBe("rating is a or b");
  expect(line_words("rating is a or b", () => undefined)).toBe("Rating is A or B");
  expect(line_of("region is DACH or Nordics")).toEqual({ field: "region", test: "is", value: "DACH, Nordics" });
});

test("a line that has no row is left to those who wrote it", () => {
  expect(line_of('region is "a, b"')).toBeNull();
  expect(line_of("size > 5")).toBeNull();
  expect(line_of("region >= 5")).toBeNull();
});

test("another field brings its own tests", () => {
  for (const field of fields) expect(tests_of(field.value)).toContain(blank_line(field.value).test);
  expect(with_field({ field: "region", test: "contains", value: "x" }, "city")).toEqual({ field: "city", test: "contains", value: "x" });
  expect(with_field({ field: "region", test: "contains", value: "x" }, "employee_count")).toEqual({ field: "employee_count", test: "at least", value: "" });
});

test("a refusal stands at its row", () => {
  expect(refusal_of("condition 2 at character 19: needs a whole number")).toEqual({ row: 1, rule: "It needs a whole number." });
  expect(refusal_of("must be given")).toBeNull();
});

test("a condition is said in words", () => {
  const nobody = () => undefined;
  expect(line_words("employee_count >= 200", nobody)).toBe("Employees at least 200");
  expect(line_words("region is DACH or Nordics or Iberia", nobody)).toBe("Region is DACH, Nordics or Iberia");
  expect(line_words("owner_id is empty", nobody)).toBe("Owner is nobody");
  expect(line_words("owner_id is 01HZX8K2V9M1A0000000000000", (id) => (id === "01HZX8K2V9M1A0000000000000" ? "Mia" : undefined))).toBe("Owner is Mia");
  expect(line_words("do_not_contact is no", nobody)).toBe("Do not contact: no");
  expect(line_words("size > 5", nobody)).toBe("size > 5");
});
