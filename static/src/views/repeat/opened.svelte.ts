// What the panel shows: the entry in the address, and of what repeats the occurrence asked for, or else the next one.
import type { Entry } from "../../protocol/records";
import { clock } from "../../store/clock.svelte";
import { route } from "../../store/route.svelte";
import { workspace } from "../../store/workspace.svelte";
import { key_of_place, nearest, place_at, placed, repeats } from "../../time/occurrences";

class Opened {
  readonly entry: Entry | undefined = $derived.by(() => {
    const held = route.entry ? workspace.entries.get(route.entry) : undefined;
    return held && repeats(held) ? occurrence_of(held, route.now.at) : held;
  });
  readonly key = $derived(this.entry ? key_of_place(this.entry) : "");
}

function occurrence_of(series: Entry, at: string | null): Entry {
  const found = at ? (placed(series).find((one) => one.at === at) ?? own_entry(series, at)) : undefined;
  if (found) return found;
  // On its way: what it becomes has not arrived yet.
  const pending = workspace.pending.has(series.id) || (at && workspace.pending.has(key_of_place({ id: series.id, at })));
  if (at && series.when && pending) return { ...series, when: place_at(series.when, at), at };
  return nearest(series, clock.today, clock.zone);
}

/** An occurrence that was changed by itself has become an entry of its own. */
function own_entry(series: Entry, at: string): Entry | undefined {
  return [...workspace.entries.values()].find((one) => one.series_id === series.id && one.recurrence_id === at);
}

export const opened = new Opened();
