-- Days on which a team starts nothing: holidays, and times that leads keep free.
CREATE TABLE blackout (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('holiday', 'blackout')),
  yearly INTEGER NOT NULL CHECK (yearly IN (0, 1)),
  teams TEXT NOT NULL
) STRICT, WITHOUT ROWID;
