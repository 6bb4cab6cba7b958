//! Words in marks that are a title: of a book, a song, an event.

use super::context::Context;
use super::report::{Frame, last_of, report_behind};
use crate::quotation::Passage;
use crate::segment::TokenKind;

/// How many tokens may stand between a verb that names and the name: dubbed the mayor “Slippery Paul”.
const NAMED: usize = 5;

/// The title of a work or an event: its words are capitalised, and it is named, or nobody reports beside it.
/// A dictionary called “Respectfully Quoted”. But not: he called it “a farce”; “Black Lives Matter,” they chanted.
pub(super) fn is_title(context: &Context<'_>, passage: &Passage, whole: &Frame) -> bool {
    let capitals = capitals(context, passage);
    let ends_as_speech = context
        .tokens_in(passage.hull())
        .rev()
        .nth(1)
        .is_some_and(|token| matches!(context.word(token), "!" | "?"));
    let put_on_somebody = last_of(&whole.lead)
        .rev()
        .skip(1)
        .take(NAMED)
        .any(|token| context.is_cue(token) && only_names(context.word(token)));
    let reported = report_behind(context, &whole.tail).is_some()
        || put_on_somebody
        || before(whole).is_some_and(|before| {
            context.is_mark(before, ':') || context.is_mark(before, ',') || context.is_cue(before)
        });
    is_named_title(context, passage, whole) || (capitals >= 2 && !reported && !ends_as_speech)
}

/// A title that the words before it announce, whoever reports beside it: the book “The Lost Room”, on CBS’s “Face the
/// Nation,” in “The Art of the Deal”.
pub(super) fn is_named_title(context: &Context<'_>, passage: &Passage, whole: &Frame) -> bool {
    let Some(before) = before(whole) else {
        return false;
    };
    match capitals(context, passage) {
        0 => false,
        1 => names_a_title(context, before),
        _ => names_a_title(context, before) || has_titles(context, before),
    }
}

/// Whether the word before says that a name follows: called “The Lost Room”.
pub(super) fn is_called(context: &Context<'_>, whole: &Frame) -> bool {
    let word = before(whole).map_or("", |before| context.word(before));
    matches!(word, "called" | "titled" | "entitled" | "named" | "headlined")
}

/// "CBS’s", "on", "in": a name of more than one word in marks is one of theirs.
fn has_titles(context: &Context<'_>, before: usize) -> bool {
    let is_name = |token: usize| context.is(token, TokenKind::Capitalised);
    let owner = before.checked_sub(1).is_some_and(is_name);
    let is_owned = context.is(before, TokenKind::Possessive)
        || context.word(before) == "’"
        || context.is_mark(before, '\'');
    is_owned && owner || matches!(context.word(before), "on" | "in")
}

/// How many of the words are capitalised, if all the longer ones are; else none.
fn capitals(context: &Context<'_>, passage: &Passage) -> usize {
    if passage.style.is_none() || passage.spans.len() > 1 {
        return 0;
    }
    let words = context.tokens_in(passage.hull()).filter(|&token| !context.is(token, TokenKind::Mark));
    let long = |token: &usize| context.word(*token).chars().count() > 3;
    let stands_out =
        |&token: &usize| context.is(token, TokenKind::Capitalised) || context.is(token, TokenKind::Number);
    let is_capitalised = words.clone().filter(long).all(|token| stands_out(&token));
    let capitals = words.filter(stands_out).count();
    if is_capitalised { capitals } else { 0 }
}

/// The token right before the marks.
fn before(whole: &Frame) -> Option<usize> {
    whole.lead.end.checked_sub(1).filter(|before| *before >= whole.lead.start)
}

/// "called", "titled", "as", "the book": a title follows.
fn names_a_title(context: &Context<'_>, before: usize) -> bool {
    let word = if context.is_mark(before, ',') {
        before.checked_sub(1).map_or("", |token| context.word(token))
    } else {
        context.word(before)
    };
    matches!(word, "called" | "titled" | "entitled" | "named" | "headlined" | "as")
        || context.lexicon.is_work(word)
}

/// Verbs that put a name on somebody rather than report a clause.
pub(super) fn only_names(verb: &str) -> bool {
    [
        "call",
        "describ",
        "label",
        "dub",
        "brand",
        "liken",
        "compar",
        "dismiss",
        "character",
        "blast",
        "slam",
        "mock",
    ]
    .iter()
    .any(|stem| verb.starts_with(stem))
}
