//! Noun phrases beside a reporting verb, found without a grammar: from the verb outward, by small words, capitals
//! and role nouns.

use std::ops::Range;

use super::context::Context;
use crate::lexicon::{Function, Role};
use crate::segment::TokenKind;

/// How many tokens a phrase or an apposition may have.
pub(super) const REACH: usize = 24;

/// The phrase that begins at `first`, none of it from `ceiling` on: the subject behind an inverted verb, or the
/// first words of a sentence.
///
/// ```text
/// said [Senator Lyman Trumbull of Illinois], who        wrote [one reporter] from
/// ```
pub(super) fn phrase_at(context: &Context<'_>, first: usize, ceiling: usize) -> Option<Range<usize>> {
    let ceiling = ceiling.min(first + REACH);
    if first >= ceiling {
        return None;
    }
    if is_pronoun(&context.lower(first)) {
        return Some(first..first + 1);
    }
    let mut last = end_of_simple_phrase(context, first, ceiling);
    while let Some(longer) = with_complement(context, first, last, ceiling) {
        last = longer;
    }
    (last > first && is_phrase(context, &(first..last))).then_some(first..last)
}

/// Whether `word`, in small letters, is a pronoun that can speak.
pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "it" | "i" | "we")
}

/// Whether `word`, in small letters, is such a pronoun in any of its forms, or another that names nobody.
pub(super) fn is_any_pronoun(word: &str) -> bool {
    is_pronoun(word)
        || matches!(word, "him" | "her" | "them" | "you" | "me" | "us" | "who" | "whom" | "which")
}

/// Where the head phrase ends when the phrase at `first` only completes it: [a source close] to Sessions,
/// [the director] of the FBI, [Sara Murray] and Stephen Collinson.
pub(super) fn head_before(context: &Context<'_>, first: usize, floor: usize) -> Option<usize> {
    if first < floor + 2 {
        return None;
    }
    let joint = first - 1;
    let before = joint - 1;
    match context.function(joint) {
        Some(Function::Preposition) => {
            let names = context.word(joint) == "of" && context.is(before, TokenKind::Capitalised);
            (names || can_take_complement(context, before)).then_some(joint)
        }
        Some(Function::Conjunction) if context.word(joint) == "and" => {
            let both_names =
                context.is(first, TokenKind::Capitalised) && context.is(before, TokenKind::Capitalised);
            both_names.then_some(joint)
        }
        _ => None,
    }
}

/// Whether "of …" or "to …" behind this token belongs to it: a role noun, an institution, a name, or "close".
fn can_take_complement(context: &Context<'_>, token: usize) -> bool {
    let word = context.lower(token);
    context.lexicon.role(&word).is_some()
        || matches!(
            word.as_ref(),
            "close" | "familiar" | "member" | "members" | "one" | "some" | "many" | "most"
        )
}

/// The start of the phrase without complements that ends before `last`.
pub(super) fn simple_phrase_start(context: &Context<'_>, last: usize, floor: usize) -> usize {
    let mut first = last;
    let mut settled = last;
    let mut has_lower = false;
    while first > floor {
        let token = first - 1;
        let lower = context.lower(token);
        match context.tokens[token].kind {
            TokenKind::Capitalised if context.is_time(token) => return settled,
            TokenKind::Capitalised if is_sentence_opener(context, token, &lower) => {
                return if context.lexicon.function(&lower) == Some(Function::Determiner) {
                    token
                } else {
                    settled
                };
            }
            TokenKind::Capitalised | TokenKind::Possessive => {
                first = token;
                settled = if has_lower { settled } else { first };
            }
            TokenKind::Mark if is_name_stop(context, token) => first = token,
            TokenKind::Word => match context.lexicon.function(&lower) {
                Some(Function::Determiner) if is_conjunction_that(context, token, first, last) => {
                    return settled;
                }
                Some(Function::Determiner) => return token,
                Some(_) => return settled,
                None if context.is_cue(token) && !is_noun_here(context, token) => return settled,
                None => {
                    first = token;
                    has_lower = true;
                    if context.lexicon.role(&lower).is_some() || context.lexicon.is_title(&lower) {
                        settled = first;
                        has_lower = false;
                    }
                }
            },
            TokenKind::Number if first < last => first = token,
            TokenKind::Number | TokenKind::Mark => return settled,
        }
    }
    settled
}

/// The "that" of "he said that Trump called": it joins, and is no part of the phrase behind it.
fn is_conjunction_that(context: &Context<'_>, token: usize, first: usize, last: usize) -> bool {
    context.word(token) == "that"
        && (first == last
            || context.is(first, TokenKind::Capitalised)
            || token > 0 && context.is_cue(token - 1))
}

/// A cue form that a determiner or capital before it makes a noun: "the reports".
fn is_noun_here(context: &Context<'_>, token: usize) -> bool {
    token > 0 && context.function(token - 1) == Some(Function::Determiner)
}

