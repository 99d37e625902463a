-- What a template plans beside dates: money, audiences and offers, of its campaign and of each item.
ALTER TABLE template ADD COLUMN budget INTEGER;
ALTER TABLE template ADD COLUMN audience_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE template ADD COLUMN offer_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE template_item ADD COLUMN budget INTEGER;
ALTER TABLE template_item ADD COLUMN audience_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE template_item ADD COLUMN offer_ids TEXT NOT NULL DEFAULT '[]';
