import { expect, test } from "vitest";
import { blank, type Entry } from "../../protocol/records";
import { find, type Haystack } from "./commands";

const entry = (id: string, fields: Partial<Entry>): Entry => ({ id, ...blank.entry, ...fields });
const hay: Haystack = {
  actions: [{ id: "new", label: "New entry" }, { id: "today", label: "Go to today" }],
  entries: [entry("1", { title: "Rail webinar" }), entry("2", { title: "Blog: trucks", summary: "why rail wins" }), entry("3", { title: "Busy", busy: true })],
  accounts: [{ id: "A", ...blank.account, name: "Rail & Sons" }],
  members: [],
  offered: (one) => one.offer_ids.join(" "),
  near: () => 0,
};

test("find: without a query the actions, with one titles before texts", () => {
  expect(find("", hay).map((found) => found.type)).toEqual(["action", "action"]);
  expect(find("rail", hay).map((found) => (found.type === "entry" ? found.entry.id : found.type))).toEqual(["1", "2", "account"]);
});

test("find: an entry is found by what it offers", () => {
  const entries = [entry("1", { title: "Calls", offer_ids: ["Winter slots"] }), entry("2", { title: "Mail" })];
  expect(find("winter", { ...hay, entries }).map((found) => (found.type === "entry" ? found.entry.id : found.type))).toEqual(["1"]);
});

test("find: what one may not see is not found", () => {
  expect(find("busy", hay)).toEqual([]);
});