/// "Then", "The", "In" at the head of a sentence are small words, whatever their capital.
fn is_sentence_opener(context: &Context<'_>, token: usize, lower: &str) -> bool {
    context.lexicon.function(lower).is_some() && context.word(token).chars().skip(1).all(char::is_lowercase)
}

/// The stop of "Mr." or of an initial inside a name.
fn is_name_stop(context: &Context<'_>, token: usize) -> bool {
    if !context.is_mark(token, '.') || token == 0 {
        return false;
    }
    let before = context.word(token - 1);
    let touches = context.tokens[token - 1].span.end == context.tokens[token].span.start;
    let is_short =
        before.chars().count() == 1 || context.lexicon.abbreviation(before).is_some() || before.contains('.');
    touches && is_short && before.starts_with(char::is_uppercase)
}

/// The end of the phrase without complements that begins at `first`.
fn end_of_simple_phrase(context: &Context<'_>, first: usize, ceiling: usize) -> usize {
    let mut last = first;
    let mut seen_name = false;
    if context.function(last) == Some(Function::Determiner) {
        last += 1;
    }
    while last < ceiling {
        match context.tokens[last].kind {
            TokenKind::Capitalised if context.is_time(last) && last > first => break,
            TokenKind::Capitalised => {
                seen_name = seen_name || !context.lexicon.is_title(&context.lower(last));
            }
            TokenKind::Possessive => seen_name = false,
            TokenKind::Mark if is_name_stop(context, last) => {}
            TokenKind::Word => {
                let lower = context.lower(last);
                let ends = context.lexicon.function(&lower).is_some()
                    || lower.ends_with("ly")
                    || context.is_cue(last);
                let is_noun = context.lexicon.role(&lower).is_some() || context.lexicon.is_title(&lower);
                let begins_bare = last == first && !is_noun;
                let joins_name = seen_name && !is_particle(&lower) && context.lexicon.role(&lower).is_none();
                let joins_holder = !is_noun && last > first && is_holder(context, last - 1);
                if ends || joins_name || begins_bare || joins_holder {
                    break;
                }
                seen_name = false;
            }
            TokenKind::Mark | TokenKind::Number => break,
        }
        last += 1;
    }
    last
}

/// Whether a noun names who holds an office, so that a word behind it which names none is a verb: the [President] took.
fn is_holder(context: &Context<'_>, token: usize) -> bool {
    matches!(context.lexicon.role(&context.lower(token)), Some(Role::Person(_)))
}

/// The end of the phrase with one more "of …" or "and …".
fn with_complement(context: &Context<'_>, first: usize, last: usize, ceiling: usize) -> Option<usize> {
    if last <= first || last + 1 >= ceiling {
        return None;
    }
    let lower = context.lower(last - 1);
    let is_person = context.is(last - 1, TokenKind::Capitalised)
        && !context.lexicon.is_body(context.word(last - 1))
        && context.lexicon.role(&lower).is_none()
        && context.function(first) != Some(Function::Determiner);
    let is_of = context.word(last) == "of" && !is_person;
    let is_and = context.word(last) == "and"
        && context.is(last - 1, TokenKind::Capitalised)
        && context.is(last + 1, TokenKind::Capitalised);
    let is_close =
        matches!(context.word(last - 1), "close" | "familiar") && matches!(context.word(last), "to" | "with");
    if !(is_of || is_and || is_close) {
        return None;
    }
    let end = end_of_simple_phrase(context, last + 1, ceiling);
    (end > last + 1).then_some(end)
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "van" | "von" | "der" | "den" | "la" | "le" | "bin" | "al" | "ibn" | "du" | "da" | "di"
    )
}

/// Whether a range of tokens can speak: it has a name, a role noun or an institution in it, or is a pronoun.
pub(super) fn is_phrase(context: &Context<'_>, range: &Range<usize>) -> bool {
    if is_span_of_time(context, range) {
        return false;
    }
    range.clone().any(|token| {
        let lower = context.lower(token);
        let is_name = context.is(token, TokenKind::Capitalised) && context.lexicon.function(&lower).is_none();
        is_name
            || context.lexicon.role(&lower).is_some()
            || is_pronoun(&lower)
            || (range.len() == 1
                && matches!(lower.as_ref(), "one" | "another" | "others" | "some" | "many" | "both"))
            || (range.len() >= 2 && token + 1 == range.end && context.is(token, TokenKind::Word))
    })
}

/// "last month", "On Friday", "that day": when, not who.
fn is_span_of_time(context: &Context<'_>, range: &Range<usize>) -> bool {
    let last = range.end.saturating_sub(1);
    let is_noun = matches!(
        context.word(last),
        "day"
            | "days"
            | "night"
            | "week"
            | "weeks"
            | "month"
            | "months"
            | "year"
            | "years"
            | "time"
            | "times"
            | "moment"
            | "morning"
            | "afternoon"
            | "evening"
            | "today"
            | "weekend"
            | "decade"
            | "century"
    );
    is_noun || context.is_time(last)
}
