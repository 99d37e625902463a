import { describe, expect, it } from "vitest";
import type { Blackout } from "../../protocol/generated";
import { in_order, is_for, off_days, off_name, off_on, off_spans, span_on } from "./days_off";

const of = (name: string, first_on: string, last_on: string, more: Partial<Blackout> = {}): Blackout => ({
  id: name, rev: 1, created_at: "", created_by: null, updated_at: "", name, first_on, last_on, kind: "blackout", yearly: false, teams: [], ...more,
});
const rest = of("Company days", "2026-12-24", "2027-01-02", { yearly: true, kind: "holiday" });
const fair = of("Fair", "2026-03-02", "2026-03-06", { teams: ["sales"] });

describe("days off", () => {
  it("hold from the first day to the last, and yearly across the turn of the year", () => {
    expect(["2026-03-01", "2026-03-02", "2026-03-06", "2026-03-07", "2027-03-02"].map((on) => span_on(fair, on) !== null)).toEqual([false, true, true, false, false]);
    expect(["2026-01-01", "2026-12-24", "2028-01-02", "2028-01-03", "2031-12-31"].map((on) => span_on(rest, on) !== null)).toEqual([false, true, true, false, true]);
    expect(span_on(rest, "2029-01-01")).toEqual({ first: "2028-12-24", last: "2029-01-02" });
  });

  it("of a leap day are those of the last of February in other years", () => {
    const leap = of("Leap", "2028-02-29", "2028-02-29", { yearly: true });
    expect(["2029-02-28", "2032-02-28", "2032-02-29"].map((on) => span_on(leap, on) !== null)).toEqual([true, false, true]);
  });

  it("of a team leave the other alone, and say so", () => {
    expect([is_for(fair, "sales"), is_for(fair, "marketing"), is_for(rest, "other")]).toEqual([true, false, true]);
    expect([off_name(fair), off_name(rest)]).toEqual(["Fair (sales)", "Company days"]);
  });

  it("are cut to the period that is shown", () => {
    expect(off_spans([rest, fair], { from: "2026-12-28", to: "2027-02-01" })).toEqual([{ first: "2026-12-28", days: 6, blackout: rest }]);
    expect(off_spans([rest], { from: "2027-01-01", to: "2028-01-01" }).map(({ first, days }) => [first, days])).toEqual([["2027-01-01", 2], ["2027-12-24", 8]]);
    expect(off_on([fair, rest], "2027-12-25")).toEqual([rest]);
  });

  it("stand in the order in which they come, what is over last", () => {
    const soon = of("Soon", "2026-06-01", "2026-06-01");
    expect(in_order([fair, rest, soon], "2026-05-01").map(({ name }) => name)).toEqual(["Soon", "Company days", "Fair"]);
    expect(off_days(rest, "2026-05-01")).toBe("24 Dec – 2 Jan, every year");
    expect(off_days(fair, "2026-05-01")).toBe("Mon 2 Mar – Fri 6 Mar");
  });
});
