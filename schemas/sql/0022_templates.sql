-- Campaigns that are planned the same way again and again.
CREATE TABLE template (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  days INTEGER NOT NULL,
  channel TEXT NOT NULL,
  tags TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE template_item (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  template_id TEXT NOT NULL REFERENCES template (id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  summary TEXT NOT NULL,
  channel TEXT NOT NULL,
  journey_stage TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('idea', 'planned')),
  day INTEGER,
  days INTEGER NOT NULL,
  time TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  working_days INTEGER NOT NULL CHECK (working_days IN (0, 1)),
  follows_id TEXT REFERENCES template_item (id) DEFERRABLE INITIALLY DEFERRED,
  needs_ids TEXT NOT NULL,
  checklist TEXT NOT NULL,
  owner TEXT NOT NULL CHECK (owner IN ('nobody', 'campaign_owner', 'role')),
  owner_role TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX template_item_by_template ON template_item (template_id);
