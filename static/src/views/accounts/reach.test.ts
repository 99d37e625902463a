import { expect, test } from "vitest";
import { around_words, beside_push, type AccountSaid, type Reaching, type SaidPoint } from "./reach";

const today = "2026-11-22";
const entry = (more: Partial<Reaching>): Reaching => ({ id: "E", title: "Letter", kind: "release", status: "done", from: "2026-11-12", until: "2026-11-12", around: "lately", ...more });
const point = (text: string, more: Partial<SaidPoint> = {}): SaidPoint => ({ id: null, valid_from: null, valid_until: null, embargo_until: null, source: "entry", source_id: "E", approved: false, telling: "now", text, ...more });

test("when an entry reaches them is said shortly", () => {
  expect(around_words(entry({}), today)).toBe("Thu 12 Nov");
  expect(around_words(entry({ from: "2026-11-20", until: "2026-11-27", around: "now" }), today)).toBe("runs until Fri 27 Nov");
  expect(around_words(entry({ from: today, until: today, around: "now" }), today)).toBe("today");
  expect(around_words(entry({ from: "2026-11-24", until: "2026-11-26", around: "soon" }), today)).toBe("from Tue 24 Nov");
  expect(around_words(entry({ from: "2026-11-24", until: "2026-11-24", around: "soon" }), today)).toBe("on Tue 24 Nov");
});

test("beside a push stands what it does not say itself, and nothing that is held back", () => {
  const said: AccountSaid = {
    account_id: "A", on: today, hidden: 0, offers: [], entries: [entry({}), entry({ id: "P" })],
    points: [point("Docks"), point("Price"), point("Later", { telling: "embargo" })],
  };
  expect(beside_push(said, { id: "P", points: ["Price"] })).toEqual({ entries: [entry({})], points: [point("Docks")] });
  expect(beside_push(said, null).entries).toHaveLength(2);
});
