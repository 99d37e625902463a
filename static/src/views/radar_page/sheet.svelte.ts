// The rows of the radar that have been looked at, asked for a page at a time and again when anything changes.
import { SvelteMap } from "svelte/reactivity";
import { browser_http } from "../../sync/http";
import { page_rows, type BoardAnswer, type BoardRow } from "./sheet";

export interface Question { from: string; to: string; team: string; q: string }

export class Sheet {
  accounts = $state(0);
  reached = $state(0);
  ready = $state(false);
  failed = $state(false);
  #pages = new SvelteMap<number, BoardRow[]>();
  #asked = new Set<number>();
  #question: Question | null = null;
  #round = 0;

  row(at: number): BoardRow | undefined {
    return this.#pages.get(Math.floor(at / page_rows))?.[at % page_rows];
  }

  /** Another question forgets what was told; the same one again keeps it until the new rows are there. */
  ask(question: Question, first: number, last: number): void {
    const is_new = JSON.stringify(question) !== JSON.stringify(this.#question);
    this.#round += 1;
    this.#asked.clear();
    this.#question = question;
    if (is_new) this.ready = false;
    const pages = is_new ? [0] : this.#between(first, last);
    for (const page of pages) void this.#load(page, true);
  }

  /** What is in sight and not there yet. */
  need(first: number, last: number): void {
    if (!this.ready) return;
    for (const page of this.#between(first, last)) if (!this.#pages.has(page) && !this.#asked.has(page)) void this.#load(page, false);
  }

  #between(first: number, last: number): number[] {
    const from = Math.floor(first / page_rows);
    const to = Math.max(from, Math.floor(Math.max(first, last - 1) / page_rows));
    return Array.from({ length: to - from + 1 }, (_, page) => from + page);
  }

  async #load(page: number, anew: boolean): Promise<void> {
    if (!this.#question) return;
    const round = this.#round;
    this.#asked.add(page);
    const query = new URLSearchParams({ ...this.#question, offset: String(page * page_rows), limit: String(page_rows) });
    const answer = await browser_http<BoardAnswer>("GET", `/api/radar?${query.toString()}`);
    if (round !== this.#round) return;
    this.failed = !answer.ok;
    if (!answer.ok) {
      this.#asked.delete(page);
      return;
    }
    // Rows that were told before the change are in another order: those out of sight go.
    if (anew) for (const other of [...this.#pages.keys()]) if (!this.#asked.has(other)) this.#pages.delete(other);
    if (!this.ready) this.#pages.clear();
    this.#pages.set(page, answer.value.rows);
    this.accounts = answer.value.accounts;
    this.reached = answer.value.reached;
    this.ready = true;
  }
}
