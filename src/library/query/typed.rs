//! What was typed, taken apart: words, phrases, and filters with what stands behind their colon.

use super::{MINUS, Mistake, Term};
use crate::library::excerpt::words;

/// One piece of what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// Whether a minus stands before it.
    pub(super) is_excluded: bool,
    /// The name before the colon, in lower case.
    pub(super) filter: Option<String>,
    /// The words, as they were typed, without their quotation marks.
    pub(super) words: String,
    /// Whether they stood in quotation marks.
    is_quoted: bool,
    /// Whether a star stands behind them.
    has_star: bool,
}

/// The fewest letters before a star: fewer begin too many words to be worth the wait.
const LEAST: usize = 3;

impl Piece {
    /// What it looks for; nothing where it has no letters and figures.
    pub(super) fn term(&self) -> Result<Option<Term>, Mistake> {
        let words: Vec<String> = words(&self.words).map(|(word, _)| word).collect();
        let is_short = words.last().is_none_or(|last| last.chars().count() < LEAST);
        if self.has_star && is_short || (!self.is_quoted && self.words.contains('*')) {
            return Err(Mistake::Star);
        }
        let term = Term { words, is_beginning: self.has_star, is_excluded: self.is_excluded };
        Ok((!term.words.is_empty()).then_some(term))
    }

    /// The same for a filter, whose minus is its own.
    pub(super) fn plain_term(&self) -> Result<Option<Term>, Mistake> {
        Ok(self.term()?.map(|term| Term { is_excluded: false, ..term }))
    }
}

/// What was typed, piece by piece.
pub(super) fn pieces(typed: &str) -> Result<Vec<Piece>, Mistake> {
    let mut pieces = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let (piece, behind) = piece(rest)?;
        pieces.push(piece);
        rest = behind.trim_start();
    }
    Ok(pieces)
}

/// The first piece of `typed`, and what stands behind it.
fn piece(typed: &str) -> Result<(Piece, &str), Mistake> {
    let (is_excluded, typed) = match typed.strip_prefix(['-', MINUS]) {
        Some(rest) if rest.starts_with(|c: char| !c.is_whitespace() && c != '-') => (true, rest),
        _ => (false, typed),
    };
    let (filter, value) = filter(typed);
    let phrase = value.strip_prefix(is_mark);
    // A shell leaves the other marks where a whole query stands in these.
    let single = value.strip_prefix('\'').filter(|_| filter.is_some()).and_then(|rest| rest.split_once('\''));
    let (words, is_quoted, rest) = if let Some(phrase) = phrase {
        let (words, rest) = phrase.split_once(is_mark).ok_or(Mistake::Open)?;
        (words, true, rest)
    } else if let Some((words, rest)) = single {
        (words, true, rest)
    } else {
        let end = value.find(char::is_whitespace).unwrap_or(value.len());
        let (words, rest) = value.split_at(end);
        (words, false, rest)
    };
    let (words, has_star, rest) = match (is_quoted, words.strip_suffix('*'), rest.strip_prefix('*')) {
        (true, _, Some(rest)) => (words, true, rest),
        (false, Some(words), _) => (words, true, rest),
        _ => (words, false, rest),
    };
    Ok((Piece { is_excluded, filter, words: words.to_owned(), is_quoted, has_star }, rest))
}

/// The name of a filter and what stands behind its colon. A time of day and an address have colons too, and are words.
fn filter(typed: &str) -> (Option<String>, &str) {
    let Some((name, value)) = typed.split_once(':') else { return (None, typed) };
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic());
    let is_address = value.starts_with("//");
    if is_name && !is_address { (Some(name.to_ascii_lowercase()), value) } else { (None, typed) }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
