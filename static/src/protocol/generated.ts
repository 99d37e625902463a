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

export const rating_choices = ["", "a", "b", "c", "d"] as const;
export type Rating = (typeof rating_choices)[number];

export const audience_kind_choices = ["list", "rule"] as const;
export type AudienceKind = (typeof audience_kind_choices)[number];

export const gate_rule_choices = [
  "date", "owner", "audience", "offer", "talking_points", "checklist", "links", "landing_page", "dependencies",
] as const;
export type GateRule = (typeof gate_rule_choices)[number];

export const sign_off_state_choices = ["wanted", "given", "refused", "withdrawn"] as const;
export type SignOffState = (typeof sign_off_state_choices)[number];

export const radar_ask_status_choices = ["asked", "accepted", "declined", "withdrawn"] as const;
export type RadarAskStatus = (typeof radar_ask_status_choices)[number];

export const radar_rule_choices = ["do_not_contact", "open_opportunity", "too_often", "cool_down", "blackout", "channel_slot"] as const;
export type RadarRule = (typeof radar_rule_choices)[number];

export const blackout_kind_choices = ["holiday", "blackout"] as const;
export type BlackoutKind = (typeof blackout_kind_choices)[number];

export const blackout_team_choices = ["marketing", "sales"] as const;
export type BlackoutTeam = (typeof blackout_team_choices)[number];

export const item_status_choices = ["idea", "planned"] as const;
export type ItemStatus = (typeof item_status_choices)[number];

export const item_owner_choices = ["nobody", "campaign_owner", "role"] as const;
export type ItemOwner = (typeof item_owner_choices)[number];

export const notification_kind_choices = [
  "mention", "comment", "assigned", "sign_off_wanted", "signed_off", "asked", "answered", "sign_off_refused",
] as const;
export type NotificationKind = (typeof notification_kind_choices)[number];

export const view_layout_choices = ["", "month", "week", "day", "list", "timeline"] as const;
export type ViewLayout = (typeof view_layout_choices)[number];

export const view_rows_choices = ["campaign", "owner", "channel"] as const;
export type ViewRows = (typeof view_rows_choices)[number];

export const view_zoom_choices = ["", "month", "quarter", "year"] as const;
export type ViewZoom = (typeof view_zoom_choices)[number];

export const reaction_kind_choices = ["up", "heart", "celebrate", "laugh", "eyes"] as const;
export type ReactionKind = (typeof reaction_kind_choices)[number];

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
  audience_ids: Id[];
  excluded_account_ids: Id[];
  offer_ids: Id[];
  depends_on_ids: Id[];
  landing_page_id: Id | null;
  follows_id: Id | null;
  offset_days: number | null;
  budget: number | null;
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
  line_of_business: string;
  region: string;
  rating: Rating;
  open_opportunity: boolean;
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
  unowned: boolean;
  journey_stages: JourneyStage[];
  channels: Channel[];
  days_off: boolean;
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

export interface Offer extends RecordBase {
  name: string;
  summary: string;
  terms_link: string;
  valid_from: LocalDate | null;
  valid_until: LocalDate | null;
  embargo_until: LocalDate | null;
  owner_id: Id | null;
  approved_by_id: Id | null;
  approved_at: Instant | null;
}

export interface TalkingPoint extends RecordBase {
  entry_id: Id | null;
  offer_id: Id | null;
  text: string;
  position: number;
  valid_from: LocalDate | null;
  valid_until: LocalDate | null;
  embargo_until: LocalDate | null;
  approved_by_id: Id | null;
  approved_at: Instant | null;
}

export interface Audience extends RecordBase {
  name: string;
  description: string;
  kind: AudienceKind;
  conditions: string[];
}

export interface Prospect extends RecordBase {
  account_id: Id;
  name: string;
  job_title: string;
  email: string;
  phone: string;
  stage: JourneyStage;
  owner_id: Id | null;
  source_entry_id: Id | null;
  value: number | null;
  note: string;
}

export interface Reaction extends RecordBase {
  entry_id: Id | null;
  offer_id: Id | null;
  account_id: Id | null;
  comment_id: Id | null;
  kind: ReactionKind;
}

export interface Comment extends RecordBase {
  entry_id: Id | null;
  offer_id: Id | null;
  account_id: Id | null;
  text: string;
  mention_ids: Id[];
  edited_at: Instant | null;
}

