// How many accounts each audience holds. Asked when an audience is shown, and again when anything changes.
import { SvelteMap } from "svelte/reactivity";
import { browser_http } from "../../sync/http";

export const sizes = new SvelteMap<string, number>();

export async function load_sizes(): Promise<void> {
  const answer = await browser_http<{ audiences: { id: string; accounts: number }[] }>("GET", "/api/audiences");
  if (!answer.ok) return; // the names are enough to go on with
  for (const { id, accounts } of answer.value.audiences) sizes.set(id, accounts);
}

/** Shortly, once for many changes. */
export function load_sizes_soon(): () => void {
  const timer = setTimeout(() => void load_sizes(), 300);
  return () => clearTimeout(timer);
}
