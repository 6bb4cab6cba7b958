//! A query as an expression of FTS5. Nothing that was typed gets into it but as folded words in quotation marks.

use crate::library::query::{Condition, Query, Term, What};

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

/// The expression for any of `terms`; `None` where there are none.
pub(super) fn any<'t>(terms: impl Iterator<Item = &'t Term>) -> Option<String> {
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
