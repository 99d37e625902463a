// What the grid's drags mean, as commands. The grid shows wall clocks of the viewer; time/when.ts brings a drop back to
// the entry's own zone and keeps its time of day when only the day changed.
import type { Calendar } from "@event-calendar/core";
import type { When } from "../../protocol/records";
import { move_entry, to_tray } from "../actions";
import { ui } from "../../store/ui.svelte";
import { workspace } from "../../store/workspace.svelte";
import { add_days } from "../../time/dates";
import { drop_on, from_calendar_times, span_of } from "../../time/when";
import { board } from "./board.svelte";
import { same_when } from "./move";

export const date_of = (date: Date): string => from_calendar_times(date, null, true).start;

type Drop = Pick<Calendar.EventDropInfo, "event"> & Partial<Calendar.EventDropInfo> & { stopped?: boolean };

/** Called at the end of a drag, and once more when the entry lands elsewhere. Over the tray it becomes an idea again. */
export function dropped(info: Drop): void {
  const entry = workspace.entries.get(String(info.event.id));
  if (!entry?.when) return;
  if (ui.over_tray) {
    info.revert?.();
    if (info.stopped) {
      ui.over_tray = false;
      void to_tray(entry);
    }
    return;
  }
  if (info.stopped) return;
  settle(info.event, entry.when);
}

export function resized(info: Calendar.EventResizeInfo): void {
  const when = workspace.entries.get(String(info.event.id))?.when;
  if (when) settle(info.event, when);
}

function settle(event: Calendar.Event, before: When): void {
  const entry = workspace.entries.get(String(event.id));
  const was_days = span_of(before, board.zone).all_day;
  // Between the all-day row and the hours it takes a usual length: one day, one hour.
  const end = event.allDay === was_days ? event.end : null;
  const when = drop_on(before, from_calendar_times(event.start, end, event.allDay), board.zone);
  if (entry && !same_when(when, before)) void move_entry(entry, when);
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
