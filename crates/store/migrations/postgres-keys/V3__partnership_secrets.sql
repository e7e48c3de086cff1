CREATE TABLE partnership_secrets (
    partnership text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    secret bytea NOT NULL,
    PRIMARY KEY (partnership, name)
);
