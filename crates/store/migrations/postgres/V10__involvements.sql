CREATE TABLE involvements (
    partnership text COLLATE "C" NOT NULL,
    stream_kind text COLLATE "C" NOT NULL,
    stream bytea NOT NULL,
    person bytea NOT NULL,
    capacity text COLLATE "C" NOT NULL,
    from_day text COLLATE "C" NOT NULL,
    until_day text COLLATE "C",
    PRIMARY KEY (partnership, stream_kind, stream, person, capacity, from_day)
);
CREATE INDEX involvements_by_person
    ON involvements (partnership, person, stream_kind, stream, capacity, from_day, until_day);
