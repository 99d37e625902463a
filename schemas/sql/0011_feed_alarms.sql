-- Whether a feed link passes reminders on. Links of before go on without.
ALTER TABLE feed_link ADD COLUMN alarms INTEGER NOT NULL DEFAULT 0 CHECK (alarms IN (0, 1));
