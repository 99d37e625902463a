-- A window reads what begins in it or up to 32 days before. What lasts longer is found apart, so that the rest need not be
-- read from the first year on (calendar/engine/hot_queries.hpp).
CREATE INDEX entry_long ON entry (ends_utc, starts_utc, calendar_id) WHERE ends_utc - starts_utc > 2764800000;
CREATE INDEX occurrence_long ON occurrence (ends_utc, starts_utc, calendar_id, row)
  WHERE ends_utc - starts_utc > 2764800000;

-- What repeats more often than rows are kept: from when on its rules have to be asked.
CREATE TABLE occurrence_rest (
  calendar_id TEXT NOT NULL,
  starts_utc INTEGER NOT NULL, -- milliseconds
  row INTEGER NOT NULL REFERENCES entry (row) ON DELETE CASCADE,
  PRIMARY KEY (calendar_id, starts_utc, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_rest_by_row ON occurrence_rest (row);
DELETE FROM meta WHERE name = 'horizon'; -- so that the engine makes all rows anew
