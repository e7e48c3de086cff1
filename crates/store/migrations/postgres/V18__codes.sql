CREATE TABLE codes (
    partnership text COLLATE "C" NOT NULL,
    digest bytea NOT NULL,
    id bytea NOT NULL,
    person bytea NOT NULL,
    reach_kind text COLLATE "C" NOT NULL,
    reach bytea NOT NULL,
    issued_at bigint NOT NULL,
    revoked_at bigint,
    PRIMARY KEY (partnership, digest)
);
CREATE UNIQUE INDEX codes_by_id ON codes (partnership, id);
CREATE INDEX codes_by_reach ON codes (partnership, reach_kind, reach, issued_at);
