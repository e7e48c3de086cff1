-- Every key begins with the partnership. Identifiers are 16 bytes, instants are microseconds since 1970 in UTC, days are
-- ISO text. Text is ordered by its bytes, as in the other engine. There are no triggers, no sequences, and no foreign key.
--
-- The record. Rows are never updated and never deleted.
CREATE TABLE entries (
    partnership text COLLATE "C" NOT NULL,
    stream_kind text COLLATE "C" NOT NULL,
    stream bytea NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    header bytea NOT NULL,
    payload bytea NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (partnership, stream_kind, stream, version)
);
