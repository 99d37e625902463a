// What the touch radar answers, and its words. Pure.
import type { RadarAsk, RadarOverride, RadarRule } from "../../protocol/generated";
import type { Entry } from "../../protocol/records";
import { add_days } from "../../time/dates";
import { count } from "../../parts/words";
import { short_date } from "../../time/format";
import { warning_words, type Rules } from "./rules";

// As the server has them (calendar/entries/entry.cpp).
export const most_audiences = 20;
export const most_left_out = 1_000;

/** Kinds that go out to accounts. */
export const reaches_accounts = (kind: Entry["kind"]) => kind === "push" || kind === "release" || kind === "event";

/** Whether there is something to ask the radar about it. */
export const is_asked = (entry: Entry) =>
  entry.audience_ids.length > 0 && reaches_accounts(entry.kind) && entry.status !== "done" && entry.status !== "cancelled";

export type { RadarRule };
export interface RadarWarning { rule: RadarRule; on: string; accounts: number; covered: number; open: boolean; first: { id: string; name: string }[] }
export interface RadarNeighbour { id: string; title: string; on: string; owner_id: string | null }
export interface RadarEntry extends RadarNeighbour { accounts: number }
export interface RadarSlot { entries: RadarNeighbour[]; hidden: number }
export interface RadarRangeDay { on: string; accounts: number; blackout: string | null; slot: number }
export interface RadarAnswer {
  rules: Rules;
  accounts: number;
  days: string[];
  warnings: RadarWarning[];
  troubled: number;
  troubled_ids: string[];
  entries: RadarEntry[];
  hidden: number;
  logged: number;
  blackouts: { id: string; name: string; on: string }[];
  slot: RadarSlot;
  covered: { override: RadarOverride | null; asks: RadarAsk[] };
  first_free_on: string | null;
  range: RadarRangeDay[];
}
/** What there is to say of its warnings. */
export type RadarSaying = Pick<RadarAnswer, "warnings" | "rules" | "blackouts" | "slot">;

/** What there is to say of one day, a sentence a rule; by name what speaks against the day itself. */
export function plain_words(answer: RadarSaying): string[] {
  if (!answer.warnings.length) return ["Every rule is kept"];
  return answer.warnings.map((warning) => {
    const cause = is_of_day(warning) ? about_words(warning, answer) : "";
    return warning_words(warning, answer.rules) + (cause && `: ${cause}`);
  });
}

/** The day or its hour is taken, whoever is reached. */
const is_of_day = ({ rule }: RadarWarning) => rule === "blackout" || rule === "channel_slot";

/** What a warning is about: the accounts, the days off, or what is in the slot. */
export function about_words(warning: RadarWarning, { blackouts, slot }: Pick<RadarSaying, "blackouts" | "slot">): string {
  if (warning.rule === "blackout") return [...new Set(blackouts.map(({ name }) => name))].join(", ");
  if (warning.rule === "channel_slot") return slot_words(slot);
  return names_words(warning);
}

/** "“Newsletter”, “Flyer” and 2 entries that you may not see" */
function slot_words({ entries, hidden }: RadarSlot): string {
  return joined([...entries.map(({ title }) => `“${title}”`), hidden ? `${count(hidden, "entry", "entries")} that you may not see` : ""].filter(Boolean));
}

const joined = (parts: string[]) => (parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? ""));

/** What is only in its slot and reaches none of its accounts too often. */
export const only_in_slot = ({ entries, slot }: Pick<RadarAnswer, "entries" | "slot">): RadarNeighbour[] =>
  slot.entries.filter(({ id }) => !entries.some((other) => other.id === id));

const most_days = 92; // that the server tells at once

/** Days in parts that each can be asked for. */
export function parts_of_range(from: string, to: string): { from: string; to: string }[] {
  const parts: { from: string; to: string }[] = [];
  for (let start = from; start < to; start = add_days(start, most_days)) {
    const end = add_days(start, most_days);
    parts.push({ from: start, to: end < to ? end : to });
  }
  return parts;
}

/** Days that are kept free, or taken on its channel at its hour, though no account would mind. */
export const taken_days = (range: readonly RadarRangeDay[]): string[] => range.filter(({ blackout, slot }) => blackout !== null || slot > 0).map(({ on }) => on);

/** How strongly a day is tinted, in percent: the worst of those shown the most, one account still visibly. */
export function trouble_strength(accounts: number, days: ReadonlyMap<string, number>): number {
  const worst = Math.max(...days.values(), 1);
  return accounts ? Math.round(8 + (14 * accounts) / worst) : 0;
}

/** "Adler, Biber and 6 more" */
export function names_words({ accounts, first }: Pick<RadarWarning, "accounts" | "first">, most = 3): string {
  const named = first.slice(0, most).map((account) => account.name);
  const rest = accounts - named.length;
  if (rest > 0) return `${named.join(", ")} and ${rest.toLocaleString("en-GB")} more`;
  return joined(named);
}

/** What else reaches them that has no name here: "1 entry that you may not see and 4 logged touches" */
export function unnamed_words({ entries, hidden, logged }: RadarAnswer, most_named = entries.length): string {
  const others = entries.length - most_named;
  const parts = [others > 0 ? count(others, "other entry", "other entries") : "", hidden ? `${count(hidden, "entry", "entries")} that you may not see` : "", logged ? count(logged, "logged touch", "logged touches") : ""];
  return joined(parts.filter(Boolean));
}

export function calm_words({ accounts, days }: RadarAnswer): string {
  if (!accounts) return "No account is in its audience yet.";
  if (!days.length) return `${count(accounts, "account")} in its audience. Nothing is ahead that the rules ask about.`;
  return `${count(accounts, "account")} will hear from us. Every rule is kept.`;
}

export const exclude_words = (troubled: number) => `Exclude ${troubled === 1 ? "this account" : `these ${troubled.toLocaleString("en-GB")} accounts`}`;

export const move_words = (on: string, today: string) => `Move to ${short_date(on, today)}`;
