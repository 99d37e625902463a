// Two values side by side with the words that differ marked, and an entry as it was before a change. Pure.
export interface Logged {
  seq: number;
  at: string;
  by: string | null;
  command: string;
  op: "create" | "update" | "delete";
  old: Record<string, unknown> | null;
  new: Record<string, unknown> | null;
}

export interface Part { text: string; differs: boolean }
export interface Sides { left: Part[]; right: Part[] }

const most_words = 400; // on both sides together beyond it the whole text is marked: the table below grows with the product

const words_of = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

function joined(words: { text: string; differs: boolean }[]): Part[] {
  const parts: Part[] = [];
  for (const word of words) {
    const last = parts.at(-1);
    if (last && last.differs === word.differs) last.text += word.text;
    else parts.push({ ...word });
  }
  return parts;
}

/** By the longest run of words that both have in common, in order. */
export function sides_of(before: string, after: string): Sides {
  const old = words_of(before);
  const now = words_of(after);
  const whole = { left: [{ text: before, differs: true }], right: [{ text: after, differs: true }] };
  if (old.length + now.length > most_words) return whole;
  const longest = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1) longest[i]![j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const left: Part[] = [];
  const right: Part[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      left.push({ text: old[i++]!, differs: false });
      right.push({ text: now[j++]!, differs: false });
    } else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) left.push({ text: old[i++]!, differs: true });
    else right.push({ text: now[j++]!, differs: true });
  }
  return { left: joined(left), right: joined(right) };
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** The fields that differ between the entry before the change and now, as both have them. */
export function state_before(changes: readonly Logged[], seq: number, now: Record<string, unknown>): { old: Record<string, unknown>; new: Record<string, unknown> } {
  const old: Record<string, unknown> = {};
  for (const change of [...changes].sort((a, b) => b.seq - a.seq)) {
    if (change.seq < seq || change.op !== "update") continue;
    Object.assign(old, change.old);
  }
  const differing = Object.keys(old).filter((field) => !same(old[field], now[field]));
  return { old: Object.fromEntries(differing.map((field) => [field, old[field]])), new: Object.fromEntries(differing.map((field) => [field, now[field]])) };
}
