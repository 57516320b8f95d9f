-- An expense has a day of its own, which may be said: until now it was the day on which it was entered.

ALTER TABLE expense RENAME COLUMN day TO paid_on;
