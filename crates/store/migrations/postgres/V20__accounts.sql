CREATE TABLE accounts (
    partnership text COLLATE "C" NOT NULL,
    person bytea NOT NULL,
    name text COLLATE "C" NOT NULL,
    password_hash text COLLATE "C" NOT NULL,
    totp_secret bytea,
    totp_last_step bigint,
    disabled bigint NOT NULL CHECK (disabled IN (0, 1)),
    failed_attempts bigint NOT NULL,
    PRIMARY KEY (partnership, person)
);
CREATE UNIQUE INDEX accounts_by_name ON accounts (partnership, name);
