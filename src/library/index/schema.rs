//! The tables of the index and how they came to be.

use rusqlite::{Connection, TransactionBehavior};

/// One step for each version; a step that was shipped is never changed.
const STEPS: &[&str] = &[
    "
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
",
    "
    CREATE TABLE mark (
        digest TEXT    NOT NULL,
        letter TEXT    NOT NULL,
        byte   INTEGER NOT NULL,
        at     INTEGER NOT NULL,
        PRIMARY KEY (digest, letter)
    ) STRICT, WITHOUT ROWID;
",
];

/// The version that this program writes and the highest that it reads.
pub(super) const VERSION: i64 = 2;

pub(super) const REMEMBER_ARTICLE: &str = "
    INSERT INTO article
        (digest, kind, place, title, byline, publication, date, words, quotations, added, opened, is_current)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, 1)
    ON CONFLICT (kind, place, digest) DO UPDATE SET
        title = excluded.title, byline = excluded.byline, publication = excluded.publication,
        date = excluded.date, words = excluded.words,
        quotations = coalesce(excluded.quotations, quotations),
        opened = excluded.opened, is_current = 1";

pub(super) const REMEMBER_POSITION: &str = "
    INSERT INTO position (digest, kind, place, byte, cursor, percent, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (digest, kind, place) DO UPDATE SET
        byte = excluded.byte, cursor = excluded.cursor, percent = excluded.percent, at = excluded.at";

pub(super) const REMEMBER_MARK: &str = "
    INSERT INTO mark (digest, letter, byte, at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (digest, letter) DO UPDATE SET byte = excluded.byte, at = excluded.at";

pub(super) const SHELF: &str = "
    SELECT digest, kind, place, title, byline, publication, date, words, quotations, added, opened,
        (SELECT percent FROM position WHERE position.digest = article.digest ORDER BY at DESC LIMIT 1)
    FROM article WHERE is_current = 1 ORDER BY opened DESC LIMIT ?1";

/// Brings the tables up to [`VERSION`] and gives the version that they have then; a higher one is left alone.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<i64> {
    let found = version(connection)?;
    if found > VERSION {
        return Ok(found);
    }
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // Enough against a crash of the program; after a power cut the last positions may be missing.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    if found == VERSION {
        return Ok(found);
    }
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another instance may have done it meanwhile.
    let done = usize::try_from(version(&change)?).unwrap_or(0);
    for step in STEPS.iter().skip(done) {
        change.execute_batch(step)?;
    }
    change.pragma_update(None, "user_version", VERSION)?;
    change.commit()?;
    Ok(VERSION)
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_step_for_each_version() {
        assert_eq!(i64::try_from(STEPS.len()), Ok(VERSION));
        let mut connection = Connection::open_in_memory().unwrap();
        assert_eq!(migrate(&mut connection).unwrap(), VERSION);
        assert_eq!(version(&connection).unwrap(), VERSION);
        assert_eq!(migrate(&mut connection).unwrap(), VERSION);
    }
}
