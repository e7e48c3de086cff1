-- Entries that are not in the log yet; written with the entry, removed with the leaf.
CREATE TABLE unsequenced (
    partnership text COLLATE "C" NOT NULL,
    stream_kind text COLLATE "C" NOT NULL,
    stream bytea NOT NULL,
    version bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (partnership, stream_kind, stream, version)
);
