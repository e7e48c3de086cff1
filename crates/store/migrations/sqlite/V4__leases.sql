-- Work that one server does for all: who does it, and until when nobody else takes it over.
CREATE TABLE leases (
    partnership TEXT NOT NULL,
    work TEXT NOT NULL,
    owner BLOB NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (partnership, work)
) STRICT, WITHOUT ROWID;
