// The words of gates, and what leads are offered to begin with. Pure.
import { role_words, status_words, team_words, kind_words, word } from "../../parts/words";
import type { Entry, EntryKind, Role, Status, Team } from "../../protocol/records";
import { gate_rule_choices, type GateRule } from "../../protocol/generated";
import type { Gate, SignOff } from "../../protocol/generated";

export const rule_words: Record<GateRule, string> = {
  date: "A date",
  owner: "An owner",
  audience: "An audience",
  offer: "An offer that is valid on the date",
  talking_points: "Talking points",
  checklist: "The checklist done",
  links: "A link to the material",
  landing_page: "The landing page live",
  dependencies: "What it depends on live",
};

export const rule_options = gate_rule_choices.map((value) => ({ value, label: rule_words[value] }));
/** An idea needs nothing, and what is cancelled goes nowhere. */
export const gated: Status[] = ["planned", "confirmed", "live", "done"];

export type GateFields = Pick<Gate, "kind" | "status" | "rules" | "sign_offs" | "sign_off_role" | "sign_off_team">;

export const suggestions: readonly GateFields[] = [
  gate("push", "confirmed", ["owner", "audience"]),
  gate("push", "live", ["talking_points", "checklist", "dependencies"]),
  gate("release", "live", ["owner", "links", "checklist"]),
  gate("event", "confirmed", ["date", "owner"]),
  gate("campaign", "confirmed", ["owner", "audience"], 1, "lead"),
];

function gate(kind: EntryKind, status: Status, rules: GateRule[], sign_offs = 0, sign_off_role: Role | null = null): GateFields {
  return { kind, status, rules, sign_offs, sign_off_role, sign_off_team: null };
}

/** "Push → Confirmed" */
export function gate_name({ kind, status }: Pick<Gate, "kind" | "status">): string {
  return `${word(kind_words, kind)} → ${word(status_words, status)}`;
}

/** "an owner, an audience, 2 sign-offs by leads of sales" */
export function gate_needs(one: GateFields): string {
  const needs = one.rules.map((rule) => lower(rule_words[rule]));
  if (one.sign_offs) needs.push(`${one.sign_offs === 1 ? "a sign-off" : `${one.sign_offs} sign-offs`} by ${signers(one.sign_off_role, one.sign_off_team)}`);
  return needs.join(", ");
}

function signers(role: Role | null, team: Team | null): string {
  const people = role ? `${lower(word(role_words, role))}s` : "members";
  return team ? `${people} of ${lower(word(team_words, team))}` : people;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What the member has still to sign, what was asked first on top: also what has changed since they signed. Not what is over. */
export function wanted_of(all: Iterable<SignOff>, member: string, find: (entry: string) => Entry | undefined): SignOff[] {
  const is_over = (one: SignOff) => ["done", "cancelled"].includes((one.entry_id && find(one.entry_id)?.status) || "");
  const wanted = [...all].filter((one) => one.member_id === member && (one.state === "wanted" || one.state === "withdrawn") && !is_over(one));
  return wanted.sort((a, b) => (a.id < b.id ? -1 : 1));
}
