//! Rows of a table of words that have some of them, the best or the last ones first, among the articles that are asked for.

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::asked::{Asked, list, quotations_of};
use super::whole_number;

/// A table of words, and which of its rows may be found.
#[derive(Debug)]
pub(super) struct Ranking {
    table: &'static str,
    kept: Kept,
}

/// Which rows may be found.
#[derive(Debug)]
enum Kept {
    All,
    /// Those that are asked for, by the row's own name.
    Rows(Asked),
    /// Quotations of the articles that are asked for.
    Of(Asked),
}

/// The last rows with some words.
#[derive(Debug)]
pub(super) struct Newest {
    /// Their names.
    pub(super) ids: Vec<i64>,
    /// Whether there may be more.
    pub(super) is_cut: bool,
}

/// The quotations of no more articles than these are gathered beforehand; else each that has the words tells its article.
const GATHERED: usize = 8_000;
/// So many quotations tell their article, and more only until as many are found as are wanted: each costs about as much as
/// ten that are found by their words alone.
const LOOKED: usize = 10_000;

impl Ranking {
    /// Among the articles that are `asked` for, by their words, or those of their voices.
    pub(super) fn of_articles(table: &'static str, asked: Asked) -> Self {
        let kept = if asked.is_all() { Kept::All } else { Kept::Rows(asked) };
        Self { table, kept }
    }

    /// Among the quotations of the articles that are `asked` for.
    pub(super) fn of_quotations(connection: &Connection, asked: Asked) -> rusqlite::Result<Self> {
        let kept = match asked.some() {
            _ if asked.is_all() => Kept::All,
            Some(some) if some.len() <= GATHERED => {
                Kept::Rows(Asked::only(quotations_of(connection, &some)?))
            }
            _ => Kept::Of(asked),
        };
        Ok(Self { table: "quotation_text", kept })
    }

    /// The table.
    pub(super) fn table(&self) -> &'static str {
        self.table
    }

    /// Up to `most` rows with the words of an expression, the last ones first. `wanted` of them are found if they are there;
    /// where finding more takes long, it may end before it has all.
    pub(super) fn newest(
        &self,
        connection: &Connection,
        words: &str,
        wanted: usize,
        most: usize,
    ) -> rusqlite::Result<Newest> {
        let table = self.table;
        let (asked, column, join) = match &self.kept {
            Kept::All => (None, format!("{table}.rowid"), ""),
            Kept::Rows(asked) => (Some(asked), format!("{table}.rowid"), ""),
            Kept::Of(asked) => {
                let join = " CROSS JOIN quotation ON quotation.id = quotation_text.rowid";
                (Some(asked), "quotation.article".to_owned(), join)
            }
        };
        let sql = format!(
            "SELECT {table}.rowid, {column} FROM {table}{join} WHERE {table} MATCH ?1 ORDER BY {table}.rowid DESC"
        );
        let mut query = connection.prepare_cached(&sql)?;
        let mut rows = query.query(params![words])?;
        let is_slow = matches!(self.kept, Kept::Of(_));
        let (mut ids, mut looked) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            looked += 1;
            if ids.len() >= most || (is_slow && looked > LOOKED && ids.len() >= wanted) {
                return Ok(Newest { ids, is_cut: true });
            }
            let is_kept = match asked {
                Some(asked) => asked.has(row.get(1)?),
                None => true,
            };
            if is_kept {
                ids.push(row.get(0)?);
            }
        }
        Ok(Newest { ids, is_cut: false })
    }

    /// The best `limit` of `ids`, which are all rows with the words of an expression that may be found. Each column counts
    /// as much as its weight says.
    pub(super) fn best(
        &self,
        connection: &Connection,
        (words, weights): (&str, &str),
        ids: &[i64],
        limit: usize,
    ) -> rusqlite::Result<Vec<i64>> {
        let table = self.table;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut values = vec![Value::from(words.to_owned())];
        // The plus keeps SQLite from looking the words up for each row anew.
        let among = match self.kept {
            Kept::All => String::new(),
            Kept::Rows(_) | Kept::Of(_) => {
                values.push(list(ids.iter().copied()));
                format!(" AND +{table}.rowid IN (SELECT value FROM json_each(?))")
            }
        };
        values.push(Value::from(whole_number(limit)));
        let sql = format!(
            "SELECT rowid FROM {table} WHERE {table} MATCH ?{among} ORDER BY bm25({table}, {weights}) LIMIT ?"
        );
        let mut query = connection.prepare_cached(&sql)?;
        query.query_map(params_from_iter(&values), |row| row.get(0))?.collect()
    }
}
