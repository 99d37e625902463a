-- Which apps fetched a feed link, and the newest change in what each was given. What a link said of its last fetch goes:
-- the state that it was given is not known.
CREATE TABLE feed_fetch (
  link_id TEXT NOT NULL REFERENCES feed_link (id) DEFERRABLE INITIALLY DEFERRED,
  app TEXT NOT NULL,
  agent TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,
  seen_seq INTEGER NOT NULL,
  PRIMARY KEY (link_id, app)
) STRICT, WITHOUT ROWID;
ALTER TABLE feed_link DROP COLUMN last_fetched_at;
ALTER TABLE feed_link DROP COLUMN last_fetched_by;
