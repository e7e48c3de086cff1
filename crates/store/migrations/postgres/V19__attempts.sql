CREATE TABLE attempts (
    partnership text COLLATE "C" NOT NULL,
    what bytea NOT NULL,
    count bigint NOT NULL,
    resets_at bigint NOT NULL,
    PRIMARY KEY (partnership, what)
);
CREATE INDEX attempts_by_time ON attempts (partnership, resets_at);
