import { expect, test } from "vitest";
import { format_times, format_when, long_date, other_zone_note, quarter_title, range_title, relative_day, relative_time, short_date } from "./format";

const zone = "Europe/Berlin";
const today = "2026-11-22";

test("format: all-day ends are shown inclusive", () => {
  expect(format_when({ starts_on: "2026-11-17", ends_on: "2026-11-18" }, zone, today)).toBe("Tue 17 Nov");
  expect(format_when({ starts_on: "2026-11-17", ends_on: "2026-11-21" }, zone, today)).toBe("Tue 17 – Fri 20 Nov");
  expect(format_when({ starts_on: "2026-11-30", ends_on: "2026-12-03" }, zone, today)).toBe("Mon 30 Nov – Wed 2 Dec");
  expect(format_when({ starts_on: "2026-12-30", ends_on: "2027-01-03" }, zone, today)).toBe("Wed 30 Dec – Sat 2 Jan 2027");
});

test("format: times", () => {
  const when = { starts_at: "2026-11-17T09:30:00", ends_at: "2026-11-17T12:00:00", zone };
  expect(format_when(when, zone, today)).toBe("Tue 17 Nov, 09:30 – 12:00");
  expect(format_when({ ...when, ends_at: "2026-11-18T01:00:00" }, zone, today)).toBe("Tue 17 Nov 09:30 – Wed 18 Nov 01:00");
  expect(format_times(when, zone)).toBe("09:30 – 12:00");
  expect(format_when(null, zone)).toBe("No date yet");
  expect(other_zone_note(when, "America/New_York")).toBe("09:30 – 12:00 in Berlin");
  expect(other_zone_note(when, "Europe/Paris")).toBe("");
});

test("format: dates carry their year when it is another", () => {
  expect(short_date("2026-09-01", today)).toBe("Tue 1 Sep");
  expect(short_date("2025-11-17", today)).toBe("Mon 17 Nov 2025");
  expect(long_date("2026-09-01", today)).toBe("Tuesday 1 September");
});

test("format: titles of periods", () => {
  expect(range_title("2026-11-16", "2026-11-23")).toBe("16 – 22 Nov 2026");
  expect(range_title("2026-11-30", "2026-12-07")).toBe("30 Nov – 6 Dec 2026");
  expect(range_title("2026-12-28", "2027-01-04")).toBe("28 Dec 2026 – 3 Jan 2027");
  expect(quarter_title(today)).toBe("Q4 2026");
});

test("format: relative words", () => {
  expect([0, 1, -1, 3, -9].map((days) => relative_day(`2026-11-${22 + days}`, today))).toEqual(["today", "tomorrow", "yesterday", "in 3 days", "9 days ago"]);
  const now = Date.parse("2026-11-22T12:00:00Z");
  expect(relative_time("2026-11-22T11:59:30Z", now, zone)).toBe("just now");
  expect(relative_time("2026-11-22T11:55:00Z", now, zone)).toBe("5 min ago");
  expect(relative_time("2026-11-22T08:59:00Z", now, zone)).toBe("3 h ago");
  expect(relative_time("2026-11-21T13:05:00Z", now, zone)).toBe("yesterday 14:05");
  expect(relative_time("2026-11-13T13:05:00Z", now, zone)).toBe("9 d ago");
  expect(relative_time("2026-08-01T13:05:00Z", now, zone)).toBe("1 Aug");
});
