// What touches add up to: outcomes, planned against logged, what is due, whom to contact next. Pure.
import { outcome_choices } from "../../protocol/generated";
import type { Account, Entry, LocalDate, Member, Team, Touch, TouchOutcome, Zone } from "../../protocol/records";
import { days_between } from "../../time/dates";
import { nearest, placed_on } from "../../time/occurrences";
import { days_range } from "../../time/when";
import { date_in } from "../../time/zones";

/** In the order of the bars: what was won first, silence last. */
export const outcome_order: readonly TouchOutcome[] = ["meeting", "reached", "replied", "not_now", "other", "no_answer"];
/** The buttons of the log, most used first. */
export const outcome_buttons: readonly TouchOutcome[] = ["no_answer", "reached", "meeting", "not_now"];

export type OutcomeCounts = Record<TouchOutcome, number>;

export function count_outcomes(touches: Iterable<Touch>): OutcomeCounts {
  const counts = Object.fromEntries(outcome_choices.map((outcome) => [outcome, 0])) as OutcomeCounts;
  for (const touch of touches) counts[touch.outcome] += 1;
  return counts;
}

export function newest_first(touches: Iterable<Touch>): Touch[] {
  return [...touches].sort((a, b) => (a.touched_at < b.touched_at ? 1 : a.touched_at > b.touched_at ? -1 : a.id < b.id ? 1 : -1));
}

/** How many accounts an audience holds; undefined until that is known. */
export type SizeOf = (audience_id: string) => number | undefined;

/**
 * One for each account of its audiences that is not left out; who is in two of them is counted twice. Of an entry from before
 * there were audiences, the number in the words: "Freight DACH 200+, 84 accounts" → 84.
 */
