-- How many keys were destroyed: what another process holds in memory is forgotten when it changes.
CREATE TABLE key_erasures (
    partnership TEXT NOT NULL PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
