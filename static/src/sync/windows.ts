// Which days of the calendar are loaded. Asks for what is missing, once, and grows one contiguous window.
import { add_days } from "../time/dates";

export interface Span { from: string; to: string } // to exclusive

export class Windows {
  #fetch: (from: string, to: string) => Promise<boolean>;
  #loaded: Span | null = null;
  #under_way: { span: Span; done: Promise<void> } | null = null;

  constructor(fetch: (from: string, to: string) => Promise<boolean>) { this.#fetch = fetch; }

  union(): Span | null { return this.#loaded; }

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
      const loaded = this.#loaded;
      if (loaded && (await this.#fetch(span.from, span.to)) && this.#loaded === loaded)
        this.#loaded = { from: min(loaded.from, span.from), to: max(loaded.to, span.to) };
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

const min = (a: string, b: string): string => (a < b ? a : b);
const max = (a: string, b: string): string => (a > b ? a : b);
