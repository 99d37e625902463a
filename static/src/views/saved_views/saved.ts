// A saved view and the address: from one to the other, and in words. Pure.
import { channel_choices, entry_kind_choices, journey_stage_choices, status_choices, team_choices } from "../../protocol/generated";
import type { SavedView } from "../../protocol/records";
import { channel_words, kind_words, stage_words, status_words, team_words, word } from "../../parts/words";
import { no_filters, type Address, type Filters, type View } from "../../store/address";
import { nobody } from "../filters/filter";

/** What a view holds besides its name and whose it is. */
export type Look = Pick<
  SavedView,
  "layout" | "rows" | "zoom" | "calendar_ids" | "kinds" | "statuses" | "teams" | "owner_ids" | "unowned" | "journey_stages" | "channels" | "tags" | "words"
>;
export interface Known { calendar(id: string): boolean; member(id: string): boolean }
export interface Names { calendar(id: string): string | undefined; member(id: string): string | undefined }

/** What is not known is left out, unless nothing would be left: that would let everything pass. */
export function only<T extends string>(wanted: readonly string[], known: (value: string) => boolean): T[] {
  const kept = wanted.filter(known);
  return (kept.length ? kept : [...wanted]) as T[];
}

function among<T extends string>(wanted: readonly string[], choices: readonly T[]): T[] {
  return only<T>(wanted, (value) => choices.includes(value as T));
}

export function look_of(now: Pick<Address, "filters" | "q" | "rows" | "zoom">, layout: View | "", known: Known): Look {
  const { filters } = now;
  const owners = filters.owner.filter((id) => id !== nobody);
  return {
    layout,
    rows: layout === "timeline" ? now.rows : "campaign",
    zoom: layout === "timeline" ? (now.zoom ?? "") : "",
    calendar_ids: only(filters.calendars, known.calendar),
    kinds: among(filters.kind, entry_kind_choices),
    statuses: among(filters.status, status_choices),
    teams: among(filters.team, team_choices),
    owner_ids: only(owners, known.member),
    unowned: filters.owner.includes(nobody),
    journey_stages: among(filters.stage, journey_stage_choices),
    channels: among(filters.channel, channel_choices),
    tags: [...filters.tag],
    words: now.q.trim(),
  };
}

export function filters_of(view: Look): Filters {
  return {
    ...no_filters(),
    calendars: [...view.calendar_ids], kind: [...view.kinds], status: [...view.statuses], team: [...view.teams],
    owner: [...view.owner_ids, ...(view.unowned ? [nobody] : [])],
    stage: [...view.journey_stages], channel: [...view.channels], tag: [...view.tags],
  };
}

/** Where a view leads; the period stays as it is. */
export function address_of(view: Look): Pick<Address, "page" | "rest" | "filters" | "q"> & Partial<Address> {
  const laid_out = view.layout ? { view: view.layout } : {};
  const timeline = view.layout === "timeline" ? { rows: view.rows, zoom: view.zoom || null } : {};
  return { page: "calendar", rest: [], filters: filters_of(view), q: view.words, entry: null, ...laid_out, ...timeline };
}

const same = (one: readonly string[], other: readonly string[]) => one.length === other.length && one.every((value) => other.includes(value));

/** Whether the calendar shows just what the view holds. */
export function is_shown(view: Look, now: Pick<Address, "filters" | "q" | "rows">, layout: View): boolean {
  const filters = filters_of(view);
  if (view.layout && view.layout !== layout) return false;
  if (view.layout === "timeline" && view.rows !== now.rows) return false;
  return now.q.trim() === view.words && (Object.keys(filters) as (keyof Filters)[]).every((name) => same(filters[name], now.filters[name]));
}

const layout_words: Record<View, string> = { month: "Month", week: "Week", day: "Day", list: "List", timeline: "Timeline" };

/** "Timeline · Campaigns · push, content release · planned · marketing · “pilot”" */
export function describe_view(view: Look, names: Names): string {
  const named = (ids: readonly string[], of: (id: string) => string | undefined, hidden: string) => {
    const known = ids.map(of).filter((text) => text !== undefined);
    return [...known, ...(known.length < ids.length ? [hidden] : [])].join(", ");
  };
  const owners = named(view.owner_ids, (id) => names.member(id), "someone else");
  const parts = [
    view.layout ? layout_words[view.layout] : "",
    named(view.calendar_ids, (id) => names.calendar(id), "a calendar you cannot see"),
    view.kinds.map((kind) => word(kind_words, kind)).join(", "),
    view.statuses.map((status) => word(status_words, status).toLowerCase()).join(", "),
    view.teams.map((team) => word(team_words, team)).join(", "),
    [owners, view.unowned ? "nobody’s" : ""].filter(Boolean).join(", "),
    view.journey_stages.map((stage) => word(stage_words, stage).toLowerCase()).join(", "),
    view.channels.map((channel) => word(channel_words, channel).toLowerCase()).join(", "),
    view.tags.map((tag) => `#${tag}`).join(" "),
    view.words ? `“${view.words}”` : "",
  ].filter(Boolean);
  return parts.length ? parts.join(" · ") : "Everything you can see";
}
