//! How articles come into the index, each once: by where they were met, and by what they say.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::address::Address;
use super::{Index, whole_number};
use crate::article::{Origin, SafeText};
use crate::library::Error;
use crate::library::excerpt::seen;
use crate::library::packing::shortfall_name;
use crate::library::parcel::Parcel;
use crate::library::shelf::{Added, ArticleId};

/// Why an article is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::library) enum Occasion {
    /// It was added.
    Added,
    /// It was opened.
    Opened,
}

/// What became of one parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    New,
    Changed,
    Twin,
    Known,
}

/// A text as the index has it.
#[derive(Clone, Copy)]
struct Copy {
    id: i64,
    /// Whether its body came only now, so that no words of it are known yet.
    is_new: bool,
}

impl Index {
    /// Keeps all of `parcels`, or none where that fails.
    pub(in crate::library) fn keep(
        &mut self,
        parcels: &[Parcel],
        occasion: Occasion,
        millis: i64,
    ) -> Result<Added, Error> {
        self.write(|connection| {
            let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let mut added = Added::default();
            for parcel in parcels {
                let (id, outcome) = keep_one(&change, parcel, occasion, millis)?;
                match outcome {
                    Outcome::New => added.new += 1,
                    Outcome::Changed => added.changed += 1,
                    Outcome::Twin => added.twins += 1,
                    Outcome::Known => added.known += 1,
                }
                added.ids.push(ArticleId(id));
            }
            change.commit()?;
            Ok(added)
        })
    }

    /// Until this is dropped much is written at a time: fewer and larger pieces, joined later.
    pub(in crate::library) fn expect_many(&mut self) -> Result<(), Error> {
        self.write(|connection| {
            // The log is written back once it has grown to 64 MB, rather than to 4.
            connection.pragma_update(None, "wal_autocheckpoint", 16_000)
        })
    }
}

/// The quickest case first: most of what is added again is there.
fn keep_one(
    change: &Transaction<'_>,
    parcel: &Parcel,
    occasion: Occasion,
    millis: i64,
) -> rusqlite::Result<(i64, Outcome)> {
    let address = Address::of(&parcel.origin);
    let copy = copy(change, parcel)?;
    let met = met(change, &address)?;
    let same = by_copy(change, copy.id)?;
    let (id, outcome) = match (met, same) {
        (Some((id, _)), Some(other)) if id != other && is_alone(change, id)? => {
            fold(change, id, other)?;
            (other, Outcome::Changed)
        }
        (Some((id, old)), None) if old == copy.id && occasion == Occasion::Added => (id, Outcome::Known),
        (Some((id, _)), None) => {
            tell(change, id, copy.id, parcel)?;
            forget_voices(change, id)?;
            (id, Outcome::Changed)
        }
        (Some((id, _)), Some(other)) if id == other => (id, Outcome::Known),
        (_, Some(other)) => (other, Outcome::Twin),
        (None, None) => (insert(change, &address, copy.id, parcel, millis)?, Outcome::New),
    };
    let is_told_anew = outcome == Outcome::Known && (occasion == Occasion::Opened || copy.is_new);
    let is_renamed = is_told_anew && is_called_otherwise(change, id, parcel)?;
    if is_told_anew {
        tell(change, id, copy.id, parcel)?;
    }
    if matches!(outcome, Outcome::New | Outcome::Changed) || copy.is_new || is_renamed {
        index_words(change, id, parcel)?;
    }
    let is_back = bring_back(change, id, parcel)?;
    meet(change, &address, (id, copy.id), millis)?;
    if occasion == Occasion::Opened {
        change
            .prepare_cached("UPDATE article SET opened = ?2, touched = ?2 WHERE id = ?1")?
            .execute(params![id, millis])?;
    }
    if occasion == Occasion::Opened || (outcome == Outcome::Twin && is_gone(change, id)?) {
        change.prepare_cached("UPDATE article SET kind = ?2, place = ?3 WHERE id = ?1")?.execute(params![
            id,
            address.kind,
            address.place
        ])?;
    }
    said_by_server(change, id, parcel)?;
    for tag in &parcel.tags {
        change
            .prepare_cached("INSERT OR IGNORE INTO tag (article, name) VALUES (?1, ?2)")?
            .execute(params![id, tag.as_str()])?;
    }
    Ok((id, if is_back { Outcome::New } else { outcome }))
}

