CREATE TABLE sessions (
    partnership text COLLATE "C" NOT NULL,
    id bytea NOT NULL,
    data bytea NOT NULL,
    expires_at bigint NOT NULL,
    PRIMARY KEY (partnership, id)
);
CREATE INDEX sessions_by_time ON sessions (partnership, expires_at);
