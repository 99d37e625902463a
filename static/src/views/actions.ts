// What people do to entries, as commands with the words of the undo bar. Views call these; refusals without a field to
// stand at become notices.
import type { Channel, Entry, EntryKind, Status, When } from "../protocol/records";
import { start_date, last_date } from "./calendar/move";
import { format_day } from "./calendar/words";
import { field_words, status_words, word } from "../parts/words";
import { clock } from "../store/clock.svelte";
import { may_write_calendar, may_write_entry } from "../store/rights";
import { route } from "../store/route.svelte";
import { format_when } from "../time/format";
import { key_of_place, start_of } from "../time/occurrences";
import type { Scope, SeriesEdit } from "../time/series_edit";
import { limits } from "../protocol/generated";
import { by_position } from "./offers/say";
import { points_of_entry } from "./offers/sayings.svelte";
import { shift } from "./campaign/shift.svelte";
import { question } from "./repeat/question.svelte";
import { new_id, workspace, type Outcome } from "../store/workspace.svelte";

function quoted(title: string): string {
  const text = title.length > 40 ? `${title.slice(0, 38).trimEnd()}…` : title;
  return `“${text}”`;
}

function tell<T extends Done>(outcome: T): T {
  if (outcome.type === "refused") workspace.notify("error", (outcome as { message: string }).message);
  return outcome;
}

export function may_write(entry?: Entry): boolean {
  if (entry) return may_write_entry(workspace.me, entry, workspace.calendars);
  return [...workspace.calendars.values()].some((calendar) => may_write_calendar(workspace.me, calendar));
}

/** What became of an edit; "dropped" when the question which occurrences it is for was closed. */
export type Done = Outcome | { type: "dropped" };

/** For the panel: the caller shows a refusal at the field. An occurrence of what repeats asks which ones it is for. */
export async function change_entry(entry: Entry, fields: Partial<Entry>, label: string): Promise<Done> {
  const moved = await shift.campaign_moved(entry, fields.when);
  if (moved !== "alone") return moved === "dropped" ? { type: "dropped" } : moved;
  if (!entry.at) return workspace.send("entry.update", { id: entry.id, ...fields }, { base_rev: entry.rev, label });
  if (still_saving(entry)) return { type: "dropped" };
  const title = `${fields.when ? "Move" : "Change"} ${quoted(entry.title)}`;
  const part = await question.ask(entry, { title, note: note_of(entry, fields) }, scopes_of(fields));
  return part ? change_part(entry, part, fields, label) : { type: "dropped" };
}

/** Where an occurrence is going the server does not know it yet: it could not be named in another edit. */
export function still_saving(entry: Entry): boolean {
  const saving = workspace.pending.has(entry.id) || workspace.pending.has(key_of_place(entry));
  if (saving) workspace.notify("info", `${quoted(entry.title)} is still being saved. Change it again when that is done.`);
  return saving;
}

/** What the edit does: where to, or to which fields. */
function note_of(entry: Entry, { when, ...fields }: Partial<Entry>): string {
  if (when && entry.when) return `${format_when(entry.when, clock.zone, clock.today)} → ${format_when(when, clock.zone, clock.today)}`;
  return Object.keys(fields).map((name) => word(field_words, name)).join(", ");
}

/** One occurrence stays in the calendar of its series and has no rule of its own. */
function scopes_of(fields: Partial<Entry>): readonly Scope[] {
  if ("calendar_id" in fields) return ["all"];
  return "rrule" in fields ? ["following", "all"] : ["this", "following", "all"];
}

export async function change_part(entry: Entry, part: SeriesEdit, fields: Partial<Entry>, label: string): Promise<Outcome> {
  // Without its time, an edit of all is one of the series itself.
  const named = part.scope === "all" && !fields.when ? {} : part;
  const is_open = route.entry === entry.id;
  const sent = workspace.send("entry.update", { id: entry.id, ...named, ...fields }, { base_rev: entry.rev, label });
  const at = fields.when ? start_of(fields.when) : entry.at;
  if (is_open && fields.when) route.set({ entry: entry.id, at: at ?? null }, "replace");
  const outcome = await sent;
  // What was changed is an entry of its own now, or begins a series.
  const made = outcome.type === "ack" && outcome.id && outcome.id !== entry.id ? outcome.id : null;
  if (made && is_open && route.entry === entry.id) route.set({ entry: made, at: part.scope === "this" ? null : (at ?? null) }, "replace");
  return outcome;
}

export async function move_entry(entry: Entry, when: When, more: Partial<Entry> = {}): Promise<Done> {
  const fields: Partial<Entry> = { when, ...more };
  if (!entry.when && entry.status === "idea") fields.status = "planned";
  const from = start_date(when);
  const to = last_date(when);
  const span = from === to ? format_day(from) : `${format_day(from)} – ${format_day(to)}`;
  return tell(await change_entry(entry, fields, `${entry.when ? "Moved" : "Planned"} ${quoted(entry.title)} to ${span}`));
}

