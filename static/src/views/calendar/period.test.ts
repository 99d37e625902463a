import { expect, test } from "vitest";
import { period_range, period_title, period_unit, short_title, step_period, ticks } from "./period";

test("period_range: a month is drawn in whole weeks from Monday", () => {
  expect(period_range("month", "quarter", "2026-11-22")).toEqual({ from: "2026-10-26", to: "2026-12-07" });
  expect(period_range("timeline", "quarter", "2026-11-22")).toEqual({ from: "2026-10-01", to: "2027-01-01" });
});

test("period_title: names what is shown", () => {
  expect(period_title("month", "quarter", "2026-11-22")).toBe("November 2026");
  expect(period_title("week", "quarter", "2026-11-22")).toBe("16 – 22 Nov 2026");
  expect(period_title("week", "quarter", "2026-12-30")).toBe("28 Dec – 3 Jan 2027");
  expect(period_title("timeline", "quarter", "2026-11-22")).toBe("Q4 2026");
  expect(period_title("timeline", "year", "2026-11-22")).toBe("2026");
});

test("short_title: fits a phone", () => {
  expect(short_title("November 2026", "month")).toBe("Nov 2026");
  expect(short_title("May 2027", "list")).toBe("May 2027");
  expect(short_title("28 Dec – 3 Jan 2027", "week")).toBe("28 Dec – 3 Jan");
  expect(short_title("Q4 2026", "timeline")).toBe("Q4 2026");
});

test("step_period: the last day of a month steps to the last day of a shorter one", () => {
  expect(step_period("month", "quarter", "2027-01-31", 1)).toBe("2027-02-28");
  expect(step_period("week", "quarter", "2026-12-30", 1)).toBe("2027-01-06");
  expect(step_period("timeline", "quarter", "2026-11-22", -1)).toBe("2026-08-22");
});

test("three days stand for a week on a phone: from the date on, and a step leaves none out", () => {
  expect(period_range("three_days", "quarter", "2026-11-29")).toEqual({ from: "2026-11-29", to: "2026-12-02" });
  expect(step_period("three_days", "quarter", "2026-11-29", 1)).toBe("2026-12-02");
  expect(period_title("three_days", "quarter", "2026-11-29")).toBe("29 Nov – 1 Dec 2026");
  expect(period_unit("three_days", "quarter")).toBe("three days");
});

test("a day: its own range, its weekday in the title, and the next one at a step", () => {
  expect(period_range("day", "quarter", "2026-12-31")).toEqual({ from: "2026-12-31", to: "2027-01-01" });
  expect(step_period("day", "quarter", "2026-12-31", 1)).toBe("2027-01-01");
  expect(period_title("day", "quarter", "2026-11-22")).toBe("Sun 22 Nov 2026");
  expect(short_title("Sun 22 Nov 2026", "day")).toBe("Sun 22 Nov");
});

test("ticks: Mondays, and months in a year", () => {
  const quarter = ticks({ from: "2026-10-01", to: "2027-01-01" }, "quarter");
  expect(quarter[0]).toEqual({ date: "2026-10-05", label: "5 Oct", strong: true });
  expect(quarter).toHaveLength(13);
  expect(ticks({ from: "2026-01-01", to: "2027-01-01" }, "year").map((tick) => tick.label)).toContain("Sep");
});
