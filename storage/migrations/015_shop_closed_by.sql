-- Who closed a location for good.

ALTER TABLE location ADD COLUMN closed_by INTEGER REFERENCES person (id);
