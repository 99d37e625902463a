import { expect, test } from "vitest";
import { entry } from "../../sync/testing";
import { shown_in } from "./shown";

const june = { from: "2026-06-01", to: "2026-07-01" };

test("shown_in: what repeats is there once for each occurrence of the period, in order with the rest", () => {
  const series = entry("S", { title: "Review", when: { starts_on: "2026-05-26", ends_on: "2026-05-27" }, rrule: ["FREQ=WEEKLY"], occurrences: ["2026-05-26", "2026-06-02", "2026-06-09", "2026-07-07"] });
  const single = entry("E", { when: { starts_on: "2026-06-03", ends_on: "2026-06-04" } });
  expect(shown_in([series, single], june, "UTC").map(({ key }) => key)).toEqual(["S@2026-06-02", "E", "S@2026-06-09"]);
});

test("shown_in: seen from another zone it stands where that clock puts it", () => {
  const late = entry("S", { when: { starts_at: "2026-06-30T23:00:00", ends_at: "2026-06-30T23:30:00", zone: "UTC" } });
  expect(shown_in([late], june, "UTC")).toHaveLength(1);
  expect(shown_in([late], june, "Asia/Tokyo")).toHaveLength(0);
});
