import { expect, test } from "vitest";
import { sides_of, state_before, type Logged } from "./compare";

const told = (parts: { text: string; differs: boolean }[]) => parts.map((part) => (part.differs ? `[${part.text}]` : part.text)).join("");

test("compare: only the words that differ are marked, on their side", () => {
  const { left, right } = sides_of("Call the dispatchers of the north", "Call all dispatchers of the north and ports");
  expect(told(left)).toBe("Call [the] dispatchers of the north");
  expect(told(right)).toBe("Call [all] dispatchers of the north[ and ports]");
});

test("compare: both sides keep every character", () => {
  for (const [before, after] of [["", "new"], ["old", ""], ["a b\n c", "b  c a"], ["same", "same"]] as const) {
    const { left, right } = sides_of(before, after);
    expect(left.map((part) => part.text).join("")).toBe(before);
    expect(right.map((part) => part.text).join("")).toBe(after);
  }
  expect(sides_of("same", "same").left).toEqual([{ text: "same", differs: false }]);
});

test("compare: long texts are marked as a whole", () => {
  const long = "word ".repeat(300);
  expect(sides_of(long, long + "more").left).toEqual([{ text: long, differs: true }]);
});

const change = (seq: number, old: object, now: object): Logged => ({ seq, at: "", by: null, command: "entry.update", op: "update", old: { ...old }, new: { ...now } });

test("compare: before a change is now with every later change taken back; what came back differs no more", () => {
  const changes = [change(3, { title: "B", tags: ["x"] }, { title: "A", tags: [] }), change(2, { title: "A", status: "idea" }, { title: "B", status: "planned" }), change(1, { title: "0" }, { title: "A" })];
  expect(state_before(changes, 2, { title: "A", status: "planned", tags: [] })).toEqual({ old: { status: "idea", tags: ["x"] }, new: { status: "planned", tags: [] } });
});
