import { expect, test } from "vitest";
import { from_form, to_form, with_start } from "./when_form";

const zone = "Europe/Berlin";
const cases = [
  null,
  { starts_on: "2026-11-17", ends_on: "2026-11-21" },
  { starts_at: "2026-11-17T09:30:00", ends_at: "2026-11-17T10:15:00", zone },
  { starts_at: "2026-11-17T22:00:00", ends_at: "2026-11-18T01:00:00" },
];

test("when form: there and back is the same", () => {
  for (const when of cases) expect(from_form(to_form(when, "2026-11-22", zone))).toEqual({ when });
});

test("when form: the last day is shown included", () => {
  expect(to_form(cases[1] ?? null, "2026-11-22", zone).to).toBe("2026-11-20");
});

test("when form: says what is wrong", () => {
  const form = to_form(cases[2] ?? null, "2026-11-22", zone);
  expect(from_form({ ...form, to: "2026-11-16" })).toEqual({ error: "It ends before it starts." });
  expect(from_form({ ...form, end: "09:30" })).toEqual({ error: "It ends before it starts." });
  expect(from_form({ ...form, start: "" })).toEqual({ error: "Choose the times." });
  expect(from_form({ ...form, from: "" })).toEqual({ error: "Choose the day it starts." });
});

test("with_start: the length stays", () => {
  const form = to_form(cases[2] ?? null, "2026-11-22", zone);
  expect(with_start(form, "2026-11-18", "23:30")).toMatchObject({ to: "2026-11-19", end: "00:15" });
  expect(with_start(to_form(cases[1] ?? null, "", zone), "2026-11-20", "09:00").to).toBe("2026-11-23");
});
