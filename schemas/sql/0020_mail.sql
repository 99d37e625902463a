-- Mail that is to go out, what it has told, and what members want of it.
ALTER TABLE preference ADD COLUMN mail_notices INTEGER NOT NULL DEFAULT 1 CHECK (mail_notices IN (0, 1));
ALTER TABLE preference ADD COLUMN mail_morning INTEGER NOT NULL DEFAULT 1 CHECK (mail_morning IN (0, 1));
ALTER TABLE preference ADD COLUMN mail_week INTEGER NOT NULL DEFAULT 1 CHECK (mail_week IN (0, 1));
ALTER TABLE preference ADD COLUMN mail_hour INTEGER NOT NULL DEFAULT 7;

CREATE TABLE mail (
  id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('notices', 'morning', 'week')),
  for_on TEXT NOT NULL, -- the member's day; '' for notices
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dropped')),
  next_at INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  ended_at INTEGER,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX mail_of_day ON mail (member_id, for_on) WHERE for_on <> '';
CREATE UNIQUE INDEX mail_of_notices ON mail (member_id) WHERE kind = 'notices' AND state = 'waiting';
CREATE INDEX mail_to_send ON mail (next_at) WHERE state = 'waiting';
CREATE INDEX mail_of_member ON mail (member_id, ended_at) WHERE state = 'sent';
CREATE INDEX mail_on ON mail (for_on) WHERE for_on <> '';

CREATE TABLE mail_notice (
  notification_id TEXT PRIMARY KEY,
  mail_id TEXT NOT NULL REFERENCES mail (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_notice_of_mail ON mail_notice (mail_id);
CREATE INDEX notification_unread ON notification (created_at) WHERE read = 0;
