// Written by `tandem schema --typescript` from the C++ field tables. Do not edit by hand.
// One interface per record, one const list and one union per choice, one limit per bounded field.

export type Id = string; // ULID, 26 characters
export type Instant = string; // "2026-11-22T01:42:00.123Z"
export type LocalDate = string; // "2026-11-22"
export type LocalTime = string; // "2026-11-22T09:00:00"
export type Zone = string; // IANA name, "Europe/Berlin"

export interface WhenAllDay { starts_on: LocalDate; ends_on: LocalDate }
export interface WhenZoned { starts_at: LocalTime; ends_at: LocalTime; zone: Zone }
export interface WhenFloating { starts_at: LocalTime; ends_at: LocalTime }
export type When = WhenAllDay | WhenZoned | WhenFloating;

export const record_kinds = ["member", "calendar", "entry", "account", "touch", "feed_link", "subscription"] as const;
export type RecordKind = (typeof record_kinds)[number];

export const team_choices = ["marketing", "sales", "other"] as const;
export type Team = (typeof team_choices)[number];

export const role_choices = ["admin", "lead", "member", "viewer"] as const;
export type Role = (typeof role_choices)[number];

export const level_choices = ["none", "busy", "read", "write"] as const;
export type Level = (typeof level_choices)[number];

export const entry_kind_choices = ["campaign", "push", "release", "event", "review", "milestone"] as const;
export type EntryKind = (typeof entry_kind_choices)[number];

export const status_choices = ["idea", "planned", "confirmed", "live", "done", "cancelled"] as const;
export type Status = (typeof status_choices)[number];

export const channel_choices = [
  "", "email", "social", "phone", "webinar", "event", "ads", "blog", "video", "direct_mail", "web", "other",
] as const;
export type Channel = (typeof channel_choices)[number];

export const journey_stage_choices = ["", "awareness", "interest", "consideration", "purchase", "loyalty"] as const;
export type JourneyStage = (typeof journey_stage_choices)[number];

export const outcome_choices = ["no_answer", "reached", "meeting", "not_now", "replied", "other"] as const;
export type Outcome = (typeof outcome_choices)[number];

export const detail_choices = ["full", "titles", "busy"] as const;
export type Detail = (typeof detail_choices)[number];

export const cancelled_choices = ["hide", "status", "prefix"] as const;
export type Cancelled = (typeof cancelled_choices)[number];

export const scope_choices = ["read", "write", "dav"] as const;
export type Scope = (typeof scope_choices)[number];

export const calendar_source_choices = ["members", "subscription", "closing"] as const;
export type CalendarSource = (typeof calendar_source_choices)[number];

export const subscription_state_choices = ["waiting", "fresh", "failing", "paused"] as const;
export type SubscriptionState = (typeof subscription_state_choices)[number];

export interface RecordBase {
  id: Id;
  rev: number;
  created_at: Instant;
  created_by: Id | null;
  updated_at: Instant;
}

export interface Member extends RecordBase {
  name: string;
  email: string;
  team: Team;
  role: Role;
  zone: Zone;
  active: boolean;
  invited: boolean;
}

export interface Calendar extends RecordBase {
  name: string;
  color: string;
  description: string;
  team: Team | null;
  rights: string[];
  position: number;
  source: CalendarSource;
  level: Level;
}

export interface Entry extends RecordBase {
  calendar_id: Id;
  kind: EntryKind;
  title: string;
  summary: string;
  when: When | null;
  status: Status;
  channel: Channel;
  journey_stage: JourneyStage;
  owner_id: Id | null;
  backup_owner_id: Id | null;
  parent_id: Id | null;
  audience: string;
  tags: string[];
  links: string[];
  location: string;
  talking_points: string;
  offer: string;
  private: boolean;
  uid: string;
  rrule: string[];
  rdate: string[];
  exdate: string[];
  overrides: string[];
  series_id: Id | null;
  recurrence_id: string;
  resource_name: string;
  occurrences?: string[];
  occurrences_cut?: boolean;
}

