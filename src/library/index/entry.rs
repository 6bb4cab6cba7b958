//! A row of the index as an article of the shelf.

use rusqlite::{Connection, Row, params};

use super::address::Address;
use crate::annotation::Moment;
use crate::article::{Digest, SafeText};
use crate::library::packing::shortfall;
use crate::library::shelf::{ArticleId, ShelfEntry, Standing};

/// What an entry is read from; the table is called `article`, its text `copy`.
pub(super) const COLUMNS: &str = "article.id, article.kind, article.place, copy.digest, article.title, article.byline, \
    article.publication, article.section, article.date, article.url, article.words, article.quotations, \
    article.speakers, article.progress, article.added, article.opened, article.finished, article.starred, \
    article.archived, article.shortfall";

/// The entry of a row of [`COLUMNS`]; nothing when its digest or origin makes no sense.
pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<Option<ShelfEntry>> {
    let text =
        |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.map(SafeText::from_string));
    let count = |column| {
        let count: Option<i64> = row.get(column)?;
        Ok::<_, rusqlite::Error>(count.and_then(|count| usize::try_from(count).ok()))
    };
    let moment = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(Moment));
    let address = Address { kind: row.get(1)?, place: row.get(2)? };
    let digest = Digest::from_bytes(row.get_ref(3)?.as_blob().unwrap_or_default());
    let (Some(digest), Some(origin)) = (digest, address.origin()) else {
        return Ok(None);
    };
    let opened = moment(15)?;
    let percent: u8 = row.get(13)?;
    Ok(Some(ShelfEntry {
        id: ArticleId(row.get(0)?),
        origin,
        digest,
        title: text(4)?.unwrap_or_default(),
        byline: text(5)?,
        publication: text(6)?,
        section: text(7)?,
        date: text(8)?,
        url: text(9)?,
        words: count(10)?.unwrap_or(0),
        quotations: count(11)?,
        speakers: count(12)?,
        percent: (opened.is_some() || percent > 0).then_some(percent),
        added: Moment(row.get(14)?),
        opened,
        standing: Standing { finished: moment(16)?, starred: moment(17)?, archived: moment(18)? },
        tags: Vec::new(),
        shortfall: text(19)?.and_then(|name| shortfall(&name)),
    }))
}

/// The tags of an article.
pub(super) fn tags(connection: &Connection, id: ArticleId) -> rusqlite::Result<Vec<SafeText>> {
    let mut query = connection.prepare_cached("SELECT name FROM tag WHERE article = ?1 ORDER BY name")?;
    let names = query.query_map(params![id.0], |row| row.get::<_, String>(0).map(SafeText::from_string))?;
    names.collect()
}

/// The entry with this name.
pub(super) fn of(connection: &Connection, id: ArticleId) -> rusqlite::Result<Option<ShelfEntry>> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM article JOIN copy ON copy.id = article.copy WHERE article.id = ?1"
    ))?;
    let mut rows = query.query_map(params![id.0], entry)?;
    let Some(mut entry) = rows.next().transpose()?.flatten() else {
        return Ok(None);
    };
    entry.tags = tags(connection, id)?;
    Ok(Some(entry))
}
