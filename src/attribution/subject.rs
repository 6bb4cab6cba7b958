//! The subject of a reporting verb: from the verb to the left, over what may stand between the two.

use std::ops::Range;

use super::context::Context;
use super::noun_phrase::{REACH, head_before, is_phrase, is_pronoun, simple_phrase_start};
use crate::lexicon::Function;
use crate::segment::TokenKind;

/// How many tokens a remark in brackets may have.
const BRACKET: usize = 12;
/// How many circumstances may stand between a subject and its verb.
const CIRCUMSTANCES: usize = 3;

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
    let phrase = before_circumstances(context, last, floor)?;
    is_phrase(context, &phrase).then_some(phrase)
}

/// The phrase that ends before `last`, without the circumstances behind it: [Bell] in an interview said.
fn before_circumstances(context: &Context<'_>, last: usize, floor: usize) -> Option<Range<usize>> {
    let mut phrase = first_of_phrase(context, last, floor)?..last;
    for _ in 0..CIRCUMSTANCES {
        let joint = phrase.start.checked_sub(1).filter(|joint| *joint > floor);
        let is_circumstance = |joint: &usize| {
            matches!(context.word(*joint), "in" | "during")
                && matches!(context.word(joint + 1), "a" | "an" | "his" | "her" | "its" | "their")
        };
        let Some(joint) = joint.filter(is_circumstance) else {
            break;
        };
        let Some(first) = first_of_phrase(context, joint, floor) else {
            break;
        };
        phrase = first..joint;
    }
    Some(phrase)
}

/// Whether a verb is passive: its subject is not who speaks.
pub(super) fn is_passive_verb(context: &Context<'_>, verb: usize, floor: usize) -> bool {
    let mut last = verb;
    while last > floor && is_between(context, last - 1) {
        last -= 1;
    }
    is_passive(context, verb, last)
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

/// Steps over brackets: Moore [(R-Ohio)] said.
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
    let has_be = (first_between..verb)
        .any(|token| matches!(context.word(token), "was" | "were" | "is" | "are" | "been" | "be" | "being"));
    let is_cited = context.word(verb) == "quoted" && context.word(verb + 1) == "as";
    has_be && !is_cited && !context.word(verb).ends_with("ing")
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
        (earliest..closing).rev().find(|&token| context.is_mark(token, ',')).filter(|&comma| comma > floor)
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
