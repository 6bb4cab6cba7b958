//! What the tagger reads: sentences as rows of units, with words in marks as one unit each.

use std::borrow::Cow;
use std::ops::Range;

use super::super::context::Context;
use super::super::noun_phrase::is_any_pronoun;
use super::cues::Cues;
use crate::lexicon::{Proper, Role};
use crate::segment::TokenKind;
use crate::span::Span;

/// A token, or a stretch of words in marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its bytes.
    pub span: Span,
    /// Its first token, and the one behind its last.
    pub tokens: (usize, usize),
    /// Names its word.
    pub word: u32,
    /// Names the class of its word: the word itself for small words.
    pub class: u32,
    /// Names its last letters.
    pub ending: u32,
    /// The class of its tense or kind, where it may be a cue; 0 where it may not.
    pub cue: u32,
    /// How often its word is a cue: 0 to 9.
    pub prior: u32,
    /// What it is, broadly.
    pub sort: Sort,
}

/// What a unit is, broadly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A word or figure.
    Word,
    /// Punctuation.
    Mark,
    /// Words in marks.
    Quoted,
}

/// A row of units and the sentence each is in.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// In order of the text.
    pub units: Vec<Unit>,
    /// The number of each one's sentence, counted from the block's start; words in marks take the sentence they begin.
    pub sentences: Vec<usize>,
}

/// The units of one block, words in marks as one each.
pub(super) fn row(context: &Context<'_>, block: Span, cues: &Cues) -> Row {
    row_of(
        context,
        block,
        |token| {
            let place = context.tokens[token].span.start;
            let end = context.end_of_quoted(place).filter(|_| is_opening(context.word(token)))?;
            Some(quotation(context, token..context.token_from(end).max(token + 1)))
        },
        cues,
    )
}

/// The units of words in marks, as if there were no marks.
pub(super) fn plain_row(context: &Context<'_>, words: Span, cues: &Cues) -> Row {
    row_of(context, words, |_| None, cues)
}

fn row_of(context: &Context<'_>, within: Span, quoted: impl Fn(usize) -> Option<Unit>, cues: &Cues) -> Row {
    let mut row = Row::default();
    let tokens = context.tokens_in(within);
    let mut sentence = 0;
    let mut ends = context.sentence_at(within.start).end;
    let mut token = tokens.start;
    while token < tokens.end {
        let span = context.tokens[token].span;
        if span.start >= ends {
            sentence += 1;
            ends = context.sentence_at(span.start).end.max(span.end);
        }
        let unit = quoted(token).unwrap_or_else(|| word(context, token, cues));
        token = unit.tokens.1;
        if unit.sort == Sort::Quoted {
            // The sentence that goes on behind the marks is the one the marks are in.
            ends = ends.max(context.sentence_at(unit.span.end.saturating_sub(1)).end);
        }
        row.units.push(unit);
        row.sentences.push(sentence);
    }
    row
}

fn is_opening(word: &str) -> bool {
    matches!(word, "“" | "\"" | "‘" | "'" | "«" | "„" | "`")
}

