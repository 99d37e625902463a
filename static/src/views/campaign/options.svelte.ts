// Entries to choose from, those with a date first and the next ones before others.
import type { Option } from "../../parts/options";
import { kind_icons } from "../../parts/icons";
import type { Entry } from "../../protocol/records";
import { workspace } from "../../store/workspace.svelte";
import { days_text } from "./words";

export function entry_options(fits: (entry: Entry) => boolean): Option[] {
  return [...workspace.entries.values()]
    .filter((entry) => !entry.busy && entry.status !== "cancelled" && fits(entry))
    .sort((a, b) => a.title.localeCompare(b.title))
    .map((entry) => ({ value: entry.id, label: entry.title, hint: entry.when ? days_text(entry.when) : "No date", icon: kind_icons[entry.kind] }));
}
