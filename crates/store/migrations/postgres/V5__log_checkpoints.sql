CREATE TABLE log_checkpoints (
    partnership text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    note text COLLATE "C" NOT NULL,
    PRIMARY KEY (partnership, size)
);
