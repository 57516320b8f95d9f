-- Codes are the floor of a day: what came without a card is said beside them, and new or known at the till.

ALTER TABLE daily_report ADD COLUMN without_card INTEGER;   -- NULL: not said, or no codes in the promo
ALTER TABLE redemption ADD COLUMN new INTEGER;              -- 1: new, 0: has been here, NULL: not asked
