-- The first schema. Entity tables mirror the field tables in calendar/ (tests/calendar/store/schema_test.cpp holds
-- them together). Instants are milliseconds since 1970 in UTC, dates and local times are text, lists are JSON.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  team TEXT NOT NULL CHECK (team IN ('marketing', 'sales', 'other')),
  role TEXT NOT NULL CHECK (role IN ('admin', 'lead', 'member', 'viewer')),
  zone TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  invited INTEGER NOT NULL CHECK (invited IN (0, 1)),
  password_hash TEXT NOT NULL,
  invitation_hash TEXT NOT NULL,
  invitation_expires_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  color TEXT NOT NULL,
  description TEXT NOT NULL,
  team TEXT CHECK (team IN ('marketing', 'sales', 'other')),
  rights TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- With a rowid: the search index needs one.
CREATE TABLE entry (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  calendar_id TEXT NOT NULL REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('campaign', 'push', 'release', 'event', 'review', 'milestone')),
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  starts_on TEXT, ends_on TEXT, starts_at TEXT, ends_at TEXT, zone TEXT,
  starts_utc INTEGER, ends_utc INTEGER, -- from the five above, for the index only; made again when zone data changes
  status TEXT NOT NULL CHECK (status IN ('idea', 'planned', 'confirmed', 'live', 'done', 'cancelled')),
  channel TEXT NOT NULL,
  journey_stage TEXT NOT NULL,
  owner_id TEXT REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  backup_owner_id TEXT REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  parent_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  audience TEXT NOT NULL,
  tags TEXT NOT NULL,
  links TEXT NOT NULL,
  location TEXT NOT NULL,
  talking_points TEXT NOT NULL,
  offer TEXT NOT NULL,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  uid TEXT NOT NULL,
  CHECK ((starts_on IS NULL) = (ends_on IS NULL) AND (starts_at IS NULL) = (ends_at IS NULL)
         AND (starts_on IS NULL OR starts_at IS NULL) AND (zone IS NULL OR starts_at IS NOT NULL))
) STRICT;
CREATE INDEX entry_by_start ON entry (starts_utc, ends_utc);
CREATE INDEX entry_by_calendar ON entry (calendar_id, starts_utc, ends_utc);
CREATE INDEX entry_without_date ON entry (id) WHERE starts_utc IS NULL;
CREATE INDEX entry_by_parent ON entry (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX entry_by_uid ON entry (calendar_id, uid) WHERE uid <> '';

CREATE TABLE account (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  domain TEXT NOT NULL,
  industry TEXT NOT NULL,
  city TEXT NOT NULL,
  employee_count INTEGER,
  owner_id TEXT REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  do_not_contact INTEGER NOT NULL CHECK (do_not_contact IN (0, 1)),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX account_by_name ON account (name, id);

CREATE TABLE touch (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  member_id TEXT NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  touched_at INTEGER NOT NULL,
  channel TEXT NOT NULL,
  entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  outcome TEXT NOT NULL CHECK (outcome IN ('no_answer', 'reached', 'meeting', 'not_now', 'replied', 'other')),
  note TEXT NOT NULL,
  next_step TEXT NOT NULL,
  next_step_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX touch_by_time ON touch (touched_at, id);
CREATE INDEX touch_by_account ON touch (account_id, touched_at);
CREATE INDEX touch_by_entry ON touch (entry_id, touched_at) WHERE entry_id IS NOT NULL;

CREATE TABLE feed_link (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  calendar_ids TEXT NOT NULL,
  kinds TEXT NOT NULL,
  statuses TEXT NOT NULL,
  teams TEXT NOT NULL,
  owner_ids TEXT NOT NULL,
  tags TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (detail IN ('full', 'titles', 'busy')),
  cancelled TEXT NOT NULL CHECK (cancelled IN ('hide', 'status', 'prefix')),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  last_fetched_at INTEGER,
  last_fetched_by TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_link_by_owner ON feed_link (created_by);

CREATE TABLE session (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  member_id TEXT NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  user_agent TEXT NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  token_hash TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_member ON session (member_id);

CREATE TABLE token (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  member_id TEXT NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
  last_used_at INTEGER,
  token_hash TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
CREATE INDEX token_by_member ON token (member_id);

-- The change log: one row per committed change, never changed or deleted afterwards.
CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by_id TEXT,                 -- member; nothing for the command line and jobs
  command_id TEXT NOT NULL,   -- a repeat by the same member gets the first answer
  command TEXT NOT NULL,
  undoes INTEGER              -- the seq that this change took back
) STRICT;
CREATE UNIQUE INDEX change_by_command ON change (by_id, command_id);
CREATE INDEX change_by_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- What a change did to each record: old and new values of the fields that differ (all of them on create and delete).
CREATE TABLE change_item (
  seq INTEGER NOT NULL REFERENCES change (seq),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  record_id TEXT NOT NULL,
  rev INTEGER NOT NULL,       -- of the record after the change
  op TEXT NOT NULL CHECK (op IN ('create', 'update', 'delete')),
  old TEXT NOT NULL,
  new TEXT NOT NULL,
  PRIMARY KEY (seq, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_item_by_record ON change_item (record_id, rev);

-- Search over entries: an index of words only, written by calendar/store/search.cpp.
CREATE VIRTUAL TABLE entry_search USING fts5 (
  title, summary, audience, tags, location, offer,
  content = 'entry', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2'
);
