// What the grid's drags mean, as commands. The grid shows wall clocks of the viewer; time/when.ts brings a drop back to
// the entry's own zone and keeps its time of day when only the day changed.
import type { Calendar } from "@event-calendar/core";
import type { Entry, When } from "../../protocol/records";
import { move_entry, to_tray } from "../actions";
import { ui } from "../../store/ui.svelte";
import { workspace } from "../../store/workspace.svelte";
import { add_days } from "../../time/dates";
import { in_series } from "../../time/occurrences";
import { drop_on, from_calendar_times, span_of } from "../../time/when";
import { board } from "./board.svelte";
import { same_when } from "./move";

/** Said when people drag what repeats to the ideas. */
export const no_idea = "What repeats has its dates. End the repeating first, then it can become an idea.";

export const date_of = (date: Date): string => from_calendar_times(date, null, true).start;

type Drop = Pick<Calendar.EventDropInfo, "event"> & Partial<Calendar.EventDropInfo> & { stopped?: boolean };

/** Called at the end of a drag, and once more when the entry lands elsewhere. Over the tray it becomes an idea again. */
export function dropped(info: Drop): void {
  const entry = entry_of(info.event);
  if (!entry?.when) return;
  if (ui.over_tray) {
    info.revert?.();
    if (info.stopped) {
      ui.over_tray = false;
      if (in_series(entry)) workspace.notify("info", no_idea);
      else void to_tray(entry);
    }
    return;
  }
  if (!info.stopped) void settle(info, entry, entry.when);
}

export function resized(info: Calendar.EventResizeInfo): void {
  const entry = entry_of(info.event);
  if (entry?.when) void settle(info, entry, entry.when);
}

const entry_of = (event: Calendar.Event) => board.by_key.get(String(event.id))?.entry;

async function settle({ event, revert }: Pick<Drop, "event" | "revert">, entry: Entry, before: When): Promise<void> {
  const was_days = span_of(before, board.zone).all_day;
  // Between the all-day row and the hours it takes a usual length: one day, one hour.
  const end = event.allDay === was_days ? event.end : null;
  const when = drop_on(before, from_calendar_times(event.start, end, event.allDay), board.zone);
  // The grid has moved the tile already: where nothing changes it is put back.
  if (!same_when(when, before) && (await move_entry(entry, when)).type === "dropped") revert?.();
}

interface Selected {
  start: Date;
  end: Date | null;
  allDay: boolean;
  jsEvent: object;
}

/** A click or a dragged span begins a new entry there. */
export function selected(info: Selected): void {
  const when = drop_on(null, from_calendar_times(info.start, info.end, info.allDay), board.zone);
  const point = info.jsEvent as { clientX?: number; clientY?: number };
  const long = "starts_on" in when && add_days(when.starts_on, 5) < when.ends_on;
  ui.begin({ kind: long ? "campaign" : "push", when, at: new DOMRect(point.clientX ?? 0, point.clientY ?? 0, 1, 1) });
}
