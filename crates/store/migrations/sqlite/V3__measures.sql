-- What each stream contributes to the equality measures, locked with its subject's key. Rebuilt from the entries at any time.
CREATE TABLE measured (
    partnership TEXT NOT NULL,
    stream_kind TEXT NOT NULL,
    stream BLOB NOT NULL,
    facts BLOB NOT NULL,
    PRIMARY KEY (partnership, stream_kind, stream)
) STRICT, WITHOUT ROWID;
