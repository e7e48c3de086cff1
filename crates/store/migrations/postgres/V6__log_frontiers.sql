-- The roots of the full trees at the log's right edge: enough to go on without reading the leaves.
CREATE TABLE log_frontiers (
    partnership text COLLATE "C" NOT NULL PRIMARY KEY,
    size bigint NOT NULL,
    peaks bytea NOT NULL
);
