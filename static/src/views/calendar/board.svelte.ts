// What the calendar shows now: the period from the address, and the entries the filters let through. One place, so that
// every view, the rail and the keyboard agree.
import { clock } from "../../store/clock.svelte";
import { route } from "../../store/route.svelte";
import { workspace } from "../../store/workspace.svelte";
import type { Entry } from "../../protocol/records";
import { matches } from "../filters/filter";
import { day_range } from "../../time/dates";
import { shown_in, type Shown } from "./shown";
import { period_range, period_title, step_period, type Period } from "./period";

class Board {
  on = $derived(route.now.on ?? clock.today);
  /** A week does not fit a phone: it stands for three days there. */
  period: Period = $derived(route.view === "week" && route.narrow ? "three_days" : route.view);
  range = $derived(period_range(this.period, route.zoom, this.on));
  title = $derived(period_title(this.period, route.zoom, this.on));
  zone = $derived(clock.zone);

  #matching: Entry[] = $derived(
    [...workspace.entries.values()].filter((entry) => entry.when && matches(entry, route.filters, route.now.q, { members: workspace.members, offers: workspace.tables.offer })),
  );

  /** Everything of the period that passes the filters, earliest first, long before short. */
  shown: Shown[] = $derived(shown_in(this.#matching, this.range, this.zone));

  readonly by_key: ReadonlyMap<string, Shown> = $derived(new Map(this.shown.map((shown) => [shown.key, shown])));

  on_day(date: string): Shown[] {
    return shown_in(this.#matching, day_range(date), this.zone);
  }

  /** Undated ideas: the tray. Search and filters narrow it too. */
  ideas: Entry[] = $derived(
    [...workspace.entries.values()]
      .filter((entry) => !entry.when && entry.status !== "cancelled" && matches(entry, route.filters, route.now.q, { members: workspace.members, offers: workspace.tables.offer }))
      .sort((a, b) => (a.id < b.id ? 1 : -1)),
  );

  step(steps: number): void {
    this.go(step_period(this.period, route.zoom, this.on, steps));
  }

  go(date: string | null): void {
    route.set({ page: "calendar", rest: [], on: date === clock.today ? null : date }, "push");
  }
}

export const board = new Board();
