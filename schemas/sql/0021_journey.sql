-- Who answers for which stage of the journey; and the board, which shows the prospects of a stage that changed last.
CREATE TABLE stage_duty (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  stage TEXT NOT NULL,
  team TEXT NOT NULL CHECK (team IN ('marketing', 'sales', 'other')),
  role TEXT NOT NULL CHECK (role IN ('admin', 'lead', 'member', 'viewer')),
  enters TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX prospect_by_stage ON prospect (stage, updated_at, id);
