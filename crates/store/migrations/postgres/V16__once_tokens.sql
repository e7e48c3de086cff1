-- What people hold, from here on: forms sent once, drafts, codes, accounts, sessions.
CREATE TABLE once_tokens (
    partnership text COLLATE "C" NOT NULL,
    token bytea NOT NULL,
    used_at bigint NOT NULL,
    PRIMARY KEY (partnership, token)
);
