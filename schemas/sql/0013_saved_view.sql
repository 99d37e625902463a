-- Ways of looking at the calendar that members have saved, for themselves or for everyone.
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  layout TEXT NOT NULL CHECK (layout IN ('', 'month', 'week', 'day', 'list', 'timeline')),
  rows TEXT NOT NULL CHECK (rows IN ('campaign', 'owner', 'channel')),
  zoom TEXT NOT NULL CHECK (zoom IN ('', 'month', 'quarter', 'year')),
  calendar_ids TEXT NOT NULL,
  kinds TEXT NOT NULL,
  statuses TEXT NOT NULL,
  teams TEXT NOT NULL,
  owner_ids TEXT NOT NULL,
  unowned INTEGER NOT NULL CHECK (unowned IN (0, 1)),
  journey_stages TEXT NOT NULL,
  channels TEXT NOT NULL,
  tags TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_view_by_author ON saved_view (created_by);
CREATE INDEX saved_view_shared ON saved_view (shared) WHERE shared = 1;

-- What a view lets through its feed does, too.
ALTER TABLE feed_link ADD COLUMN unowned INTEGER NOT NULL DEFAULT 0 CHECK (unowned IN (0, 1));
ALTER TABLE feed_link ADD COLUMN journey_stages TEXT NOT NULL DEFAULT '[]';
ALTER TABLE feed_link ADD COLUMN channels TEXT NOT NULL DEFAULT '[]';
