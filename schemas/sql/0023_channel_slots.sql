-- One thing at a time on a channel, if leads want it, and how the radar finds what else is on it.
ALTER TABLE radar_rules ADD COLUMN one_per_slot INTEGER NOT NULL DEFAULT 0 CHECK (one_per_slot IN (0, 1));
CREATE INDEX entry_on_channel ON entry (channel, starts_utc, ends_utc) WHERE channel <> '';
CREATE INDEX entry_on_channel_repeating ON entry (channel) WHERE channel <> '' AND (rrule <> '[]' OR rdate <> '[]');
