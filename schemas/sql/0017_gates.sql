-- What an entry needs before it may take a status, what is to be done for it, and who has signed it off.
CREATE TABLE gate (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  rules TEXT NOT NULL,
  sign_offs INTEGER NOT NULL,
  sign_off_role TEXT CHECK (sign_off_role IN ('admin', 'lead', 'member', 'viewer')),
  sign_off_team TEXT CHECK (sign_off_team IN ('marketing', 'sales', 'other'))
) STRICT, WITHOUT ROWID;

CREATE TABLE checklist_item (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  calendar_id TEXT REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  party_ids TEXT NOT NULL,
  text TEXT NOT NULL,
  done INTEGER NOT NULL CHECK (done IN (0, 1)),
  done_by_id TEXT REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX checklist_item_by_entry ON checklist_item (entry_id);

CREATE TABLE sign_off (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  entry_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  calendar_id TEXT REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  party_ids TEXT NOT NULL,
  member_id TEXT NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL CHECK (state IN ('wanted', 'given', 'refused', 'withdrawn')),
  note TEXT NOT NULL,
  decided_at INTEGER,
  signed_digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_off_by_entry ON sign_off (entry_id);
