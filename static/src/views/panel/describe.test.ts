import { expect, test } from "vitest";
import { differences, type Names } from "./describe";

const names: Names = {
  member: () => undefined,
  entry: (id) => (id === "C" ? "Winter launch" : undefined),
  calendar: () => "Content",
  account: () => undefined,
  audience: () => undefined,
  offer: (id) => (id === "O" ? "Pilot" : undefined),
};

test("differences: old and new in words, dates with inclusive ends", () => {
  const found = differences(
    { status: "planned", when: { starts_on: "2026-11-10", ends_on: "2026-11-12" }, parent_id: null, tags: [] },
    { status: "live", when: { starts_on: "2026-11-17", ends_on: "2026-11-18" }, parent_id: "C", tags: ["q4"], rev: 3 },
    names,
  );
  expect(found.map(({ name, before, after }) => `${name}: ${before} > ${after}`)).toEqual([
    "Status: Planned > Live",
    "Date: Tue 10 Nov – Wed 11 Nov > Tue 17 Nov",
    "Campaign: nothing > Winter launch",
    "Tags: nothing > q4",
  ]);
});

test("differences: lists of ids are told by name, and what one may not know by kind", () => {
  const [found] = differences({ offer_ids: [] }, { offer_ids: ["O", "hidden"] }, names);
  expect(found).toMatchObject({ name: "Offers", before: "nothing", after: "Pilot, an offer" });
});
