CREATE TABLE mark (
    digest TEXT    NOT NULL,
    letter TEXT    NOT NULL,
    byte   INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (digest, letter)
) STRICT, WITHOUT ROWID;
