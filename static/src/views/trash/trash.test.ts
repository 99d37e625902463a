import { expect, test } from "vitest";
import { blank } from "../../protocol/records";
import { join_pages, lines_of, type Deleted } from "./trash";

const deleted = (id: string, seq: number): Deleted => ({ seq, at: "2026-11-22T01:42:00.123Z", by: "M", entry: { ...blank.entry, id, title: id } });

test("trash: an older page goes after what is here, and nothing is listed twice", () => {
  const first = join_pages(null, [deleted("B", 9), deleted("A", 8)]);
  expect(join_pages(first, [deleted("A", 3), deleted("C", 2)]).map((one) => one.entry.id)).toEqual(["B", "A", "C"]);
});

test("trash: a line has the id of its entry", () => {
  expect(lines_of([deleted("A", 1)])[0]).toMatchObject({ id: "A", seq: 1, by: "M" });
});
