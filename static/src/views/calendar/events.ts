// Entries as @event-calendar/core takes them. Pure.
import type { Calendar } from "@event-calendar/core";
import type { Draft } from "../../store/ui.svelte";
import type { Shown } from "./shown";
import { span_of } from "./span";

const kind_order: Record<string, number> = { campaign: 0, milestone: 1, review: 2, push: 3, event: 4, release: 5 };

export function to_event({ entry, span }: Shown, editable: boolean): Calendar.EventInput {
  return {
    id: entry.id,
    start: span.start,
    end: span.end,
    allDay: span.all_day,
    title: entry.title,
    editable,
    // Whole days above hours, campaigns on top; EC keeps longer before shorter by itself.
    extendedProps: { order: (span.all_day ? 0 : 10) + (span.all_day ? (kind_order[entry.kind] ?? 9) : 0) },
  };
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
    extendedProps: { order: 99 },
  };
}
