// What a feed link holds, in words. Pure.
import { count, kind_words, status_words, team_words, word } from "../../parts/words";
import type { Cancelled, Detail, EntryKind, FeedLink, Status, Team } from "../../protocol/records";
import type { Filters } from "../../store/address";
import { entry_kind_choices, status_choices, team_choices } from "../../protocol/generated";

export interface FeedDraft {
  name: string;
  calendar_ids: string[];
  kinds: EntryKind[];
  statuses: Status[];
  teams: Team[];
  owner_ids: string[];
  tags: string[];
  detail: Detail;
  cancelled: Cancelled;
  alarms: boolean;
}

/** A link made from what is filtered on the page now. Channel, stage and search are no part of feeds. */
export function draft_from_filters(filters: Filters, known: { member(id: string): boolean; calendar(id: string): boolean }): FeedDraft {
  return {
    name: "",
    calendar_ids: filters.calendars.filter((id) => known.calendar(id)),
    kinds: entry_kind_choices.filter((kind) => filters.kind.includes(kind)),
    statuses: status_choices.filter((status) => filters.status.includes(status)),
    teams: team_choices.filter((team) => filters.team.includes(team)),
    owner_ids: filters.owner.filter((id) => known.member(id)),
    tags: filters.tag,
    detail: "full",
    cancelled: "status",
    alarms: false,
  };
}

export function draft_from_link(link: FeedLink): FeedDraft {
  const { name, calendar_ids, kinds, statuses, teams, owner_ids, tags, detail, cancelled, alarms } = link;
  return { name, calendar_ids, kinds, statuses, teams, owner_ids, tags, detail, cancelled, alarms };
}

/** As it is sent: reminders go along at full detail only, and do not come back by themselves with another detail. */
export function draft_to_send(draft: FeedDraft): FeedDraft {
  return { ...draft, name: draft.name.trim(), alarms: draft.alarms && draft.detail === "full" };
}

export const detail_words: Record<Detail, { label: string; hint: string }> = {
  full: { label: "Everything", hint: "Title, summary, owner, talking points, links" },
  titles: { label: "Titles only", hint: "What and when, nothing else" },
  busy: { label: "Busy only", hint: "When, without saying what" },
};
export const cancelled_words: Record<Cancelled, { label: string; hint: string }> = {
  status: { label: "Mark as cancelled", hint: "Google removes it, others strike it through" },
  prefix: { label: "Say so in the title", hint: "Seen in every app" },
  hide: { label: "Leave out", hint: "Gone from the feed" },
};
// What apps do with alarms of a subscribed calendar (feeds.md D-5).
export const alarms_hint =
  "Those set in calendar apps, not here; only with “Everything”. Google and Outlook ignore them, Apple drops them unless you untick “Remove Alerts”, other apps may ring for everyone who subscribes.";

/** "Campaigns and Content · campaign, content release · confirmed, live · marketing" */
export function describe_feed(
  feed: Pick<FeedDraft, "calendar_ids" | "kinds" | "statuses" | "teams" | "owner_ids" | "tags">,
  name: { calendar(id: string): string | undefined; member(id: string): string | undefined },
): string {
  const known = (ids: readonly string[], of: (id: string) => string | undefined, one: string): string => {
    const names = ids.map(of).filter((text) => text !== undefined);
    return names.length > 3 ? count(names.length, one) : names.join(", ");
  };
  const parts = [
    known(feed.calendar_ids, (id) => name.calendar(id), "calendar"),
    feed.kinds.map((kind) => word(kind_words, kind)).join(", "),
    feed.statuses.map((status) => word(status_words, status).toLowerCase()).join(", "),
    feed.teams.map((team) => word(team_words, team)).join(", "),
    known(feed.owner_ids, (id) => name.member(id), "owner"),
    feed.tags.map((tag) => `#${tag}`).join(" "),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : "Everything you can see";
}
