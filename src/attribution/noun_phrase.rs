//! Noun phrases beside a reporting verb, found without a grammar: from the verb outward, by small words, capitals
//! and role nouns.

use std::ops::Range;

use super::context::Context;
use crate::lexicon::Function;
use crate::segment::TokenKind;

/// How many tokens a phrase or an apposition may have.
const REACH: usize = 24;
/// How many tokens a remark in brackets may have.
const BRACKET: usize = 12;

/// The phrase that is the subject of the verb at `verb`, none of it before `floor`.
///
/// ```text
/// [the deposed FBI director] said        [Comey], fired in May, said        [a source close to Sessions] told
/// ```
/// Must stay silent on "In May said", where no phrase stands before the verb.
pub(super) fn subject_before(context: &Context<'_>, verb: usize, floor: usize) -> Option<Range<usize>> {
    let mut last = verb;
    while last > floor {
        match words_between(context, last) {
            0 => break,
            words => last = last.saturating_sub(words).max(floor),
        }
    }
    if is_passive(context, verb, last) {
        return None;
    }
    if let Some(seen) = seen_telling(context, verb, last, floor) {
        return Some(seen);
    }
    last = before_bracket(context, last, floor);
    last = before_relative(context, last, floor);
    if last > floor && context.is_mark(last - 1, ',') {
        last = before_apposition(context, last - 1, floor)?;
        last = before_bracket(context, last, floor);
    }
    let first = first_of_phrase(context, last, floor)?;
    is_phrase(context, &(first..last)).then_some(first..last)
}

/// Whether a verb is passive: its subject is not who speaks.
pub(super) fn is_passive_verb(context: &Context<'_>, verb: usize, floor: usize) -> bool {
    let mut last = verb;
    while last > floor && is_between(context, last - 1) {
        last -= 1;
    }
    is_passive(context, verb, last)
}

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

/// Whether `word`, in small letters, is such a pronoun in any of its forms.
pub(super) fn is_any_pronoun(word: &str) -> bool {
    is_pronoun(word) || matches!(word, "him" | "her" | "them")
}

/// Words between a subject and its verb: "also", "has", "later", "angrily".
fn is_between(context: &Context<'_>, token: usize) -> bool {
    context.is(token, TokenKind::Word)
        && (context.lexicon.is_adverb(context.word(token))
            || context.function(token) == Some(Function::Auxiliary))
}

/// How many of the tokens before `last` stand between a subject and its verb: "also", "on Friday", "later".
fn words_between(context: &Context<'_>, last: usize) -> usize {
    let before = last - 1;
    if is_between(context, before) {
        return 1;
    }
    if !context.is_time(before) {
        return 0;
    }
    let leads = before
        .checked_sub(1)
        .is_some_and(|lead| matches!(context.word(lead), "on" | "last" | "this" | "late" | "early"));
    1 + usize::from(leads)
}

/// Legend has [him] telling: the object of the verb before is the one who tells.
fn seen_telling(context: &Context<'_>, verb: usize, last: usize, floor: usize) -> Option<Range<usize>> {
    let before = last.checked_sub(1).filter(|before| *before >= floor)?;
    let is_object = matches!(context.word(before), "him" | "her" | "them");
    (is_object && context.word(verb).ends_with("ing")).then_some(before..last)
}

/// Steps over brackets: McCarthy [(R-Calif.)] said.
fn before_bracket(context: &Context<'_>, last: usize, floor: usize) -> usize {
    if last <= floor || !context.is_mark(last - 1, ')') {
        return last;
    }
    let earliest = floor.max(last.saturating_sub(BRACKET));
    let opening = (earliest..last).rev().find(|&token| context.is_mark(token, '('));
    opening.filter(|&opening| opening > floor).unwrap_or(last)
}

/// The subject of a passive verb is not who speaks: she [was told], the lecture [was called].
fn is_passive(context: &Context<'_>, verb: usize, first_between: usize) -> bool {
    let has_be = (first_between..verb).any(|token| {
        matches!(
            context.word(token),
            "was" | "were" | "is" | "are" | "been" | "be" | "being"
        )
    });
    has_be && !context.word(verb).ends_with("ing")
}

/// Steps over "who" or "that": the man [who] said, a memo [that] said.
fn before_relative(context: &Context<'_>, last: usize, floor: usize) -> usize {
    if last <= floor {
        return last;
    }
    let is_relative = match context.word(last - 1) {
        "who" | "which" => true,
        "that" => {
            last >= 2 && (context.is(last - 2, TokenKind::Word) && context.function(last - 2).is_none())
        }
        _ => false,
    };
    match (is_relative, last >= floor + 2 && context.is_mark(last - 2, ',')) {
        (true, true) => last - 2,
        (true, false) => last - 1,
        (false, _) => last,
    }
}

/// Steps over what stands between two commas before the verb: Comey[, fired in May,] said · Moore[, R-Ohio, chairman
/// of the panel,] said.
fn before_apposition(context: &Context<'_>, closing_comma: usize, floor: usize) -> Option<usize> {
    let comma_before = |closing: usize| {
        let earliest = floor.max(closing.saturating_sub(REACH));
        (earliest..closing)
            .rev()
            .find(|&token| context.is_mark(token, ','))
            .filter(|&comma| comma > floor)
    };
    let opening = comma_before(closing_comma)?;
    let outer =
        comma_before(opening).filter(|outer| opening - outer <= 4 && is_place_tag(context, outer + 1));
    Some(outer.unwrap_or(opening))
}

/// A state or a party with a state: "Ohio", "R-Ohio", "D-Va."
fn is_place_tag(context: &Context<'_>, token: usize) -> bool {
    let word = context.word(token);
    context.lexicon.proper(word).is_some() || word.starts_with("R-") || word.starts_with("D-")
}

/// Walks left from `last` to where the phrase begins.
fn first_of_phrase(context: &Context<'_>, last: usize, floor: usize) -> Option<usize> {
    let floor = floor.max(last.saturating_sub(REACH));
    if last > floor && is_pronoun(&context.lower(last - 1)) {
        return Some(last - 1);
    }
    let mut first = simple_phrase_start(context, last, floor);
    loop {
        if first == last {
            return None;
        }
        match head_before(context, first, floor) {
            Some(head) => first = simple_phrase_start(context, head, floor),
            None => return Some(first),
        }
    }
}

/// Where the head phrase ends when the phrase at `first` only completes it: [a source close] to Sessions,
/// [the director] of the FBI, [Sara Murray] and Stephen Collinson.
fn head_before(context: &Context<'_>, first: usize, floor: usize) -> Option<usize> {
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
fn simple_phrase_start(context: &Context<'_>, last: usize, floor: usize) -> usize {
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
                if ends || joins_name || begins_bare {
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
fn is_phrase(context: &Context<'_>, range: &Range<usize>) -> bool {
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
                && matches!(
                    lower.as_ref(),
                    "one" | "another" | "others" | "some" | "many" | "both"
                ))
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
