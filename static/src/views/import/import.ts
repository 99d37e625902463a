// What an import would do and what it did, in words; the shapes of POST /api/import (schemas/api). Pure.
import { count, field_words, word } from "../../parts/words";
import type { TakenBack } from "../../protocol/frames";
import type { When } from "../../protocol/records";
import type { Answer } from "../../sync/http";
import { nouns, table_effect, type Nouns } from "./table";

export const what_choices = ["new", "changed", "unchanged", "skipped"] as const;
export type What = (typeof what_choices)[number];

export interface ImportItem {
  line: number;
  title: string;
  when: When | null;
  what: What;
  fields?: string[]; // whose values change
  reason?: string; // why it is left out
  warnings: string[];
}
interface Counts { created: number; changed: number; unchanged: number; cut: boolean; warnings: string[] }
export interface Preview extends Counts { skipped: number; items: ImportItem[] }
export interface Imported extends Counts { import_id: string; skipped: Pick<ImportItem, "line" | "title" | "reason">[] }

export const what_words: Record<What, string> = { new: "New", changed: "Changed", unchanged: "The same", skipped: "Left out" };

/** As many bytes as the server takes (R5). */
export const most_bytes = 10_000_000;

/** What is wrong with the file before it is sent; "" if nothing. */
export function file_problem(file: { name: string; size: number }): string {
  if (file.size === 0) return `“${file.name}” is empty.`;
  if (file.size > most_bytes) return `“${file.name}” has ${megabytes(file.size)}. Up to ${megabytes(most_bytes)} can be imported: export a shorter time.`;
  return "";
}

const megabytes = (bytes: number): string => `${(Math.ceil(bytes / 100_000) / 10).toLocaleString("en-GB")} MB`;

export function counts_of(preview: Preview): Record<What, number> {
  return { new: preview.created, changed: preview.changed, unchanged: preview.unchanged, skipped: preview.skipped };
}

/** What importing would do: "42 new entries, 3 changed"; "" if nothing. */
export function effect_words(counts: { created: number; changed: number }): string {
  return table_effect(counts, nouns.entries);
}

/** Why there is nothing to import. */
export function nothing_words(preview: Preview): string {
  if (preview.unchanged > 0) return "Everything in this file is already here.";
  return preview.skipped > 0 ? "Nothing in this file can be imported." : "This file holds no events.";
}

/** The items of one sort, or all that would do something when none is chosen. */
export function shown_items(preview: Preview, what: What | null): ImportItem[] {
  return preview.items.filter((item) => (what ? item.what === what : item.what === "new" || item.what === "changed"));
}

/** "Date and title", "Date, title and location" */
export function changes_words(fields: readonly string[]): string {
  const words = fields.map((field, place) => (place === 0 ? word(field_words, field) : word(field_words, field).toLowerCase()));
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** The first day of what is new or changed, to go there afterwards; an item without a date leads nowhere. */
export function first_day(preview: Preview): string | null {
  const days = shown_items(preview, null).flatMap(({ when }) => (when ? [("starts_on" in when ? when.starts_on : when.starts_at).slice(0, 10)] : []));
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

/** What stayed when an import was taken back; "" if nothing. */
export function kept_words({ kept_count, kept }: TakenBack, [one, many]: Nouns): string {
  if (kept_count === 0) return "";
  const titles = kept.slice(0, 3).map(({ title }) => (title ? `“${title}”` : "one that you cannot see"));
  const more = kept_count > titles.length ? ` and ${(kept_count - titles.length).toLocaleString("en-GB")} more` : "";
  return `${kept_count === 1 ? `One ${one} stays, because it was` : `${count(kept_count, one, many)} stay, because they were`} changed since: ${titles.join(", ")}${more}.`;
}

/** A refusal as one would say it. */
export function refusal_words(answer: Extract<Answer<unknown>, { ok: false }>): string {
  if (answer.status === 0) return "The connection broke. Nothing was imported unless it shows up; look again before you repeat it: a second import changes nothing twice.";
  if (answer.status === 413) return `The file is too large: up to ${megabytes(most_bytes)} can be imported.`;
  if (answer.status === 503 || answer.status === 429) return "The server is busy with other imports. Try again in a moment.";
  const { message } = answer.problem;
  return message ? `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}` : "The server could not read this file.";
}
