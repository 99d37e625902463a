-- The trash lists what was deleted, the newest first.
CREATE INDEX change_item_entry_delete ON change_item (seq, ordinal) WHERE kind = 'entry' AND op = 'delete';
