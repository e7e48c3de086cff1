-- What is to be sent.
CREATE TABLE outbox (
    partnership text COLLATE "C" NOT NULL,
    id bytea NOT NULL,
    kind text COLLATE "C" NOT NULL,
    idempotency_key text COLLATE "C" NOT NULL,
    body bytea NOT NULL,
    not_before bigint NOT NULL,
    attempts bigint NOT NULL,
    lease_owner bytea,
    lease_until bigint,
    state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'done', 'set-aside')),
    why text COLLATE "C",
    done_at bigint,
    PRIMARY KEY (partnership, id)
);
CREATE UNIQUE INDEX outbox_by_idempotency_key ON outbox (partnership, idempotency_key);
CREATE INDEX outbox_by_state ON outbox (partnership, state, not_before, id);
