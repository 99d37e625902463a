// Changes of an entry in the words of the page: field, old value, new value. Pure.
import type { Member, When } from "../../protocol/records";
import { channel_words, field_words, kind_words, stage_words, status_words, word } from "../../parts/words";
import { rule_words } from "../../time/rule_words";
import { format_day, format_days, format_times } from "../calendar/words";

export interface Names {
  member(id: string): Member | undefined;
  entry(id: string): string | undefined;
  calendar(id: string): string | undefined;
  account(id: string): string | undefined;
  audience(id: string): string | undefined;
  offer(id: string): string | undefined;
}

export interface Difference {
  field: string;
  name: string;
  before: string;
  after: string;
}

const hidden = new Set(["id", "rev", "created_at", "created_by", "updated_at", "overrides", "series_id", "recurrence_id", "approved_at"]);

/** What the ids of a list stand for. */
function named(field: string, names: Names): { of: (id: string) => string | undefined; otherwise: string } | null {
  if (field === "audience_ids") return { of: (id) => names.audience(id), otherwise: "an audience" };
  if (field === "offer_ids") return { of: (id) => names.offer(id), otherwise: "an offer" };
  if (field === "excluded_account_ids") return { of: (id) => names.account(id), otherwise: "an account" };
  if (field === "depends_on_ids") return { of: (id) => names.entry(id), otherwise: "an entry" };
  return null;
}

export function describe_value(field: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (field === "rrule") return (value as string[]).map((text) => rule_words(text, null, "")).join(", and ") || "never";
  if (field === "rdate" || field === "exdate") return (value as string[]).map((start) => format_day(start.slice(0, 10), "")).join(", ") || "nothing";
  const many = named(field, names);
  if (many && Array.isArray(value) && value.length) return (value as string[]).map((id) => many.of(id) ?? many.otherwise).join(", ");
  if (Array.isArray(value)) return value.length ? value.join(", ") : "nothing";
  if (field === "when") {
    const when = value as When;
    const times = format_times(when);
    return format_days(when) + (times ? `, ${times}` : "");
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = String(value);
  if (field === "status") return word(status_words, text);
  if (field === "kind") return word(kind_words, text);
  if (field === "channel") return word(channel_words, text);
  if (field === "journey_stage") return word(stage_words, text);
  if (field === "owner_id" || field === "backup_owner_id" || field === "approved_by_id") return names.member(text)?.name ?? "someone";
  if (field === "parent_id") return names.entry(text) ?? "a campaign";
  if (field === "landing_page_id" || field === "follows_id") return names.entry(text) ?? "an entry";
  if (field === "calendar_id") return names.calendar(text) ?? "a calendar";
  return text;
}

export function differences(before: Record<string, unknown>, after: Record<string, unknown>, names: Names): Difference[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !hidden.has(field));
  return fields.map((field) => ({
    field,
    name: word(field_words, field),
    before: describe_value(field, before[field], names),
    after: describe_value(field, after[field], names),
  }));
}
