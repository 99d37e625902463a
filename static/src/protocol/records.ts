// What the page adds to the generated types: the entry as a viewer may see it (perhaps only "busy"), and the keys
// under which records stand in the store. Everything that needs a record type imports it from here.
import { blank_fields, record_kinds } from "./generated";
import type { BusyEntry, Entry as FullEntry, RecordKind, RecordOf } from "./generated";

export type { Account, Audience, Calendar, Comment, FeedLink, Member, Notification, Offer, Preference, Prospect, Reaction, SavedView, Subscription, TalkingPoint, Touch } from "./generated";
export type {
  AudienceKind, Cancelled, Channel, Detail, EntryKind, Id, Instant, JourneyStage, Level, LocalDate, LocalTime, NotificationKind, Outcome as TouchOutcome,
  Rating, ReactionKind, RecordKind, Role, Session, Status, Team, Token, When, WhenAllDay, WhenFloating, WhenZoned, Zone,
} from "./generated";

/** An entry in the store. `busy` marks one of which the viewer may know only the time: its other fields are blank.
 *  `at` marks one occurrence of an entry that repeats: its start, with the `when` of that occurrence (time/occurrences). */
export type Entry = FullEntry & { busy?: true; at?: string };

export type Records = Omit<RecordOf, "entry"> & { entry: Entry };
export type AnyRecord = Records[RecordKind];
export type RecordKey = `${RecordKind}/${string}`;

export function key_of(kind: RecordKind, id: string): RecordKey {
  return `${kind}/${id}`;
}

const blank_stamp = { created_at: "", created_by: null, updated_at: "" };

/** Where the page begins otherwise than the server. */
const begins: { [K in RecordKind]?: Partial<Records[K]> } = {
  calendar: { color: "#5c6270" },
  entry: { kind: "event" },
  member: { invited: false, zone: "UTC" },
  touch: { channel: "", outcome: "other" },
};

/** What a record says before anyone has said anything: of those that are still on their way, and in tests. */
export const blank = Object.fromEntries(
  record_kinds.map((kind) => [kind, { rev: 0, ...blank_stamp, ...blank_fields[kind], ...begins[kind] }]),
) as unknown as { [K in RecordKind]: Omit<Records[K], "id"> };

/** A busy record is filled up with blanks, so that no view trips over a missing field. */
export function complete_entry(record: FullEntry | BusyEntry): Entry {
  if (!("busy" in record)) return record;
  return { ...blank.entry, title: "Busy", status: "confirmed", private: true, ...record };
}
