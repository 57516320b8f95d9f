-- What a card promised stays what it gives, when an amendment changes the offer at its place in the terms.

ALTER TABLE code ADD COLUMN promise TEXT;  -- the offer as it was; NULL: as the terms in force have it. offer 0: they no longer do
