// Where the keyboard stands on the calendar: a day, and perhaps an entry of it. Arrows walk; focus follows.
import { tick } from "svelte";
import { clock } from "../../store/clock.svelte";
import { ui } from "../../store/ui.svelte";
import { add_days } from "../../time/dates";
import { board } from "./board.svelte";
import { format_long_day } from "./words";

class Cursor {
  date = $state(clock.today);
  entry = $state(""); // its key: an occurrence of what repeats is one of its own
  shown = $state(false);

  on(date: string): string[] {
    return board.on_day(date).map(({ key }) => key);
  }

  /** Left and right: a day. Up and down: the day's entries, then a week. */
  async walk(days: number, entries: number): Promise<void> {
    this.adopt_focus();
    if (days) this.move(add_days(this.date, days));
    else this.step(entries);
    this.shown = true;
    if (this.date < board.range.from || this.date >= board.range.to) board.go(this.date);
    await tick();
    requestAnimationFrame(() => this.focus());
  }

  private move(date: string, end: "first" | "last" | "none" = "none"): void {
    const ids = this.on(date);
    this.date = date;
    this.entry = end === "first" ? (ids[0] ?? "") : end === "last" ? (ids.at(-1) ?? "") : "";
  }

  private step(by: number): void {
    const ids = this.on(this.date);
    const at = this.entry ? ids.indexOf(this.entry) : -1;
    const next = at + by;
    if (next >= 0 && next < ids.length) this.entry = ids[next] ?? "";
    else if (next === -1 && at === 0) this.entry = "";
    else this.move(add_days(this.date, by > 0 ? 7 : -7), by > 0 ? "none" : "last");
  }

  /** Walk on from what has the focus, if it is a tile or a day. */
  private adopt_focus(): void {
    const focused = document.activeElement as HTMLElement | null;
    const entry = focused?.dataset["entry"];
    const day = focused?.dataset["day"];
    if (entry && entry !== this.entry) {
      const found = board.by_key.get(entry);
      if (found && (this.date < found.span.first || this.date > found.span.last)) this.date = found.span.first;
      this.entry = entry;
    } else if (day) {
      this.date = day;
      this.entry = "";
    }
  }

  /** An entry has a bar in each week it touches: the one in the week of the date. */
  private bar(): HTMLElement | null {
    const bars = [...document.querySelectorAll<HTMLElement>(`.calendar [data-entry="${this.entry}"]`)];
    const day = document.querySelector(`.calendar [data-day="${this.date}"]`)?.getBoundingClientRect();
    return bars.find((bar) => !day || bar.getBoundingClientRect().bottom > day.top) ?? bars[0] ?? null;
  }

  private focus(): void {
    const tile = this.entry ? this.bar() : null;
    const day = document.querySelector<HTMLElement>(`.calendar [data-day="${this.date}"]`);
    const target = tile && getComputedStyle(tile).visibility !== "hidden" ? tile : day;
    target?.focus();
    target?.scrollIntoView({ block: "nearest" });
    if (!target) ui.spoken = format_long_day(this.date);
  }
}

export const cursor = new Cursor();
