-- What lists show, as far as the search tokens, is rebuilt from the entries at any time.
CREATE TABLE summaries (
    partnership text COLLATE "C" NOT NULL,
    stream_kind text COLLATE "C" NOT NULL,
    stream bytea NOT NULL,
    state text COLLATE "C" NOT NULL,
    owner bytea,
    sort_at bigint NOT NULL,
    display bytea NOT NULL,
    PRIMARY KEY (partnership, stream_kind, stream)
);
CREATE INDEX summaries_by_time ON summaries (partnership, stream_kind, sort_at, stream);
CREATE INDEX summaries_by_state ON summaries (partnership, stream_kind, state, sort_at, stream);
CREATE INDEX summaries_by_owner ON summaries (partnership, stream_kind, owner, sort_at, stream, state);
CREATE INDEX summaries_by_owner_and_state ON summaries (partnership, stream_kind, owner, state, sort_at, stream);
