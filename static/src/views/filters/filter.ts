// Which entries the filters in the address let through, and what there is to choose from. Pure.
import type { Filters } from "../../store/address";
import type { Entry, Member, Offer } from "../../protocol/records";

export const nobody = "nobody";

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

function has(chosen: string[], value: string): boolean {
  return chosen.length === 0 || chosen.includes(value);
}

/** The words of what an entry offers, to be searched with its own. */
export const offer_text = (entry: Entry, offers: ReadonlyMap<string, Offer>): string =>
  entry.offer_ids.map((id) => offers.get(id)).map((offer) => (offer ? `${offer.name} ${offer.summary}` : "")).join(" ");

/** Every word of the query stands somewhere in title, summary, audience, tags, offers or location. */
export function matches_text(entry: Entry, q: string, offers: ReadonlyMap<string, Offer>): boolean {
  const words = fold(q).split(/\s+/).filter(Boolean);
  if (!words.length) return true;
  const text = fold([entry.title, entry.summary, entry.audience, entry.tags.join(" "), entry.offer, offer_text(entry, offers), entry.location].join("\n"));
  return words.every((word) => text.includes(word));
}

/** What an entry names, by id. */
export interface Around {
  members: ReadonlyMap<string, Member>;
  offers: ReadonlyMap<string, Offer>;
}

/** An entry one may only know the time of matches only when nothing but calendars is asked for. */
export function matches(entry: Entry, filters: Filters, q: string, { members, offers }: Around): boolean {
  if (!has(filters.calendars, entry.calendar_id)) return false;
  if (entry.busy) {
    const asked = Object.entries(filters).some(([name, chosen]) => name !== "calendars" && chosen.length > 0);
    return !asked && !q.trim();
  }
  const team = entry.owner_id ? members.get(entry.owner_id)?.team : undefined;
  return (
    has(filters.kind, entry.kind) &&
    has(filters.status, entry.status) &&
    has(filters.channel, entry.channel) &&
    has(filters.stage, entry.journey_stage) &&
    has(filters.owner, entry.owner_id ?? nobody) &&
    has(filters.team, team ?? nobody) &&
    (filters.tag.length === 0 || entry.tags.some((tag) => filters.tag.includes(tag))) &&
    matches_text(entry, q, offers)
  );
}

/** Tags in use, the most used first. */
export function tags_in_use(entries: Iterable<Entry>): string[] {
  const uses = new Map<string, number>();
  for (const entry of entries) for (const tag of entry.tags) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  return [...uses].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([tag]) => tag);
}
