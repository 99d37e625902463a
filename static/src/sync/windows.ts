// Which days of the calendar are loaded. Asks for what is missing, once, and grows one contiguous window.
import { add_days, days_between } from "../time/dates";

export interface Span { from: string; to: string } // to exclusive

/** The server answers for 800 days at most. */
const most_days = 760;

export class Windows {
  #fetch: (from: string, to: string) => Promise<boolean>;
  #loaded: Span | null = null;
  #under_way: { span: Span; done: Promise<void> } | null = null;

  constructor(fetch: (from: string, to: string) => Promise<boolean>) { this.#fetch = fetch; }

  /** What a new snapshot should bring; null when that is more than the server gives at once. */
  union(): Span | null {
    const loaded = this.#loaded;
    return loaded && days_between(loaded.from, loaded.to) <= most_days ? loaded : null;
  }

  reset(loaded: Span | null = null): void { this.#loaded = loaded; }

  async load(from: string, to: string): Promise<void> {
    while (this.#under_way) {
      const { span, done } = this.#under_way;
      await done;
      if (span.from <= from && span.to >= to) return;
    }
    const missing = missing_of(this.#loaded, { from, to });
    if (!missing) return;
    const done = this.#get(missing);
    this.#under_way = { span: missing, done };
    await done;
  }

  async #get(span: Span): Promise<void> {
    try {
      for (const step of steps_of(span, this.#loaded)) {
        const loaded = this.#loaded;
        if (!loaded || !(await this.#fetch(step.from, step.to)) || this.#loaded !== loaded) return;
        this.#loaded = { from: min(loaded.from, step.from), to: max(loaded.to, step.to) };
      }
    } finally {
      this.#under_way = null;
    }
  }
}

/** The contiguous span to ask for, a month wider than needed so that paging on does not ask each time. Null before the
 *  first snapshot (that brings its own window) and when nothing is missing. */
export function missing_of(loaded: Span | null, wanted: Span): Span | null {
  if (!loaded || (wanted.from >= loaded.from && wanted.to <= loaded.to)) return null;
  const margin = 31;
  if (wanted.from < loaded.from && wanted.to > loaded.to)
    return { from: add_days(wanted.from, -margin), to: add_days(wanted.to, margin) };
  if (wanted.from < loaded.from) return { from: add_days(wanted.from, -margin), to: loaded.from };
  return { from: loaded.to, to: add_days(wanted.to, margin) };
}

/** A far span in steps the server answers, each next to what is loaded then. */
export function steps_of(span: Span, loaded: Span | null): Span[] {
  const backwards = loaded !== null && span.from < loaded.from && span.to <= loaded.from;
  const steps: Span[] = [];
  for (let { from, to } = span; from < to; ) {
    const size = Math.min(most_days, days_between(from, to));
    if (backwards) {
      steps.push({ from: add_days(to, -size), to });
      to = add_days(to, -size);
    } else {
      steps.push({ from, to: add_days(from, size) });
      from = add_days(from, size);
    }
  }
  return steps;
}

const min = (a: string, b: string): string => (a < b ? a : b);
const max = (a: string, b: string): string => (a > b ? a : b);
