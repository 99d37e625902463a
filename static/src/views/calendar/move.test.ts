import { expect, test } from "vitest";
import { last_date, move_to, resize_when, shift_when } from "./move";

const meeting = { starts_at: "2026-10-24T09:30:00", ends_at: "2026-10-24T10:15:00", zone: "Europe/Berlin" };
const span = { starts_on: "2026-11-17", ends_on: "2026-11-21" };

test("move_to: keeps the time of day across a clock change", () => {
  expect(move_to(meeting, "2026-10-26")).toEqual({
    starts_at: "2026-10-26T09:30:00",
    ends_at: "2026-10-26T10:15:00",
    zone: "Europe/Berlin",
  });
  expect(move_to(span, "2026-12-30")).toEqual({ starts_on: "2026-12-30", ends_on: "2027-01-03" });
});

test("shift_when: minutes carry over midnight both ways", () => {
  expect(shift_when(meeting, 0, -10 * 60)).toMatchObject({ starts_at: "2026-10-23T23:30:00", ends_at: "2026-10-24T00:15:00" });
  expect(shift_when(meeting, 1, 15)).toMatchObject({ starts_at: "2026-10-25T09:45:00" });
});

test("resize_when: never turns an entry inside out", () => {
  expect(resize_when(span, "end", 2)).toEqual({ starts_on: "2026-11-17", ends_on: "2026-11-23" });
  expect(resize_when(span, "end", -9)).toEqual({ starts_on: "2026-11-17", ends_on: "2026-11-18" });
  expect(resize_when(span, "start", 9)).toEqual({ starts_on: "2026-11-20", ends_on: "2026-11-21" });
  expect(resize_when(meeting, "end", 0, -120)).toMatchObject({ ends_at: "2026-10-24T09:45:00" });
});

test("last_date: an end at midnight belongs to the day before", () => {
  expect(last_date(span)).toBe("2026-11-20");
  expect(last_date({ starts_at: "2026-11-20T22:00:00", ends_at: "2026-11-21T00:00:00" })).toBe("2026-11-20");
  expect(last_date(meeting)).toBe("2026-10-24");
});
