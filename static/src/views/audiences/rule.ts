// An audience's rule in words, with the names of members.
import type { Audience } from "../../protocol/records";
import { workspace } from "../../store/workspace.svelte";
import { line_words } from "../radar/conditions";

export function rule_words(audience: Audience): string[] {
  return audience.conditions.map((text) => line_words(text, (id) => workspace.members.get(id)?.name));
}
