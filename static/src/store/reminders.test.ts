import { expect, test } from "vitest";
import { blank, type Entry } from "../protocol/records";
import { Reminders } from "./reminders.svelte";
import { workspace } from "./workspace.svelte";

const storage = () => {
  const items = new Map<string, string>();
  return { getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, text: string) => void items.set(key, text) };
};
const now = Date.parse("2026-11-30T08:55:00Z");
const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id, ...blank.entry, title: id, status: "planned", when: { starts_at: "2026-11-30T09:00:00", ends_at: "2026-11-30T10:00:00", zone: "UTC" }, ...more,
});

function with_entries(...entries: Entry[]): void {
  workspace.me_id = "M";
  workspace.entries.clear();
  for (const one of entries) workspace.entries.set(one.id, one);
}

test("reminders: of what one owns, of what one asked for, and not of what one asked not to", () => {
  const [mine, theirs, quiet] = [entry("mine", { owner_id: "M" }), entry("theirs", { owner_id: "N" }), entry("quiet", { owner_id: "M" })];
  with_entries(mine, theirs, quiet, entry("other", { owner_id: "N" }));
  const reminders = new Reminders(storage());
  reminders.load("M");
  expect(reminders.due(now)).toEqual([]);
  reminders.remind_of_own(10);
  reminders.ask(theirs, 60);
  reminders.ask(quiet, null);
  expect(reminders.due(now).map((one) => one.entry.id).sort()).toEqual(["mine", "theirs"]);
});

test("reminders: what was chosen and what was dismissed is there after the page was loaded again, for that member", () => {
  const one = entry("one");
  with_entries(one);
  const kept = storage();
  const reminders = new Reminders(kept);
  reminders.load("M");
  reminders.ask(one, 10);
  const [due] = reminders.due(now);
  expect([reminders.notice_once(due!), reminders.notice_once(due!)]).toEqual([true, false]);
  const again = new Reminders(kept);
  again.load("M");
  expect([again.due(now).length, again.notice_once(due!)]).toEqual([1, false]);
  again.close(due!);
  reminders.load("M");
  expect(reminders.due(now)).toEqual([]);
  again.load("someone else");
  expect(again.asked(one)).toBeUndefined();
});

test("reminders: an occurrence that was changed by itself goes with its series; moved, one is reminded anew", () => {
  const series = entry("series");
  with_entries(series);
  const reminders = new Reminders(storage());
  reminders.load("M");
  reminders.ask(series, 10);
  reminders.close(reminders.due(now)[0]!);
  const moved = entry("changed", { series_id: "series", when: { starts_at: "2026-11-30T09:02:00", ends_at: "2026-11-30T10:00:00", zone: "UTC" } });
  with_entries(moved);
  expect(reminders.due(now).map((one) => one.entry.id)).toEqual(["changed"]);
});

test("reminders: what is kept and is not to be read is as if there were nothing", () => {
  const reminders = new Reminders({ getItem: () => "{", setItem: () => { throw new Error("full"); } });
  reminders.load("M");
  reminders.remind_of_own(60);
  expect(reminders.own).toBe(60);
});
