-- Whom an entry is for, what it offers, what it needs and what it follows; offers, talking points, audiences, prospects and
-- what members are told of.
ALTER TABLE entry ADD COLUMN audience_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN excluded_account_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN offer_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN depends_on_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN landing_page_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE entry ADD COLUMN follows_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE entry ADD COLUMN offset_days INTEGER;
ALTER TABLE entry ADD COLUMN budget INTEGER;
-- Few entries have any: what names a record is found among those alone.
CREATE INDEX entry_with_audiences ON entry (id) WHERE audience_ids <> '[]';
CREATE INDEX entry_with_exclusions ON entry (id) WHERE excluded_account_ids <> '[]';
CREATE INDEX entry_with_offers ON entry (id) WHERE offer_ids <> '[]';
CREATE INDEX entry_with_dependencies ON entry (id) WHERE depends_on_ids <> '[]';
CREATE INDEX entry_by_landing_page ON entry (landing_page_id) WHERE landing_page_id IS NOT NULL;
CREATE INDEX entry_by_followed ON entry (follows_id) WHERE follows_id IS NOT NULL;

ALTER TABLE account ADD COLUMN line_of_business TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN region TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN rating TEXT NOT NULL DEFAULT '' CHECK (rating IN ('', 'a', 'b', 'c', 'd'));
ALTER TABLE account ADD COLUMN open_opportunity INTEGER NOT NULL DEFAULT 0 CHECK (open_opportunity IN (0, 1));

CREATE TABLE offer (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  terms_link TEXT NOT NULL,
  valid_from TEXT,
  valid_until TEXT,
  embargo_until TEXT,
  owner_id TEXT REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  approved_by_id TEXT REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  approved_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE talking_point (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  calendar_id TEXT REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  party_ids TEXT NOT NULL,
  offer_id TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL,
  position INTEGER NOT NULL,
  valid_from TEXT,
  valid_until TEXT,
  embargo_until TEXT,
  approved_by_id TEXT REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  approved_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX talking_point_by_entry ON talking_point (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX talking_point_by_offer ON talking_point (offer_id) WHERE offer_id IS NOT NULL;

CREATE TABLE audience (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('list', 'rule')),
  conditions TEXT NOT NULL,
  account_ids TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE prospect (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  job_title TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  stage TEXT NOT NULL,
  owner_id TEXT REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  source_entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  value INTEGER,
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX prospect_by_account ON prospect (account_id);
CREATE INDEX prospect_by_source ON prospect (source_entry_id) WHERE source_entry_id IS NOT NULL;

CREATE TABLE notification (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  member_id TEXT NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  by_id TEXT REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  account_id TEXT REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  offer_id TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED,
  read INTEGER NOT NULL CHECK (read IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX notification_by_member ON notification (member_id, id);
CREATE INDEX notification_by_entry ON notification (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX notification_by_account ON notification (account_id) WHERE account_id IS NOT NULL;
