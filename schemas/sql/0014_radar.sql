-- Which accounts each audience holds, and how many. Derived: kept by the engine in the change that changes accounts or
-- audiences (audience/audience_index.hpp), made again when the rules are read in another way.
CREATE TABLE audience_size (
  number INTEGER PRIMARY KEY,
  audience_id TEXT NOT NULL UNIQUE,
  accounts INTEGER NOT NULL,
  rule TEXT NOT NULL          -- its conditions as lines; empty for a list
) STRICT;
CREATE TABLE audience_account (
  audience INTEGER NOT NULL, -- audience_size.number
  account INTEGER NOT NULL,  -- account.row
  PRIMARY KEY (audience, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX audience_by_account ON audience_account (account, audience);
-- What the radar reads: entries by when they begin, of those that are for anyone.
CREATE INDEX entry_with_audiences_by_start ON entry (starts_utc) WHERE audience_ids <> '[]';
CREATE INDEX entry_with_audiences_repeating ON entry (id) WHERE audience_ids <> '[]' AND (rrule <> '[]' OR rdate <> '[]');

-- One record: how often both teams may contact an account.
CREATE TABLE radar_rules (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  most_touches INTEGER NOT NULL,
  in_days INTEGER NOT NULL,
  cool_down_days INTEGER NOT NULL,
  hush_during_opportunity INTEGER NOT NULL CHECK (hush_during_opportunity IN (0, 1))
) STRICT, WITHOUT ROWID;
