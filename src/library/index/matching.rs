//! A query as SQL and as an expression of FTS5. Nothing that was typed gets into either but as a value, or as folded words
//! in quotation marks.

use rusqlite::types::Value;

use crate::library::query::{Condition, Content, Query, State, Term, What};
use crate::library::shelf::ArticleId;

/// Conditions on an article, all of which must hold, with the values of their question marks.
#[derive(Clone, Debug, Default)]
pub(super) struct Matching {
    /// Where [`ID`] stands, the name of the article belongs.
    sql: Vec<String>,
    values: Vec<Value>,
    /// Whether they are about more than the name, so that the row called `article` must be there.
    needs_row: bool,
}

/// Stands for the name of the article in a condition. It is asked about row by row: the sets that it is looked for in are
/// made once, and most of what asks has its rows in order already.
const ID: &str = "{id}";

impl Matching {
    /// What `query` asks of an article besides its words. `noted` are the articles with notes.
    pub(super) fn of(query: &Query, noted: &[ArticleId]) -> Self {
        let mut matching = Self::default();
        for condition in &query.conditions {
            matching.add(condition, noted);
        }
        matching
    }

    /// The same without the speakers, which are asked of a quotation.
    pub(super) fn without_speakers(query: &Query, noted: &[ArticleId]) -> Self {
        let mut matching = Self::default();
        for condition in
            query.conditions.iter().filter(|condition| !matches!(condition.what, What::Speaker(_)))
        {
            matching.add(condition, noted);
        }
        matching
    }

    /// What `query` asks of the row called `quotation`.
    pub(super) fn speakers(query: &Query) -> Self {
        let mut matching = Self::default();
        for condition in &query.conditions {
            if let What::Speaker(term) = &condition.what {
                let sql = "quotation.speaker IN (SELECT rowid FROM speaker_text WHERE speaker_text MATCH ?)";
                matching.push(sql, [expression(term).into()], condition.is_excluded);
            }
        }
        matching
    }

    /// Whether the row called `article` is asked about.
    pub(super) fn needs_row(&self) -> bool {
        self.needs_row
    }

