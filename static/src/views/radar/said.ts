// What people have said to a warning: asks and overrides, and their words. Pure.
import { count } from "../../parts/words";
import type { RadarAsk, RadarOverride } from "../../protocol/generated";
import { short_date } from "../../time/format";
import type { RadarWarning } from "./radar";

const newest_first = (a: { id: string }, b: { id: string }) => (a.id < b.id ? 1 : -1);

/** What the radar told and what has come since, each once; the newest first. */
export function merge_said<T extends { id: string; entry_id: string | null }>(told: readonly T[], live: Iterable<T>, entry_id: string): T[] {
  const by_id = new Map(told.map((one) => [one.id, one]));
  for (const one of live) if (one.entry_id === entry_id) by_id.set(one.id, one);
  return [...by_id.values()].sort(newest_first);
}

/** What was last asked about another entry. */
export function ask_about(asks: readonly RadarAsk[], other_entry_id: string): RadarAsk | undefined {
  return asks.find((ask) => ask.other_entry_id === other_entry_id && ask.status !== "withdrawn");
}

/** Nothing is in the way of asking: it was not asked, or that is settled or about something else by now. */
export const may_ask_again = (ask: RadarAsk | undefined) => !ask || !ask.holds || ask.status === "declined";

/** What waits for a member, the oldest first. */
export function waiting_for(asks: Iterable<RadarAsk>, me: string): RadarAsk[] {
  return [...asks].filter((ask) => ask.asked_id === me && ask.status === "asked" && ask.holds && ask.entry_id).sort(newest_first).reverse();
}

export function ask_words(ask: RadarAsk, name: string): string {
  const first = name.split(" ")[0] ?? name;
  if (!ask.holds) return "Asked about an earlier version";
  return { asked: `${first} is asked`, accepted: `${first} accepts it`, declined: `${first} declines`, withdrawn: "" }[ask.status];
}

/** What both reach, for who is asked. */
export function collision_words({ accounts, collides_on }: Pick<RadarAsk, "accounts" | "collides_on">, today: string): string {
  const what = accounts ? `${count(accounts, "account")} would hear from both` : "Both are on one channel at the same time";
  return `${what}${collides_on ? `, first ${accounts ? "around" : "on"} ${short_date(collides_on, today)}` : ""}`;
}

/** Still to be said something to. */
export const is_open = (warning: RadarWarning) => warning.open;

/** Whatever is open except do-not-contact, which nobody can set aside. */
export const may_override = (warnings: readonly RadarWarning[]) => warnings.some((warning) => warning.rule !== "do_not_contact" && is_open(warning));

/** The one that counts: the newest that holds, else the newest. */
export function override_that_counts(overrides: readonly RadarOverride[]): RadarOverride | undefined {
  return overrides.find((one) => one.holds) ?? overrides[0];
}
