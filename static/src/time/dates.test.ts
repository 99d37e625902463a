import { expect, test } from "vitest";
import { add_days, add_months, date_to_day, day_to_date, days_between, iso_week, is_date, month_grid, quarter_range, week_range, weekday } from "./dates";

test("dates: day numbers and texts are each other's inverse", () => {
  for (let day = -200_000; day <= 200_000; day += 997) expect(date_to_day(day_to_date(day))).toBe(day);
});

test("dates: months end where they end", () => {
  expect(add_months("2026-01-31", 1)).toBe("2026-02-28");
  expect(add_months("2028-01-31", 1)).toBe("2028-02-29");
  expect(add_months("2026-03-31", -4)).toBe("2025-11-30");
  expect(add_days("2026-12-31", 1)).toBe("2027-01-01");
  expect(days_between("2026-02-27", "2026-03-01")).toBe(2);
});

test("dates: weeks begin on the day asked for", () => {
  expect(weekday("2026-11-22")).toBe(7);
  expect(week_range("2026-11-22")).toEqual({ from: "2026-11-16", to: "2026-11-23" });
  expect(week_range("2026-11-22", 7)).toEqual({ from: "2026-11-22", to: "2026-11-29" });
});

test("dates: a month grid is whole weeks around the month", () => {
  expect(month_grid("2026-11-22")).toEqual({ from: "2026-10-26", to: "2026-12-07" });
  expect(month_grid("2027-02-10")).toEqual({ from: "2027-02-01", to: "2027-03-01" });
  expect(quarter_range("2026-11-22")).toEqual({ from: "2026-10-01", to: "2027-01-01" });
});

test("dates: ISO weeks turn with their Thursday", () => {
  expect(iso_week("2026-12-31")).toEqual({ year: 2026, week: 53 });
  expect(iso_week("2027-01-03")).toEqual({ year: 2026, week: 53 });
  expect(iso_week("2027-01-04")).toEqual({ year: 2027, week: 1 });
});

test("dates: what is no date is told apart", () => {
  expect(is_date("2026-02-29")).toBe(false);
  expect(is_date("2028-02-29")).toBe(true);
  expect(is_date("22.11.2026")).toBe(false);
});
