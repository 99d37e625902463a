// When one is reminded of an entry, and of which now. A day before is the same time of day; what lasts all day is told of in
// the morning. Pure.
import type { Entry, When, Zone } from "../protocol/records";
import { add_days } from "./dates";
import { key_of_place, placed_in, shift_text, start_of } from "./occurrences";
import { is_all_day, is_zoned } from "./when";
import { date_in, to_instant_ms } from "./zones";

/** Minutes before the start. */
export const lead_choices = [0, 10, 60, 1440] as const;
export type Lead = (typeof lead_choices)[number];

export interface Reminder {
  key: string; // of this entry at this time: moved, it is another
  entry: Entry;
  at_ms: number; // from when on one is told
  start_ms: number;
  until_ms: number; // too late to tell
}

/** What lasts all day begins then, for those who are to be reminded of it. */
const morning = "09:00:00";
const still_told_ms = 15 * 60_000;
const over: ReadonlySet<string> = new Set(["cancelled", "done"]);

/** `entry` at its time (time/occurrences); null for what is without one or over. */
export function reminder_of(entry: Entry, lead: Lead, zone: Zone): Reminder | null {
  const { when } = entry;
  if (!when || entry.busy || over.has(entry.status)) return null;
  const [start, in_zone] = start_in(when, zone);
  const start_ms = to_instant_ms(start, in_zone);
  const day_before = to_instant_ms(shift_text(start, -86_400), in_zone);
  const at_ms = lead === 1440 ? day_before : is_all_day(when) ? start_ms : start_ms - lead * 60_000;
  const until_ms = is_all_day(when) ? to_instant_ms(`${add_days(when.starts_on, 1)}T00:00:00`, zone) : start_ms + still_told_ms;
  return { key: `${key_of_place(entry)}|${at_ms}`, entry, at_ms, start_ms, until_ms };
}

function start_in(when: When, zone: Zone): [string, Zone] {
  return is_all_day(when) ? [`${when.starts_on}T${morning}`, zone] : [start_of(when), is_zoned(when) ? when.zone : zone];
}

/** What one is to be told of now, the soonest first. */
export function due_reminders(entries: Iterable<Entry>, lead_of: (entry: Entry) => Lead | null, now_ms: number, zone: Zone): Reminder[] {
  const range = { from: date_in(now_ms - 86_400_000, zone), to: date_in(now_ms + 3 * 86_400_000, zone) };
  const found: Reminder[] = [];
  for (const entry of entries) {
    const lead = lead_of(entry);
    if (lead === null) continue;
    for (const place of placed_in(entry, range, zone)) {
      const one = reminder_of(place, lead, zone);
      if (one && one.at_ms <= now_ms && now_ms < one.until_ms) found.push(one);
    }
  }
  return found.sort((a, b) => a.start_ms - b.start_ms || (a.key < b.key ? -1 : 1));
}

export function lead_words(lead: Lead, all_day: boolean): string {
  if (all_day) return lead === 1440 ? "The day before, 09:00" : "On the day, 09:00";
  return { 0: "When it starts", 10: "10 minutes before", 60: "1 hour before", 1440: "1 day before" }[lead];
}

/** What lasts all day is told of on the day or on the day before. */
export function leads_for(all_day: boolean): readonly Lead[] {
  return all_day ? [0, 1440] : lead_choices;
}

/** "Starts in 10 min", "Starts now", "Began 3 min ago", "Today", "Tomorrow" */
export function soon_words({ entry, start_ms }: Reminder, now_ms: number, zone: Zone): string {
  const days = Math.round((Date.parse(date_in(start_ms, zone)) - Date.parse(date_in(now_ms, zone))) / 86_400_000);
  if (entry.when && is_all_day(entry.when)) return days === 0 ? "Today" : "Tomorrow";
  const minutes = Math.ceil((start_ms - now_ms) / 60_000);
  if (minutes < 0) return `Began ${-minutes} min ago`;
  if (minutes === 0) return "Starts now";
  if (minutes <= 90) return `Starts in ${minutes} min`;
  return days === 0 ? `Starts in ${Math.round(minutes / 60)} h` : "Starts tomorrow";
}
