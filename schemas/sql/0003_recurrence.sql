-- What repeats (RFC 5545 3.8.5): lists of text as JSON, like tags.
ALTER TABLE entry ADD COLUMN rrule TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN rdate TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN exdate TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN overrides TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN series_id TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE entry ADD COLUMN recurrence_id TEXT NOT NULL DEFAULT '';
CREATE INDEX entry_repeating ON entry (id) WHERE rrule <> '[]' OR rdate <> '[]';
CREATE INDEX entry_by_series ON entry (series_id) WHERE series_id IS NOT NULL;

-- When entries that repeat take place, within a horizon (meta: horizon); written in the entry's transaction.
CREATE TABLE occurrence (
  calendar_id TEXT NOT NULL,
  starts_utc INTEGER NOT NULL, -- milliseconds
  row INTEGER NOT NULL REFERENCES entry (row) ON DELETE CASCADE,
  ends_utc INTEGER NOT NULL,
  PRIMARY KEY (calendar_id, starts_utc, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_by_start ON occurrence (starts_utc, ends_utc, row);
CREATE INDEX occurrence_by_row ON occurrence (row);
