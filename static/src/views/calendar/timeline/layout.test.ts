import { expect, test } from "vitest";
import { blank, type Entry } from "../../../protocol/records";
import { span_of } from "../span";
import type { Shown } from "../shown";
import { lay_out, make_rows, place_labels } from "./layout";

const range = { from: "2026-10-01", to: "2027-01-01" };
let next = 0;
function shown(from: string, to: string, fields: Partial<Entry> = {}): Shown {
  const when = { starts_on: from, ends_on: to };
  const entry: Entry = { id: `E${next++}`, ...blank.entry, title: "Blog", kind: "release", when, ...fields };
  return { key: entry.id, entry, span: span_of(when, "UTC") };
}
const sources = (all: Shown[]) => ({ entries: new Map(all.map(({ entry }) => [entry.id, entry])), members: new Map() });

test("lay_out: bars and labels of one lane never overlap", () => {
  const many = Array.from({ length: 60 }, (_, at) => {
    const day = 1 + ((at * 7) % 27);
    return shown(`2026-11-${String(day).padStart(2, "0")}`, `2026-11-${String(Math.min(30, day + 1 + (at % 4))).padStart(2, "0")}`, { title: "Newsletter for everyone ".repeat(1 + (at % 3)) });
  });
  const { bars, lanes } = lay_out(many, range, 10);
  for (let lane = 0; lane < lanes; lane++) {
    const row = bars.filter((bar) => bar.lane === lane).sort((a, b) => a.left - b.left);
    row.forEach((bar, at) => {
      const after = row[at + 1];
      const end = bar.left + bar.width + (bar.label === "after" ? bar.room : 0);
      expect(end).toBeLessThanOrEqual(after ? after.left - (after.label === "before" ? after.room : 0) : 920);
      if (bar.label !== "inside") expect(bar.room).toBeGreaterThan(30);
    });
  }
});

test("lay_out: what begins or ends outside is cut and says so", () => {
  const [bar] = lay_out([shown("2026-09-01", "2027-02-01")], range, 10).bars;
  expect(bar).toMatchObject({ left: 0, width: 918, clip_start: true, clip_end: true, label: "inside" });
});

test("lay_out: at the end of the period a label stands before its bar", () => {
  const [early, late] = lay_out([shown("2026-12-24", "2026-12-25"), shown("2026-12-30", "2026-12-31")], range, 10).bars;
  expect(early).toMatchObject({ label: "after", lane: 0 });
  expect(late).toMatchObject({ label: "before", lane: 1, room: 42 });
});

test("lay_out: a label too long for its bar stands where more of it is to be read", () => {
  const title = "Partner month: robots, docks and drivers";
  const [long, next] = lay_out([shown("2026-10-05", "2026-10-25", { title }), shown("2026-11-03", "2026-11-05")], range, 10).bars;
  expect([long?.label, long?.lane, next?.lane]).toEqual(["inside", 0, 0]);
  expect(lay_out([shown("2026-10-05", "2026-10-25", { title })], range, 10).bars[0]?.label).toBe("after");
});

test("lay_out: the campaign lies in the first lane of its row", () => {
  const { bars } = lay_out([shown("2026-10-05", "2026-10-06"), shown("2026-10-20", "2026-11-20", { kind: "campaign" }), shown("2026-10-21", "2026-10-22")], range, 10);
  expect(bars.find((bar) => bar.shown.entry.kind === "campaign")?.lane).toBe(0);
});

test("make_rows: campaigns by first date, theirs below a theme, the rest last", () => {
  const theme = shown("2026-11-01", "2026-12-01", { kind: "campaign", title: "Theme" });
  const early = shown("2026-10-01", "2026-10-09", { kind: "campaign", title: "Early" });
  const under = shown("2026-10-02", "2026-10-09", { kind: "campaign", title: "Under", parent_id: theme.entry.id });
  const part = shown("2026-10-03", "2026-10-04", { parent_id: early.entry.id, status: "done" });
  const loose = shown("2026-10-01", "2026-10-02");
  const all = [theme, early, under, part, loose];
  const rows = make_rows("campaign", all, sources(all));
  expect(rows.map((row) => `${row.depth} ${row.title}`)).toEqual(["0 Early", "0 Theme", "1 Under", "0 No campaign"]);
  expect(rows[0]?.sub).toBe("Idea · 1 of 1 done");
});

test("make_rows: by channel the busiest first, none last", () => {
  const all = [shown("2026-10-01", "2026-10-02"), shown("2026-10-01", "2026-10-02", { channel: "email" }), shown("2026-10-01", "2026-10-02", { channel: "blog" }), shown("2026-10-03", "2026-10-04", { channel: "blog" })];
  expect(make_rows("channel", all, sources(all)).map((row) => row.title)).toEqual(["Blog", "Email", "No channel"]);
});

test("place_labels: no date runs into Today or over the edge", () => {
  const range = { from: "2026-11-02", to: "2026-12-01" };
  const marks = ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"].map((date) => ({ date, label: date, strong: false }));
  const placed = place_labels(marks, range, 10, 150).map(({ mark }) => mark.date);
  expect(placed).toEqual(["2026-11-02", "2026-11-09", "2026-11-23"]);
  expect(place_labels(marks, range, 10, null)).toHaveLength(4);
});
