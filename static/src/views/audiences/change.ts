// Accounts into a fixed list and out of it: many in one command, a few commands for very many.
import type { Audience } from "../../protocol/records";
import { count } from "../../parts/words";
import { workspace } from "../../store/workspace.svelte";
import { load_sizes } from "../radar/sizes.svelte";

/** What one command takes (calendar/engine/audience_change.hpp). */
export const most_at_once = 1_000;

const clipped = (name: string) => (name.length > 40 ? `${name.slice(0, 38).trimEnd()}…` : name);

/** Empty, or why not. */
export async function change_accounts(audience: Audience, way: "add" | "remove", ids: string[]): Promise<string> {
  for (let from = 0; from < ids.length; from += most_at_once) {
    const part = ids.slice(from, from + most_at_once);
    const label = way === "add" ? `Added ${count(part.length, "account")} to “${clipped(audience.name)}”` : `Took ${count(part.length, "account")} off “${clipped(audience.name)}”`;
    const outcome = await workspace.send("audience.change_accounts", { id: audience.id, [`${way}_ids`]: part }, { label });
    if (outcome.type === "refused") return outcome.message;
  }
  void load_sizes();
  return "";
}
