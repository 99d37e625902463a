-- Holidays and blackouts in feeds, for links that ask for them.
ALTER TABLE feed_link ADD COLUMN days_off INTEGER NOT NULL DEFAULT 0 CHECK (days_off IN (0, 1));
