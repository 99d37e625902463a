-- What members say to each other about the plan, what they are told of it, and what they do not want to be told.
CREATE TABLE comment (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  calendar_id TEXT REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  party_ids TEXT NOT NULL,
  offer_id TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED,
  account_id TEXT REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL,
  mention_ids TEXT NOT NULL,
  edited_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_by_entry ON comment (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX comment_by_offer ON comment (offer_id) WHERE offer_id IS NOT NULL;
CREATE INDEX comment_by_account ON comment (account_id) WHERE account_id IS NOT NULL;

CREATE TABLE reaction (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  calendar_id TEXT REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  party_ids TEXT NOT NULL,
  offer_id TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED,
  account_id TEXT REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  comment_id TEXT REFERENCES comment (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('up', 'heart', 'celebrate', 'laugh', 'eyes'))
) STRICT, WITHOUT ROWID;
CREATE INDEX reaction_by_entry ON reaction (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX reaction_by_offer ON reaction (offer_id) WHERE offer_id IS NOT NULL;
CREATE INDEX reaction_by_account ON reaction (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX reaction_by_comment ON reaction (comment_id) WHERE comment_id IS NOT NULL;

ALTER TABLE notification ADD COLUMN comment_id TEXT REFERENCES comment (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX notification_by_comment ON notification (comment_id) WHERE comment_id IS NOT NULL;
CREATE INDEX notification_by_offer ON notification (offer_id) WHERE offer_id IS NOT NULL;

CREATE TABLE preference (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  muted_kinds TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX preference_by_member ON preference (created_by);
