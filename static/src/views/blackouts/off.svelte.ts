// The days off of the workspace, for whatever draws days.
import type { Blackout, LocalDate } from "../../protocol/generated";
import { workspace } from "../../store/workspace.svelte";
import type { DateRange } from "../../time/dates";
import { off_on, off_spans, type OffSpan } from "./days_off";

export const all_off = (): Iterable<Blackout> => workspace.tables.blackout.values();

export function off_of_day(on: LocalDate): Blackout[] {
  return off_on(all_off(), on);
}

export function off_of_range(range: DateRange): OffSpan[] {
  return off_spans(all_off(), range);
}
