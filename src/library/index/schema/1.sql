CREATE TABLE article (
    digest      TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    place       BLOB    NOT NULL,
    title       TEXT    NOT NULL,
    byline      TEXT,
    publication TEXT,
    date        TEXT,
    words       INTEGER NOT NULL,
    quotations  INTEGER,
    added       INTEGER NOT NULL,
    opened      INTEGER NOT NULL,
    is_current  INTEGER NOT NULL,
    PRIMARY KEY (kind, place, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_shelf ON article (opened) WHERE is_current = 1;
CREATE TABLE position (
    digest  TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    place   BLOB    NOT NULL,
    byte    INTEGER NOT NULL,
    cursor  INTEGER NOT NULL,
    percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 255),
    at      INTEGER NOT NULL,
    PRIMARY KEY (digest, kind, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX position_place ON position (kind, place, at);
