-- What calendar files and apps say of an entry that has no column here: content lines of RFC 5545 as a JSON list, and what
-- is added to rev for SEQUENCE.
ALTER TABLE entry ADD COLUMN ical_lines TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0);
