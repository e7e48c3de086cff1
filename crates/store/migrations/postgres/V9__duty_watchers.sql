CREATE TABLE duty_watchers (
    partnership text COLLATE "C" NOT NULL,
    person bytea NOT NULL,
    due text COLLATE "C" NOT NULL,
    stream_kind text COLLATE "C" NOT NULL,
    stream bytea NOT NULL,
    duty text COLLATE "C" NOT NULL,
    duty_key text COLLATE "C" NOT NULL,
    PRIMARY KEY (partnership, person, due, stream_kind, stream, duty, duty_key)
);
CREATE INDEX duty_watchers_by_stream ON duty_watchers (partnership, stream_kind, stream);