    /// Whether nothing is asked.
    pub(super) fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }

    /// Another condition.
    pub(super) fn push(&mut self, sql: &str, values: impl IntoIterator<Item = Value>, is_excluded: bool) {
        self.sql.push(if is_excluded { format!("(({sql}) IS NOT TRUE)") } else { format!("({sql})") });
        self.values.extend(values);
    }

    fn push_of_row(&mut self, sql: &str, is_excluded: bool) {
        self.needs_row = true;
        self.push(sql, [], is_excluded);
    }

    /// The words that an article must have, as one more condition.
    pub(super) fn push_words(&mut self, query: &Query) {
        let has = "{id} IN (SELECT rowid FROM article_text WHERE article_text MATCH ?)";
        if let Some(words) = words(query) {
            self.push(has, [words.into()], false);
        } else if let Some(unwanted) = any(query.unwanted()) {
            self.push(has, [unwanted.into()], true);
        }
    }

    /// All conditions, with `first` before them, on the row called `article`.
    pub(super) fn and(self, first: &str) -> (String, Vec<Value>) {
        self.and_of("article.id", first)
    }

    /// The same on the article whose name stands in the column `id`.
    pub(super) fn and_of(self, id: &str, first: &str) -> (String, Vec<Value>) {
        let id = format!("+{id}");
        let all = self.sql.into_iter().map(|sql| sql.replace(ID, &id));
        (std::iter::once(first.to_owned()).chain(all).collect::<Vec<_>>().join(" AND "), self.values)
    }

    fn add(&mut self, condition: &Condition, noted: &[ArticleId]) {
        let is_excluded = condition.is_excluded;
        let like = |name: &String| Value::from(format!("%{}%", escaped(name)));
        match &condition.what {
            What::Speaker(term) => self.push(
                "{id} IN (SELECT rowid FROM article_voices WHERE article_voices MATCH ?)",
                [expression(term).into()],
                is_excluded,
            ),
            What::By(term) => self.push(
                "{id} IN (SELECT rowid FROM article_text WHERE article_text MATCH ?)",
                [format!("byline : {}", expression(term)).into()],
                is_excluded,
            ),
            What::In(name) => self.push(
                "{id} IN (SELECT placed.id FROM article AS placed
                    WHERE placed.publication LIKE ? ESCAPE '\\' OR placed.section LIKE ? ESCAPE '\\'
                        OR placed.whole IN (SELECT whole.id FROM whole WHERE name LIKE ? ESCAPE '\\'))",
                [like(name), like(name), like(name)],
                is_excluded,
            ),
            What::Tag(name) => self.push(
                "{id} IN (SELECT article FROM tag WHERE name = ?)",
                [Value::from(name.clone())],
                is_excluded,
            ),
            What::Is(State::Starred) => self.push(
                "{id} IN (SELECT kept.id FROM article AS kept WHERE kept.starred IS NOT NULL)",
                [],
                is_excluded,
            ),
            What::Is(State::Archived) => self.push(
                "{id} IN (SELECT kept.id FROM article AS kept WHERE kept.archived IS NOT NULL)",
                [],
                is_excluded,
            ),
            What::Is(State::Unread) => self.push_of_row("article.finished IS NULL", is_excluded),
            What::Is(State::Read) => self.push_of_row("article.finished IS NOT NULL", is_excluded),
            What::Is(State::New) => self.push_of_row("article.opened IS NULL", is_excluded),
            What::Has(Content::Quotations) => self.push_of_row("article.quotations > 0", is_excluded),
            What::Has(Content::Notes) => {
                self.push("{id} IN (SELECT value FROM json_each(?))", [list(noted)], is_excluded);
            }
            What::Dated(first, last) => self.push(
                "EXISTS (SELECT 1 FROM article AS dated INDEXED BY article_when
                    WHERE dated.id = {id} AND dated.day BETWEEN ? AND ?)",
                [i64::from(first.0).into(), i64::from(last.0).into()],
                is_excluded,
            ),
        }
    }
}

/// The names of articles as a JSON array.
pub(super) fn list(ids: &[ArticleId]) -> Value {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    Value::from(format!("[{}]", ids.join(",")))
}

/// What stands for itself in a pattern of LIKE.
fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Whether nearly every article has this folded word.
pub(super) fn is_everywhere(word: &str) -> bool {
    EVERYWHERE.contains(&word)
}

/// Words that nearly every article has: they do not tell articles apart, and finding all of them takes long. Where other
/// words are looked for, these are not; within a phrase they count.
const EVERYWHERE: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "he", "in",
    "is", "it", "its", "of", "on", "or", "said", "that", "the", "their", "they", "this", "to", "was", "were",
    "which", "who", "will", "with",
];

/// The expression for the words of `query`; `None` where none must be there.
pub(super) fn words(query: &Query) -> Option<String> {
    let wanted = wanted(query)?;
    Some(match any(query.unwanted()) {
        Some(unwanted) => format!("({wanted}) NOT ({unwanted})"),
        None => wanted,
    })
}

/// The expression for those that must be there.
fn wanted(query: &Query) -> Option<String> {
    let is_everywhere = |term: &&Term| match term.words.as_slice() {
        [word] => !term.is_beginning && EVERYWHERE.contains(&word.as_str()),
        _ => false,
    };
    let telling: Vec<&Term> = query.wanted().filter(|term| !is_everywhere(term)).collect();
    let wanted = if telling.is_empty() { query.wanted().collect() } else { telling };
    if wanted.is_empty() {
        return None;
    }
    Some(wanted.into_iter().map(expression).collect::<Vec<_>>().join(" AND "))
}

