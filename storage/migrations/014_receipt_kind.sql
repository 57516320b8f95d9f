-- A receipt may be a file, as shops send it by mail; Telegram shows a file by another call than a photo.

ALTER TABLE expense ADD COLUMN file_kind TEXT NOT NULL DEFAULT 'photo';  -- photo, document
