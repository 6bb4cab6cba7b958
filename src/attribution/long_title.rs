//! The name at the end of a long title, which small words divide: Secretary of State [Elihu Washburne] ·
//! University of Michigan historian [Moses Coit Tyler] · Keeper of the Great Seal, [John Hay], · Clara Barton, founder …

use std::ops::Range;

use super::context::Context;
use super::mention::{Name, bare, is_name_token, is_place, name_in, role_of};
use super::names::end_of_capitals;
use crate::lexicon::Role;
use crate::segment::TokenKind;

/// The name of whoever holds the title that a phrase is, where "of" or a comma stands between the two.
///
/// Must stay silent on "the son of Abraham Lincoln" and "a clerk for Senator Moore", whose heads speak.
pub(super) fn holder(context: &Context<'_>, phrase: &Range<usize>, head_end: usize) -> Option<Name> {
    set_apart(context, phrase).or_else(|| behind_office(context, phrase, head_end))
}

/// Where the holder's name begins in a run of capitals behind "of" that belongs to a title: Secretary of War
/// [Edwin Stanton]; the first of the run where none does.
pub(super) fn behind_of(context: &Context<'_>, run: &Range<usize>) -> usize {
    let article = usize::from(run.start > 0 && context.word(run.start - 1) == "the");
    let Some(of) = run.start.checked_sub(1 + article).filter(|&of| context.word(of) == "of") else {
        return run.start;
    };
    let is_titled = of > 0 && {
        let title = context.lower(of - 1);
        context.lexicon.is_title(&title) || matches!(context.lexicon.role(&title), Some(Role::Person(_)))
    };
    let is_plain =
        run.clone().all(|token| context.is(token, TokenKind::Capitalised) || context.is_mark(token, '.'));
    let holds_title = context.lexicon.is_title(&context.lower(run.start));
    if !is_titled || !is_plain || holds_title {
        return run.start;
    }
    let is_given = |token: &usize| {
        let word = context.word(*token);
        context.lexicon.given_name(word).is_some() && context.lexicon.proper(word).is_none()
    };
    let given = run.clone().find(is_given);
    given.filter(|&given| given > run.start && given + 1 < run.end).unwrap_or(run.start)
}

/// The name in the last words of a phrase whose head is an office or an institution.
fn behind_office(context: &Context<'_>, phrase: &Range<usize>, head_end: usize) -> Option<Name> {
    if head_end + 2 >= phrase.end || !matches!(context.word(head_end), "of" | "for" | "at" | "and") {
        return None;
    }
    let run = last_run(context, phrase);
    let first = behind_of(context, &run);
    if first > run.start && run.start <= head_end + 2 {
        let role = role_of(context, &(phrase.start..head_end));
        return name_in(context, &(first..phrase.end)).map(|name| Name { role, is_body: false, ..name });
    }
    let is_role = |token: &usize| {
        let lower = context.lower(*token);
        context.lexicon.is_title(&lower) || matches!(context.lexicon.role(&lower), Some(Role::Person(_)))
    };
    let holds_two = context.word(head_end) == "and"
        && is_role(&(head_end - 1))
        && context.function(phrase.start).is_none()
        && run.start > head_end + 1
        && is_role(&(run.start - 1));
    if holds_two {
        return name_in(context, &(head_end + 1..phrase.end)).filter(|name| !name.is_body);
    }
    let is_institution = name_in(context, &(phrase.start..head_end)).is_some_and(|name| name.is_body);
    let name =
        name_in(context, &(head_end + 1..phrase.end)).filter(|name| is_institution && !name.is_body)?;
    let start = context.token_from(name.span.start);
    let role = (head_end + 1..start).find(is_role)?;
    (head_end + 1..role).any(|token| context.is(token, TokenKind::Capitalised)).then_some(name)
}

/// A name between commas behind a title, or a name that the commas behind it explain: Keeper of the Seal, [John Hay],
/// · [Clara Barton], the founder of the society.
fn set_apart(context: &Context<'_>, phrase: &Range<usize>) -> Option<Name> {
    let comma = phrase.clone().find(|&token| context.is_mark(token, ','))?;
    let run = comma + 1..end_of_capitals(context, comma + 1).min(phrase.end);
    let closes = run.end == phrase.end || context.is_mark(run.end, ',');
    let head = phrase.start..comma;
    let is_divided = head.clone().any(|token| matches!(context.word(token), "of" | "for" | "at"));
    if closes && run.len() >= 2 && is_divided && name_in(context, &(head.end - 1..head.end)).is_some() {
        let role = context.words(&(head.start..head.start + 1)).to_lowercase();
        let name = name_in(context, &run).filter(|name| !name.is_body && name.words.len() >= 2);
        return name.map(|name| Name { role, ..name });
    }
    let is_list = context.is(comma + 1, TokenKind::Capitalised)
        && (comma..phrase.end)
            .any(|token| context.word(token) == "and" && context.is(token + 1, TokenKind::Capitalised));
    name_in(context, &bare(context, &head))
        .filter(|name| !is_divided && !is_list && !is_place(context, &name.words))
}

/// The capitals that a phrase ends in.
fn last_run(context: &Context<'_>, phrase: &Range<usize>) -> Range<usize> {
    let mut first = phrase.end;
    while first > phrase.start && is_name_token(context, first - 1) {
        first -= 1;
    }
    first..phrase.end
}
