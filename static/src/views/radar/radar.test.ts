import { expect, test } from "vitest";
import { about_words, calm_words, names_words, only_in_slot, parts_of_range, plain_words, taken_days, trouble_strength, unnamed_words, type RadarAnswer, type RadarWarning } from "./radar";
import { warning_words } from "./rules";

const rules = { most_touches: 2, in_days: 7, cool_down_days: 3, hush_during_opportunity: true, one_per_slot: false };
const warning = (more: Partial<RadarWarning>): RadarWarning => ({ rule: "too_often", on: "2026-11-25", accounts: 8, covered: 0, open: true, first: [], ...more });
const answer = (more: Partial<RadarAnswer>): RadarAnswer => ({ rules, accounts: 84, days: ["2026-11-25"], warnings: [], troubled: 0, troubled_ids: [], entries: [], hidden: 0, logged: 0, blackouts: [], slot: { entries: [], hidden: 0 }, covered: { override: null, asks: [] }, first_free_on: null, range: [], ...more });

test("each rule has its sentence", () => {
  expect(warning_words(warning({}), rules)).toBe("8 accounts would hear from us more than 2 times in 7 days");
  expect(warning_words(warning({ accounts: 1 }), { ...rules, most_touches: 1, in_days: 1 })).toBe("1 account would hear from us more than once in 1 day");
  expect(warning_words(warning({ rule: "cool_down" }), rules)).toBe("8 accounts spoke with us less than 3 days before");
  expect(warning_words(warning({ rule: "open_opportunity", accounts: 1 }), rules)).toBe("1 account has a deal being talked over");
  expect(warning_words(warning({ rule: "do_not_contact" }), rules)).toBe("8 accounts must not be contacted");
});

test("the first accounts are named, the others counted", () => {
  const first = ["Adler", "Biber", "Dachs", "Eule"].map((name) => ({ id: name, name }));
  expect(names_words(warning({ first }))).toBe("Adler, Biber, Dachs and 5 more");
  expect(names_words(warning({ accounts: 2, first: first.slice(0, 2) }))).toBe("Adler and Biber");
  expect(names_words(warning({ accounts: 1, first: first.slice(0, 1) }))).toBe("Adler");
});

test("what may not be named is counted", () => {
  expect(unnamed_words(answer({ hidden: 1, logged: 4 }))).toBe("1 entry that you may not see and 4 logged touches");
  expect(unnamed_words(answer({ logged: 1 }))).toBe("1 logged touch");
  expect(unnamed_words(answer({}))).toBe("");
  const entries = ["A", "B", "C"].map((id) => ({ id, title: id, on: "2026-11-24", owner_id: null, accounts: 1 }));
  expect(unnamed_words(answer({ entries, hidden: 2, logged: 1 }), 1)).toBe("2 other entries, 2 entries that you may not see and 1 logged touch");
  expect(unnamed_words(answer({ entries }), 4)).toBe("");
});

test("calm is said in words, too", () => {
  expect(calm_words(answer({}))).toBe("84 accounts will hear from us. Every rule is kept.");
  expect(calm_words(answer({ accounts: 0 }))).toBe("No account is in its audience yet.");
  expect(calm_words(answer({ days: [] }))).toBe("84 accounts in its audience. Nothing is ahead that the rules ask about.");
});

test("radar: a day says each rule that it breaks, and one without says so", () => {
  expect(plain_words(answer({}))).toEqual(["Every rule is kept"]);
  expect(plain_words(answer({ warnings: [warning({}), warning({ rule: "cool_down", accounts: 1 })] }))).toEqual([
    "8 accounts would hear from us more than 2 times in 7 days",
    "1 account spoke with us less than 3 days before",
  ]);
});

test("radar: a year is asked for in parts that touch and do not overlap", () => {
  const parts = parts_of_range("2026-01-01", "2027-01-01");
  expect(parts[0]).toEqual({ from: "2026-01-01", to: "2026-04-03" });
  expect(parts.at(-1)?.to).toBe("2027-01-01");
  for (const [at, part] of parts.slice(1).entries()) expect(part.from).toBe(parts[at]?.to);
  expect(parts_of_range("2026-01-01", "2026-01-01")).toEqual([]);
});

test("radar: the worst day is tinted most, one account still visibly, none not at all", () => {
  const days = new Map([["2026-11-25", 1], ["2026-11-26", 100]]);
  expect(trouble_strength(0, days)).toBe(0);
  expect(trouble_strength(1, days)).toBe(8);
  expect(trouble_strength(100, days)).toBe(22);
});

test("radar: days off and what is in the slot are told by name, the hidden by number", () => {
  const slot = { entries: [{ id: "A", title: "Newsletter", on: "2026-11-25", owner_id: null }, { id: "B", title: "Flyer", on: "2026-11-25", owner_id: null }], hidden: 2 };
  const blackouts = ["2026-12-24", "2026-12-25"].map((on) => ({ id: "H", name: "Winter holidays", on }));
  const told = answer({ warnings: [warning({ rule: "blackout" }), warning({ rule: "channel_slot", accounts: 0 }), warning({})], slot, blackouts });
  expect(plain_words(told)).toEqual([
    "The team keeps that day free: Winter holidays",
    "Something else is on its channel at that time: “Newsletter”, “Flyer” and 2 entries that you may not see",
    "8 accounts would hear from us more than 2 times in 7 days",
  ]);
  expect(about_words(warning({ rule: "channel_slot" }), { blackouts, slot: { entries: [], hidden: 1 } })).toBe("1 entry that you may not see");
  expect(about_words(warning({ first: [{ id: "A", name: "Adler" }], accounts: 1 }), told)).toBe("Adler");
  expect(only_in_slot(answer({ slot, entries: [{ id: "A", title: "Newsletter", on: "2026-11-25", owner_id: null, accounts: 3 }] })).map(({ id }) => id)).toEqual(["B"]);
});

test("radar: a day is taken by a day off or by its slot", () => {
  const day = (on: string, more: object) => ({ on, accounts: 0, blackout: null, slot: 0, ...more });
  expect(taken_days([day("2026-11-25", {}), day("2026-11-26", { slot: 1 }), day("2026-11-27", { blackout: "Fair" }), day("2026-11-28", { accounts: 3 })])).toEqual(["2026-11-26", "2026-11-27"]);
});