/// Whether the words of `query` tell articles apart, so that how often they stand in one says something. Phrases with words
/// that are everywhere take long to count, and whoever looks for one knows what it is in.
pub(super) fn is_telling(query: &Query) -> bool {
    let is_everywhere = |word: &String| EVERYWHERE.contains(&word.as_str());
    let is_rare = |term: &Term| !term.words.iter().any(is_everywhere);
    query.wanted().any(is_rare) && query.wanted().all(|term| term.words.len() == 1 || is_rare(term))
}

/// The expression for the quotations that have the words of `query` and are by its speakers; `None` where it asks for
/// neither.
pub(super) fn said(query: &Query) -> Option<String> {
    let in_text = |words: String| format!("text : ({words})");
    let words = wanted(query).map(in_text);
    let named = |is_excluded: bool| {
        query.conditions.iter().filter(move |condition| condition.is_excluded == is_excluded).filter_map(
            |condition| match &condition.what {
                What::Speaker(term) => Some(format!("speaker : {}", expression(term))),
                _ => None,
            },
        )
    };
    let wanted: Vec<String> = words.into_iter().chain(named(false)).collect();
    if wanted.is_empty() {
        return None;
    }
    let unwanted: Vec<String> = any(query.unwanted()).map(in_text).into_iter().chain(named(true)).collect();
    let wanted = wanted.join(" AND ");
    Some(if unwanted.is_empty() { wanted } else { format!("({wanted}) NOT ({})", unwanted.join(" OR ")) })
}

/// The speaker that is asked for, where nothing else is.
pub(super) fn only_speaker(query: &Query) -> Option<String> {
    match (query.terms.as_slice(), query.conditions.as_slice()) {
        ([], [Condition { what: What::Speaker(term), is_excluded: false }]) => Some(expression(term)),
        _ => None,
    }
}

fn any<'t>(terms: impl Iterator<Item = &'t Term>) -> Option<String> {
    let terms: Vec<String> = terms.map(expression).collect();
    (!terms.is_empty()).then(|| terms.join(" OR "))
}

/// One term. Folded words have only letters and figures, so nothing in them ends the marks.
pub(super) fn expression(term: &Term) -> String {
    match term.words.as_slice() {
        [short] if term.is_beginning && short.len() == INDEXED - 1 && short.is_ascii() => beginnings(short),
        words if term.is_beginning => format!("\"{}\" *", words.join(" ")),
        words => format!("\"{}\"", words.join(" ")),
    }
}

/// So many letters at the beginning of words have an index of their own.
const INDEXED: usize = 4;

/// A beginning that is one letter shorter, as the longer ones that it is made of: these are read as far as they are
/// wanted, where all words with the shorter one would be gathered first.
fn beginnings(short: &str) -> String {
    let longer = ('0'..='9').chain('a'..='z').map(|next| format!(" OR \"{short}{next}\" *"));
    format!("(\"{short}\"{})", longer.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_beginning_is_all_longer_ones() {
        let short = words(&Query::parse("har*").unwrap()).unwrap();
        assert!(
            short.starts_with("(\"har\" OR \"har0\" * OR ") && short.ends_with(" OR \"harz\" *)"),
            "{short}"
        );
    }

    #[test]
    fn words_become_an_expression() {
        for (typed, expected) in [
            ("ferry bridge", Some("\"ferry\" AND \"bridge\"")),
            ("the ferry", Some("\"ferry\"")),
            ("the of", Some("\"the\" AND \"of\"")),
            (
                "\"the ferry\" brid* -x -\"y z\"",
                Some("(\"the ferry\" AND \"brid\" *) NOT (\"x\" OR \"y z\")"),
            ),
            ("harb*", Some("\"harb\" *")),
            ("-x", None),
            ("is:new", None),
        ] {
            assert_eq!(words(&Query::parse(typed).unwrap()).as_deref(), expected, "{typed}");
        }
    }
}
