import { expect, test } from "vitest";
import type { When } from "../protocol/records";
import { compare_when, days_range, drop_on, from_calendar_times, minutes_of, move_days, phase_of, span_of, to_calendar_times } from "./when";

const berlin = "Europe/Berlin";
const zoned: When = { starts_at: "2026-11-17T09:30:00", ends_at: "2026-11-17T12:00:00", zone: berlin };

test("when: a zoned time is seen on the viewer's clock, a floating one stays", () => {
  expect(span_of(zoned, "America/New_York")).toEqual({ all_day: false, start: "2026-11-17T03:30:00", end: "2026-11-17T06:00:00" });
  expect(span_of({ starts_at: "2026-11-17T09:30:00", ends_at: "2026-11-17T12:00:00" }, "Asia/Tokyo").start).toBe("2026-11-17T09:30:00");
});

test("when: an entry that ends at midnight does not stand on the next day", () => {
  const late: When = { starts_at: "2026-11-17T22:00:00", ends_at: "2026-11-18T00:00:00", zone: berlin };
  expect(days_range(late, berlin)).toEqual({ from: "2026-11-17", to: "2026-11-18" });
  expect(days_range({ starts_on: "2026-11-17", ends_on: "2026-11-20" }, berlin)).toEqual({ from: "2026-11-17", to: "2026-11-20" });
  expect(days_range({ ...zoned, ends_at: zoned.starts_at }, berlin)).toEqual({ from: "2026-11-17", to: "2026-11-18" });
});

test("when: a move by days keeps the time of day across a clock change", () => {
  const moved = move_days({ starts_at: "2026-03-27T09:30:00", ends_at: "2026-03-27T10:30:00", zone: berlin }, 3);
  expect(moved).toEqual({ starts_at: "2026-03-30T09:30:00", ends_at: "2026-03-30T10:30:00", zone: berlin });
});

test("when: a drop by days keeps zone and time of day, also seen from elsewhere", () => {
  const seen = span_of(zoned, "America/New_York");
  const dropped = drop_on(zoned, { all_day: false, start: seen.start.replace("-17T", "-20T"), end: seen.end.replace("-17T", "-20T") }, "America/New_York");
  expect(dropped).toEqual({ starts_at: "2026-11-20T09:30:00", ends_at: "2026-11-20T12:00:00", zone: berlin });
});

test("when: a drop by hours is turned back into the entry's own zone", () => {
  const dropped = drop_on(zoned, { all_day: false, start: "2026-11-17T04:00:00", end: "2026-11-17T06:30:00" }, "America/New_York");
  expect(dropped).toEqual({ starts_at: "2026-11-17T10:00:00", ends_at: "2026-11-17T12:30:00", zone: berlin });
});

test("when: a resize leaves the other end alone", () => {
  const dropped = drop_on(zoned, { all_day: false, start: "2026-11-17T09:30:00", end: "2026-11-17T13:00:00" }, berlin);
  expect(dropped).toEqual({ ...zoned, ends_at: "2026-11-17T13:00:00" });
});

test("when: dropping on a day makes it all-day, dropping all-day on an hour gives it the viewer's zone", () => {
  expect(drop_on(zoned, { all_day: true, start: "2026-11-20", end: "2026-11-21" }, berlin)).toEqual({ starts_on: "2026-11-20", ends_on: "2026-11-21" });
  expect(drop_on({ starts_on: "2026-11-20", ends_on: "2026-11-21" }, { all_day: false, start: "2026-11-20T08:00:00", end: "2026-11-20T09:00:00" }, berlin))
    .toEqual({ starts_at: "2026-11-20T08:00:00", ends_at: "2026-11-20T09:00:00", zone: berlin });
});

test("when: to the calendar library and back is the same span", () => {
  for (const when of [zoned, { starts_on: "2026-11-20", ends_on: "2026-11-23" }] satisfies When[]) {
    const times = to_calendar_times(when, berlin);
    const as_library = (text: string): Date => {
      const [y = 0, mo = 1, d = 1, h = 0, mi = 0] = text.split(/[-T:]/).map(Number);
      return new Date(y, mo - 1, d, h, mi);
    };
    const span = from_calendar_times(as_library(times.start), as_library(times.end), times.allDay);
    expect(drop_on(when, span, berlin)).toEqual(when);
  }
});

test("when: phases, order and exact length", () => {
  expect(phase_of(zoned, "2026-11-17T09:29:59", berlin)).toBe("ahead");
  expect(phase_of(zoned, "2026-11-17T09:30:00", berlin)).toBe("now");
  expect(phase_of(zoned, "2026-11-17T12:00:00", berlin)).toBe("past");
  expect(compare_when({ starts_on: "2026-11-17", ends_on: "2026-11-18" }, zoned, berlin)).toBe(-1);
  expect(compare_when(null, zoned, berlin)).toBe(1);
  expect(minutes_of({ starts_at: "2026-03-29T01:00:00", ends_at: "2026-03-29T04:00:00", zone: berlin })).toBe(120);
});
