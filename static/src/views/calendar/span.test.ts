import { expect, test } from "vitest";
import { span_of } from "./span";

test("span_of: a zoned time is shown in the viewer's zone", () => {
  const when = { starts_at: "2026-11-22T22:30:00", ends_at: "2026-11-23T00:00:00", zone: "America/New_York" };
  expect(span_of(when, "Europe/Berlin")).toMatchObject({ first: "2026-11-23", time: "04:30", until: "06:00", last: "2026-11-23" });
});

test("span_of: floating and all-day stay where they are", () => {
  expect(span_of({ starts_at: "2026-11-22T09:00:00", ends_at: "2026-11-22T10:00:00" }, "Asia/Tokyo").time).toBe("09:00");
  expect(span_of({ starts_on: "2026-11-22", ends_on: "2026-11-24" }, "Asia/Tokyo")).toMatchObject({ first: "2026-11-22", last: "2026-11-23" });
});
