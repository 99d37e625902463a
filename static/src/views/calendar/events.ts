// Entries as @event-calendar/core takes them. Pure.
import type { Calendar } from "@event-calendar/core";
import type { Draft } from "../../store/ui.svelte";
import type { Shown } from "./shown";
import { span_of } from "./span";

/** The place of an event in the order in which the grid gives lanes away. */
export interface Lane {
  day: string; // its first
  rank: number; // campaigns above the rest of that day, a draft below
}

/**
 * The grid gives lanes in this order and looks back, never ahead (5.15): what begins later but stands before would be laid
 * over what begins earlier and reaches it. So the day comes first; within it the order of `shown.ts` stays, long before short.
 */
export function by_lane(a: Lane, b: Lane): number {
  return a.day === b.day ? a.rank - b.rank : a.day < b.day ? -1 : 1;
}

export function to_event({ key, entry, span }: Shown, editable: boolean): Calendar.EventInput {
  return {
    id: key,
    start: span.start,
    end: span.end,
    allDay: span.all_day,
    title: entry.title,
    editable,
    extendedProps: { day: span.first, rank: entry.kind === "campaign" ? 0 : 1 } satisfies Lane,
  };
}

/** Where something stood on another day: below what stands there now. */
export function ghost_event(shown: Shown): Calendar.EventInput {
  const event = to_event(shown, false);
  return { ...event, id: `then ${shown.key}`, classNames: ["ghost-event"], extendedProps: { day: shown.span.first, rank: 3 } satisfies Lane };
}

export function draft_event(draft: Draft, title: string, zone: string): Calendar.EventInput {
  const span = draft.when ? span_of(draft.when, zone) : null;
  return {
    id: "draft",
    start: span?.start ?? "",
    end: span?.end ?? "",
    allDay: span?.all_day ?? true,
    title,
    editable: false,
    classNames: ["draft"],
    extendedProps: { day: span?.first ?? "", rank: 2 } satisfies Lane,
  };
}
