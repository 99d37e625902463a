import { expect, test } from "vitest";
import { usual_rules } from "./rule";
import type { When } from "../protocol/records";
import { empty_form, first_date, from_repeat_form, left_of_count, month_choices, next_dates, to_repeat_form, type RepeatForm } from "./repeat_form";

const berlin: When = { starts_at: "2026-05-12T09:00:00", ends_at: "2026-05-12T10:00:00", zone: "Europe/Berlin" }; // a Tuesday
const day: When = { starts_on: "2026-05-12", ends_on: "2026-05-13" };
const form = (change: Partial<RepeatForm>): RepeatForm => ({ ...empty_form(berlin), ...change });
const text = (change: Partial<RepeatForm>, when: When = berlin): string => {
  const made = from_repeat_form({ ...empty_form(when), ...change }, when);
  return "rrule" in made ? made.rrule.join() : made.error;
};

test("repeat_form: each shape is a rule, and reads back as that shape", () => {
  const shapes: [Partial<RepeatForm>, string][] = [
    [{ shape: "none" }, ""],
    [{ shape: "daily" }, "FREQ=DAILY"],
    [{ shape: "weekdays" }, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
    [{ shape: "weekly", days: [4, 2] }, "FREQ=WEEKLY;BYDAY=TU,TH"],
    [{ shape: "monthly", month_by: "nth" }, "FREQ=MONTHLY;BYDAY=2TU"],
    [{ shape: "monthly", month_by: "last_weekday" }, "FREQ=MONTHLY;BYDAY=-1TU"],
    [{ shape: "monthly", month_by: "day" }, "FREQ=MONTHLY;BYMONTHDAY=12"],
    [{ shape: "monthly", month_by: "last_day" }, "FREQ=MONTHLY;BYMONTHDAY=-1"],
    [{ shape: "yearly" }, "FREQ=YEARLY"],
    [{ shape: "custom", unit: "week", interval: 2, days: [2] }, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"],
    [{ shape: "custom", unit: "day", interval: 10, ends: "after", count: 4 }, "FREQ=DAILY;COUNT=4;INTERVAL=10"],
  ];
  for (const [change, rule] of shapes) {
    expect(text(change)).toBe(rule);
    const back = to_repeat_form(rule ? [rule] : [], berlin);
    expect(back?.shape).toBe(change.shape);
    expect(back && from_repeat_form(back, berlin)).toEqual({ rrule: rule ? [rule] : [] });
  }
});

test("repeat_form: the last day is of the kind that the start is, at its time of day", () => {
  const until = { shape: "daily", ends: "on", until: "2026-11-30" } as const;
  expect(text(until)).toBe("FREQ=DAILY;UNTIL=20261130T080000Z");
  expect(text(until, day)).toBe("FREQ=DAILY;UNTIL=20261130");
  expect(text(until, { starts_at: "2026-05-12T09:00:00", ends_at: "2026-05-12T10:00:00" })).toBe("FREQ=DAILY;UNTIL=20261130T090000");
  expect(to_repeat_form(["FREQ=DAILY;UNTIL=20261130T080000Z"], berlin)).toMatchObject({ ends: "on", until: "2026-11-30" });
});

test("repeat_form: a rule that would lose something is not editable", () => {
  for (const rule of ["FREQ=HOURLY", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=DAILY;BYHOUR=9", "FREQ=MONTHLY;BYDAY=3WE", "FREQ=YEARLY;BYMONTH=3,9", "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=WEEKLY;BYMONTH=2", "nonsense"])
    expect(to_repeat_form([rule], berlin), rule).toBeNull();
  expect(to_repeat_form(["FREQ=DAILY", "FREQ=WEEKLY"], berlin)).toBeNull();
});

test("repeat_form: says what is wrong", () => {
  expect(text({ shape: "weekly", days: [] })).toBe("Choose a day of the week.");
  expect(text({ shape: "custom", unit: "week", days: [] })).toBe("Choose a day of the week.");
  expect(text({ shape: "custom", interval: Number.NaN })).toMatch(/from 1 to 99/);
  expect(text({ shape: "daily", ends: "on", until: "2026-05-01" })).toBe("It ends before it begins.");
  expect(text({ shape: "daily", ends: "after", count: 0 })).toMatch(/from 1/);
});

test("next_dates: five of each shape", () => {
  const next = (change: Partial<RepeatForm>): string => next_dates(form(change), berlin, "2026-05-12", 5).map((date) => date.slice(5)).join(" ");
  expect(next({ shape: "daily" })).toBe("05-12 05-13 05-14 05-15 05-16");
  expect(next({ shape: "weekdays" })).toBe("05-12 05-13 05-14 05-15 05-18");
  expect(next({ shape: "weekly", days: [2, 4] })).toBe("05-12 05-14 05-19 05-21 05-26");
  expect(next({ shape: "custom", unit: "week", interval: 2, days: [1, 2] })).toBe("05-12 05-25 05-26 06-08 06-09");
  expect(next({ shape: "monthly", month_by: "nth" })).toBe("05-12 06-09 07-14 08-11 09-08");
  expect(next({ shape: "monthly", month_by: "last_weekday", anchor: "2026-05-26" })).toBe("05-12 05-26 06-30 07-28 08-25");
  expect(next({ shape: "monthly", month_by: "last_day" })).toBe("05-12 05-31 06-30 07-31 08-31");
  expect(next_dates(form({ shape: "yearly" }), berlin, "2028-01-01", 2)).toEqual(["2028-05-12", "2029-05-12"]);
});

test("next_dates: shorter months are left out, leap days wait for their year", () => {
  const last: When = { starts_on: "2026-01-31", ends_on: "2026-02-01" };
  expect(next_dates({ ...empty_form(last), shape: "monthly" }, last, "2026-01-01", 3)).toEqual(["2026-01-31", "2026-03-31", "2026-05-31"]);
  const leap: When = { starts_on: "2024-02-29", ends_on: "2024-03-01" };
  expect(next_dates({ ...empty_form(leap), shape: "yearly" }, leap, "2025-01-01", 2)).toEqual(["2028-02-29", "2032-02-29"]);
});

test("next_dates: the end is kept, counted from the first", () => {
  expect(next_dates(form({ shape: "weekly", ends: "on", until: "2026-05-26" }), berlin, "2026-05-01", 9)).toEqual(["2026-05-12", "2026-05-19", "2026-05-26"]);
  expect(next_dates(form({ shape: "weekly", ends: "after", count: 3 }), berlin, "2026-05-20", 9)).toEqual(["2026-05-26"]);
  expect(left_of_count(form({ shape: "weekly", ends: "after", count: 10 }), berlin, "2026-05-26")).toBe(8);
  expect(next_dates(form({ shape: "none" }), berlin, "2026-05-01", 9)).toEqual(["2026-05-12"]);
});

test("first_date: a series begins on a day that its rule names", () => {
  expect(first_date(form({ shape: "weekly", days: [4] }), berlin)).toBe("2026-05-14");
  expect(first_date(form({ shape: "weekly", days: [1] }), berlin)).toBe("2026-05-18");
  expect(first_date(form({ shape: "monthly", month_by: "last_day" }), berlin)).toBe("2026-05-31");
  expect(first_date(form({ shape: "weekly" }), berlin)).toBe("2026-05-12");
});

test("usual_rules: each is one that the editor shows", () => {
  for (const rule of usual_rules("2026-05-12")) expect(to_repeat_form([rule], berlin)?.shape, rule).toMatch(/daily|weekdays|weekly|monthly|yearly/);
  expect(usual_rules("2026-05-12")).toHaveLength(5);
  expect(usual_rules("2026-05-16").join(), "no weekdays from a Saturday on").not.toContain("MO,TU");
});

test("month_choices: a fifth Tuesday is offered as the last", () => {
  expect(month_choices("2026-05-12")).toContain("nth");
  expect(month_choices("2026-06-30")).not.toContain("nth");
});
