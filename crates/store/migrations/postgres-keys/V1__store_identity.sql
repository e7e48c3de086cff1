-- The keys that open the bodies. This database has its own backup; a plain backup of the record never holds it.

CREATE TABLE store_identity (
    only_row bigint NOT NULL PRIMARY KEY CHECK (only_row = 1),
    identity bytea NOT NULL
);
