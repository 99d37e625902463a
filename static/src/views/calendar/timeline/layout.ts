// The timeline's arithmetic: which rows there are, in which lane of its row a bar lies, how far its label may run.
// Bars of a row never overlap, and the label of a short bar stands to its right over free ground only. Pure.
import type { Rows } from "../../../store/address";
import type { Entry, Member } from "../../../protocol/records";
import { channel_words, count, status_words, team_words, word } from "../../../parts/words";
import { days_between, type DateRange } from "../../../time/dates";
import { in_series } from "../../../time/occurrences";
import type { Tick } from "../period";
import { by_start, type Shown } from "../shown";

export interface Row {
  key: string;
  title: string;
  sub: string;
  entry: Entry | null; // the campaign, when the row is one
  member: Member | null;
  depth: number;
  shown: Shown[];
}

export interface Bar {
  shown: Shown;
  left: number;
  width: number;
  lane: number;
  label: "inside" | "after" | "before"; // where the label stands: before the bar only where the period ends too soon after
  room: number; // how wide a label beside its bar may be
  clip_start: boolean;
  clip_end: boolean;
}

export const lane_height = 25;
export const finger_lane_height = 38;
const least_label = 76; // what a label needs at least to say something
const longest_label = 260;
const gap = 8;

/** About the width of a title in 12 px Inter, with padding and mark. */
export function label_width(shown: Shown): number {
  const text = shown.entry.busy ? "Busy" : shown.entry.title;
  const wide = shown.entry.kind === "campaign" ? 6.9 : 6.4;
  const mark = (shown.entry.status === "done" || shown.entry.status === "cancelled" ? 17 : 0) + (in_series(shown.entry) ? 16 : 0);
  return Math.min(longest_label, Math.ceil(text.length * wide) + 16 + mark);
}

export function lay_out(shown: readonly Shown[], range: DateRange, px_per_day: number): { bars: Bar[]; lanes: number } {
  const width = days_between(range.from, range.to) * px_per_day;
  const ends: number[] = [];
  const bars: Bar[] = [];
  for (const one of [...shown].sort(campaign_first)) {
    const left = Math.max(0, days_between(range.from, one.span.first)) * px_per_day;
    const to = Math.min(width, (days_between(range.from, one.span.last) + 1) * px_per_day);
    const bar_width = Math.max(to - left - 2, 7);
    const wide = label_width(one);
    const least = Math.min(wide, least_label);
    const label = wide <= bar_width ? "inside" : left + bar_width + least <= width || left < least ? "after" : "before";
    const from = label === "before" ? left - least : left;
    let lane = ends.findIndex((end) => end <= from);
    if (lane < 0) lane = ends.length;
    const room = label === "before" ? Math.min(wide, left - (ends[lane] ?? 0)) : wide;
    ends[lane] = left + bar_width + (label === "after" ? least : 0) + gap;
    bars.push({
      shown: one, left, width: bar_width, lane, label, room,
      clip_start: one.span.first < range.from, clip_end: one.span.last >= range.to,
    });
  }
  fit_labels(bars, width);
  return { bars, lanes: Math.max(1, ends.length) };
}

/** A label after its bar ends before what comes next in its lane, and with the period; with more room in the bar it stands there. */
function fit_labels(bars: Bar[], width: number): void {
  const next_in_lane = new Map<number, Bar>();
  for (const bar of [...bars].sort((a, b) => b.left - a.left)) {
    const next = next_in_lane.get(bar.lane);
    const until = next ? next.left - (next.label === "before" ? next.room : 0) - gap : width;
    if (bar.label === "after") bar.room = Math.min(bar.room, until - bar.left - bar.width);
    if (bar.label === "after" && bar.width > Math.max(bar.room, least_label)) bar.label = "inside";
    next_in_lane.set(bar.lane, bar);
  }
}

/** A campaign's own bar lies in the first lane of its row. */
function campaign_first(a: Shown, b: Shown): number {
  return Number(b.entry.kind === "campaign") - Number(a.entry.kind === "campaign") || by_start(a, b);
}

