// What was typed and not yet said, by what it is about: closing a panel loses nothing.
import { SvelteMap } from "svelte/reactivity";

export interface Unsaid { text: string; chosen: string[] }

const kept = new SvelteMap<string, Unsaid>();

export const unsaid = {
  of: (key: string): Unsaid => kept.get(key) ?? { text: "", chosen: [] },
  keep(key: string, said: Unsaid): void {
    if (said.text) kept.set(key, said);
    else kept.delete(key);
  },
};
