// The rules of the radar in plain words, and a picture of the one that counts. Pure.
import { count } from "../../parts/words";
import { blank_fields, limits } from "../../protocol/generated";
import type { RadarRules } from "../../protocol/generated";

export type Rules = Omit<RadarRules, "id" | "rev" | "created_at" | "created_by" | "updated_at">;

/** What holds until someone changes it. */
export const default_rules: Rules = { ...blank_fields.radar_rules };

/** "once" or "2 times" */
export const times = (number: number) => (number === 1 ? "once" : count(number, "time"));

const ordinals = new Intl.PluralRules("en-GB", { type: "ordinal" });
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };
export const ordinal = (number: number) => `${number}${endings[ordinals.select(number)] ?? "th"}`;

/** One sentence for each rule that holds, the strictest first. */
export function rule_sentences(rules: Rules): string[] {
  const both = `An account hears from us ${rules.most_touches === 1 ? "once" : `at most ${times(rules.most_touches)}`} in ${count(rules.in_days, "day")}, both teams counted.`;
  const quiet = `After a conversation it is left alone for ${count(rules.cool_down_days, "day")}.`;
  return [
    "Who must not be contacted is never contacted.",
    ...(rules.hush_during_opportunity ? ["While a deal is being talked over, nothing planned reaches the account."] : []),
    both,
    ...(rules.cool_down_days ? [quiet] : []),
    ...(rules.one_per_slot ? ["On a channel there is one thing at a time."] : []),
  ];
}

/** A number as typed, or what is wrong with it. */
export function read_number(text: string, field: "most_touches" | "in_days" | "cool_down_days"): number | string {
  const { min, max } = limits.radar_rules[field];
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : NaN;
  return number >= min && number <= max ? number : `Choose a whole number from ${min} to ${max}.`;
}

export interface ExampleDay { touch: boolean; over: boolean; team: "marketing" | "sales" }

/** Days in a row with one contact too many at their end, as a picture; none where it would not fit into one. */
export function example_days({ most_touches, in_days }: Rules): ExampleDay[] {
  const touches = most_touches + 1;
  if (in_days > 14 || touches > in_days) return [];
  const at = new Set(Array.from({ length: touches }, (_, nth) => Math.round((nth * (in_days - 1)) / Math.max(1, touches - 1))));
  let seen = 0;
  return Array.from({ length: in_days }, (_, day) => {
    const touch = at.has(day);
    if (touch) seen += 1;
    return { touch, over: touch && seen === touches, team: seen % 2 ? "marketing" : "sales" };
  });
}
