import { expect, test } from "vitest";
import { id_maker } from "./ulid";

test("ulid: ids strictly grow while the clock stands still or steps back", () => {
  const times = [5000, 5000, 5000, 4000, 6000];
  let at = 0;
  const make = id_maker({ now: () => times[at++ % times.length] ?? 0, random: (bytes) => { bytes.fill(255); } });
  const ids = Array.from({ length: 500 }, make);
  expect(ids).toEqual([...new Set(ids)].sort());
});

test("ulid: 26 characters of Crockford's alphabet, beginning with the time", () => {
  const make = id_maker({ now: () => 1469918176385, random: (bytes) => { bytes.fill(0); } });
  expect(make()).toBe("01ARYZ6S41" + "0".repeat(16));
});