export interface BusyEntry {
  id: Id;
  rev: number;
  calendar_id: Id;
  when: When | null;
  rrule: string[];
  rdate: string[];
  exdate: string[];
  overrides: string[];
  series_id: Id | null;
  recurrence_id: string;
  occurrences?: string[];
  occurrences_cut?: boolean;
  busy: true;
}

export interface Account extends RecordBase {
  name: string;
  domain: string;
  industry: string;
  city: string;
  employee_count: number | null;
  owner_id: Id | null;
  do_not_contact: boolean;
  note: string;
}

export interface Touch extends RecordBase {
  account_id: Id;
  member_id: Id;
  touched_at: Instant;
  channel: Channel;
  entry_id: Id | null;
  outcome: Outcome;
  note: string;
  next_step: string;
  next_step_on: LocalDate | null;
}

export interface FeedLink extends RecordBase {
  name: string;
  calendar_ids: Id[];
  kinds: EntryKind[];
  statuses: Status[];
  teams: Team[];
  owner_ids: Id[];
  tags: string[];
  detail: Detail;
  cancelled: Cancelled;
  active: boolean;
  alarms: boolean;
}

export interface Subscription extends RecordBase {
  calendar_id: Id;
  host: string;
  interval_minutes: number;
  paused: boolean;
  state: SubscriptionState;
  checked_at: Instant | null;
  good_at: Instant | null;
  next_at: Instant | null;
  asked_at: Instant | null;
  failures: number;
  error: string;
}

export interface Session extends RecordBase {
  member_id: Id;
  user_agent: string;
  last_seen_at: Instant;
  expires_at: Instant;
  current?: boolean;
}

export interface Token extends RecordBase {
  member_id: Id;
  name: string;
  scope: Scope;
  last_used_at: Instant | null;
}

export interface RecordOf {
  member: Member;
  calendar: Calendar;
  entry: Entry;
  account: Account;
  touch: Touch;
  feed_link: FeedLink;
  subscription: Subscription;
}

export const limits = {
  member: {
    name: { min: 1, max: 80 },
    email: { min: 3, max: 254 },
    zone: { min: 1, max: 64 },
  },
  calendar: {
    name: { min: 1, max: 80 },
    color: { min: 0, max: 7 },
    description: { min: 0, max: 500 },
    rights: { min: 0, max: 100, each: 40 },
    position: { min: 0, max: 1000000 },
  },
  entry: {
    title: { min: 1, max: 200 },
    summary: { min: 0, max: 4000 },
    audience: { min: 0, max: 200 },
    tags: { min: 0, max: 20, each: 40 },
    links: { min: 0, max: 20, each: 500 },
    location: { min: 0, max: 200 },
    talking_points: { min: 0, max: 4000 },
    offer: { min: 0, max: 500 },
    uid: { min: 0, max: 500 },
    rrule: { min: 0, max: 10, each: 500 },
    rdate: { min: 0, max: 1000, each: 39 },
    exdate: { min: 0, max: 1000, each: 19 },
    resource_name: { min: 0, max: 200 },
  },
  account: {
    name: { min: 1, max: 120 },
    domain: { min: 0, max: 253 },
    industry: { min: 0, max: 80 },
    city: { min: 0, max: 80 },
    employee_count: { min: 0, max: 10000000 },
    note: { min: 0, max: 2000 },
  },
  touch: {
    note: { min: 0, max: 2000 },
    next_step: { min: 0, max: 200 },
  },
  feed_link: {
    name: { min: 1, max: 80 },
    tags: { min: 0, max: 20, each: 40 },
  },
  subscription: {
    url: { min: 1, max: 2000 },
    interval_minutes: { min: 15, max: 10080 },
  },
  password: { min: 10, max: 1024 },
} as const;
