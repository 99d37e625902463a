import { expect, test } from "vitest";
import { lines_of, sorted_out } from "./paste";

test("a pasted list is read line by line, each once", () => {
  expect(lines_of("Hanse\n  Adler GmbH \r\n\nHanse\nhttps://www.Biber.example/team\n")).toEqual(["Hanse", "Adler GmbH", "biber.example"]);
  expect(lines_of('"Dachs"\tHamburg\t420\nEule;Kiel')).toEqual(["Dachs", "Eule"]);
  expect(lines_of(" \n")).toEqual([]);
});

test("what was found is added once, what is unclear is told", () => {
  const a = { id: "A", name: "Adler" };
  const b = { id: "B", name: "Biber" };
  const found = [
    { line: "Adler", accounts: [a] }, { line: "adler.example", accounts: [a] }, { line: "Biber", accounts: [b] },
    { line: "Hanse", accounts: [a, b] }, { line: "Nobody", accounts: [] },
  ];
  expect(sorted_out(found, new Set(["B"]))).toEqual({ ids: ["A"], inside: 1, unknown: ["Nobody"], several: ["Hanse"] });
});
