// Entries chosen in the list, to be changed together. What is no longer shown is no longer chosen.
import { SvelteSet } from "svelte/reactivity";

/** As many as one command may name. */
export const most_chosen = 500;

export const selection = new SvelteSet<string>();

export function toggle(id: string): void {
  if (!selection.delete(id) && selection.size < most_chosen) selection.add(id);
}
