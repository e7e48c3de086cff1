CREATE TABLE log_leaves (
    partnership text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    stream_kind text COLLATE "C" NOT NULL,
    stream bytea NOT NULL,
    version bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (partnership, position)
);
