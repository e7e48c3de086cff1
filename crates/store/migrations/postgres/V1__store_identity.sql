-- Ties the keys to the database: both carry the same identity.
CREATE TABLE store_identity (
    only_row bigint NOT NULL PRIMARY KEY CHECK (only_row = 1),
    identity bytea NOT NULL
);
