// What one has set for oneself: there is at most one such record, made when something is first set.
import type { Preference } from "../../protocol/records";
import { blank } from "../../protocol/records";
import { new_id, workspace } from "../../store/workspace.svelte";

/** As it is, or as it begins. */
export function own_preference(): Preference | undefined {
  return [...workspace.tables.preference.values()][0];
}

/** What is wrong, as a sentence; empty if it was saved. */
export async function save_preference(fields: Partial<typeof blank.preference>, label: string): Promise<string> {
  const own = own_preference();
  const outcome = own
    ? await workspace.send("preference.update", { id: own.id, ...fields }, { base_rev: own.rev, label })
    : await workspace.send("preference.create", { id: new_id(), ...fields }, { label });
  return outcome.type === "refused" ? outcome.message : "";
}
