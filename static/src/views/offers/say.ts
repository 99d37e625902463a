// What may be said and offered about an entry on a day, in the order in which a rep should use it. The same rule as
// calendar/offers/say.cpp; both are tested by the cases in tests/data/say.json. Pure.
import type { Entry, LocalDate, Offer, TalkingPoint } from "../../protocol/records";

export type Source = "entry" | "series" | "campaign" | "theme" | "offer";
export type Telling = "now" | "embargo" | "not_yet" | "over";

export interface Days {
  valid_from: LocalDate | null;
  valid_until: LocalDate | null;
  embargo_until: LocalDate | null;
}
interface Said extends Days {
  id: string | null; // nothing: it stands in the entry's own text, which a calendar app or a file has brought
  source: Source;
  source_id: string;
  approved: boolean;
  telling: Telling;
}
export interface SaidPoint extends Said {
  text: string;
  point: TalkingPoint | null;
}
export interface SaidOffer extends Said {
  name: string;
  summary: string;
  terms_link: string;
}

/** The first is the entry that is asked about; what it inherits from follows. */
export interface Link {
  source: Source;
  entry: Pick<Entry, "id" | "talking_points" | "offer" | "offer_ids">;
  points: readonly TalkingPoint[];
}
export interface OfferWithPoints {
  offer: Offer;
  points: readonly TalkingPoint[];
}

export function telling_on(days: Days, on: LocalDate): Telling {
  if (days.valid_until && days.valid_until < on) return "over";
  if (days.embargo_until && on < days.embargo_until) return "embargo";
  return days.valid_from && on < days.valid_from ? "not_yet" : "now";
}

const days_of = ({ valid_from, valid_until, embargo_until }: Days): Days => ({ valid_from, valid_until, embargo_until });
const always: Days = { valid_from: null, valid_until: null, embargo_until: null };
const later = (a: string | null, b: string | null) => (a && b ? (a > b ? a : b) : (a ?? b));
const earlier = (a: string | null, b: string | null) => (a && b ? (a < b ? a : b) : (a ?? b));

/** A point of an offer is told only while the offer is. */
function both(a: Days, b: Days): Days {
  return { valid_from: later(a.valid_from, b.valid_from), valid_until: earlier(a.valid_until, b.valid_until), embargo_until: later(a.embargo_until, b.embargo_until) };
}

export function by_position(points: readonly TalkingPoint[]): TalkingPoint[] {
  return [...points].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

function said_points(points: readonly TalkingPoint[], source: Source, source_id: string, days: Days, on: LocalDate): SaidPoint[] {
  return by_position(points).map((point) => {
    const own = both(days, days_of(point));
    return { ...own, id: point.id, source, source_id, approved: point.approved_by_id !== null, telling: telling_on(own, on), text: point.text, point };
  });
}

export function lines_of(text: string): string[] {
  return text.split("\n").map((line) => line.replace(/^[ \t\r]+|[ \t\r]+$/g, "")).filter(Boolean);
}

/** The lines of the entry's text, but for those that are points already. */
function said_lines(link: Link): SaidPoint[] {
  const lines = lines_of(link.entry.talking_points).filter((line) => !link.points.some((point) => point.text === line));
  return lines.map((text) => ({ ...always, id: null, source: link.source, source_id: link.entry.id, approved: false, telling: "now", text, point: null }));
}

function offers_of(chain: readonly Link[]): Map<string, Link> {
  const found = new Map<string, Link>();
  for (const link of chain) for (const id of link.entry.offer_ids) if (!found.has(id)) found.set(id, link);
  return found;
}

/** What may be told first, then what is approved; else as they stand. */
function in_order<T extends Said>(said: T[]): T[] {
  const rank = (one: T) => Number(one.telling !== "now") * 2 + Number(!one.approved);
  return said.map((one, at) => ({ one, at })).sort((a, b) => rank(a.one) - rank(b.one) || a.at - b.at).map(({ one }) => one);
}

/** The same words are said once, where they come first. */
function once(said: SaidPoint[]): SaidPoint[] {
  return said.filter((one, at) => said.findIndex((other) => other.text === one.text) === at);
}

export function say(on: LocalDate, chain: readonly Link[], find: (id: string) => OfferWithPoints | undefined): { points: SaidPoint[]; offers: SaidOffer[] } {
  const points = chain.flatMap((link) => [...said_points(link.points, link.source, link.entry.id, always, on), ...said_lines(link)]);
  const offers: SaidOffer[] = [];
  for (const [id, link] of offers_of(chain)) {
    const found = find(id);
    if (!found) continue;
    const { offer } = found;
    const days = days_of(offer);
    points.push(...said_points(found.points, "offer", id, days, on));
    offers.push({
      ...days, id, source: link.source, source_id: link.entry.id, approved: offer.approved_by_id !== null, telling: telling_on(days, on),
      name: offer.name, summary: offer.summary, terms_link: offer.terms_link,
    });
  }
  for (const { entry, source } of chain) {
    if (entry.offer) offers.push({ ...always, id: null, source, source_id: entry.id, approved: false, telling: "now", name: "", summary: entry.offer, terms_link: "" });
  }
  return { points: once(in_order(points)), offers: in_order(offers) };
}
