import { expect, test } from "vitest";
import { blank, type Entry } from "../protocol/records";
import { key_of_place, nearest, occurrence_text, place_at, placed, placed_in } from "./occurrences";

const base: Entry = { id: "E", ...blank.entry, when: { starts_at: "2026-03-03T09:00:00", ends_at: "2026-03-03T10:00:00", zone: "Europe/Berlin" } };
const series: Entry = {
  ...base, rrule: ["FREQ=WEEKLY"], occurrences: ["2026-03-24T09:00:00", "2026-03-31T09:00:00", "2026-04-07T09:00:00/2026-04-07T12:00:00"],
};

test("placed: one for each start, with its length or an end of its own, in the zone of the series", () => {
  expect(placed(series).map(({ at, when }) => [at, when])).toEqual([
    ["2026-03-24T09:00:00", { starts_at: "2026-03-24T09:00:00", ends_at: "2026-03-24T10:00:00", zone: "Europe/Berlin" }],
    ["2026-03-31T09:00:00", { starts_at: "2026-03-31T09:00:00", ends_at: "2026-03-31T10:00:00", zone: "Europe/Berlin" }],
    ["2026-04-07T09:00:00", { starts_at: "2026-04-07T09:00:00", ends_at: "2026-04-07T12:00:00", zone: "Europe/Berlin" }],
  ]);
});

test("placed: what does not repeat stands for itself, whatever occurrences a record still carries", () => {
  expect(placed(base)).toEqual([base]);
  expect(placed({ ...base, occurrences: ["2026-03-24T09:00:00"] })).toHaveLength(1);
  expect(placed({ ...base, when: null })).toEqual([]);
});

test("placed: one that has only now begun to repeat stands at its own time", () => {
  expect(placed({ ...base, rrule: ["FREQ=WEEKLY"] }).map(({ at }) => at)).toEqual(["2026-03-03T09:00:00"]);
});

test("placed: an occurrence of its own and a series without any left show nothing twice", () => {
  const [first] = placed(series);
  expect(first && placed(first)).toEqual([first]);
  expect(placed({ ...series, occurrences: [] })).toEqual([]);
});

test("placed_in: by the day that the viewer sees", () => {
  const late: Entry = { ...series, when: { starts_at: "2026-03-02T23:30:00", ends_at: "2026-03-03T00:30:00", zone: "America/New_York" }, occurrences: ["2026-03-23T23:30:00", "2026-03-30T23:30:00"] };
  const starts = (from: string, to: string, zone: string): (string | undefined)[] => placed_in(late, { from, to }, zone).map(({ at }) => at);
  expect(starts("2026-03-24", "2026-03-25", "Europe/Berlin")).toEqual(["2026-03-23T23:30:00"]);
  expect(starts("2026-03-23", "2026-03-24", "Europe/Berlin")).toEqual([]);
  expect(starts("2026-03-23", "2026-03-24", "America/New_York")).toEqual(["2026-03-23T23:30:00"]);
});

test("nearest: the next from today on, else the last", () => {
  expect(nearest(series, "2026-03-25", "UTC").at).toBe("2026-03-31T09:00:00");
  expect(nearest(series, "2026-03-24", "UTC").at).toBe("2026-03-24T09:00:00");
  expect(nearest(series, "2027-01-01", "UTC").at).toBe("2026-04-07T09:00:00");
  expect(nearest(base, "2026-03-25", "UTC")).toBe(base);
});

test("occurrence_text: there and back, an end only where it is its own", () => {
  const days = { starts_on: "2026-03-03", ends_on: "2026-03-05" };
  for (const text of ["2026-03-10", "2026-03-10/2026-03-11"]) expect(occurrence_text(days, place_at(days, text))).toBe(text);
  expect(occurrence_text(days, { starts_on: "2026-03-10", ends_on: "2026-03-12" })).toBe("2026-03-10");
});

test("key_of_place: each occurrence has its own", () => {
  expect([base, ...placed(series)].map(key_of_place)).toEqual(["E", "E@2026-03-24T09:00:00", "E@2026-03-31T09:00:00", "E@2026-04-07T09:00:00"]);
});
