// What the signed-in member may do, as far as the page can know it, to show or hide what would be refused. The server
// decides; these only spare people a refusal.
import type { Calendar, Entry, Member } from "../protocol/records";

type Lookup = { get(id: string): Calendar | undefined };

export function may_write_calendar(me: Member, calendar: Calendar | undefined): boolean {
  return me.role !== "viewer" && calendar?.level === "write";
}

export function may_write_entry(me: Member, entry: Entry, calendars: Lookup): boolean {
  return !entry.busy && may_write_calendar(me, calendars.get(entry.calendar_id));
}

export function may_log(me: Member): boolean {
  return me.id !== "" && me.role !== "viewer";
}

export function may_manage_calendars(me: Member): boolean {
  return me.role === "admin" || me.role === "lead";
}

export function may_manage_members(me: Member): boolean {
  return me.role === "admin";
}
