-- Work that one server does for all: who does it, and until when nobody else takes it over.
CREATE TABLE leases (
    partnership text COLLATE "C" NOT NULL,
    work text COLLATE "C" NOT NULL,
    owner bytea NOT NULL,
    until bigint NOT NULL,
    PRIMARY KEY (partnership, work)
);
