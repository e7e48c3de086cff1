-- The keys that open the bodies. This file has its own backup; a plain backup of the database never holds it.

CREATE TABLE store_identity (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    identity BLOB NOT NULL
) STRICT;

-- A key that was destroyed is NULL, so that it is never mistaken for one that was lost.
CREATE TABLE subject_keys (
    partnership TEXT NOT NULL,
    key_id BLOB NOT NULL,
    subject BLOB NOT NULL,
    secret BLOB,
    erased_at INTEGER,
    PRIMARY KEY (partnership, key_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX subject_keys_by_subject ON subject_keys (partnership, subject);

CREATE TABLE partnership_secrets (
    partnership TEXT NOT NULL,
    name TEXT NOT NULL,
    secret BLOB NOT NULL,
    PRIMARY KEY (partnership, name)
) STRICT, WITHOUT ROWID;
