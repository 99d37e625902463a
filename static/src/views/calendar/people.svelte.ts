// Who else has which entry open, by entry.
import type { Member } from "../../protocol/records";
import { workspace } from "../../store/workspace.svelte";

const nobody: Member[] = [];
const by_entry = $derived.by(() => {
  const map = new Map<string, Member[]>();
  for (const { id, open } of workspace.presence) {
    const member = workspace.members.get(id);
    if (!open || !member || id === workspace.me_id) continue;
    const here = map.get(open) ?? [];
    if (!here.includes(member)) map.set(open, [...here, member]);
  }
  return map;
});

export function people_on(entry_id: string): Member[] {
  return by_entry.get(entry_id) ?? nobody;
}