/// The text of `parcel`, kept now where it was not.
fn copy(change: &Connection, parcel: &Parcel) -> rusqlite::Result<Copy> {
    let digest = parcel.digest.bytes();
    let known = change
        .prepare_cached("SELECT id, body IS NULL FROM copy WHERE digest = ?1")?
        .query_row(params![digest], |row| Ok(Copy { id: row.get(0)?, is_new: row.get(1)? }))
        .optional()?;
    match known {
        Some(copy) if !copy.is_new => Ok(copy),
        Some(copy) => {
            change
                .prepare_cached("UPDATE copy SET body = ?2 WHERE id = ?1")?
                .execute(params![copy.id, parcel.body])?;
            Ok(copy)
        }
        None => {
            change
                .prepare_cached("INSERT INTO copy (digest, body) VALUES (?1, ?2)")?
                .execute(params![digest, parcel.body])?;
            Ok(Copy { id: change.last_insert_rowid(), is_new: true })
        }
    }
}

/// The article that was met at this address, and the text that it had there last.
fn met(change: &Connection, address: &Address) -> rusqlite::Result<Option<(i64, i64)>> {
    change
        .prepare_cached("SELECT article, copy FROM origin WHERE kind = ?1 AND place = ?2")?
        .query_row(params![address.kind, address.place], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// The article that has this text now; one that is not removed before one that is.
fn by_copy(change: &Connection, copy: i64) -> rusqlite::Result<Option<i64>> {
    change
        .prepare_cached("SELECT id FROM article WHERE copy = ?1 ORDER BY deleted IS NOT NULL, id LIMIT 1")?
        .query_row(params![copy], |row| row.get(0))
        .optional()
}

/// Whether an article has another title or byline by now.
fn is_called_otherwise(change: &Connection, id: i64, parcel: &Parcel) -> rusqlite::Result<bool> {
    change
        .prepare_cached("SELECT title <> ?2 OR byline IS NOT ?3 FROM article WHERE id = ?1")?
        .query_row(params![id, parcel.title.as_str(), parcel.metadata.byline.as_deref()], |row| row.get(0))
}

/// Whether the file that an article is opened by is not there any more: it was renamed, if the text is now elsewhere.
fn is_gone(change: &Connection, id: i64) -> rusqlite::Result<bool> {
    let address = change
        .prepare_cached("SELECT kind, place FROM article WHERE id = ?1")?
        .query_row(params![id], |row| Ok(Address { kind: row.get(0)?, place: row.get(1)? }))?;
    Ok(matches!(address.origin(), Some(Origin::File(path)) if !path.exists()))
}

/// Whether an article was met at one place only.
fn is_alone(change: &Connection, id: i64) -> rusqlite::Result<bool> {
    let places: i64 = change
        .prepare_cached("SELECT count(*) FROM origin WHERE article = ?1")?
        .query_row(params![id], |row| row.get(0))?;
    Ok(places <= 1)
}

/// An article whose text is now that of another one: both are one, with all that was said about either.
fn fold(change: &Connection, id: i64, other: i64) -> rusqlite::Result<()> {
    for statement in [
        "UPDATE origin SET article = ?2 WHERE article = ?1",
        "INSERT OR IGNORE INTO version (article, copy, seen) SELECT ?2, copy, seen FROM version WHERE article = ?1",
        "INSERT OR IGNORE INTO tag (article, name) SELECT ?2, name FROM tag WHERE article = ?1",
        "UPDATE article SET
            added = min(article.added, gone.added),
            opened = coalesce(max(article.opened, gone.opened), article.opened, gone.opened),
            touched = max(article.touched, gone.touched),
            starred = coalesce(article.starred, gone.starred),
            archived = coalesce(article.archived, gone.archived),
            finished = coalesce(article.finished, gone.finished)
         FROM (SELECT * FROM article WHERE id = ?1) AS gone WHERE article.id = ?2",
    ] {
        change.prepare_cached(statement)?.execute(params![id, other])?;
    }
    forget(change, id)
}

/// Takes an article away for good, but not its texts.
pub(super) fn forget(change: &Connection, id: i64) -> rusqlite::Result<()> {
    forget_voices(change, id)?;
    for statement in [
        "DELETE FROM article_text WHERE rowid = ?1",
        "DELETE FROM version WHERE article = ?1",
        "DELETE FROM origin WHERE article = ?1",
        "DELETE FROM tag WHERE article = ?1",
        "DELETE FROM article WHERE id = ?1",
    ] {
        change.prepare_cached(statement)?.execute(params![id])?;
    }
    Ok(())
}

/// Takes away what is known of the quotations of an article.
pub(super) fn forget_voices(change: &Connection, id: i64) -> rusqlite::Result<()> {
    for statement in [
        "DELETE FROM quotation_text WHERE rowid IN (SELECT id FROM quotation WHERE article = ?1)",
        "DELETE FROM article_voices WHERE rowid = ?1",
        "DELETE FROM quotation WHERE article = ?1",
        "UPDATE article SET heard = NULL WHERE id = ?1",
    ] {
        change.prepare_cached(statement)?.execute(params![id])?;
    }
    Ok(())
}

/// Writes down what an article says about itself, and which text it has.
fn tell(change: &Connection, id: i64, copy: i64, parcel: &Parcel) -> rusqlite::Result<()> {
    let metadata = &parcel.metadata;
    let text = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string);
    change
        .prepare_cached(
            "UPDATE article SET copy = ?2, title = ?3, byline = ?4, publication = ?5, section = ?6, date = ?7,
                day = ?8, url = ?9, language = ?10, shortfall = ?11,
                words = CASE WHEN copy = ?2 AND heard IS NOT NULL THEN words ELSE ?12 END,
                quotations = CASE WHEN copy = ?2 THEN quotations END,
                speakers = CASE WHEN copy = ?2 THEN speakers END
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            copy,
            parcel.title.as_str(),
            text(&metadata.byline),
            text(&metadata.publication),
            text(&metadata.section),
            text(&metadata.date),
            parcel.day.map(|day| day.0),
            text(&metadata.url),
            text(&metadata.language),
            metadata.shortfall.map(shortfall_name),
            whole_number(parcel.words),
        ])?;
    Ok(())
}

