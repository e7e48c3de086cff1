CREATE TABLE search_tokens (
    partnership text COLLATE "C" NOT NULL,
    stream_kind text COLLATE "C" NOT NULL,
    token bytea NOT NULL,
    stream bytea NOT NULL,
    PRIMARY KEY (partnership, stream_kind, token, stream)
);
CREATE INDEX search_tokens_by_stream ON search_tokens (partnership, stream_kind, stream);
