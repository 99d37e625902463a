// What the page adds to the generated types: the entry as a viewer may see it (perhaps only "busy"), and the keys
// under which records stand in the store. Everything that needs a record type imports it from here.
import type { Account, BusyEntry, Calendar, Entry as FullEntry, FeedLink, Member, RecordKind, Subscription, Touch } from "./generated";

export type { Account, Calendar, FeedLink, Member, Subscription, Touch } from "./generated";
export type {
  Cancelled, Channel, Detail, EntryKind, Id, Instant, JourneyStage, Level, LocalDate, LocalTime, Outcome as TouchOutcome,
  RecordKind, Role, Session, Status, Team, Token, When, WhenAllDay, WhenFloating, WhenZoned, Zone,
} from "./generated";

/** An entry in the store. `busy` marks one of which the viewer may know only the time: its other fields are blank.
 *  `at` marks one occurrence of an entry that repeats: its start, with the `when` of that occurrence (time/occurrences). */
export type Entry = FullEntry & { busy?: true; at?: string };

export interface Records {
  member: Member;
  calendar: Calendar;
  entry: Entry;
  account: Account;
  touch: Touch;
  feed_link: FeedLink;
  subscription: Subscription;
}
export type AnyRecord = Records[RecordKind];
export type RecordKey = `${RecordKind}/${string}`;

export function key_of(kind: RecordKind, id: string): RecordKey {
  return `${kind}/${id}`;
}

const blank_stamp = { created_at: "", created_by: null, updated_at: "" };

export const blank: { [K in RecordKind]: Omit<Records[K], "id"> } = {
  member: { rev: 0, ...blank_stamp, name: "", email: "", team: "other", role: "member", zone: "UTC", active: true, invited: false },
  calendar: { rev: 0, ...blank_stamp, name: "", color: "#5c6270", description: "", team: null, rights: [], position: 0, source: "members", level: "write" },
  entry: {
    rev: 0, ...blank_stamp, calendar_id: "", kind: "event", title: "", summary: "", when: null, status: "idea", channel: "",
    journey_stage: "", owner_id: null, backup_owner_id: null, parent_id: null, audience: "", tags: [], links: [], location: "",
    talking_points: "", offer: "", private: false, uid: "", rrule: [], rdate: [], exdate: [], overrides: [], series_id: null,
    recurrence_id: "", resource_name: "",
  },
  account: {
    rev: 0, ...blank_stamp, name: "", domain: "", industry: "", city: "", owner_id: null, employee_count: null,
    do_not_contact: false, note: "",
  },
  touch: {
    rev: 0, ...blank_stamp, account_id: "", member_id: "", touched_at: "", channel: "", entry_id: null, outcome: "other",
    note: "", next_step: "", next_step_on: null,
  },
  feed_link: {
    rev: 0, ...blank_stamp, name: "", calendar_ids: [], kinds: [], statuses: [], teams: [], owner_ids: [], tags: [],
    detail: "full", cancelled: "status", active: true, alarms: false,
  },
  subscription: {
    rev: 0, ...blank_stamp, calendar_id: "", host: "", interval_minutes: 360, paused: false, state: "waiting", checked_at: null,
    good_at: null, next_at: null, asked_at: null, failures: 0, error: "",
  },
};

/** A busy record is filled up with blanks, so that no view trips over a missing field. */
export function complete_entry(record: FullEntry | BusyEntry): Entry {
  if (!("busy" in record)) return record;
  return { ...blank.entry, title: "Busy", status: "confirmed", private: true, ...record };
}
