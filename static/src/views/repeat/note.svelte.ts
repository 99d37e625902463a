// What to say of an entry that repeats, wherever one of its occurrences is shown.
import type { Entry } from "../../protocol/records";
import { clock } from "../../store/clock.svelte";
import { workspace } from "../../store/workspace.svelte";
import { repeats } from "../../time/occurrences";
import { lower_first, repeat_words } from "../../time/rule_words";

/** "Every week on Tuesday", or of which series it is one; "" for what does not repeat. */
export function repeat_note(entry: Entry): string {
  const series = entry.series_id ? workspace.entries.get(entry.series_id) : undefined;
  if (entry.series_id) return series ? `One of: ${lower_first(repeat_words(series, clock.today))}, changed by itself` : "One of several, changed by itself";
  // By the series' own time: that of an occurrence may lie on another day.
  return repeats(entry) ? repeat_words(workspace.entries.get(entry.id) ?? entry, clock.today) : "";
}
