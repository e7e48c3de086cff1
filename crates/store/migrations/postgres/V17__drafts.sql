CREATE TABLE drafts (
    partnership text COLLATE "C" NOT NULL,
    draft bytea NOT NULL,
    revision bigint NOT NULL,
    body bytea NOT NULL,
    saved_at bigint NOT NULL,
    PRIMARY KEY (partnership, draft)
);
CREATE INDEX drafts_by_time ON drafts (partnership, saved_at);
