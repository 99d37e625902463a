-- Calendars that are filled from another address.
ALTER TABLE calendar ADD COLUMN source TEXT NOT NULL DEFAULT 'members'
  CHECK (source IN ('members', 'subscription', 'closing'));

CREATE TABLE subscription (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  calendar_id TEXT NOT NULL UNIQUE REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED,
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  interval_minutes INTEGER NOT NULL,
  paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'fresh', 'failing', 'paused')),
  checked_at INTEGER,
  good_at INTEGER,
  next_at INTEGER,
  asked_at INTEGER,
  failures INTEGER NOT NULL,
  error TEXT NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL
) STRICT, WITHOUT ROWID;