export interface Sources {
  entries: ReadonlyMap<string, Entry>;
  members: ReadonlyMap<string, Member>;
}

export function make_rows(rows: Rows, shown: readonly Shown[], sources: Sources): Row[] {
  if (rows === "owner") return owner_rows(shown, sources);
  if (rows === "channel") return channel_rows(shown);
  return campaign_rows(shown, sources);
}

function group(shown: readonly Shown[], key: (one: Shown) => string): Map<string, Shown[]> {
  const groups = new Map<string, Shown[]>();
  for (const one of shown) {
    const name = key(one);
    const list = groups.get(name);
    if (list) list.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}

function campaign_rows(shown: readonly Shown[], { entries }: Sources): Row[] {
  const groups = group(shown, ({ entry }) => (entry.kind === "campaign" ? entry.id : entry.parent_id && entries.has(entry.parent_id) ? entry.parent_id : ""));
  const rows: Row[] = [];
  for (const [key, list] of groups) {
    const campaign = entries.get(key) ?? null;
    rows.push({ key, title: campaign?.title ?? "No campaign", sub: campaign ? campaign_note(campaign, list) : count(list.length, "entry", "entries"), entry: campaign, member: null, depth: campaign?.parent_id ? 1 : 0, shown: list });
  }
  const first = (row: Row) => row.shown[0]?.span.first ?? "";
  rows.sort((a, b) => Number(!a.key) - Number(!b.key) || (first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : a.title.localeCompare(b.title)));
  return under_themes(rows);
}

/** A campaign under a theme stands right below it. */
function under_themes(rows: Row[]): Row[] {
  const keys = new Set(rows.map((row) => row.key));
  const below = (row: Row) => (row.entry?.parent_id && keys.has(row.entry.parent_id) ? row.entry.parent_id : null);
  return rows.filter((row) => !below(row)).flatMap((row) => [{ ...row, depth: 0 }, ...rows.filter((other) => row.key && below(other) === row.key)]);
}

function campaign_note(campaign: Entry, list: Shown[]): string {
  const parts = list.filter(({ entry }) => entry.id !== campaign.id && entry.status !== "cancelled");
  const done = parts.filter(({ entry }) => entry.status === "done").length;
  const status = word(status_words, campaign.status);
  return parts.length ? `${status} · ${done} of ${parts.length} done` : status;
}

function owner_rows(shown: readonly Shown[], { members }: Sources): Row[] {
  const rows = [...group(shown, ({ entry }) => entry.owner_id ?? "")].map(([key, list]): Row => {
    const member = members.get(key) ?? null;
    const team = member ? `${word(team_words, member.team)} · ` : "";
    return { key, title: member?.name ?? "Nobody yet", sub: team + count(list.length, "entry", "entries"), entry: null, member, depth: 0, shown: list };
  });
  const rank = (row: Row) => (row.member ? `${row.member.team}/${row.title}` : "~");
  return rows.sort((a, b) => rank(a).localeCompare(rank(b)));
}

function channel_rows(shown: readonly Shown[]): Row[] {
  const rows = [...group(shown, ({ entry }) => entry.channel)].map(
    ([key, list]): Row => ({ key, title: word(channel_words, key), sub: count(list.length, "entry", "entries"), entry: null, member: null, depth: 0, shown: list }),
  );
  return rows.sort((a, b) => Number(!a.key) - Number(!b.key) || b.shown.length - a.shown.length || a.title.localeCompare(b.title));
}

const mark_label = 46; // how wide a date on the scale is, with its margin
const today_label = 52; // from the middle of a date to that of "Today", at the least

/** Where dates stand on the scale: none runs into "Today" (at `now`) or over the edge. Their lines stay. */
export function place_labels(marks: readonly Tick[], range: DateRange, px_per_day: number, now: number | null): { mark: Tick; left: number }[] {
  const edge = days_between(range.from, range.to) * px_per_day;
  return marks
    .map((mark) => ({ mark, left: days_between(range.from, mark.date) * px_per_day }))
    .filter(({ left }) => left + mark_label <= edge && (now === null || Math.abs(left + mark_label / 2 - now) > today_label));
}
