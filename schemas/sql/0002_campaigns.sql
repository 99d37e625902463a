-- Every window brings all campaigns (calendar/engine/hot_queries.hpp).
CREATE INDEX entry_campaigns ON entry (id) WHERE kind = 'campaign';
