CREATE TABLE duties (
    partnership text COLLATE "C" NOT NULL,
    stream_kind text COLLATE "C" NOT NULL,
    stream bytea NOT NULL,
    duty text COLLATE "C" NOT NULL,
    duty_key text COLLATE "C" NOT NULL,
    due text COLLATE "C" NOT NULL, -- `~`, which sorts last, where there is no due time
    responsible text COLLATE "C" NOT NULL,
    person bytea,
    digest text COLLATE "C" NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (partnership, stream_kind, stream, duty, duty_key)
);
CREATE INDEX duties_by_responsible ON duties (partnership, responsible, due, stream_kind, stream, duty, duty_key);
