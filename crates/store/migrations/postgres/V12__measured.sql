-- What each stream contributes to the equality measures, locked with its subject's key. Rebuilt from the entries.
CREATE TABLE measured (
    partnership text COLLATE "C" NOT NULL,
    stream_kind text COLLATE "C" NOT NULL,
    stream bytea NOT NULL,
    facts bytea NOT NULL,
    PRIMARY KEY (partnership, stream_kind, stream)
);
