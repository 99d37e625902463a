// The activity list: what the server tells of committed changes, and how a change reads. Pure.
import { field_words, word } from "../../parts/words";
import type { Instant, Zone } from "../../protocol/records";
import { date_in } from "../../time/zones";

/** `entry_id` is of the entry that it is a part of: what has no name of its own is called after that. */
export interface ActivityItem { kind: string; id: string; op: "create" | "update" | "delete"; title: string; entry_id: string | null; fields: string[] }
/** Of a change of thousands only the first items are told; `more_items` is how many more of them were looked at. */
export interface ActivityChange { seq: number; at: Instant; by: string | null; command: string; items: ActivityItem[]; more_items: number }
export interface ActivityAnswer { changes: ActivityChange[]; before: number; more: boolean }

/** New ones joined to those held: by number, newest first, none twice. */
export function join_changes(held: readonly ActivityChange[], came: readonly ActivityChange[]): ActivityChange[] {
  const by_seq = new Map(held.map((change) => [change.seq, change]));
  for (const change of came) by_seq.set(change.seq, change);
  return [...by_seq.values()].sort((a, b) => b.seq - a.seq);
}

/** Between the newest page and what is held, are changes missing? Then what is held cannot be shown as one list. */
export function leaves_gap(held: readonly ActivityChange[], newest: Pick<ActivityAnswer, "changes" | "more">): boolean {
  const last = newest.changes.at(-1);
  const first = held[0];
  return newest.more && last !== undefined && first !== undefined && last.seq > first.seq;
}

export function by_day(changes: readonly ActivityChange[], zone: Zone): { date: string; changes: ActivityChange[] }[] {
  const days: { date: string; changes: ActivityChange[] }[] = [];
  for (const change of changes) {
    const date = date_in(Date.parse(change.at), zone);
    const day = days.at(-1);
    if (day?.date === date) day.changes.push(change);
    else days.push({ date, changes: [change] });
  }
  return days;
}

const things: Record<string, string> = { account: "the account", touch: "a touch with", calendar: "the calendar", member: "the member", feed_link: "a feed link", comment: "a comment on", offer: "the offer", blackout: "the days off", template: "the template", talking_point: "the talking point", sign_off: "a sign-off of", radar_ask: "an ask about", radar_override: "an override of" };

const deeds_of: Record<string, Record<ActivityItem["op"], string>> = {
  comment: { create: "commented on", update: "changed a comment on", delete: "deleted a comment on" },
  touch: { create: "logged outreach:", update: "corrected outreach:", delete: "removed outreach:" },
  sign_off: { create: "asked for a sign-off of", update: "changed a sign-off of", delete: "asks no more for a sign-off of" },
  radar_ask: { create: "asked another owner about", update: "changed an ask about", delete: "took back an ask about" },
  radar_override: { create: "overrode the touch radar for", update: "changed an override of", delete: "took back an override of" },
};

// What has no name.
const nameless: Record<string, string> = { radar_rules: "the rules of the touch radar", gate: "a gate", stage_duty: "who answers for a journey stage" };
export const nameless_words = (kind: string): string => nameless[kind] ?? "something without a name";

/** What was done, before the title: "moved", "changed status and owner of the push", "logged a touch with". */
export function deed(command: string, item: ActivityItem): string {
  if (command === "undo") return undo_deed(item);
  const own = deeds_of[item.kind];
  if (own) return own[item.op];
  if (item.op === "create") return item.kind === "member" ? "invited" : `added ${thing(item)}`.trim();
  if (item.op === "delete") return `deleted ${thing(item)}`.trim();
  return update_deed(item);
}

function undo_deed(item: ActivityItem): string {
  const verb = { create: "brought back", update: "undid a change of", delete: "took back" }[item.op];
  return `${verb} ${thing(item)}`.trim();
}

function member_deed(item: ActivityItem): string | null {
  if (item.kind !== "member") return null;
  if (item.fields.includes("invited")) return "let in"; // a password was set: the invitation is used
  return item.fields.length === 0 ? "made a new link for" : null;
}

const series_deeds: Record<string, string> = {
  rrule: "changed when it repeats:", overrides: "changed one occurrence of", exdate: "took an occurrence out of",
  approved_by_id: "changed the approval of",
};

function update_deed(item: ActivityItem): string {
  const of_member = member_deed(item);
  if (of_member) return of_member;
  const fields = item.fields.filter((field) => field !== "updated_at" && field !== "approved_at");
  const one_field = fields.length === 1 ? series_deeds[fields[0] ?? ""] : undefined;
  if (one_field) return one_field;
  if (fields.length === 1 && fields[0] === "when") return "moved";
  if (fields.length === 1 && fields[0] === "title") return "renamed";
  if (fields.length === 1 && fields[0] === "owner_id" && item.kind === "entry") return "changed the owner of";
  if (fields.length === 0 || fields.length > 3) return `changed ${thing(item)}`.trim();
  return `changed ${and_list(fields.map((field) => field_name(field)))} of`;
}

function thing(item: ActivityItem): string {
  return item.kind === "entry" ? "" : (things[item.kind] ?? "");
}

function field_name(field: string): string {
  const known = word(field_words, field);
  return (known === field ? field.replaceAll("_", " ").replace(/ (id|at|on)$/, "") : known).toLowerCase();
}

export function and_list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

