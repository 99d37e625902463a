import { expect, test } from "vitest";
import { in_zone, is_zone, offset_at, to_instant_ms, to_local } from "./zones";

const at = (text: string): number => Date.parse(text);

test("zones: a time in a gap is read with the offset before the gap", () => {
  expect(to_local(to_instant_ms("2026-03-29T02:30:00", "Europe/Berlin"), "Europe/Berlin")).toBe("2026-03-29T03:30:00");
  expect(to_local(to_instant_ms("2026-03-08T02:30:00", "America/New_York"), "America/New_York")).toBe("2026-03-08T03:30:00");
  // Lord Howe moves by half an hour.
  expect(to_local(to_instant_ms("2026-10-04T02:15:00", "Australia/Lord_Howe"), "Australia/Lord_Howe")).toBe("2026-10-04T02:45:00");
});

test("zones: a time in a fold is the first of the two", () => {
  expect(to_instant_ms("2026-10-25T02:30:00", "Europe/Berlin")).toBe(at("2026-10-25T00:30:00Z"));
  expect(to_instant_ms("2026-11-01T01:30:00", "America/New_York")).toBe(at("2026-11-01T05:30:00Z"));
  expect(to_instant_ms("2026-04-05T01:45:00", "Australia/Lord_Howe")).toBe(at("2026-04-04T14:45:00Z"));
});

test("zones: outside gaps there and back is the same", () => {
  for (const zone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "UTC"])
    for (let hour = 0; hour < 366 * 24; hour += 7) {
      const ms = at("2026-01-01T00:30:00Z") + hour * 3_600_000;
      const again = to_instant_ms(to_local(ms, zone), zone);
      if (again !== ms) expect(to_local(again, zone)).toBe(to_local(ms, zone)); // the second time of a fold
    }
});

test("zones: zones that never switch stay put", () => {
  expect(offset_at(at("2026-01-01T00:00:00Z"), "Asia/Kolkata")).toBe(19_800_000);
  expect(offset_at(at("2026-07-01T00:00:00Z"), "Asia/Kolkata")).toBe(19_800_000);
});

test("zones: a wall clock in another zone", () => {
  expect(in_zone("2026-11-22T09:00:00", "Europe/Berlin", "America/New_York")).toBe("2026-11-22T03:00:00");
  expect(in_zone("2026-11-22T09:00:00", "Europe/Berlin", "Asia/Tokyo")).toBe("2026-11-22T17:00:00");
});

test("zones: an unknown zone counts as UTC", () => {
  expect(is_zone("Mars/Olympus")).toBe(false);
  expect(in_zone("2026-11-22T09:00:00", "Mars/Olympus", "UTC")).toBe("2026-11-22T09:00:00");
});
