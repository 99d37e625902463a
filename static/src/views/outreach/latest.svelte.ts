// The latest touch of each account, computed once for every list that needs it.
import { workspace } from "../../store/workspace.svelte";
import { latest_by_account } from "./touches";

class Latest {
  readonly by_account = $derived(latest_by_account(workspace.touches.values()));
}

export const latest = new Latest();
