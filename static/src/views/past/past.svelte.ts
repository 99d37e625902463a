// The past day that the calendar is compared with: asked for when the day, the period or the plan changes.
import { clock } from "../../store/clock.svelte";
import { route } from "../../store/route.svelte";
import { workspace } from "../../store/workspace.svelte";
import { browser_http, type Answer } from "../../sync/http";
import { add_days } from "../../time/dates";
import { board } from "../calendar/board.svelte";
import type { Shown } from "../calendar/shown";
import { matches } from "../filters/filter";
import { differences_of, ghosts_of, type Difference, type PlanAnswer } from "./past";

class Past {
  answer = $state.raw<PlanAnswer | null>(null);
  error = $state("");
  #asked = "";
  #busy = false;
  #again = false;

  get on(): string | null {
    return route.page === "calendar" ? route.now.then : null;
  }
  readonly #then = $derived((this.on && this.answer?.entries.filter((entry) => matches(entry, route.filters, route.now.q, { members: workspace.members, offers: workspace.tables.offer }))) || []);
  readonly differences: Difference[] = $derived(
    this.on && this.answer ? differences_of(this.answer, this.#then, board.shown.map((shown) => shown.entry), (id) => workspace.entries.get(id)) : [],
  );
  readonly ghosts: Shown[] = $derived(this.#then.length ? ghosts_of(this.#then, board.shown, board.range, board.zone) : []);
  readonly by_key: ReadonlyMap<string, Shown> = $derived(new Map(this.ghosts.map((shown) => [`then ${shown.key}`, shown])));

  /** A week ago, unless a day is given. */
  begin(on = add_days(clock.today, -7)): void {
    route.set({ page: "calendar", rest: [], then: on });
  }

  end(): void {
    route.set({ then: null });
  }

  async ask(): Promise<void> {
    const on = this.on;
    if (!on) return;
    const query = `/api/plan?on=${on}&from=${board.range.from}&to=${board.range.to}`;
    if (query !== this.#asked) this.answer = null; // of another day or period: not to be shown for this one
    this.#asked = query;
    this.#again = this.#busy; // one question at a time, however much is changing
    if (this.#busy) return;
    this.#busy = true;
    const answer = await browser_http<PlanAnswer>("GET", query);
    this.#busy = false;
    if (query === this.#asked) this.#take(answer);
    if (this.#again) void this.ask();
  }

  #take(answer: Answer<PlanAnswer>): void {
    this.error = answer.ok ? "" : (answer.problem?.field === "on" ? `The day ${answer.problem.message}.` : "The plan of that day is not at hand just now.");
    if (answer.ok) this.answer = answer.value;
    else if (answer.problem) this.answer = null;
  }
}

export const past = new Past();
