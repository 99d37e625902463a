import { describe, expect, test } from "vitest";
import { blank, type Entry } from "../../protocol/records";
import { looks_back } from "./review";

const review = (id: string, on: string, more: Partial<Entry> = {}): Entry =>
  ({ ...blank.entry, id, rev: 1, kind: "review", status: "planned", when: { starts_at: `${on}T09:00:00`, ends_at: `${on}T10:00:00`, zone: "Europe/Berlin" }, ...more }) as Entry;
const weekly = (more: Partial<Entry> = {}) =>
  review("W", "2026-11-03", { rrule: ["FREQ=WEEKLY"], occurrences: ["2026-11-03T09:00:00", "2026-11-10T09:00:00", "2026-11-17T09:00:00", "2026-11-24T09:00:00"], ...more });

describe("a review looks back", () => {
  test("to the one before it in its series, moved ones among them", () => {
    const at = (day: string) => ({ ...weekly(), when: review("", day).when, at: `${day}T09:00:00` });
    expect(looks_back(at("2026-11-24"), [weekly(), review("Q", "2026-11-20")], "2026-11-22")).toEqual({ since: "2026-11-17", until: "2026-11-24", follows: true });
    expect(looks_back(at("2026-11-24"), [weekly(), review("M", "2026-11-19", { series_id: "W" })], "2026-11-22").since).toBe("2026-11-19");
    expect(looks_back(at("2026-11-10"), [weekly()], "2026-11-22").since).toBe("2026-11-03");
  });

  test("to any review before it if it stands alone, not to what was cancelled, is busy or is still to come", () => {
    const one = review("Q", "2026-12-15");
    const others = [weekly(), review("C", "2026-11-20", { status: "cancelled" }), review("B", "2026-11-21", { busy: true }), review("F", "2026-11-30"), one];
    expect(looks_back(one, others, "2026-11-22").since).toBe("2026-11-17");
  });

  test("by thirty days if it is the first", () => {
    const one = review("Q", "2026-12-15");
    expect(looks_back(one, [one], "2026-11-22")).toEqual({ since: "2026-10-23", until: "2026-12-15", follows: false });
  });
});
