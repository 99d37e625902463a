// What shown entries need may lie in days that are not loaded: it is asked for once for each of them.
import type { Entry } from "../../protocol/records";
import { workspace } from "../../store/workspace.svelte";
import { hidden_id } from "../../time/needs";

const asked = new Set<string>();
const most_at_once = 20;

export function load_needed(entries: Iterable<Entry>): void {
  let left = most_at_once;
  for (const { id, rev, busy, depends_on_ids } of entries) {
    const key = `${id}/${rev}`;
    if (busy || asked.has(key) || !depends_on_ids.some((needed) => needed !== hidden_id && !workspace.entries.has(needed))) continue;
    if (left-- <= 0) return;
    asked.add(key);
    void workspace.ask.linked(id);
  }
}

/** After a new snapshot what was loaded beside it may be gone. */
export function forget_needed(): void {
  asked.clear();
}
