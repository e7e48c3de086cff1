-- Whose part begins or ends in one record is found by that record, in the key itself. Found through an index, the engine
-- preferred to walk through the whole partnership's involvements, at each command.
CREATE TABLE involvements_by_key (
    partnership TEXT NOT NULL,
    stream_kind TEXT NOT NULL,
    stream BLOB NOT NULL,
    person BLOB NOT NULL,
    capacity TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    PRIMARY KEY (partnership, stream_kind, stream, person, capacity, from_day)
) STRICT, WITHOUT ROWID;
INSERT INTO involvements_by_key (partnership, stream_kind, stream, person, capacity, from_day, until_day)
    SELECT partnership, stream_kind, stream, person, capacity, from_day, until_day FROM involvements;
DROP TABLE involvements;
ALTER TABLE involvements_by_key RENAME TO involvements;
CREATE INDEX involvements_by_person
    ON involvements (partnership, person, stream_kind, stream, capacity, from_day, until_day);

-- One person's records in one state are found by both, not by walking through everybody's in that state.
CREATE INDEX summaries_by_owner_and_state ON summaries (partnership, stream_kind, owner, state, sort_at, stream);
