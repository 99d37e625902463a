import { expect, test } from "vitest";
import { blank, type Entry, type Prospect } from "../../protocol/records";
import { duty_of, duty_words, entries_by_stage, people_by_stage, stage_beside, type Filter } from "./journey";

const everything: Filter = { owner: null, q: "", show: "all" };
const person = (id: string, more: Partial<Prospect>): Prospect => ({ id, ...blank.prospect, account_id: "A", name: id, ...more });
const entry = (id: string, more: Partial<Entry>): Entry => ({ id, ...blank.entry, title: id, status: "planned", ...more });
const accounts = new Map([["A", { id: "A", ...blank.account, name: "Müller Fracht" }]]);

test("people stand in their stage, who changed last first", () => {
  const all = [person("1", { stage: "interest", updated_at: "2026-11-01" }), person("2", { stage: "interest", updated_at: "2026-11-02" }), person("3", {})];
  const found = people_by_stage(all, accounts, everything);
  expect(found.get("interest")?.map((one) => one.id)).toEqual(["2", "1"]);
  expect(found.get("")?.map((one) => one.id)).toEqual(["3"]);
});

test("a search finds people by their name or their company, whatever its accents", () => {
  const all = [person("Ida", { stage: "interest" }), person("Jan", { stage: "interest", account_id: "B" })];
  expect(people_by_stage(all, accounts, { ...everything, q: "muller fra" }).get("interest")?.map((one) => one.id)).toEqual(["Ida"]);
  expect(people_by_stage(all, accounts, { ...everything, q: "jan" }).get("interest")?.map((one) => one.id)).toEqual(["Jan"]);
  expect(people_by_stage(all, accounts, { ...everything, owner: "ME" }).get("interest")).toEqual([]);
});

test("entries that are over or have no stage do not stand there", () => {
  const all = [
    entry("b", { journey_stage: "purchase" }), entry("a", { journey_stage: "purchase" }), entry("c", { journey_stage: "purchase", status: "done" }),
    entry("d", {}), entry("e", { journey_stage: "purchase", busy: true }),
  ];
  expect(entries_by_stage(all, everything, () => "").get("purchase")?.map((one) => one.id)).toEqual(["a", "b"]);
  expect(entries_by_stage(all, { ...everything, show: "people" }, () => "").get("purchase")).toEqual([]);
});

test("a stage is answered for as leads say, and by the usual team until then", () => {
  expect(duty_words(duty_of("interest", [])!)).toBe("Marketing");
  const said = { id: "1", ...blank.stage_duty, stage: "interest" as const, team: "sales" as const, role: "lead" as const };
  expect(duty_words(duty_of("interest", [said])!)).toBe("Sales leads");
  expect(duty_of("", [said])).toBeNull();
});

test("the stage beside ends at the edges", () => {
  expect(stage_beside("interest", 1, "person")).toBe("consideration");
  expect(stage_beside("awareness", -1, "person")).toBe("");
  expect(stage_beside("awareness", -1, "entry")).toBe("awareness");
  expect(stage_beside("loyalty", 1, "person")).toBe("loyalty");
});
