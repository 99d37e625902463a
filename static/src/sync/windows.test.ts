import { expect, test } from "vitest";
import { days_between } from "../time/dates";
import { steps_of, Windows } from "./windows";

const near = { from: "2026-09-01", to: "2027-04-01" };

test("Windows: a far period is asked for in steps the server answers", async () => {
  const asked: [string, string][] = [];
  const windows = new Windows((from, to) => (asked.push([from, to]), Promise.resolve(true)));
  windows.reset(near);
  await windows.load("2032-03-01", "2032-04-01");
  expect(asked[0]?.[0]).toBe(near.to);
  for (const [from, to] of asked) expect(days_between(from, to)).toBeLessThanOrEqual(800);
  asked.slice(1).forEach(([from], at) => expect(from).toBe(asked[at]?.[1]));
  const before = asked.length;
  await windows.load("2030-01-01", "2030-02-01");
  expect(asked).toHaveLength(before);
});

test("Windows: a snapshot is never asked for more than the server gives", async () => {
  const windows = new Windows(() => Promise.resolve(true));
  windows.reset(near);
  expect(windows.union()).toEqual(near);
  await windows.load("2032-03-01", "2032-04-01");
  expect(windows.union()).toBeNull();
});

test("steps_of: backwards the nearest comes first", () => {
  const steps = steps_of({ from: "2020-01-01", to: "2026-09-01" }, near);
  expect(steps[0]?.to).toBe("2026-09-01");
  expect(steps.at(-1)?.from).toBe("2020-01-01");
});
