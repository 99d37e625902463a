import { expect, test } from "vitest";
import { both, mergeable } from "./merge";

test("both: lists are joined once each, texts keep every line once", () => {
  expect(both("tags", ["q4", "emea"], ["q4", "launch"])).toEqual(["q4", "emea", "launch"]);
  expect(both("talking_points", "One price.\nNo surcharge.", "One price.\nSlots in winter.")).toBe("One price.\nNo surcharge.\nSlots in winter.");
  expect(both("summary", "", "Mine")).toBe("Mine");
  expect(both("summary", "A long text of theirs", "of theirs")).toBe("A long text of theirs");
});

test("mergeable: a date or a status has one value", () => {
  expect(mergeable("summary")).toBe(true);
  expect(mergeable("when")).toBe(false);
  expect(mergeable("title")).toBe(false);
});
