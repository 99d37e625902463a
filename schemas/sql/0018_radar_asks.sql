-- What people say to a warning of the radar: who is asked whether both may, and who goes on for a reason.
CREATE TABLE radar_ask (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  calendar_id TEXT REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  party_ids TEXT NOT NULL,
  other_entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  asked_id TEXT NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  accounts INTEGER NOT NULL,
  collides_on TEXT,
  note TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('asked', 'accepted', 'declined', 'withdrawn')),
  answer TEXT NOT NULL,
  answered_at INTEGER,
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
  asked_digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX radar_ask_by_entry ON radar_ask (entry_id);
CREATE INDEX radar_ask_by_other ON radar_ask (other_entry_id);

CREATE TABLE radar_override (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  calendar_id TEXT REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  party_ids TEXT NOT NULL,
  reason TEXT NOT NULL,
  collides_on TEXT,
  rules TEXT NOT NULL,
  accounts INTEGER NOT NULL,
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
  overridden_digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX radar_override_by_entry ON radar_override (entry_id);
