-- Imports of calendar files, and which change belongs to which: an import is taken back as a whole. `running` and
-- `undoing` are found again after a crash, and then nothing of them stays.
CREATE TABLE import (
  id TEXT PRIMARY KEY,
  calendar_id TEXT NOT NULL,
  by_id TEXT,                 -- member; nothing for the command line
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'undoing', 'taken_back')),
  undo_command_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX import_unfinished ON import (id) WHERE state IN ('running', 'undoing');

ALTER TABLE change ADD COLUMN import_id TEXT;
CREATE INDEX change_by_import ON change (import_id, seq) WHERE import_id IS NOT NULL;
