import { expect, test } from "vitest";
import { moved, scope_choices, without, type Scope } from "./series_edit";

const today = "2026-05-01";
const zone = "Europe/Berlin";
const at = (date: string, from = "09:00", to = "10:00") => ({ starts_at: `${date}T${from}:00`, ends_at: `${date}T${to}:00`, zone });
const series = {
  when: at("2026-03-03"), rrule: ["FREQ=WEEKLY;COUNT=14"], rdate: [],
  occurrences: ["2026-05-05T09:00:00", "2026-05-12T09:00:00", "2026-05-19T09:00:00", "2026-05-26T09:00:00"], occurrences_cut: false,
};
const edit = (scope: Scope) => ({ occurrence: "2026-05-12T09:00:00", scope });
const days = (occurrences: string[] | undefined) => occurrences?.map((text) => text.slice(5, 16));

test("without: this one, or it and what follows", () => {
  expect(days(without(series, edit("this")))).toEqual(["05-05T09:00", "05-19T09:00", "05-26T09:00"]);
  expect(days(without(series, edit("following")))).toEqual(["05-05T09:00"]);
});

test("moved: the one moved stands in its new place, with its new length", () => {
  const after = moved(series, edit("this"), at("2026-05-14", "11:00", "11:30"));
  expect(after?.when).toEqual(series.when);
  expect(after?.occurrences).toEqual(["2026-05-05T09:00:00", "2026-05-14T11:00:00/2026-05-14T11:30:00", "2026-05-19T09:00:00", "2026-05-26T09:00:00"]);
});

test("moved: what follows, or all, move by as much", () => {
  expect(days(moved(series, edit("following"), at("2026-05-13"))?.occurrences)).toEqual(["05-05T09:00", "05-13T09:00", "05-20T09:00", "05-27T09:00"]);
  const all = moved(series, edit("all"), at("2026-05-13", "08:00", "10:00"));
  expect(all?.when).toEqual(at("2026-03-04", "08:00", "10:00"));
  expect(all?.occurrences).toEqual(["2026-05-06T08:00:00", "2026-05-13T08:00:00", "2026-05-20T08:00:00", "2026-05-27T08:00:00"]);
});

test("moved: to another zone or to whole days is not foreseen", () => {
  expect(moved(series, edit("all"), { starts_on: "2026-05-12", ends_on: "2026-05-13" })).toBeNull();
  expect(moved(series, edit("all"), { ...at("2026-05-12"), zone: "UTC" })).toBeNull();
});

test("scope_choices: each says the dates that it reaches", () => {
  expect(scope_choices(series, "2026-05-12T09:00:00", today).map(({ words }) => words)).toEqual([
    "Only Tue 12 May", "12 May and all 2 after it", "All, since 3 Mar",
  ]);
  expect(scope_choices(series, "2026-05-26T09:00:00", today)[1]?.words).toBe("26 May, the last one");
  expect(scope_choices(series, "2026-05-19T09:00:00", today)[1]?.words).toBe("19 May and the one after it");
});

test("scope_choices: counts only what is known to the end", () => {
  const endless = { ...series, rrule: ["FREQ=WEEKLY"] };
  expect(scope_choices(endless, "2026-05-12T09:00:00", today)[1]?.words).toBe("12 May and all after it");
  expect(scope_choices({ ...series, occurrences_cut: true }, "2026-05-12T09:00:00", today)[1]?.words).toBe("12 May and all after it");
  const far = { ...series, occurrences: [...series.occurrences, "2028-06-06T09:00:00"] };
  expect(scope_choices(far, "2026-05-12T09:00:00", today)[1]?.words).toBe("12 May and all after it");
});

test("scope_choices: at the first, what follows is all", () => {
  expect(scope_choices(series, "2026-03-03T09:00:00", today).map(({ scope }) => scope)).toEqual(["this", "all"]);
});
