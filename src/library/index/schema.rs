//! The tables of the index and how they came to be.

use rusqlite::{Connection, TransactionBehavior};

/// One step for each version; a step that was shipped is never changed.
const STEPS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
];

/// The version that this program writes and the highest that it reads.
pub(super) const VERSION: i64 = 4;

/// The tables of words, which SQLite cannot check by itself.
pub(super) const WORDS: [&str; 4] = ["article_text", "article_voices", "quotation_text", "speaker_text"];

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
