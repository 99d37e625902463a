// Where an entry stands on its way from idea to done, and what the next step still lacks. Pure.
import type { Entry, Status } from "../../protocol/records";

export const way: Status[] = ["idea", "planned", "confirmed", "live", "done"];

export interface NextStep {
  next: Status;
  lacks: string[];
}

export function next_step(entry: Entry, says: boolean): NextStep | null {
  const next = way[way.indexOf(entry.status) + 1];
  if (!next || entry.status === "cancelled") return null;
  const lacks: string[] = [];
  if (!entry.when) lacks.push("a date");
  if (next !== "planned" && !entry.owner_id) lacks.push("an owner");
  if (next === "confirmed" && (entry.kind === "push" || entry.kind === "campaign") && !entry.audience) lacks.push("an audience");
  if (next === "live" && entry.kind === "push" && !says) lacks.push("talking points");
  return { next, lacks };
}