export function planned_touches(entry: Pick<Entry, "audience" | "audience_ids" | "excluded_account_ids">, size_of: SizeOf): number | null {
  if (entry.audience_ids.length) {
    const sizes = entry.audience_ids.map(size_of);
    const all = sizes.reduce<number>((sum, size) => sum + (size ?? NaN), 0) - entry.excluded_account_ids.length;
    return all > 0 ? all : null;
  }
  const found = /(\d[\d.,' ]*)\s*(accounts|companies|prospects|calls|touches)\b/i.exec(entry.audience);
  const number = Number((found?.[1] ?? "").replace(/[.,' ]/g, ""));
  return number > 0 ? number : null;
}

/** The share of a push's plan that falls on one of its days. */
export function planned_per_day(entry: Entry, zone: Zone, size_of: SizeOf): number | null {
  const planned = planned_touches(entry, size_of);
  if (planned === null || !entry.when) return planned;
  const { from, to } = days_range(entry.when, zone);
  return Math.ceil(planned / days_between(from, to));
}

export interface PushRow { entry: Entry; touches: Touch[]; planned: number | null; counts: OutcomeCounts }

/** Pushes with their touches, those that run today first, then the nearest; ideas and cancelled only with touches. */
export function push_rows(
  entries: Iterable<Entry>, touches: Iterable<Touch>, today: LocalDate, zone: Zone, size_of: SizeOf = () => undefined,
): PushRow[] {
  const by_entry = new Map<string, Touch[]>();
  for (const touch of touches) if (touch.entry_id) by_entry.set(touch.entry_id, [...(by_entry.get(touch.entry_id) ?? []), touch]);
  const rows: PushRow[] = [];
  for (const entry of entries) {
    const own = by_entry.get(entry.id) ?? [];
    const open = entry.kind === "push" && entry.status !== "idea" && entry.status !== "cancelled";
    if (entry.busy || (!open && own.length === 0)) continue;
    rows.push({ entry: nearest(entry, today, zone), touches: own, planned: planned_touches(entry, size_of), counts: count_outcomes(own) });
  }
  const rank = ({ entry }: PushRow): number => (entry.when ? Number(!runs_on(entry, today, zone)) : 2);
  // Then what is nearest, before or behind: next week's before last month's. At equal distance what comes first.
  const start = ({ entry }: PushRow): string => (entry.when ? days_range(entry.when, zone).from : today);
  const away = (row: PushRow): number => Math.abs(days_between(today, start(row)));
  return rows.sort(
    (a, b) => rank(a) - rank(b) || away(a) - away(b) || start(b).localeCompare(start(a)) || a.entry.id.localeCompare(b.entry.id),
  );
}

export function runs_on(entry: Pick<Entry, "when">, date: LocalDate, zone: Zone): boolean {
  if (!entry.when) return false;
  const { from, to } = days_range(entry.when, zone);
  return from <= date && date < to;
}

/** The push a member works on today: one's own before a backup's before the team's, live before confirmed before planned. */
export function pushes_today(entries: Iterable<Entry>, me: Member, today: LocalDate, zone: Zone): Entry[] {
  const rank = (entry: Entry): number => {
    const who = entry.owner_id === me.id ? 0 : entry.backup_owner_id === me.id ? 1 : 2;
    return who * 10 + ["live", "confirmed", "planned", "done"].indexOf(entry.status);
  };
  return placed_on(entries, today, zone)
    .filter((entry) => entry.kind === "push" && !entry.busy && !["idea", "cancelled"].includes(entry.status))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

export function touches_on(touches: Iterable<Touch>, date: LocalDate, zone: Zone): Touch[] {
  return newest_first([...touches].filter((touch) => date_in(Date.parse(touch.touched_at), zone) === date));
}

export function latest_by_account(touches: Iterable<Touch>): Map<string, Touch> {
  const latest = new Map<string, Touch>();
  for (const touch of touches) {
    const held = latest.get(touch.account_id);
    if (!held || held.touched_at < touch.touched_at) latest.set(touch.account_id, touch);
  }
  return latest;
}

export interface NextStep { touch: Touch; account: Account; late_days: number }

/** Next steps a member promised that are due: only the latest touch of an account counts, a later one settles it. */
export function due_steps(touches: Iterable<Touch>, accounts: ReadonlyMap<string, Account>, member_id: string, today: LocalDate): NextStep[] {
  const due: NextStep[] = [];
  for (const touch of latest_by_account(touches).values()) {
    const account = accounts.get(touch.account_id);
    if (!account || touch.member_id !== member_id || !touch.next_step_on || touch.next_step_on > today) continue;
    due.push({ touch, account, late_days: days_between(touch.next_step_on, today) });
  }
  return due.sort((a, b) => b.late_days - a.late_days || a.account.name.localeCompare(b.account.name));
}

export interface Candidate { account: Account; last: Touch | undefined; why: "due" | "new_to_push" | "quiet"; step?: Touch }

/** Days after a contact in which nobody is suggested again. */
export const cool_down_days = 3;

/** Whom to contact next in a push: promises that are due, then accounts this push has not reached, longest silence
 *  first, one's own before others'. Never a do-not-contact, never within the cool-down. */
export function next_accounts(
  accounts: ReadonlyMap<string, Account>, touches: Iterable<Touch>, push_id: string | null, me_id: string, today: LocalDate, zone: Zone,
): Candidate[] {
  const all = [...touches];
  const latest = latest_by_account(all);
  const in_push = new Set(all.filter((touch) => push_id !== null && touch.entry_id === push_id).map((touch) => touch.account_id));
  const due = due_steps(all, accounts, me_id, today).filter(({ account }) => !account.do_not_contact);
  const promised = new Set(due.map(({ account }) => account.id));
  const rest: Candidate[] = [];
  for (const account of accounts.values()) {
    const last = latest.get(account.id);
    const cool = last !== undefined && days_between(date_in(Date.parse(last.touched_at), zone), today) < cool_down_days;
    if (account.do_not_contact || promised.has(account.id) || cool || last?.next_step_on && last.next_step_on > today) continue;
    if (in_push.has(account.id)) continue;
    rest.push({ account, last, why: push_id && last ? "quiet" : "new_to_push" });
  }
  const rank = ({ account }: Candidate): number => (account.owner_id === me_id ? 0 : account.owner_id === null ? 1 : 2);
  const silence = ({ last }: Candidate): string => last?.touched_at ?? "";
  rest.sort((a, b) => rank(a) - rank(b) || (silence(a) < silence(b) ? -1 : silence(a) > silence(b) ? 1 : a.account.name.localeCompare(b.account.name)));
  return [...due.map(({ account, touch }): Candidate => ({ account, last: touch, why: "due", step: touch })), ...rest];
}

export interface TouchFilter { owner: string[]; team: Team[] | string[]; channel: string[]; outcome: string | null; entry_id: string | null; q: string }

export function matches_touch(
  touch: Touch, filter: TouchFilter, lookup: { member(id: string): Member | undefined; account(id: string): Account | undefined },
): boolean {
  const member = lookup.member(touch.member_id);
  if (filter.entry_id && touch.entry_id !== filter.entry_id) return false;
  if (filter.owner.length > 0 && !filter.owner.includes(touch.member_id)) return false;
  if (filter.team.length > 0 && !(filter.team as string[]).includes(member?.team ?? "other")) return false;
  if (filter.channel.length > 0 && !filter.channel.includes(touch.channel)) return false;
  if (filter.outcome && touch.outcome !== filter.outcome) return false;
  if (filter.q.trim() === "") return true;
  const text = [lookup.account(touch.account_id)?.name, member?.name, touch.note, touch.next_step].join(" ").toLocaleLowerCase();
  return filter.q.trim().toLocaleLowerCase().split(/\s+/).every((part) => text.includes(part));
}
