// What the first picture does without. It comes right after it, or when it is asked for before, and is then here also while
// the connection is not.
import type { Component } from "svelte";

export class Late<P extends Record<string, unknown>> {
  component = $state.raw<Component<P> | null>(null);
  failed = $state(false);
  #load: () => Promise<{ default: Component<P> }>;
  #asked = false;

  constructor(load: () => Promise<{ default: Component<P> }>) {
    this.#load = load;
  }

  /** Once; again only after it did not come. */
  fetch(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.failed = false;
    void this.#load().then(
      (module) => (this.component = module.default),
      () => {
        this.failed = true;
        this.#asked = false;
      },
    );
  }
}

/** After the next picture. */
export function after_picture(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run));
}
