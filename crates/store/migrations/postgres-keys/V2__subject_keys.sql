-- A key that was destroyed is NULL, so that it is never mistaken for one that was lost.
CREATE TABLE subject_keys (
    partnership text COLLATE "C" NOT NULL,
    key_id bytea NOT NULL,
    subject bytea NOT NULL,
    secret bytea,
    erased_at bigint,
    PRIMARY KEY (partnership, key_id)
);
CREATE UNIQUE INDEX subject_keys_by_subject ON subject_keys (partnership, subject);
