//! What the reader does to articles on the shelf, each with the way back.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::keeping::forget;
use super::schema::WORDS;
use super::{Index, copies, voices};
use crate::article::SafeText;
use crate::library::Error;
use crate::library::excerpt::seen;
use crate::library::shelf::{ArticleId, Deed, Done};
use crate::span::Span;

impl Index {
    /// Does `deed` to articles, all or none.
    pub(in crate::library) fn change(
        &mut self,
        deed: &Deed,
        ids: &[ArticleId],
        millis: i64,
    ) -> Result<Done, Error> {
        self.write(|connection| {
            let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let mut articles = Vec::new();
            for id in ids {
                if done(&change, deed, *id, millis)? {
                    articles.push(*id);
                }
            }
            change.commit()?;
            Ok(Done { deed: deed.clone(), articles })
        })
    }

    /// Makes the tables of words anew from the texts that are kept.
    pub(in crate::library) fn read_words_anew(&mut self) -> Result<(), Error> {
        self.write(|connection| {
            let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            for table in WORDS {
                change.execute(&format!("INSERT INTO {table} ({table}) VALUES ('delete-all')"), ())?;
            }
            change.execute("INSERT INTO speaker_text (rowid, name) SELECT id, name FROM speaker", ())?;
            let ids: Vec<ArticleId> = change
                .prepare("SELECT id FROM article WHERE deleted IS NULL ORDER BY id")?
                .query_map((), |row| row.get(0).map(ArticleId))?
                .collect::<Result<_, _>>()?;
            for id in ids {
                index_again(&change, id)?;
            }
            change.commit()
        })
    }

    /// The articles that were removed last, all with one deed.
    pub(in crate::library) fn removed_last(&mut self) -> Result<Vec<ArticleId>, Error> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT id FROM article WHERE deleted = (SELECT max(deleted) FROM article) ORDER BY id",
                )?
                .query_map((), |row| row.get(0).map(ArticleId))?
                .collect()
        })
    }

    /// Takes away for good what was removed before `before`, with the texts that nothing else has; how many articles.
    pub(in crate::library) fn purge(&mut self, before: i64) -> Result<usize, Error> {
        self.read(|connection| {
            let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let ids: Vec<i64> = change
                .prepare_cached("SELECT id FROM article WHERE deleted < ?1")?
                .query_map(params![before], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for id in &ids {
                let copies: Vec<i64> = change
                    .prepare_cached("SELECT copy FROM version WHERE article = ?1")?
                    .query_map(params![id], |row| row.get(0))?
                    .collect::<Result<_, _>>()?;
                forget(&change, *id)?;
                for copy in copies {
                    change
                        .prepare_cached(
                            "DELETE FROM copy WHERE id = ?1
                                AND NOT EXISTS (SELECT 1 FROM version WHERE copy = ?1)
                                AND NOT EXISTS (SELECT 1 FROM article WHERE copy = ?1)",
                        )?
                        .execute(params![copy])?;
                }
            }
            change.commit()?;
            Ok(ids.len())
        })
    }
}

/// Does `deed` to one article; whether that changed anything.
fn done(change: &Connection, deed: &Deed, id: ArticleId, millis: i64) -> rusqlite::Result<bool> {
    let statement = match deed {
        Deed::Tag(name) => {
            return altered(
                change,
                "INSERT OR IGNORE INTO tag (article, name) SELECT id, ?2 FROM article WHERE id = ?1",
                (id, name),
            );
        }
        Deed::Untag(name) => {
            return altered(change, "DELETE FROM tag WHERE article = ?1 AND name = ?2", (id, name));
        }
        Deed::Star => "UPDATE article SET starred = ?2 WHERE id = ?1 AND starred IS NULL",
        Deed::Unstar => "UPDATE article SET starred = NULL WHERE id = ?1 AND starred IS NOT NULL",
        Deed::Archive => "UPDATE article SET archived = ?2 WHERE id = ?1 AND archived IS NULL",
        Deed::Unarchive => "UPDATE article SET archived = NULL WHERE id = ?1 AND archived IS NOT NULL",
        Deed::Finish => "UPDATE article SET finished = ?2 WHERE id = ?1 AND finished IS NULL",
        Deed::Unfinish => "UPDATE article SET finished = NULL WHERE id = ?1 AND finished IS NOT NULL",
        Deed::Remove => "UPDATE article SET deleted = ?2 WHERE id = ?1 AND deleted IS NULL",
        Deed::Restore => "UPDATE article SET deleted = NULL WHERE id = ?1 AND deleted IS NOT NULL",
    };
    let mut statement = change.prepare_cached(statement)?;
    let is_changed = if deed.sets_a_time() {
        statement.execute(params![id.0, millis])?
    } else {
        statement.execute(params![id.0])?
    } > 0;
    if is_changed {
        match deed {
            Deed::Remove => drop_words(change, id)?,
            Deed::Restore => index_again(change, id)?,
            _ => {}
        }
    }
    Ok(is_changed)
}

fn altered(
    change: &Connection,
    statement: &str,
    (id, name): (ArticleId, &SafeText),
) -> rusqlite::Result<bool> {
    Ok(change.prepare_cached(statement)?.execute(params![id.0, name.as_str()])? > 0)
}

/// Takes the words of a removed article out of what is searched; its quotations stay, for the case that it comes back.
fn drop_words(change: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    for statement in [
        "DELETE FROM article_text WHERE rowid = ?1",
        "DELETE FROM article_voices WHERE rowid = ?1",
        "DELETE FROM quotation_text WHERE rowid IN (SELECT id FROM quotation WHERE article = ?1)",
    ] {
        change.prepare_cached(statement)?.execute(params![id.0])?;
    }
    Ok(())
}

/// Puts the words of an article that came back into what is searched, and those of its quotations.
fn index_again(change: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    drop_words(change, id)?;
    let text = copies::current(change, id)?.map(|draft| draft.text).unwrap_or_default();
    change
        .prepare_cached(
            "INSERT INTO article_text (rowid, title, byline, text)
             SELECT id, title, coalesce(byline, ''), ?2 FROM article WHERE id = ?1",
        )?
        .execute(params![id.0, seen(&text)])?;
    let quotations: Vec<(i64, Vec<Span>, Option<String>)> = change
        .prepare_cached(
            "SELECT quotation.id, start, \"end\", pieces, speaker.name FROM quotation
             LEFT JOIN speaker ON speaker.id = quotation.speaker WHERE article = ?1",
        )?
        .query_map(params![id.0], |row| Ok((row.get(0)?, voices::pieces(row, 1)?, row.get(4)?)))?
        .collect::<Result<_, _>>()?;
    let mut names = BTreeSet::new();
    for (quotation, pieces, speaker) in &quotations {
        let words: Vec<&str> =
            pieces.iter().map(|piece| text.get(piece.start..piece.end).unwrap_or_default()).collect();
        voices::index_quotation(change, *quotation, &words.join(" "), speaker.as_deref())?;
        names.extend(speaker.as_deref());
    }
    voices::index_names(change, id, &names)
}
