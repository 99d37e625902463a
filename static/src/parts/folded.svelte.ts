// Which sections of the panel are folded. Kept in this browser, and the same from one entry to the next.
import { SvelteSet } from "svelte/reactivity";

const key = "tandem.folded";

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}

class Folded {
  #names = new SvelteSet<string>(read());

  get any(): boolean {
    return this.#names.size > 0;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  set(names: Iterable<string>, folded: boolean): void {
    for (const name of names) {
      if (folded) this.#names.add(name);
      else this.#names.delete(name);
    }
    try {
      localStorage.setItem(key, JSON.stringify([...this.#names]));
    } catch {
      // holds until the page is closed
    }
  }
}

export const folded = new Folded();
