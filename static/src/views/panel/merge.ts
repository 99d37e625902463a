// Keeping both sides of a conflict where that makes sense: lists are joined, texts stand one after the other. Pure.
const texts = new Set(["summary", "talking_points", "offer", "note"]);
const lists = new Set(["tags", "links"]);

export function mergeable(field: string): boolean {
  return texts.has(field) || lists.has(field);
}

export function both(field: string, theirs: unknown, mine: unknown): unknown {
  if (lists.has(field)) return [...new Set([...(theirs as string[]), ...(mine as string[])])];
  const [first, second] = [String(theirs ?? "").trim(), String(mine ?? "").trim()];
  if (!first || second.includes(first)) return second;
  if (!second || first.includes(second)) return first;
  return join_lines(first, second, field === "talking_points" ? "\n" : "\n\n");
}

/** Lines both have stand once. */
function join_lines(first: string, second: string, between: string): string {
  const known = new Set(first.split("\n"));
  const added = second.split("\n").filter((line) => !line.trim() || !known.has(line));
  return `${first}${between}${added.join("\n").trim()}`.trimEnd();
}
