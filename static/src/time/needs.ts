// What an entry needs of another before it can go live, as the server decides it (calendar/engine/entry_links): both read
// tests/data/dependencies.json. And what a campaign adds up to. Pure.
import type { Entry, Status, When } from "../protocol/records";
import { days_between, add_days } from "./dates";
import { is_all_day, is_zoned, move_days } from "./when";
import { to_instant_ms } from "./zones";

export type Clash = "starts_early" | "not_live" | "cancelled";
type Placed = Pick<Entry, "status" | "when">;

export const hidden_id = "0".repeat(26);
const is_settled = (status: Status): boolean => status === "done" || status === "cancelled";
export const first_day = (when: When): string => (is_all_day(when) ? when.starts_on : when.starts_at.slice(0, 10));

/** The last day on its own wall clock. */
export function last_day(when: When): string {
  if (is_all_day(when)) return add_days(when.ends_on, -1);
  const day = when.ends_at.slice(0, 10);
  const last = when.ends_at.slice(11, 16) === "00:00" ? add_days(day, -1) : day;
  return last < first_day(when) ? first_day(when) : last;
}

/** Whole days tell no order within a day; without two zones the wall clock counts. */
function starts_early(when: When, needed: When): boolean {
  if (is_all_day(when) || is_all_day(needed)) return first_day(when) < last_day(needed);
  if (is_zoned(when) && is_zoned(needed)) return to_instant_ms(when.starts_at, when.zone) < to_instant_ms(needed.ends_at, needed.zone);
  return when.starts_at < needed.ends_at;
}

export function clash_between(entry: Placed, needed: Placed): Clash | null {
  if (is_settled(entry.status) || needed.status === "live" || needed.status === "done") return null;
  if (needed.status === "cancelled") return "cancelled";
  if (entry.status === "live") return "not_live";
  return entry.when && needed.when && starts_early(entry.when, needed.when) ? "starts_early" : null;
}

export interface Clashing { needed: Entry; clash: Clash }

/** Of the needed entries that the page knows. */
export function clashes_of(entry: Entry, find: (id: string) => Entry | undefined): Clashing[] {
  if (entry.busy) return [];
  return entry.depends_on_ids.flatMap((id) => {
    const needed = find(id);
    const clash = needed && !needed.busy ? clash_between(entry, needed) : null;
    return needed && clash ? [{ needed, clash }] : [];
  });
}

/** Its time moved to the first day on which it no longer starts too early. */
export function after_needed(when: When, needed: When): When {
  let days = Math.max(0, days_between(first_day(when), last_day(needed)));
  while (days < 4000 && starts_early(move_days(when, days), needed)) days += 1;
  return move_days(when, days);
}

export interface RollUp {
  from: string; // the first day of what hangs under it, "" if nothing there has a date
  until: string; // and the last
  outside: number; // how many lie before or after the campaign's own days
  counts: Partial<Record<Status, number>>;
  budget: number; // of what is not cancelled; what lies under a campaign with a budget is in that
}

export function roll_up(campaign: Entry, parts: readonly Entry[]): RollUp {
  const sum: RollUp = { from: "", until: "", outside: 0, counts: {}, budget: 0 };
  const budgeted = new Set(parts.filter(({ kind, budget, status }) => kind === "campaign" && budget !== null && status !== "cancelled").map(({ id }) => id));
  for (const { status, when, budget, parent_id } of parts) {
    sum.counts[status] = (sum.counts[status] ?? 0) + 1;
    if (status === "cancelled") continue;
    if (!parent_id || !budgeted.has(parent_id)) sum.budget += budget ?? 0;
    if (!when) continue;
    const [from, until] = [first_day(when), last_day(when)];
    if (!sum.from || from < sum.from) sum.from = from;
    if (until > sum.until) sum.until = until;
    if (campaign.when && (from < first_day(campaign.when) || until > last_day(campaign.when))) sum.outside += 1;
  }
  return sum;
}
