import { expect, test } from "vitest";
import { blank, type Entry, type Member, type Offer } from "../../protocol/records";
import { no_filters } from "../../store/address";
import { matches, nobody, tags_in_use } from "./filter";

const entry = (fields: Partial<Entry>): Entry => ({ id: "E", ...blank.entry, ...fields });
const members = new Map<string, Member>([["S", { id: "S", ...blank.member, name: "Rasmus", team: "sales" }]]);
const offers = new Map<string, Offer>([["O", { id: "O", ...blank.offer, name: "Winter slots", summary: "Two months free" }]]);
const lets = (fields: Partial<Entry>, filters: Partial<ReturnType<typeof no_filters>>, q = "") =>
  matches(entry(fields), { ...no_filters(), ...filters }, q, { members, offers });

test("matches: values of one filter are alternatives, filters add up", () => {
  expect(lets({ kind: "push" }, { kind: ["push", "event"] })).toBe(true);
  expect(lets({ kind: "push", status: "idea" }, { kind: ["push"], status: ["live"] })).toBe(false);
  expect(lets({ tags: ["q4", "emea"] }, { tag: ["emea"] })).toBe(true);
});

test("matches: the team is the owner's, and nobody can be asked for", () => {
  expect(lets({ owner_id: "S" }, { team: ["sales"] })).toBe(true);
  expect(lets({ owner_id: null }, { team: ["sales"] })).toBe(false);
  expect(lets({ owner_id: null }, { owner: [nobody] })).toBe(true);
});

test("matches: every word of the text, without accents or case", () => {
  expect(lets({ title: "Zürich breakfast", audience: "Freight DACH" }, {}, "zurich FREIGHT")).toBe(true);
  expect(lets({ title: "Zürich breakfast" }, {}, "zurich lunch")).toBe(false);
});

test("matches: the words of what is offered count like its own", () => {
  expect(lets({ title: "Calls", offer_ids: ["O", "gone"] }, {}, "calls months")).toBe(true);
  expect(lets({ title: "Calls" }, {}, "months")).toBe(false);
});

test("matches: a busy entry tells nothing but its calendar", () => {
  const busy: Partial<Entry> = { busy: true, calendar_id: "C", kind: "event", title: "Busy" };
  expect(lets(busy, { calendars: ["C"] })).toBe(true);
  expect(lets(busy, { kind: ["event"] })).toBe(false);
  expect(lets(busy, {}, "busy")).toBe(false);
});

test("tags_in_use: the most used first", () => {
  expect(tags_in_use([entry({ tags: ["b"] }), entry({ tags: ["a", "b"] })])).toEqual(["b", "a"]);
});