export interface Notification extends RecordBase {
  member_id: Id;
  kind: NotificationKind;
  by_id: Id | null;
  entry_id: Id | null;
  account_id: Id | null;
  offer_id: Id | null;
  read: boolean;
  comment_id: Id | null;
}

export interface SavedView extends RecordBase {
  name: string;
  shared: boolean;
  layout: ViewLayout;
  rows: ViewRows;
  zoom: ViewZoom;
  calendar_ids: Id[];
  kinds: EntryKind[];
  statuses: Status[];
  teams: Team[];
  owner_ids: Id[];
  unowned: boolean;
  journey_stages: JourneyStage[];
  channels: Channel[];
  tags: string[];
  words: string;
}

export interface RadarRules extends RecordBase {
  most_touches: number;
  in_days: number;
  cool_down_days: number;
  hush_during_opportunity: boolean;
  one_per_slot: boolean;
}

export interface Preference extends RecordBase {
  muted_kinds: NotificationKind[];
  mail_notices: boolean;
  mail_morning: boolean;
  mail_week: boolean;
  mail_hour: number;
}

export interface Gate extends RecordBase {
  kind: EntryKind;
  status: Status;
  rules: GateRule[];
  sign_offs: number;
  sign_off_role: Role | null;
  sign_off_team: Team | null;
}

export interface ChecklistItem extends RecordBase {
  entry_id: Id | null;
  text: string;
  done: boolean;
  done_by_id: Id | null;
  position: number;
}

export interface SignOff extends RecordBase {
  entry_id: Id | null;
  member_id: Id;
  state: SignOffState;
  note: string;
  decided_at: Instant | null;
}

export interface RadarAsk extends RecordBase {
  entry_id: Id | null;
  other_entry_id: Id | null;
  asked_id: Id | null;
  accounts: number;
  collides_on: LocalDate | null;
  note: string;
  status: RadarAskStatus;
  answer: string;
  answered_at: Instant | null;
  holds: boolean;
}

export interface RadarOverride extends RecordBase {
  entry_id: Id | null;
  reason: string;
  collides_on: LocalDate | null;
  rules: RadarRule[];
  accounts: number;
  holds: boolean;
}

export interface Blackout extends RecordBase {
  name: string;
  first_on: LocalDate;
  last_on: LocalDate;
  kind: BlackoutKind;
  yearly: boolean;
  teams: BlackoutTeam[];
}

export interface StageDuty extends RecordBase {
  stage: JourneyStage;
  team: Team;
  role: Role;
  enters: string;
}

export interface Template extends RecordBase {
  name: string;
  about: string;
  days: number;
  channel: Channel;
  tags: string[];
  budget: number | null;
  audience_ids: Id[];
  offer_ids: Id[];
}

