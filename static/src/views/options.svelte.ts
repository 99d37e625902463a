// Choices of selects that come from the workspace: members, calendars, campaigns; and the fixed ones with their words.
import { kind_icons, status_icons } from "../parts/icons";
import type { Option } from "../parts/options";
import { channel_words, kind_words, stage_words, status_words, team_words, word } from "../parts/words";
import { channel_choices, entry_kind_choices, journey_stage_choices, status_choices } from "../protocol/generated";
import { workspace } from "../store/workspace.svelte";

const active = $derived(
  [...workspace.members.values()]
    .filter((member) => member.active)
    .sort((a, b) => a.team.localeCompare(b.team) || a.name.localeCompare(b.name))
    .map((member): Option => ({ value: member.id, label: member.name, hint: word(team_words, member.team), member })),
);

export const member_options = {
  get all(): Option[] {
    return active;
  },
  get with_nobody(): Option[] {
    return [{ value: "", label: "Nobody" }, ...active];
  },
};

const calendars = $derived(
  [...workspace.calendars.values()]
    .filter((calendar) => calendar.level === "write")
    .sort((a, b) => a.position - b.position)
    .map((calendar): Option => ({ value: calendar.id, label: calendar.name, color: calendar.color })),
);

const campaigns = $derived(
  [...workspace.entries.values()]
    .filter((entry) => entry.kind === "campaign" && !entry.busy)
    .sort((a, b) => a.title.localeCompare(b.title))
    .map((entry): Option => ({ value: entry.id, label: entry.title, hint: word(status_words, entry.status) })),
);

export const calendar_options = () => calendars;

/** Campaigns `entry_id` may belong to: not itself. */
export function campaign_options(entry_id = "", none = "No campaign"): Option[] {
  return [{ value: "", label: none }, ...campaigns.filter((option) => option.value !== entry_id)];
}

const options_of = (choices: readonly string[], words: Record<string, string>, icons: Record<string, Option["icon"]> = {}) =>
  choices.map((value): Option => ({ value, label: word(words, value), icon: icons[value] }));

export const kind_options = options_of(entry_kind_choices, kind_words, kind_icons);
export const status_options = options_of(status_choices, status_words, status_icons);
export const channel_options = options_of(channel_choices, channel_words);
export const stage_options = options_of(journey_stage_choices, stage_words);
