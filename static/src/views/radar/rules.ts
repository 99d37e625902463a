// The rules of the radar in plain words, the only ones on the page, and a picture of the one that counts. Pure.
import { count } from "../../parts/words";
import { blank_fields, limits } from "../../protocol/generated";
import type { RadarRule, RadarRules } from "../../protocol/generated";

export type Rules = Omit<RadarRules, "id" | "rev" | "created_at" | "created_by" | "updated_at">;

/** What holds until someone changes it. */
export const default_rules: Rules = { ...blank_fields.radar_rules };

/** "once" or "2 times" */
export const times = (number: number) => (number === 1 ? "once" : count(number, "time"));

const ordinals = new Intl.PluralRules("en-GB", { type: "ordinal" });
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };
export const ordinal = (number: number) => `${number}${endings[ordinals.select(number)] ?? "th"}`;

interface RuleWords {
  holds: (rules: Rules) => string; // as a sentence, "" while it is switched off
  broken: (rules: Rules) => string; // what is wrong on a day
  about: (who: string, rules: Rules, one: boolean) => string; // the same of so many accounts
}

const days = ({ in_days }: Rules) => count(in_days, "day");
const quiet = ({ cool_down_days }: Rules) => count(cool_down_days, "day");

/** The strictest first. */
const rule_words: Record<RadarRule, RuleWords> = {
  do_not_contact: {
    holds: () => "Who must not be contacted is never contacted.",
    broken: () => "Must not be contacted",
    about: (who) => `${who} must not be contacted`,
  },
  open_opportunity: {
    holds: (rules) => (rules.hush_during_opportunity ? "While a deal is being talked over, nothing planned reaches the account." : ""),
    broken: () => "A deal is being talked over",
    about: (who, _, one) => `${who} ${one ? "has" : "have"} a deal being talked over`,
  },
  too_often: {
    holds: (rules) => `An account hears from us ${rules.most_touches === 1 ? "once" : `at most ${times(rules.most_touches)}`} in ${days(rules)}, both teams counted.`,
    broken: (rules) => `More than ${times(rules.most_touches)} in ${days(rules)}`,
    about: (who, rules) => `${who} would hear from us more than ${times(rules.most_touches)} in ${days(rules)}`,
  },
  cool_down: {
    holds: (rules) => (rules.cool_down_days ? `After a conversation it is left alone for ${quiet(rules)}.` : ""),
    broken: (rules) => `Spoke with us less than ${quiet(rules)} before`,
    about: (who, rules) => `${who} spoke with us less than ${quiet(rules)} before`,
  },
  blackout: {
    holds: () => "On a day that a team keeps free, nothing of it goes out.",
    broken: () => "A day that the team keeps free",
    about: () => "The team keeps that day free",
  },
  channel_slot: {
    holds: (rules) => (rules.one_per_slot ? "On a channel there is one thing at a time." : ""),
    broken: () => "Something else on its channel at that time",
    about: () => "Something else is on its channel at that time",
  },
};

/** One sentence for each rule that holds. */
export const rule_sentences = (rules: Rules): string[] => Object.values(rule_words).map(({ holds }) => holds(rules)).filter(Boolean);

/** What is wrong on a day; of a rule that this page does not know, that it is one. */
export const rule_name = (rule: string, rules: Rules): string => (rule_words[rule as RadarRule] as RuleWords | undefined)?.broken(rules) ?? "Breaks a rule";

export const warning_words = ({ rule, accounts }: { rule: RadarRule; accounts: number }, rules: Rules): string => rule_words[rule].about(count(accounts, "account"), rules, accounts === 1);

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
