-- How many keys were destroyed: what a server holds in memory is forgotten when it changes.
CREATE TABLE key_erasures (
    partnership text COLLATE "C" NOT NULL PRIMARY KEY,
    count bigint NOT NULL
);