/// Names a word (FNV-1a).
pub(super) const fn name(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

fn quotation(context: &Context<'_>, tokens: Range<usize>) -> Unit {
    let span = context.span(&tokens);
    let words = tokens.clone().filter(|&token| context.tokens[token].kind != TokenKind::Mark).count();
    let size = match words {
        0 | 1 => "1",
        2 | 3 => "3",
        4..=6 => "6",
        7..=12 => "12",
        _ => "more",
    };
    let inside = span.of(context.text).trim_matches(['“', '”', '"', '‘', '’', '\'', '«', '»', '`', ' ']);
    let ending = match inside.chars().last() {
        Some(',') => ",",
        Some('.' | '!' | '?' | '…') => ".",
        Some('-' | '—' | '–') => "-",
        _ => "",
    };
    let is_large = inside.starts_with(char::is_uppercase);
    let case = if is_large { "Q" } else { "q" };
    Unit {
        span,
        tokens: (tokens.start, tokens.end),
        word: name(&format!("“{case}{size}{ending}")),
        class: name(&format!("“{case}{ending}{}", if words > 3 { "+" } else { "" })),
        ending: name(size),
        cue: 0,
        prior: 0,
        sort: Sort::Quoted,
    }
}

fn word(context: &Context<'_>, token: usize, cues: &Cues) -> Unit {
    let Some(&this) = context.tokens.get(token) else { unreachable!("asked for a token that is there") };
    let lower = plain(context.lower(token));
    let (class, sort) = match this.kind {
        TokenKind::Mark => (name(mark(&lower)), Sort::Mark),
        TokenKind::Number => (name("#"), Sort::Word),
        TokenKind::Possessive => (name("’s"), Sort::Word),
        TokenKind::Capitalised | TokenKind::Word => (class(context, token, &lower, cues), Sort::Word),
    };
    let prior = if sort == Sort::Word { cues.prior(&lower) } else { 0 };
    let last = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let ending = lower.get(last..).unwrap_or_default();
    let capital = if this.kind == TokenKind::Capitalised { "A" } else { "a" };
    let ending = mix(name(ending), name(capital));
    let cue = if prior > 0 { name(form(&lower)) } else { 0 };
    let word = if this.kind == TokenKind::Number { name("#") } else { name(&lower) };
    Unit { span: this.span, tokens: (token, token + 1), word, class, ending, cue, prior, sort }
}

/// With straight apostrophes.
fn plain(lower: Cow<'_, str>) -> Cow<'_, str> {
    if lower.contains('’') { Cow::Owned(lower.replace('’', "'")) } else { lower }
}

fn mark(word: &str) -> &str {
    match word {
        "“" | "”" | "\"" => "\"",
        "‘" | "’" | "'" => "'",
        "–" | "—" => "—",
        other => other,
    }
}

/// The class of a word that is no figure.
fn class(context: &Context<'_>, token: usize, lower: &str, cues: &Cues) -> u32 {
    let lexicon = context.lexicon;
    if context.function(token).is_some() || is_any_pronoun(lower) || is_small(lower) {
        return name(lower);
    }
    if lower.ends_with("n't") {
        return name("n't");
    }
    if let Some((stem, _)) = lower.split_once('\'')
        && (is_any_pronoun(stem) || is_small(stem))
    {
        return name(stem);
    }
    let word = context.word(token);
    if context.is(token, TokenKind::Capitalised) {
        return name(match lexicon.proper(word) {
            Some(Proper::Time) => "Time",
            Some(Proper::Place) => "Place",
            Some(Proper::People) => "People",
            None if lexicon.is_title(lower) => "Title",
            None if lexicon.given_name(word).is_some() => "Given",
            None if lexicon.is_body(word) => "Body",
            None if lexicon.role(lower).is_some() => "Role",
            None => "Name",
        });
    }
    if cues.prior(lower) > 2 {
        return mix(name("cue"), name(form(lower)));
    }
    if let Some(role) = lexicon.role(lower) {
        let plural = if lexicon.is_plural_role(lower) { "s" } else { "" };
        let role = match role {
            Role::Person(_) => "person",
            Role::Anonymous => "anonymous",
            Role::Body => "body",
        };
        return mix(name(role), name(plural));
    }
    mix(name("word"), name(form(lower)))
}

/// The other small words whose own selves matter.
fn is_small(lower: &str) -> bool {
    matches!(
        lower,
        "that"
            | "if"
            | "whether"
            | "as"
            | "while"
            | "because"
            | "you"
            | "me"
            | "us"
            | "who"
            | "what"
            | "when"
            | "where"
            | "why"
            | "how"
            | "to"
            | "not"
            | "than"
            | "then"
            | "there"
            | "so"
            | "though"
            | "although"
            | "since"
            | "until"
            | "according"
            | "reporters"
            | "himself"
            | "herself"
            | "themselves"
            | "itself"
    )
}

/// How a word ends, which tells much of what it is.
fn form(lower: &str) -> &'static str {
    const FORMS: [&str; 22] = [
        "ing", "ed", "tion", "sion", "ment", "ness", "ity", "ly", "al", "ous", "ive", "ful", "able", "ible",
        "ic", "ist", "ism", "ers", "er", "ies", "ss", "s",
    ];
    FORMS.iter().find(|form| lower.ends_with(**form)).copied().unwrap_or("")
}

/// Names the pair of two names.
pub(super) fn mix(one: u32, other: u32) -> u32 {
    let mixed = (one ^ other.rotate_left(15)).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}
