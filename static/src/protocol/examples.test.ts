// schemas/examples, as the C++ tests read them: what the server may say is understood, and what the page sends is spelled
// as the server expects it.
import { describe, expect, test } from "vitest";
import { decode_frame } from "./frames";
import * as generated from "./generated";
import { blank, complete_entry } from "./records";

interface Bad { value: unknown; code: string; field: string }
type Json = Record<string, unknown>;

const good = modules<Json>(import.meta.glob("../../../schemas/examples/good/**/*.json", { eager: true, import: "default" }));
const bad = modules<Bad>(import.meta.glob("../../../schemas/examples/bad/**/*.json", { eager: true, import: "default" }));

function modules<T>(found: Record<string, unknown>): Map<string, T> {
  return new Map(Object.entries(found).map(([path, value]) => [path.replace(/^.*\/(good|bad)\//, ""), value as T]));
}

function example(path: string): Json {
  const found = good.get(path);
  if (!found) throw new Error(`no example ${path}`);
  return found;
}

test("examples: each good one has a bad one that names a code and a field", () => {
  expect([...bad.keys()].sort()).toEqual([...good.keys()].sort());
  expect(good.size).toBeGreaterThan(50);
  for (const { code, field } of bad.values()) expect([code, field].every((word) => /^[a-z_]+$/.test(word))).toBe(true);
});

describe("frames", () => {
  const from_client = ["command", "client_hello", "client_presence"];
  const frames = [...good].filter(([path]) => path.startsWith("messages/") && !from_client.some((name) => path.endsWith(`/${name}.json`)));
  test.each(frames)("%s is understood as it stands", (_path, frame) => {
    expect(decode_frame(JSON.stringify(frame))).toEqual(frame);
  });
});

describe("records", () => {
  test.each(generated.record_kinds)("%s has the fields that the page knows, and no other", (kind) => {
    const fields = Object.keys(example(`records/${kind}.json`)).sort();
    expect(fields).toEqual([...Object.keys(blank[kind]), "id"].sort());
  });

  test("an entry seen as busy shows nothing but its time", () => {
    const busy = example("records/entry_busy.json") as unknown as generated.BusyEntry;
    const shown = complete_entry(busy);
    expect({ when: shown.when, summary: shown.summary, busy: shown.busy }).toEqual({ when: busy.when, summary: "", busy: true });
  });
});

describe("commands", () => {
  const creates = [...good].filter(([path]) => path.startsWith("commands/") && path.endsWith(".create.json"));
  test.each(creates)("%s keeps the limits that the page shows", (path, args) => {
    const kind = path.replace(/^.*\/|\.create\.json$/g, "");
    const limits: Record<string, { min: number; max: number; each?: number }> = generated.limits[kind as "entry"] ?? {};
    for (const [field, { min, max, each }] of Object.entries(limits)) {
      const value = args[field];
      const size = typeof value === "number" ? value : typeof value === "string" ? [...value].length : Array.isArray(value) ? value.length : min;
      expect(size, field).toBeGreaterThanOrEqual(min);
      expect(size, field).toBeLessThanOrEqual(max);
      if (Array.isArray(value)) for (const item of value) expect(String(item).length).toBeLessThanOrEqual(each ?? Infinity);
    }
  });
});