export async function to_tray(entry: Entry): Promise<Done> {
  return tell(await change_entry(entry, { when: null, status: "idea" }, `Moved ${quoted(entry.title)} back to ideas`));
}

export function status_label(entry: Entry, status: Status): string {
  return `${quoted(entry.title)} is now ${word(status_words, status).toLowerCase()}`;
}

export async function set_status(entry: Entry, status: Status): Promise<Done> {
  return tell(await change_entry(entry, { status }, status_label(entry, status)));
}

export async function set_owner(entry: Entry, owner_id: string | null): Promise<Done> {
  const name = owner_id ? (workspace.members.get(owner_id)?.name ?? "") : "nobody";
  return tell(await change_entry(entry, { owner_id }, `Assigned ${quoted(entry.title)} to ${name}`));
}

export async function delete_entry(entry: Entry): Promise<Done> {
  if (entry.at && still_saving(entry)) return { type: "dropped" };
  const part = entry.at ? await question.ask(entry, { title: `Delete ${quoted(entry.title)}`, danger: true }) : null;
  if (entry.at && !part) return { type: "dropped" };
  const named = part?.scope === "all" ? {} : part;
  const sent = workspace.send("entry.delete", { id: entry.id, ...named }, { base_rev: entry.rev, label: deleted_label(entry, part) });
  // Closing takes the entry away from its panel, so it is deleted first.
  if (route.entry === entry.id && (!part || part.scope !== "this" || (route.now.at ?? entry.at) === entry.at)) route.open(null);
  return tell(await sent);
}

function deleted_label(entry: Entry, part: SeriesEdit | null): string {
  const date = part ? format_day(part.occurrence.slice(0, 10)) : "";
  const which = { this: ` on ${date}`, following: ` from ${date} on`, all: ", all of them" };
  return `Deleted ${quoted(entry.title)}${part ? which[part.scope] : ""}`;
}

const own_fields = new Set([
  "id", "rev", "created_at", "created_by", "updated_at", "busy", "at", "occurrences", "occurrences_cut", "overrides", "series_id",
  "recurrence_id",
]);
const repeat_fields = new Set(["rrule", "rdate", "exdate"]);

/** A copy with the same fields, planned again; it says where it came from by its title. Of an occurrence, that one alone. */
export async function duplicate_entry(entry: Entry): Promise<string> {
  const id = new_id();
  const fields = Object.fromEntries(Object.entries(entry).filter(([name]) => !own_fields.has(name) && !(entry.at && repeat_fields.has(name))));
  // What may be said about it goes along as text, which nobody has approved for the copy.
  const points = by_position([...points_of_entry(entry.id), ...(entry.series_id ? points_of_entry(entry.series_id) : [])]);
  const lines = [...points.map((point) => point.text.replaceAll("\n", " ")), entry.talking_points];
  const talking_points = lines.filter(Boolean).join("\n").slice(0, limits.entry.talking_points.max);
  const title = `${entry.title.slice(0, 193)} (copy)`;
  const status = entry.when ? "planned" : "idea";
  tell(await workspace.send("entry.create", { ...fields, id, title, status, talking_points }, { label: `Duplicated ${quoted(entry.title)}` }));
  return id;
}

export interface NewEntry {
  calendar_id: string;
  kind: EntryKind;
  title: string;
  when: When | null;
  owner_id: string | null;
  parent_id: string | null;
  channel: Channel;
  rrule: string[];
  audience_ids: string[];
  excluded_account_ids: string[];
}

export async function create_entry(args: NewEntry): Promise<{ id: string; outcome: Promise<Outcome> }> {
  const id = new_id();
  const status: Status = args.when ? "planned" : "idea";
  const outcome = workspace.send("entry.create", { id, ...args, status }, { label: `Created ${quoted(args.title)}` });
  return { id, outcome };
}

/** Before there are entries to go by. */
const usual_names: Record<EntryKind, RegExp> = {
  campaign: /campaign/i, push: /prospect|push|sales|outreach/i, release: /content|release/i, event: /event/i, review: /review/i,
  milestone: /campaign|milestone/i,
};

/** The calendar a new entry of this kind most likely belongs in: where most of its kind are, else by its name. */
export function likely_calendar(kind: EntryKind): string {
  const uses = new Map<string, number>();
  for (const entry of workspace.entries.values()) {
    if (entry.kind === kind && !entry.busy) uses.set(entry.calendar_id, (uses.get(entry.calendar_id) ?? 0) + 1);
  }
  const writable = [...workspace.calendars.values()].filter((calendar) => calendar.level === "write");
  const named = (name: string) => Number(usual_names[kind].test(name));
  writable.sort((a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0) || named(b.name) - named(a.name) || a.position - b.position);
  return writable[0]?.id ?? "";
}
