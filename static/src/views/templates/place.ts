// Where the items of a template fall, for the preview: as calendar/entries/template_plan.cpp says it; both read
// tests/data/template_plans.json. Pure.
import type { Blackout, LocalDate, Team, TemplateItem, When, Zone } from "../../protocol/generated";
import { add_days, parse_date, weekday } from "../../time/dates";
import { is_for, off_on, span_on } from "../blackouts/days_off";
import { shift_local } from "../calendar/move";

export interface Given {
  first_on: LocalDate;
  zone: Zone;
  blackouts: readonly Blackout[];
  team_of: (item: TemplateItem) => Team;
}

export interface Placed {
  item: TemplateItem;
  when: When | null;
  meant: LocalDate | null; // where it would fall if every day were a working day
  off: Blackout[]; // what its first day is kept free for, all the same
}

export type Plan = { ok: true; placed: Placed[] } | { ok: false; message: string };

const most_days_on = 60;

/** What others follow or need stands before them; else by position. What goes round in a circle stays as it is. */
export function in_order(items: Iterable<TemplateItem>): TemplateItem[] {
  const left = [...items].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  const ordered: TemplateItem[] = [];
  while (left.length) {
    const free = left.findIndex((item) => !left.some((other) => item.follows_id === other.id || item.needs_ids.includes(other.id)));
    ordered.push(...left.splice(Math.max(0, free), 1));
  }
  return ordered;
}

export function place_items(items: readonly TemplateItem[], given: Given): Plan {
  const placed: Placed[] = [];
  const days = new Map<string, LocalDate>();
  for (const item of items) {
    if (item.day === null) {
      placed.push({ item, when: null, meant: null, off: [] });
      continue;
    }
    const meant = add_days((item.follows_id && days.get(item.follows_id)) || given.first_on, item.day);
    if (!is_kept(meant)) return no_place(item, "falls outside the years 1900 to 2200");
    const team = given.team_of(item);
    let on = meant;
    for (let by = 0; item.working_days && !is_working_day(on, team, given.blackouts); on = add_days(on, 1)) {
      if (++by > most_days_on) return no_place(item, `finds no working day within ${most_days_on} days`);
    }
    const when = when_of(item, on, given.zone);
    if (!is_kept("ends_on" in when ? when.ends_on : when.ends_at)) return no_place(item, "falls outside the years 1900 to 2200");
    days.set(item.id, on);
    placed.push({ item, when, meant, off: off_on(given.blackouts, on).filter((one) => is_for(one, team)) });
  }
  return { ok: true, placed };
}

export function is_working_day(on: LocalDate, team: Team, blackouts: readonly Blackout[]): boolean {
  return weekday(on) < 6 && !blackouts.some((one) => is_for(one, team) && span_on(one, on));
}

function when_of(item: TemplateItem, on: LocalDate, zone: Zone): When {
  if (!item.time) return { starts_on: on, ends_on: add_days(on, item.days) };
  const starts_at = `${on}T${item.time}:00`;
  return { starts_at, ends_at: shift_local(starts_at, item.minutes), zone };
}

function is_kept(date: string): boolean {
  const { year } = parse_date(date);
  return year >= 1900 && year <= 2200;
}

function no_place(item: TemplateItem, why: string): Plan {
  return { ok: false, message: `“${item.title}” ${why}` };
}

/** {title} stands for the campaign's. */
export function titled(title: string, campaign: string): string {
  if (campaign.trim()) return title.replaceAll("{title}", campaign.trim());
  const shown = title.replaceAll("{title}", "the campaign");
  return shown.charAt(0).toUpperCase() + shown.slice(1);
}

/** Items by the day on which they fall if every day is a working day; without a day they stand last. */
export function by_day(items: readonly TemplateItem[]): TemplateItem[] {
  const plan = place_items(items.map((item) => ({ ...item, working_days: false })), { first_on: "2000-01-01", zone: "UTC", blackouts: [], team_of: () => "other" });
  if (!plan.ok) return [...items];
  const day = new Map(plan.placed.map(({ item, meant }) => [item.id, meant ?? "9999"]));
  return [...items].sort((a, b) => ((day.get(a.id) ?? "") < (day.get(b.id) ?? "") ? -1 : (day.get(a.id) ?? "") > (day.get(b.id) ?? "") ? 1 : 0));
}

/** The roles whose members are chosen when it is used, in the order of the items. */
export function roles_of(items: readonly TemplateItem[]): string[] {
  return [...new Set(items.filter((item) => item.owner === "role").map((item) => item.owner_role))];
}
