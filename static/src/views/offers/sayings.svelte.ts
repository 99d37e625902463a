// What may be said, from the store: kept current with every change of an entry, an offer or a point.
import type { Entry, LocalDate, TalkingPoint } from "../../protocol/records";
import { clock } from "../../store/clock.svelte";
import { workspace } from "../../store/workspace.svelte";
import { add_days } from "../../time/dates";
import { days_range } from "../../time/when";
import { say, type Link, type OfferWithPoints, type Source } from "./say";

function grouped(by: "entry_id" | "offer_id"): Map<string, TalkingPoint[]> {
  const groups = new Map<string, TalkingPoint[]>();
  for (const point of workspace.tables.talking_point.values()) {
    const id = point[by];
    if (!id) continue;
    const group = groups.get(id);
    if (group) group.push(point);
    else groups.set(id, [point]);
  }
  return groups;
}

const by_entry = $derived(grouped("entry_id"));
const by_offer = $derived(grouped("offer_id"));

const users = $derived.by(() => {
  const found = new Map<string, Entry[]>();
  for (const entry of workspace.entries.values()) {
    for (const id of entry.offer_ids) found.set(id, [...(found.get(id) ?? []), entry]);
  }
  return found;
});

export const points_of_entry = (id: string): TalkingPoint[] => by_entry.get(id) ?? [];
export const points_of_offer = (id: string): TalkingPoint[] => by_offer.get(id) ?? [];
/** Entries that name the offer themselves, as far as they are loaded. */
export const users_of = (offer_id: string): Entry[] => users.get(offer_id) ?? [];

export function find_offer(id: string): OfferWithPoints | undefined {
  const offer = workspace.tables.offer.get(id);
  return offer && { offer, points: points_of_offer(id) };
}

function chain_of(entry: Entry): Link[] {
  const chain: Link[] = [];
  const add = (source: Source, id: string | null) => {
    const found = id === entry.id ? entry : id ? workspace.entries.get(id) : undefined;
    if (found && !found.busy) chain.push({ source, entry: found, points: points_of_entry(found.id) });
    return found;
  };
  add("entry", entry.id);
  add("series", entry.series_id);
  const is_campaign = entry.kind === "campaign"; // it hangs under its theme
  const campaign = add(is_campaign ? "theme" : "campaign", entry.parent_id);
  if (!is_campaign) add("theme", campaign?.parent_id ?? null);
  return chain;
}

/** The day for which the entry is asked: today while it runs, else its first or its last day. */
export function day_of(entry: Entry): LocalDate {
  if (!entry.when) return clock.today;
  const { from, to } = days_range(entry.when, clock.zone);
  const last = add_days(to, -1);
  if (clock.today < from) return from;
  return clock.today > last ? last : clock.today;
}

export const say_of = (entry: Entry, on: LocalDate) => say(on, chain_of(entry), find_offer);
