// An entry carried over the calendar by keys: lifted where the focus is, shown where it would stand, dropped or let go.
import { may_write, move_entry } from "../actions";
import { ui } from "../../store/ui.svelte";
import { add_days, days_between } from "../../time/dates";
import { carrying } from "../radar/carrying.svelte";
import { board } from "./board.svelte";
import { lifted } from "./lifted.svelte";
import { shift_when, start_date } from "./move";
import { format_long_day } from "./words";

const steps: Record<string, number> = { arrowleft: -1, arrowright: 1, arrowup: -7, arrowdown: 7 };

/** Takes the key if it lifts, carries, drops or lets go of an entry. */
export function carry_by_key(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  const days = event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey ? steps[key] : undefined;
  if (days !== undefined) return lifted.now ? carry(days) : lift(days);
  if (!lifted.now) return false;
  if (key === "enter") return drop();
  if (key === "shift") return true;
  let_go();
  return key === "escape";
}

function lift(days: number): boolean {
  const key = (document.activeElement as HTMLElement | null)?.dataset["entry"] ?? "";
  const entry = board.by_key.get(key)?.entry;
  if (!entry?.when || !may_write(entry)) return false;
  const from = start_date(entry.when);
  lifted.now = { entry, on: from };
  carrying.begin(entry, from, board.range);
  addEventListener("pointerdown", let_go, { once: true });
  return carry(days);
}

function carry(days: number): boolean {
  if (!lifted.now) return false;
  const on = add_days(lifted.now.on, days);
  lifted.now = { ...lifted.now, on };
  if (on < board.range.from || on >= board.range.to) {
    board.go(on);
    carrying.begin(lifted.now.entry, on, board.range);
  } else carrying.point(on, null);
  ui.spoken = `${format_long_day(on)}. Enter drops it, Escape lets go.`;
  return true;
}

function drop(): boolean {
  const held = lifted.now;
  let_go();
  if (!held?.entry.when) return false;
  const days = days_between(start_date(held.entry.when), held.on);
  if (days) void move_entry(held.entry, shift_when(held.entry.when, days));
  return true;
}

export function let_go(): void {
  lifted.now = null;
  carrying.end();
}
