-- What a calendar app wrote of an entry that it put (RFC 4791 5.3.4), for as long as the entry has that tag: nothing else
-- has changed it. A tag of before is a text of before.
CREATE TABLE object_text (
  entry_id TEXT PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- What may take place at a time in one calendar.
CREATE INDEX entry_repeating_by_start ON entry (calendar_id, starts_utc, id) WHERE rrule <> '[]' OR rdate <> '[]';
