-- What a contract names a side by, as far as the side says it; a signature keeps it as it was, with a hash of its own.

ALTER TABLE business ADD COLUMN legal_name TEXT;         -- as in the register
ALTER TABLE business ADD COLUMN register_number TEXT;    -- of the register, or the tax number
ALTER TABLE business ADD COLUMN legal_address TEXT;

CREATE TABLE signatory (                    -- how an owner stands in what they sign for a business
    business_id INTEGER NOT NULL REFERENCES business (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    full_name TEXT,
    capacity TEXT,                          -- one of ours (owner, director, …), or the person's own words
    PRIMARY KEY (business_id, person_id)
) STRICT;

ALTER TABLE signature ADD COLUMN text TEXT;          -- canonical JSON of domain/agreement/signature.py; NULL: an older one
ALTER TABLE signature ADD COLUMN fingerprint TEXT;   -- SHA-256 of that text
CREATE INDEX signature_fingerprint ON signature (fingerprint) WHERE fingerprint IS NOT NULL;
