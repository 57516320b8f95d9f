-- What leaves next is found in its order, however many wait behind it; when the earliest may go stands in the index too.

CREATE INDEX outbox_next ON outbox (class, id, not_before) WHERE state = 'ready';