export interface TemplateItem extends RecordBase {
  template_id: Id;
  title: string;
  kind: EntryKind;
  summary: string;
  channel: Channel;
  journey_stage: JourneyStage;
  status: ItemStatus;
  day: number | null;
  days: number;
  time: string;
  minutes: number;
  working_days: boolean;
  follows_id: Id | null;
  needs_ids: Id[];
  checklist: string[];
  owner: ItemOwner;
  owner_role: string;
  position: number;
  budget: number | null;
  audience_ids: Id[];
  offer_ids: Id[];
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

export const record_kinds = ["member", "calendar", "entry", "account", "touch", "feed_link", "subscription", "offer", "talking_point", "audience", "prospect", "reaction", "comment", "notification", "saved_view", "radar_rules", "preference", "gate", "checklist_item", "sign_off", "radar_ask", "radar_override", "blackout", "stage_duty", "template", "template_item"] as const;
export type RecordKind = (typeof record_kinds)[number];

export interface RecordOf {
  member: Member;
  calendar: Calendar;
  entry: Entry;
  account: Account;
  touch: Touch;
  feed_link: FeedLink;
  subscription: Subscription;
  offer: Offer;
  talking_point: TalkingPoint;
  audience: Audience;
  prospect: Prospect;
  reaction: Reaction;
  comment: Comment;
  notification: Notification;
  saved_view: SavedView;
  radar_rules: RadarRules;
  preference: Preference;
  gate: Gate;
  checklist_item: ChecklistItem;
  sign_off: SignOff;
  radar_ask: RadarAsk;
  radar_override: RadarOverride;
  blackout: Blackout;
  stage_duty: StageDuty;
  template: Template;
  template_item: TemplateItem;
}

export const snapshot_lists = {
  member: "members",
  calendar: "calendars",
  entry: "entries",
  account: "accounts",
  touch: "touches",
  feed_link: "feed_links",
  subscription: "subscriptions",
  offer: "offers",
  talking_point: "talking_points",
  audience: "audiences",
  reaction: "reactions",
  notification: "notifications",
  saved_view: "saved_views",
  radar_rules: "radar_rules",
  preference: "preferences",
  gate: "gates",
  sign_off: "sign_offs",
  radar_ask: "radar_asks",
  radar_override: "radar_overrides",
  blackout: "blackouts",
  stage_duty: "stage_duties",
  template: "templates",
  template_item: "template_items",
} as const;
export interface SnapshotLists {
  members: Member[];
  calendars: Calendar[];
  entries: (Entry | BusyEntry)[];
  accounts: Account[];
  touches: Touch[];
  feed_links: FeedLink[];
  subscriptions: Subscription[];
  offers: Offer[];
  talking_points: TalkingPoint[];
  audiences: Audience[];
  reactions: Reaction[];
  notifications: Notification[];
  saved_views: SavedView[];
  radar_rules: RadarRules[];
  preferences: Preference[];
  gates: Gate[];
  sign_offs: SignOff[];
  radar_asks: RadarAsk[];
  radar_overrides: RadarOverride[];
  blackouts: Blackout[];
  stage_duties: StageDuty[];
  templates: Template[];
  template_items: TemplateItem[];
}

export const blank_fields: { [K in RecordKind]: Omit<RecordOf[K], keyof RecordBase> } = {
  member: { name: "", email: "", team: "other", role: "member", zone: "Etc/UTC", active: true, invited: true },
  calendar: { name: "", color: "", description: "", team: null, rights: [], position: 0, source: "members", level: "write" },
  entry: { calendar_id: "", kind: "campaign", title: "", summary: "", when: null, status: "idea", channel: "", journey_stage: "", owner_id: null, backup_owner_id: null, parent_id: null, audience: "", tags: [], links: [], location: "", talking_points: "", offer: "", private: false, uid: "", rrule: [], rdate: [], exdate: [], overrides: [], series_id: null, recurrence_id: "", resource_name: "", audience_ids: [], excluded_account_ids: [], offer_ids: [], depends_on_ids: [], landing_page_id: null, follows_id: null, offset_days: null, budget: null },
  account: { name: "", domain: "", industry: "", city: "", employee_count: null, owner_id: null, do_not_contact: false, note: "", line_of_business: "", region: "", rating: "", open_opportunity: false },
  touch: { account_id: "", member_id: "", touched_at: "", channel: "phone", entry_id: null, outcome: "reached", note: "", next_step: "", next_step_on: null },
  feed_link: { name: "", calendar_ids: [], kinds: [], statuses: [], teams: [], owner_ids: [], tags: [], detail: "full", cancelled: "status", active: true, alarms: false, unowned: false, journey_stages: [], channels: [], days_off: false },
  subscription: { calendar_id: "", host: "", interval_minutes: 360, paused: false, state: "waiting", checked_at: null, good_at: null, next_at: null, asked_at: null, failures: 0, error: "" },
  offer: { name: "", summary: "", terms_link: "", valid_from: null, valid_until: null, embargo_until: null, owner_id: null, approved_by_id: null, approved_at: null },
  talking_point: { entry_id: null, offer_id: null, text: "", position: 0, valid_from: null, valid_until: null, embargo_until: null, approved_by_id: null, approved_at: null },
  audience: { name: "", description: "", kind: "list", conditions: [] },
  prospect: { account_id: "", name: "", job_title: "", email: "", phone: "", stage: "", owner_id: null, source_entry_id: null, value: null, note: "" },
  reaction: { entry_id: null, offer_id: null, account_id: null, comment_id: null, kind: "up" },
  comment: { entry_id: null, offer_id: null, account_id: null, text: "", mention_ids: [], edited_at: null },
  notification: { member_id: "", kind: "mention", by_id: null, entry_id: null, account_id: null, offer_id: null, read: false, comment_id: null },
  saved_view: { name: "", shared: false, layout: "", rows: "campaign", zoom: "", calendar_ids: [], kinds: [], statuses: [], teams: [], owner_ids: [], unowned: false, journey_stages: [], channels: [], tags: [], words: "" },
  radar_rules: { most_touches: 2, in_days: 7, cool_down_days: 3, hush_during_opportunity: true, one_per_slot: false },
  preference: { muted_kinds: [], mail_notices: true, mail_morning: true, mail_week: true, mail_hour: 7 },
  gate: { kind: "push", status: "confirmed", rules: [], sign_offs: 0, sign_off_role: null, sign_off_team: null },
  checklist_item: { entry_id: null, text: "", done: false, done_by_id: null, position: 0 },
  sign_off: { entry_id: null, member_id: "", state: "wanted", note: "", decided_at: null },
  radar_ask: { entry_id: null, other_entry_id: null, asked_id: "", accounts: 0, collides_on: null, note: "", status: "asked", answer: "", answered_at: null, holds: true },
  radar_override: { entry_id: null, reason: "", collides_on: null, rules: [], accounts: 0, holds: true },
  blackout: { name: "", first_on: "1970-01-01", last_on: "1970-01-01", kind: "blackout", yearly: false, teams: [] },
  stage_duty: { stage: "awareness", team: "marketing", role: "member", enters: "" },
  template: { name: "", about: "", days: 1, channel: "", tags: [], budget: null, audience_ids: [], offer_ids: [] },
  template_item: { template_id: "", title: "", kind: "push", summary: "", channel: "", journey_stage: "", status: "planned", day: null, days: 1, time: "", minutes: 60, working_days: false, follows_id: null, needs_ids: [], checklist: [], owner: "campaign_owner", owner_role: "", position: 0, budget: null, audience_ids: [], offer_ids: [] },
};

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
    offset_days: { min: -110000, max: 110000 },
    budget: { min: 0, max: 1000000000000 },
  },
  account: {
    name: { min: 1, max: 120 },
    domain: { min: 0, max: 253 },
    industry: { min: 0, max: 80 },
    city: { min: 0, max: 80 },
    employee_count: { min: 0, max: 10000000 },
    note: { min: 0, max: 2000 },
    line_of_business: { min: 0, max: 80 },
    region: { min: 0, max: 80 },
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
  offer: {
    name: { min: 1, max: 120 },
    summary: { min: 0, max: 500 },
    terms_link: { min: 0, max: 500 },
  },
  talking_point: {
    text: { min: 1, max: 500 },
    position: { min: -1000000, max: 1000000 },
  },
  audience: {
    name: { min: 1, max: 120 },
    description: { min: 0, max: 1000 },
    conditions: { min: 0, max: 20, each: 300 },
  },
  prospect: {
    name: { min: 1, max: 120 },
    job_title: { min: 0, max: 120 },
    email: { min: 0, max: 254 },
    phone: { min: 0, max: 40 },
    value: { min: 0, max: 1000000000000 },
    note: { min: 0, max: 2000 },
  },
  reaction: {
  },
  comment: {
    text: { min: 1, max: 4000 },
  },
  notification: {
  },
  saved_view: {
    name: { min: 1, max: 80 },
    tags: { min: 0, max: 20, each: 40 },
    words: { min: 0, max: 200 },
  },
  radar_rules: {
    most_touches: { min: 1, max: 50 },
    in_days: { min: 1, max: 60 },
    cool_down_days: { min: 0, max: 60 },
  },
  preference: {
    mail_hour: { min: 0, max: 23 },
  },
  gate: {
    sign_offs: { min: 0, max: 10 },
  },
  checklist_item: {
    text: { min: 1, max: 200 },
    position: { min: -1000000, max: 1000000 },
  },
  sign_off: {
    note: { min: 0, max: 500 },
  },
  radar_ask: {
    note: { min: 0, max: 500 },
    answer: { min: 0, max: 500 },
  },
  radar_override: {
    reason: { min: 1, max: 500 },
  },
  blackout: {
    name: { min: 1, max: 100 },
  },
  stage_duty: {
    enters: { min: 0, max: 300 },
  },
  template: {
    name: { min: 1, max: 100 },
    about: { min: 0, max: 500 },
    days: { min: 1, max: 1000 },
    tags: { min: 0, max: 20, each: 40 },
    budget: { min: 0, max: 1000000000000 },
  },
  template_item: {
    title: { min: 1, max: 200 },
    summary: { min: 0, max: 4000 },
    day: { min: -1000, max: 1000 },
    days: { min: 1, max: 1000 },
    time: { min: 0, max: 5 },
    minutes: { min: 0, max: 20160 },
    checklist: { min: 0, max: 20, each: 200 },
    owner_role: { min: 0, max: 60 },
    position: { min: -1000000, max: 1000000 },
    budget: { min: 0, max: 1000000000000 },
  },
  password: { min: 10, max: 1024 },
} as const;
