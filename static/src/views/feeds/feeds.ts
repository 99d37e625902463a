// What a feed link holds, in words. Pure.
import { channel_words, count, kind_words, stage_words, status_words, team_words, word } from "../../parts/words";
import type { Cancelled, Channel, Detail, EntryKind, FeedLink, JourneyStage, SavedView, Status, Team } from "../../protocol/records";
import type { Filters } from "../../store/address";
import { nobody } from "../filters/filter";
import { only } from "../saved_views/saved";
import { channel_choices, entry_kind_choices, journey_stage_choices, status_choices, team_choices } from "../../protocol/generated";

export interface FeedDraft {
  name: string;
  calendar_ids: string[];
  kinds: EntryKind[];
  statuses: Status[];
  teams: Team[];
  owner_ids: string[];
  unowned: boolean;
  journey_stages: JourneyStage[];
  channels: Channel[];
  tags: string[];
  detail: Detail;
  cancelled: Cancelled;
  alarms: boolean;
  days_off: boolean;
}

/** A link made from what is filtered on the page now. The search is no part of feeds. */
export function draft_from_filters(filters: Filters, known: { member(id: string): boolean; calendar(id: string): boolean }): FeedDraft {
  return {
    name: "",
    calendar_ids: filters.calendars.filter((id) => known.calendar(id)),
    kinds: entry_kind_choices.filter((kind) => filters.kind.includes(kind)),
    statuses: status_choices.filter((status) => filters.status.includes(status)),
    teams: team_choices.filter((team) => filters.team.includes(team)),
    owner_ids: filters.owner.filter((id) => known.member(id)),
    unowned: filters.owner.includes(nobody),
    journey_stages: journey_stage_choices.filter((stage) => filters.stage.includes(stage)),
    channels: channel_choices.filter((channel) => filters.channel.includes(channel)),
    tags: filters.tag,
    detail: "full",
    cancelled: "status",
    alarms: false,
    days_off: false,
  };
}

/** A link made from a saved view. What it names and one may not see is left out: one's feeds hold only what one sees. */
export function draft_from_view(view: SavedView, known: { member(id: string): boolean; calendar(id: string): boolean }): FeedDraft {
  const { name, kinds, statuses, teams, unowned, journey_stages, channels, tags } = view;
  return {
    name, kinds, statuses, teams, unowned, journey_stages, channels, tags,
    calendar_ids: only(view.calendar_ids, known.calendar),
    owner_ids: only(view.owner_ids, known.member),
    detail: "full", cancelled: "status", alarms: false, days_off: false,
  };
}

export function draft_from_link(link: FeedLink): FeedDraft {
  const { name, calendar_ids, kinds, statuses, teams, owner_ids, unowned, journey_stages, channels, tags, detail, cancelled, alarms, days_off } = link;
  return { name, calendar_ids, kinds, statuses, teams, owner_ids, unowned, journey_stages, channels, tags, detail, cancelled, alarms, days_off };
}

/** As it is sent: what another detail leaves out does not come back by itself with the next. */
export function draft_to_send(draft: FeedDraft): FeedDraft {
  return { ...draft, name: draft.name.trim(), alarms: draft.alarms && draft.detail === "full", days_off: draft.days_off && draft.detail !== "busy" };
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
  feed: Pick<FeedDraft, "calendar_ids" | "kinds" | "statuses" | "teams" | "owner_ids" | "unowned" | "journey_stages" | "channels" | "tags">,
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
    [known(feed.owner_ids, (id) => name.member(id), "owner"), feed.unowned ? "nobody’s" : ""].filter(Boolean).join(", "),
    feed.journey_stages.map((stage) => word(stage_words, stage).toLowerCase()).join(", "),
    feed.channels.map((channel) => word(channel_words, channel).toLowerCase()).join(", "),
    feed.tags.map((tag) => `#${tag}`).join(" "),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : "Everything you can see";
}
