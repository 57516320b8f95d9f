-- When a person may be reminded.

ALTER TABLE person ADD COLUMN hours TEXT;  -- 10:00-19:00, by the clock of their shop; NULL: 09:00-20:00
