-- App passwords are tokens of a scope of their own. SQLite cannot widen a CHECK: the table is made anew.
CREATE TABLE token_wider (
  id TEXT PRIMARY KEY, rev INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT, updated_at INTEGER NOT NULL,
  member_id TEXT NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write', 'dav')),
  last_used_at INTEGER,
  token_hash TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
INSERT INTO token_wider (id, rev, created_at, created_by, updated_at, member_id, name, scope, last_used_at, token_hash)
  SELECT id, rev, created_at, created_by, updated_at, member_id, name, scope, last_used_at, token_hash FROM token;
DROP TABLE token;
ALTER TABLE token_wider RENAME TO token;
CREATE INDEX token_by_member ON token (member_id);

-- What a calendar app calls an entry in its collection (RFC 4791 4.1); empty: its id.
ALTER TABLE entry ADD COLUMN resource_name TEXT NOT NULL DEFAULT '';
CREATE INDEX entry_by_resource_name ON entry (calendar_id, resource_name) WHERE resource_name <> '';