fn insert(
    change: &Connection,
    address: &Address,
    copy: i64,
    parcel: &Parcel,
    millis: i64,
) -> rusqlite::Result<i64> {
    let whole = match &parcel.origin {
        Origin::Part(whole, _) => Some(whole_id(change, whole)?),
        _ => None,
    };
    let metadata = &parcel.metadata;
    let text = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string);
    change
        .prepare_cached(
            "INSERT INTO article (copy, kind, place, whole, title, byline, publication, section, date, day, url,
                language, shortfall, words, added, touched)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15)",
        )?
        .execute(params![
            copy,
            address.kind,
            address.place,
            whole,
            parcel.title.as_str(),
            text(&metadata.byline),
            text(&metadata.publication),
            text(&metadata.section),
            text(&metadata.date),
            parcel.day.map(|day| day.0),
            text(&metadata.url),
            text(&metadata.language),
            metadata.shortfall.map(shortfall_name),
            whole_number(parcel.words),
            millis,
        ])?;
    Ok(change.last_insert_rowid())
}

/// The row of what an article is a part of.
fn whole_id(change: &Connection, whole: &Origin) -> rusqlite::Result<i64> {
    let address = Address::of(whole);
    let known = change
        .prepare_cached("SELECT id FROM whole WHERE kind = ?1 AND place = ?2")?
        .query_row(params![address.kind, address.place], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    change.prepare_cached("INSERT INTO whole (kind, place, name) VALUES (?1, ?2, ?3)")?.execute(params![
        address.kind,
        address.place,
        whole.short_name()
    ])?;
    Ok(change.last_insert_rowid())
}

/// Notes that an article was met somewhere with a text.
fn meet(change: &Connection, address: &Address, (id, copy): (i64, i64), millis: i64) -> rusqlite::Result<()> {
    change
        .prepare_cached(
            "INSERT INTO origin (kind, place, article, copy, seen) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (kind, place) DO UPDATE SET
                article = excluded.article, copy = excluded.copy, seen = excluded.seen
             WHERE article <> excluded.article OR copy <> excluded.copy",
        )?
        .execute(params![address.kind, address.place, id, copy, millis])?;
    change
        .prepare_cached("INSERT OR IGNORE INTO version (article, copy, seen) VALUES (?1, ?2, ?3)")?
        .execute(params![id, copy, millis])?;
    Ok(())
}

/// Brings an article back that was removed; whether it was.
fn bring_back(change: &Connection, id: i64, parcel: &Parcel) -> rusqlite::Result<bool> {
    let brought = change
        .prepare_cached("UPDATE article SET deleted = NULL WHERE id = ?1 AND deleted IS NOT NULL")?
        .execute(params![id])?;
    if brought > 0 {
        index_words(change, id, parcel)?;
        forget_voices(change, id)?;
    }
    Ok(brought > 0)
}

fn index_words(change: &Connection, id: i64, parcel: &Parcel) -> rusqlite::Result<()> {
    let byline = parcel.metadata.byline.as_deref().unwrap_or_default();
    change
        .prepare_cached(
            "INSERT OR REPLACE INTO article_text (rowid, title, byline, text) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![id, seen(&parcel.title), seen(byline), seen(&parcel.text)])?;
    Ok(())
}

fn said_by_server(change: &Connection, id: i64, parcel: &Parcel) -> rusqlite::Result<()> {
    let Some(fetched) = &parcel.fetched else { return Ok(()) };
    change
        .prepare_cached("UPDATE article SET etag = ?2, last_modified = ?3, fetched = ?4 WHERE id = ?1")?
        .execute(params![id, fetched.etag, fetched.last_modified, fetched.at])?;
    Ok(())
}
