-- Articles that are kept, with their texts, and found again by their words and by who speaks in them.

ALTER TABLE article RENAME TO opened_before;
DROP INDEX article_shelf;

-- A text that was seen. The body is the draft it came from, packed; NULL where only its name is known.
CREATE TABLE copy (
    id     INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    body   BLOB
) STRICT;

-- What holds several articles together: a corpus, a book, a feed.
CREATE TABLE whole (
    id    INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL,
    place BLOB NOT NULL,
    name  TEXT NOT NULL,
    UNIQUE (kind, place)
) STRICT;

-- Times are milliseconds since 1970-01-01 UTC. A day is a number such as 20200501; where only the month or the year is
-- known, the rest is zeros.
CREATE TABLE article (
    id            INTEGER PRIMARY KEY,
    copy          INTEGER NOT NULL,
    kind          TEXT    NOT NULL,
    place         BLOB    NOT NULL,
    whole         INTEGER,
    title         TEXT    NOT NULL,
    byline        TEXT,
    publication   TEXT,
    section       TEXT,
    date          TEXT,
    day           INTEGER,
    url           TEXT,
    language      TEXT,
    shortfall     TEXT,
    words         INTEGER NOT NULL,
    quotations    INTEGER,
    speakers      INTEGER,
    added         INTEGER NOT NULL,
    opened        INTEGER,
    touched       INTEGER NOT NULL,
    progress      INTEGER NOT NULL DEFAULT 0,
    finished      INTEGER,
    starred       INTEGER,
    archived      INTEGER,
    deleted       INTEGER,
    heard         INTEGER,
    etag          TEXT,
    last_modified TEXT,
    fetched       INTEGER
) STRICT;
CREATE INDEX article_copy ON article (copy);
CREATE INDEX article_whole ON article (whole) WHERE whole IS NOT NULL;
-- The lists that are read off an index, without the rows of what is skipped.
CREATE INDEX article_touched ON article (deleted, touched);
CREATE INDEX article_added ON article (deleted, added);
CREATE INDEX article_opened ON article (deleted, opened, touched);
CREATE INDEX article_day ON article (deleted, day);
CREATE INDEX article_title ON article (deleted, title COLLATE NOCASE);
CREATE INDEX article_words ON article (deleted, words);
CREATE INDEX article_progress ON article (deleted, progress, touched);
CREATE INDEX article_starred ON article (starred) WHERE starred IS NOT NULL;
CREATE INDEX article_unheard ON article (id) WHERE heard IS NULL AND deleted IS NULL;

-- Where an article was met, and with which text it was met there last.
CREATE TABLE origin (
    kind    TEXT    NOT NULL,
    place   BLOB    NOT NULL,
    article INTEGER NOT NULL,
    copy    INTEGER NOT NULL,
    seen    INTEGER NOT NULL,
    PRIMARY KEY (kind, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_article ON origin (article);

-- The texts that an article has had.
CREATE TABLE version (
    article INTEGER NOT NULL,
    copy    INTEGER NOT NULL,
    seen    INTEGER NOT NULL,
    PRIMARY KEY (article, copy)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_copy ON version (copy);

CREATE TABLE tag (
    article INTEGER NOT NULL,
    name    TEXT    NOT NULL COLLATE NOCASE,
    PRIMARY KEY (name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_article ON tag (article);

CREATE TABLE speaker (
    id     INTEGER PRIMARY KEY,
    folded TEXT NOT NULL UNIQUE,
    name   TEXT NOT NULL
) STRICT;

-- The quotations of the current text of each article. Places are bytes; "pieces" has all of them as start-end,start-end
-- where a quotation has several.
CREATE TABLE quotation (
    id         INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    pieces     TEXT,
    kind       TEXT    NOT NULL,
    speaker    INTEGER,
    confidence REAL
) STRICT;
CREATE INDEX quotation_article ON quotation (article);
CREATE INDEX quotation_speaker ON quotation (speaker, article) WHERE speaker IS NOT NULL;

-- The words of articles, by article.id; of quotations, by quotation.id; of the names of speakers, by speaker.id.
-- Articles that were removed have no words here.
CREATE VIRTUAL TABLE article_text USING fts5 (
    title, byline, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = 4
);
CREATE VIRTUAL TABLE quotation_text USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = 4
);
-- Many articles are added at once: what is gathered before it is written may be larger, and is joined less often.
INSERT INTO article_text (article_text, rank) VALUES ('hashsize', 16777216), ('automerge', 8);
INSERT INTO quotation_text (quotation_text, rank) VALUES ('hashsize', 16777216), ('automerge', 8);
CREATE VIRTUAL TABLE speaker_text USING fts5 (
    name, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- What was opened before the library kept texts. What came from standard input cannot be opened again.
INSERT INTO copy (digest)
    SELECT DISTINCT unhex(digest) FROM opened_before WHERE kind <> 'input' AND length(unhex(digest)) = 32;
-- Of several places with the same text, the one that was opened last tells what the article is called.
INSERT INTO article (copy, kind, place, title, byline, publication, date, day, words, quotations, added, opened, touched)
    SELECT copy.id, kind, place, title, byline, publication, date,
        CASE WHEN date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'
            THEN CAST(substr(date, 1, 4) || substr(date, 6, 2) || substr(date, 9, 2) AS INTEGER) END,
        words, quotations,
        (SELECT min(added) FROM opened_before AS other WHERE other.digest = opened_before.digest),
        opened, max(opened)
    FROM opened_before JOIN copy ON copy.digest = unhex(opened_before.digest)
    WHERE is_current = 1 AND kind <> 'input'
    GROUP BY copy.id ORDER BY max(opened);
INSERT INTO origin (kind, place, article, copy, seen)
    SELECT before.kind, before.place, article.id, copy.id, before.opened
    FROM opened_before AS before
    JOIN copy ON copy.digest = unhex(before.digest)
    JOIN article ON article.copy = copy.id
    WHERE before.is_current = 1 AND before.kind <> 'input';
INSERT OR IGNORE INTO version (article, copy, seen)
    SELECT origin.article, copy.id, before.added
    FROM opened_before AS before
    JOIN copy ON copy.digest = unhex(before.digest)
    JOIN origin ON origin.kind = before.kind AND origin.place = before.place;
UPDATE article SET progress = coalesce((
    SELECT percent FROM position JOIN copy ON position.digest = lower(hex(copy.digest))
    WHERE copy.id = article.copy ORDER BY at DESC LIMIT 1
), 0);
INSERT INTO article_text (rowid, title, byline, text) SELECT id, title, coalesce(byline, ''), '' FROM article;
DROP TABLE opened_before;
