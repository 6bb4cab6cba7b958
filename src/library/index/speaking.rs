//! What somebody said in all articles, where nothing else is asked: read off the index of speakers, the articles that came
//! into the library last first, as far as it is wanted.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::whole_number;
use crate::library::hit::Hits;

/// So many speakers of one name are looked at.
const NAMESAKES: usize = 500;

/// The articles in which somebody of this name speaks, and how many there are.
pub(super) fn articles(
    connection: &Connection,
    name: &str,
    limit: usize,
) -> rusqlite::Result<(Vec<i64>, usize)> {
    let speakers = speakers(connection, name)?;
    let sql = format!(
        "SELECT DISTINCT article FROM quotation WHERE speaker = ?1{} ORDER BY article DESC LIMIT ?2",
        standing(connection)?
    );
    let mut query = connection.prepare_cached(&sql)?;
    let mut read = |speaker: i64, most: usize| {
        query
            .query_map(params![speaker, whole_number(most)], |row| row.get(0))?
            .collect::<Result<Vec<i64>, _>>()
    };
    let mut newest = BTreeSet::new();
    for speaker in &speakers {
        newest.extend(read(*speaker, limit)?);
    }
    let mut all = newest.clone();
    for speaker in &speakers {
        if all.len() < Hits::COUNTED {
            all.extend(read(*speaker, Hits::COUNTED)?);
        }
    }
    Ok((newest.into_iter().rev().take(limit).collect(), all.len().min(Hits::COUNTED)))
}

/// The quotations of everybody of this name, and how many there are.
pub(super) fn quotations(
    connection: &Connection,
    name: &str,
    limit: usize,
) -> rusqlite::Result<(Vec<i64>, usize)> {
    let speakers = speakers(connection, name)?;
    let standing = standing(connection)?;
    let mut newest: Vec<(Reverse<i64>, i64)> = Vec::new();
    let mut total = 0;
    let mut query = connection.prepare_cached(&format!(
        "SELECT article, id FROM quotation WHERE speaker = ?1{standing} ORDER BY article DESC, id DESC LIMIT ?2"
    ))?;
    let mut count = connection.prepare_cached(&format!(
        "SELECT count(*) FROM (SELECT 1 FROM quotation WHERE speaker = ?1{standing} LIMIT ?2)"
    ))?;
    for speaker in speakers {
        let rows = query.query_map(params![speaker, whole_number(limit)], |row| {
            Ok((Reverse(row.get(0)?), row.get(1)?))
        })?;
        for row in rows {
            newest.push(row?);
        }
        if total < Hits::COUNTED {
            let more: i64 =
                count.query_row(params![speaker, whole_number(Hits::COUNTED - total)], |row| row.get(0))?;
            total += usize::try_from(more).unwrap_or(0);
        }
    }
    newest.sort_unstable();
    Ok((newest.into_iter().take(limit).map(|(_, id)| id).collect(), total))
}

fn speakers(connection: &Connection, name: &str) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT rowid FROM speaker_text WHERE speaker_text MATCH ?1 LIMIT ?2")?
        .query_map(params![name, whole_number(NAMESAKES)], |row| row.get(0))?
        .collect()
}

/// The condition that an article was not removed, where any was: most libraries need not look.
fn standing(connection: &Connection) -> rusqlite::Result<&'static str> {
    let has_removed: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE deleted > 0)")?
        .query_row((), |row| row.get(0))?;
    Ok(if has_removed {
        " AND EXISTS (SELECT 1 FROM article WHERE article.id = quotation.article AND article.deleted IS NULL)"
    } else {
        ""
    })
}
