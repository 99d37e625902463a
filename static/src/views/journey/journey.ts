// The journey board: its columns, who answers for each, which entries and prospects stand there. Pure.
import type { StageDuty } from "../../protocol/generated";
import { journey_stage_choices } from "../../protocol/generated";
import type { Account, Entry, JourneyStage, Prospect, Role, Team } from "../../protocol/records";
import { role_words, team_words, word } from "../../parts/words";

/** "" is before the journey: people whom nobody has placed yet. */
export const columns: readonly JourneyStage[] = journey_stage_choices;

export interface Duty { team: Team; role: Role; enters: string }

/** Until leads say otherwise: marketing until someone considers, sales from then on. */
const usual: Partial<Record<JourneyStage, Duty>> = {
  awareness: { team: "marketing", role: "member", enters: "Has heard of us" },
  interest: { team: "marketing", role: "member", enters: "Came to us: read, registered, asked" },
  consideration: { team: "sales", role: "member", enters: "Talks with us about a need" },
  purchase: { team: "sales", role: "lead", enters: "Has an offer, decides" },
  loyalty: { team: "sales", role: "member", enters: "Bought, and is to stay" },
};

export function duty_of(stage: JourneyStage, said: Iterable<StageDuty>): Duty | null {
  for (const duty of said) if (duty.stage === stage) return duty;
  return usual[stage] ?? null;
}

/** "Marketing leads", "Sales", "Sales admins" */
export function duty_words({ team, role }: Duty): string {
  return role === "member" ? word(team_words, team) : `${word(team_words, team)} ${word(role_words, role).toLowerCase()}s`;
}

export interface Filter { owner: string | null; q: string; show: "all" | "people" | "entries" }

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
const holds = (q: string, text: string) => fold(q).split(/\s+/).every((part) => fold(text).includes(part));

/** Of each stage the people, who changed last first. */
export function people_by_stage(prospects: Iterable<Prospect>, accounts: { get(id: string): Account | undefined }, filter: Filter): Map<JourneyStage, Prospect[]> {
  const found = new Map<JourneyStage, Prospect[]>(columns.map((stage) => [stage, []]));
  if (filter.show === "entries") return found;
  for (const prospect of prospects) {
    if (filter.owner && prospect.owner_id !== filter.owner) continue;
    if (filter.q && !holds(filter.q, prospect.name) && !holds(filter.q, accounts.get(prospect.account_id)?.name ?? "")) continue;
    found.get(prospect.stage)?.push(prospect);
  }
  for (const list of found.values()) list.sort((a, b) => b.updated_at.localeCompare(a.updated_at) || (a.id < b.id ? 1 : -1));
  return found;
}

const open_statuses = new Set(["idea", "planned", "confirmed", "live"]);

/** Of each stage the entries that are still to do or run, the next first. */
export function entries_by_stage(entries: Iterable<Entry>, filter: Filter, start_of: (entry: Entry) => string): Map<JourneyStage, Entry[]> {
  const found = new Map<JourneyStage, Entry[]>(columns.map((stage) => [stage, []]));
  if (filter.show === "people") return found;
  for (const entry of entries) {
    if (entry.busy || !entry.journey_stage || !open_statuses.has(entry.status)) continue;
    if (filter.owner && entry.owner_id !== filter.owner) continue;
    if (filter.q && !holds(filter.q, entry.title)) continue;
    found.get(entry.journey_stage)?.push(entry);
  }
  for (const list of found.values()) list.sort((a, b) => start_of(a).localeCompare(start_of(b)) || (a.id < b.id ? -1 : 1));
  return found;
}

/** The stage beside one, or the same at the edge; entries have no place before the journey. */
export function stage_beside(stage: JourneyStage, step: -1 | 1, of: "person" | "entry"): JourneyStage {
  const first = of === "entry" ? 1 : 0;
  const at = Math.min(Math.max(columns.indexOf(stage) + step, first), columns.length - 1);
  return columns[at] ?? stage;
}
