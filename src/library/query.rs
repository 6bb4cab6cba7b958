//! What is looked for in the library, as it is typed: words and what must be so besides.
//!
//! | typed | means |
//! |---|---|
//! | `ferry bridge` | both words, in any order |
//! | `"show me the bridge"` | these words one after the other |
//! | `bridg*` | words that begin so |
//! | `-ferry` | not this; also before a phrase, a beginning and everything below |
//! | `speaker:comey`, `speaker:"james comey"` | somebody of this name is quoted; among quotations, said it |
//! | `by:doe`, `by:"ann lee"`, `by:'ann lee'` | who wrote it |
//! | `in:herald` | where it was published, or what it is a part of |
//! | `tag:ferry` | it was given this tag |
//! | `is:unread`, `read`, `starred`, `archived`, `new` | how it stands with the reader |
//! | `has:notes`, `quotations` | what there is in it |
//! | `before:2020`, `after:2020-05-01`, `on:2020-05` | when it was published: before that began, since it began, within it |

mod typed;

use std::fmt;

use super::day::Day;
use typed::{Piece, pieces};

/// The minus of mathematics, which means the same in a query as the one of a keyboard.
pub const MINUS: char = '\u{2212}';

/// What is looked for. All of it must be so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words.
    pub terms: Vec<Term>,
    /// What must be so besides.
    pub conditions: Vec<Condition>,
}

/// A word, words one after the other, or the beginning of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words, folded; never none.
    pub words: Vec<String>,
    /// Whether the last word may go on.
    pub is_beginning: bool,
    /// Whether it must not be there.
    pub is_excluded: bool,
}

/// Something that must be so, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What.
    pub what: What,
    /// Whether it must not be so.
    pub is_excluded: bool,
}

/// What must be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Somebody with these words in the name is quoted.
    Speaker(Term),
    /// The byline has these words.
    By(Term),
    /// The publication, or what it is a part of, has this in its name.
    In(String),
    /// It has this tag.
    Tag(String),
    /// How it stands with the reader.
    Is(State),
    /// What there is in it.
    Has(Content),
    /// It was published between these days, both included.
    Dated(Day, Day),
}

/// How an article stands with the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was not read to its end.
    Unread,
    /// It was read to its end, or called read.
    Read,
    /// It has a star.
    Starred,
    /// It was put away.
    Archived,
    /// It was never opened.
    New,
}

/// What there can be in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Notes of the reader.
    Notes,
    /// Quotations.
    Quotations,
}

/// Why a query cannot be asked, in words for whoever typed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// A word stands before a colon that means nothing there.
    #[error("“{0}:” is no filter; there are {FILTERS}; to find it as words, put it in quotation marks")]
    UnknownFilter(String),
    /// Nothing stands behind the colon.
    #[error("{0}: wants {1}")]
    Wants(&'static str, &'static str),
    /// There is no end to a phrase.
    #[error("a quotation mark is not closed")]
    Open,
    /// Only the beginning of a word can be looked for.
    #[error("* stands at the end of a word, behind at least three of its letters, as in bridg*")]
    Star,
}

/// The filters, as they are told.
const FILTERS: &str = "speaker:, by:, in:, tag:, is:, has:, before:, after: and on:";

impl Query {
    /// Reads what was typed.
    ///
    /// # Errors
    /// When it makes no sense; the message says what would.
    ///
    /// ```
    /// use sayso::library::Query;
    /// let query = Query::parse("\"the bridge\" ferr* -speaker:ferris after:2020")?;
    /// assert_eq!((query.terms.len(), query.conditions.len()), (2, 2));
    /// assert!(Query::parse("after:tomorrow").is_err());
    /// # Ok::<(), sayso::library::Mistake>(())
    /// ```
    pub fn parse(typed: &str) -> Result<Self, Mistake> {
        let mut query = Self::default();
        for piece in pieces(typed)? {
            let is_excluded = piece.is_excluded;
            match &piece.filter {
                Some(name) => query
                    .conditions
                    .extend(what(name, &piece)?.into_iter().map(|what| Condition { what, is_excluded })),
                None => query.terms.extend(piece.term()?),
            }
        }
        Ok(query)
    }

    /// Whether it asks for nothing, and so for everything.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.conditions.is_empty()
    }

    /// Whether it asks who says something, or whether anybody does: what is known once the voices were found.
    pub fn asks_for_voices(&self) -> bool {
        let is_of_voices = |what: &What| matches!(what, What::Speaker(_) | What::Has(Content::Quotations));
        self.conditions.iter().any(|condition| is_of_voices(&condition.what))
    }

    /// The words that must be there.
    pub fn wanted(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| !term.is_excluded)
    }

    /// The words that must not be there.
    pub fn unwanted(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| term.is_excluded)
    }
}

/// What a filter asks for; nothing where its words have no letters.
fn what(name: &str, piece: &Piece) -> Result<Option<What>, Mistake> {
    let value = piece.words.trim();
    let day = |wants: &'static str| {
        Day::of(value).ok_or(Mistake::Wants(wants, "a date such as 2020-05-01, 2020-05 or 2020"))
    };
    let needed = |filter: &'static str, wants: &'static str| match value {
        "" => Err(Mistake::Wants(filter, wants)),
        _ => Ok(()),
    };
    Ok(Some(match name {
        "speaker" => {
            needed("speaker", "a name such as comey or \"james comey\"")?;
            return Ok(piece.plain_term()?.map(What::Speaker));
        }
        "by" => {
            needed("by", "a name such as doe")?;
            return Ok(piece.plain_term()?.map(What::By));
        }
        "in" => {
            needed("in", "a publication, or the name of a file")?;
            What::In(value.to_owned())
        }
        "tag" => {
            needed("tag", "a tag")?;
            What::Tag(value.trim_start_matches(['#', '.']).to_owned())
        }
        "is" => What::Is(state(value).ok_or(Mistake::Wants("is", "unread, read, starred, archived or new"))?),
        "has" => What::Has(content(value).ok_or(Mistake::Wants("has", "notes or quotations"))?),
        "before" => What::Dated(Day(0), Day(day("before")?.0.saturating_sub(1))),
        "after" => What::Dated(day("after")?, Day(u32::MAX)),
        "on" => What::Dated(day("on")?, day("on")?.last()),
        _ => return Err(Mistake::UnknownFilter(name.to_owned())),
    }))
}

fn state(name: &str) -> Option<State> {
    Some(match name.to_lowercase().as_str() {
        "unread" => State::Unread,
        "read" => State::Read,
        "starred" => State::Starred,
        "archived" => State::Archived,
        "new" => State::New,
        _ => return None,
    })
}

fn content(name: &str) -> Option<Content> {
    Some(match name.to_lowercase().as_str() {
        "notes" | "note" => Content::Notes,
        "quotations" | "quotation" | "quotes" => Content::Quotations,
        _ => return None,
    })
}

impl Term {
    /// The words of a name, one after the other; `None` where it has none.
    pub(super) fn of(name: &str) -> Option<Self> {
        let words: Vec<String> = super::excerpt::words(name).map(|(word, _)| word).collect();
        (!words.is_empty()).then_some(Self { words, is_beginning: false, is_excluded: false })
    }
}

impl fmt::Display for Term {
    /// As it would be typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_excluded { "-" } else { "" };
        let star = if self.is_beginning { "*" } else { "" };
        let words = self.words.join(" ");
        if self.words.len() > 1 {
            write!(f, "{sign}\"{words}\"{star}")
        } else {
            write!(f, "{sign}{words}{star}")
        }
    }
}

#[cfg(test)]
mod tests;
