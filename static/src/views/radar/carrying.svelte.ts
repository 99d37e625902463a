// While an entry with audiences is carried to another day, by pointer or key: how many accounts each day would trouble,
// and in words for the day it would begin on. Nothing is changed here; the drop is the calendar's.
import type { Entry } from "../../protocol/records";
import { ui } from "../../store/ui.svelte";
import { browser_http } from "../../sync/http";
import { add_days, days_between } from "../../time/dates";
import { format_day } from "../calendar/words";
import { is_asked, parts_of_range, plain_words, taken_days, type RadarAnswer } from "./radar";

const pause_ms = 120; // a pointer that passes over a day asks nothing

class Carrying {
  entry = $state.raw<Entry | null>(null);
  /** The day it would begin on. */
  on = $state<string | null>(null);
  at = $state.raw<{ x: number; y: number } | null>(null);
  /** Accounts that break a rule, by the day it would begin on. */
  troubled = $state.raw<ReadonlyMap<string, number>>(new Map());
  /** Days that are kept free, or taken on its channel. */
  taken = $state.raw<ReadonlySet<string>>(new Set());
  #said = $state.raw<ReadonlyMap<string, RadarAnswer>>(new Map());
  #round = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly answer: RadarAnswer | undefined = $derived(this.on ? this.#said.get(this.on) : undefined);

  /** `start` is the day it begins on now; the days shown are asked for. */
  begin(entry: Entry, start: string, range: { from: string; to: string }): void {
    const round = ++this.#round;
    this.entry = entry;
    this.on = start;
    this.troubled = new Map();
    this.taken = new Set();
    this.#said = new Map();
    if (!is_asked(entry)) return; // it is carried all the same
    for (const { from, to } of parts_of_range(range.from, range.to)) void this.#ask_range(round, start, from, to);
  }

  point(on: string | null, at: { x: number; y: number } | null): void {
    if (!this.entry) return;
    this.at = at;
    if (on === this.on) return;
    this.on = on;
    clearTimeout(this.#timer);
    const round = this.#round;
    if (on && is_asked(this.entry) && !this.#said.has(on)) this.#timer = setTimeout(() => void this.#ask_day(round, on), pause_ms);
  }

  end(): void {
    this.#round += 1;
    clearTimeout(this.#timer);
    this.entry = null;
    this.on = this.at = null;
  }

  #draft(on: string, more: object = {}): object {
    const { id, audience_ids, excluded_account_ids } = this.entry!;
    return { entry_id: id, audience_ids, excluded_account_ids, on, ...more };
  }

  async #ask_range(round: number, on: string, from: string, to: string): Promise<void> {
    const answer = await browser_http<RadarAnswer>("POST", "/api/radar", this.#draft(on, { from, to }));
    if (round !== this.#round || !answer.ok) return;
    this.troubled = new Map([...this.troubled, ...answer.value.range.map((day) => [day.on, day.accounts] as const)]);
    this.taken = new Set([...this.taken, ...taken_days(answer.value.range)]);
    this.#said = new Map([...this.#said, [on, answer.value]]);
  }

  async #ask_day(round: number, on: string): Promise<void> {
    const answer = await browser_http<RadarAnswer>("POST", "/api/radar", this.#draft(on));
    if (round !== this.#round || !answer.ok) return;
    this.#said = new Map([...this.#said, [on, answer.value]]);
    if (on === this.on && !this.at) ui.spoken = `${format_day(on)}: ${plain_words(answer.value).join(". ")}`; // carried by key
  }
}

export const carrying = new Carrying();

/** Follows a pointer that has begun to carry an entry, until it is released; a long entry is held somewhere in its middle. */
export function follow_pointer(entry: Entry, start: string, range: { from: string; to: string }, held: string | null, date_at: (x: number, y: number) => string | null): () => void {
  if (!is_asked(entry)) return () => undefined;
  carrying.begin(entry, start, range);
  const before = held ? days_between(start, held) : 0;
  const move = ({ clientX: x, clientY: y }: PointerEvent) => {
    const date = date_at(x, y);
    carrying.point(date && add_days(date, -before), { x, y });
  };
  const end = () => {
    removeEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"] as const) removeEventListener(name, end);
    carrying.end();
  };
  addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"] as const) addEventListener(name, end);
  return end;
}
