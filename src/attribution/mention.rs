//! Words that refer to someone, and what kind of words they are.

use std::ops::Range;

use super::context::Context;
use super::long_title;
use super::names::end_of_capitals;
use super::nobody::names_nobody;
use super::noun_phrase::is_any_pronoun;
use super::role::is_document;
use crate::lexicon::{Function, Gender, Proper, Role};
use crate::segment::TokenKind;
use crate::span::Span;

/// Words that refer to someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The whole phrase, titles and complements included.
    pub span: Span,
    /// What it is.
    pub kind: MentionKind,
}

/// What a mention is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// Holds a name: "fired FBI Director James Comey".
    Name(Name),
    /// Two names with "and" between them: "Sara Murray and Stephen Collinson".
    Names(Vec<Name>),
    /// "he", "they"
    Pronoun,
    /// No name but a role: "the deposed FBI director".
    Role {
        /// Its tokens.
        tokens: Range<usize>,
        /// The noun it is about, singular or plural, in small letters.
        head: String,
    },
}

/// A name within a mention, apart from its titles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The bytes of the name alone: "James Comey".
    pub span: Span,
    /// Its words, without stops.
    pub words: Vec<String>,
    /// The words before it that tell a role, in small letters: "fbi director".
    pub role: String,
    /// The gender that a title tells.
    pub gender: Option<Gender>,
    /// Whether it is an institution's.
    pub is_body: bool,
}

/// Reads the mention that the tokens of a phrase make.
pub(super) fn mention(context: &Context<'_>, phrase: &Range<usize>) -> Mention {
    let span = context.span(phrase);
    if phrase.len() == 1 && is_any_pronoun(&context.lower(phrase.start)) {
        return Mention { span, kind: MentionKind::Pronoun };
    }
    if let Some(names) = joint_names(context, phrase) {
        return Mention { span, kind: MentionKind::Names(names) };
    }
    let whole = phrase;
    let phrase = &bare(context, whole);
    if let Some(owner) = owner(context, phrase) {
        return Mention { span, ..mention(context, &owner) };
    }
    let head_end = end_of_head(context, phrase);
    if let Some(name) = long_title::holder(context, phrase, head_end) {
        return Mention { span, kind: MentionKind::Name(name) };
    }
    if let Some(name) = name_in(context, &(phrase.start..head_end)) {
        return Mention { span, kind: MentionKind::Name(name) };
    }
    let head = context.lower(head_end.saturating_sub(1).max(phrase.start));
    let named = || commas(context, whole).find_map(|comma| named_behind(context, comma));
    let named = || wire(context, phrase).or_else(named);
    if let Some(name) = issuer(context, phrase).or_else(named) {
        return Mention { span: span.hull(name.span), kind: MentionKind::Name(name) };
    }
    let kind = MentionKind::Role { tokens: phrase.clone(), head: head.into_owned() };
    Mention { span, kind }
}

/// [The union]’s Friday release · [the Grange] website: whoever a document belongs to speaks.
fn owner(context: &Context<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let last = phrase.end.checked_sub(1).filter(|last| *last > phrase.start)?;
    if !is_document(&context.lower(last)) {
        return None;
    }
    if let Some(own) = phrase.clone().find(|&token| context.is(token, TokenKind::Possessive)) {
        return (own > phrase.start).then_some(phrase.start..own);
    }
    let has_place = matches!(context.word(last), "website" | "statement" | "release" | "newsletter");
    let named = name_in(context, &(phrase.start..last)).filter(|_| has_place)?;
    Some(context.token_from(named.span.start)..last)
}

/// Prussia’s own [Wolff] news agency.
fn wire(context: &Context<'_>, phrase: &Range<usize>) -> Option<Name> {
    let news =
        phrase.end.checked_sub(2).filter(|&news| news > phrase.start && context.word(news) == "news")?;
    let named = name_in(context, &(phrase.start..news)).filter(|_| context.word(news + 1) == "agency")?;
    Some(Name { is_body: true, ..named })
}

/// A statement from [the Council] · a statement released by [the Council]: whoever issued it speaks.
fn issuer(context: &Context<'_>, phrase: &Range<usize>) -> Option<Name> {
    let points =
        |&token: &usize| token == phrase.start && matches!(context.word(token), "This" | "Here" | "That");
    let document =
        phrase.clone().take(5).find(|token| is_document(&context.lower(*token)) || points(token))?;
    let from = (document + 1..phrase.end).find(|&token| matches!(context.word(token), "from" | "by"))?;
    let is_found = matches!(context.word(from - 1), "obtained" | "seen" | "reviewed" | "viewed" | "leaked");
    let first = from + 1 + usize::from(context.function(from + 1) == Some(Function::Determiner));
    let run = from + 1..end_of_capitals(context, first).clamp(from + 1, phrase.end);
    let whole = name_in(context, &(from + 1..phrase.end));
    whole.or_else(|| name_in(context, &run)).filter(|_| !is_found)
}

/// The phrase without what stands behind its noun: Governor Seward [(R-N.Y.),] · Seward [often] · Seward [this week].
pub(super) fn bare(context: &Context<'_>, phrase: &Range<usize>) -> Range<usize> {
    let mut end = phrase.end;
    while end > phrase.start + 1 {
        let last = end - 1;
        let opening = (phrase.start + 1..last).rev().find(|&token| context.is_mark(token, '('));
        let is_span_of_time = matches!(context.word(last), "week" | "month" | "year" | "morning" | "night")
            && matches!(context.word(last - 1), "this" | "last");
        end = match opening {
            Some(opening) if context.is_mark(last, ')') => opening,
            _ if context.is_mark(last, ',') => last,
            _ if context.is(last, TokenKind::Word) && context.lexicon.is_adverb(context.word(last)) => last,
            _ if is_span_of_time => last - 1,
            _ => break,
        };
    }
    let explained = commas(context, &(phrase.start..end.saturating_sub(1))).find(|&comma| {
        let is_role = context.lexicon.role(&context.lower(comma.saturating_sub(1))).is_some();
        comma > phrase.start && is_role && !context.is(comma + 1, TokenKind::Capitalised)
    });
    phrase.start..explained.unwrap_or(end).max(phrase.start)
}

/// The commas in a phrase and right behind it.
fn commas(context: &Context<'_>, phrase: &Range<usize>) -> impl Iterator<Item = usize> {
    (phrase.start..=phrase.end).filter(|&token| context.is_mark(token, ','))
}

/// Her lawyer, [Henry Selden], said: a role with the name set behind it.
fn named_behind(context: &Context<'_>, comma: usize) -> Option<Name> {
    let end = end_of_capitals(context, comma + 1);
    let closes = end == context.tokens.len() || context.is(end, TokenKind::Mark);
    let is_person =
        (comma + 1..end).len() >= 2 || context.lexicon.given_name(context.word(comma + 1)).is_some();
    if end <= comma + 1 || !closes || !is_person {
        return None;
    }
    name_in(context, &(comma + 1..end)).filter(|name| !name.is_body)
}

/// The names of two people who speak as one; newspapers with "and" in their name are one.
fn joint_names(context: &Context<'_>, phrase: &Range<usize>) -> Option<Vec<Name>> {
    let and = phrase.clone().find(|&token| context.word(token) == "and")?;
    if is_joint_of_name(context, and) {
        return None;
    }
    let first = name_in(context, &(phrase.start..and)).filter(|name| !name.is_body)?;
    let second = name_in(context, &(and + 1..phrase.end)).filter(|name| !name.is_body)?;
    Some(vec![first, second])
}

/// Where the phrase's complements begin: "a source | close to Sessions", "Trumbull | of Illinois".
fn end_of_head(context: &Context<'_>, phrase: &Range<usize>) -> usize {
    let complement = phrase.clone().skip(1).find(|&token| {
        let is_joint = context.is(token, TokenKind::Word)
            && (context.function(token) == Some(Function::Preposition) || context.word(token) == "and")
            && !is_joint_of_name(context, token);
        is_joint || matches!(context.word(token), "close" | "familiar")
    });
    complement.unwrap_or(phrase.end)
}

/// The name that ends a head phrase; `None` when it ends in a common noun.
pub(super) fn name_in(context: &Context<'_>, head: &Range<usize>) -> Option<Name> {
    let mut first = head.end;
    while first > head.start && is_name_token(context, first - 1) {
        first -= 1;
    }
    let run = first..head.end;
    let is_office =
        run.clone().any(|token| context.is(token, TokenKind::Possessive) && owns_office(context, token));
    let titles = if is_office { run.start..run.start } else { run.start..run.end.saturating_sub(1) };
    let start = titles
        .rev()
        .find(|&token| is_title_token(context, token) && !is_joint_of_name(context, token + 1))
        .map_or(run.start, |title| title + 1);
    let start = (start..run.end).find(|&token| context.is(token, TokenKind::Capitalised)).unwrap_or(run.end);
    let start = (start..run.end.saturating_sub(1))
        .find(|&token| context.function(token) != Some(Function::Determiner))
        .unwrap_or(run.end.saturating_sub(1).max(start));
    let words: Vec<String> = (start..run.end)
        .filter(|&token| !context.is(token, TokenKind::Mark))
        .map(|token| context.word(token).trim_matches('.').to_owned())
        .collect();
    let is_small = words.len() == 1 && names_nobody(context, start);
    let proper = words.first().and_then(|word| context.lexicon.proper(word));
    let is_initial = words.len() == 1 && words.iter().all(|word| word.chars().count() == 1);
    if words.is_empty() || is_small || is_initial || (words.len() == 1 && proper == Some(Proper::People)) {
        return None;
    }
    let ends_in_role =
        is_role_token(context, run.end - 1) && !context.lexicon.is_body(context.word(run.end - 1));
    let is_bare_role = ends_in_role || (words.len() == 1 && is_role_token(context, start));
    if is_bare_role && !is_lone_surname(context, head, start) {
        return None;
    }
    let preceding = head.start..start;
    let has_article =
        preceding.clone().any(|token| matches!(context.lower(token).as_ref(), "the" | "a" | "an"));
    let has_title = preceding.clone().any(|token| is_role_token(context, token));
    let is_capitals =
        |word: &String| word.len() >= 2 && word.chars().all(|letter| letter.is_uppercase() || letter == '.');
    let is_all_capitals = words.iter().all(is_capitals);
    let is_called = words.first().is_some_and(|first| context.lexicon.given_name(first).is_some());
    let has_body_word = words.iter().any(|word| context.lexicon.is_body(word))
        || (!is_called && words.iter().any(|word| is_coined(word)))
        || (start..run.end).any(|token| context.is_mark(token, '&'));
    let gender = preceding.clone().find_map(|token| context.lexicon.title_gender(&context.lower(token)));
    Some(Name {
        span: context.span(&(start..run.end)),
        is_body: gender.is_none()
            && (has_body_word || is_all_capitals || is_place(context, &words) || (has_article && !has_title)),
        words,
        role: role_of(context, &preceding),
        gender,
    })
}

/// A word that no person is called: "RCMP", or one with a capital inside.
fn is_coined(word: &str) -> bool {
    let is_acronym = word.chars().count() >= 3
        && word.chars().all(char::is_uppercase)
        && !word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    let prefixes =
        ["Mac", "Mc", "De", "Di", "Du", "La", "Le", "Van", "Von", "Fitz", "O’", "O'", "D’", "D'", "Al-"];
    let rest = prefixes.iter().find_map(|prefix| word.strip_prefix(prefix)).unwrap_or(word);
    let small = rest.find(char::is_lowercase);
    let joins = |start: usize| {
        rest.get(start..)
            .is_some_and(|behind| behind.contains(char::is_uppercase) && !behind.contains(['-', '’', '\'']))
    };
    is_acronym || small.is_some_and(joins)
}

/// Ohio · New York · South Carolina.
pub(super) fn is_place(context: &Context<'_>, words: &[String]) -> bool {
    let points = |word: &str| {
        matches!(word, "New" | "North" | "South" | "East" | "West" | "San" | "Los" | "Saint" | "Fort")
    };
    let Some((first, rest)) = words.split_first() else {
        return false;
    };
    let is_known = |word: &String| context.lexicon.proper(word) == Some(Proper::Place);
    (is_known(first) && rest.iter().all(is_known)) || (points(first) && !rest.is_empty() && rest.len() <= 2)
}

/// A surname that is also a role ("Mr. King", "Alice Paul Judge") has a title or a given name before it.
fn is_lone_surname(context: &Context<'_>, head: &Range<usize>, start: usize) -> bool {
    let given = context.lexicon.given_name(context.word(start)).is_some();
    let titled = head
        .clone()
        .take_while(|&token| token < start)
        .any(|token| context.lexicon.title_gender(&context.lower(token)).is_some());
    given || titled
}

/// "and" between two parts of a newspaper's name, "of" in an institution's: Press [and] Tribune, Library [of] Congress.
fn is_joint_of_name(context: &Context<'_>, token: usize) -> bool {
    if token == 0
        || !context.is(token - 1, TokenKind::Capitalised)
        || !context.is(token + 1, TokenKind::Capitalised)
    {
        return false;
    }
    let (before, after) = (context.word(token - 1), context.word(token + 1));
    match context.word(token) {
        "and" => context.lexicon.is_paper(before) && context.lexicon.is_paper(after),
        "of" => {
            context.lexicon.is_body(before)
                || matches!(before, "House" | "Daughters" | "Sons" | "Bank" | "Department")
        }
        _ => false,
    }
}

/// The role told by the words before a name, in small letters; empty when they tell none.
pub(super) fn role_of(context: &Context<'_>, preceding: &Range<usize>) -> String {
    if !preceding.clone().any(|token| is_role_token(context, token)) {
        return String::new();
    }
    let is_content =
        |&token: &usize| context.function(token).is_none() && !context.is(token, TokenKind::Mark);
    preceding.clone().filter(is_content).map(|token| context.lower(token)).collect::<Vec<_>>().join(" ")
}

pub(super) fn is_name_token(context: &Context<'_>, token: usize) -> bool {
    let Some(this) = context.tokens.get(token) else {
        return false;
    };
    match this.kind {
        TokenKind::Capitalised => true,
        TokenKind::Mark if this.of(context.text) == "&" => {
            token > 0
                && context.is(token - 1, TokenKind::Capitalised)
                && context.is(token + 1, TokenKind::Capitalised)
        }
        TokenKind::Mark => {
            let touches = token > 0 && context.tokens[token - 1].span.end == this.span.start;
            let before = if token > 0 { context.word(token - 1) } else { "" };
            let is_abbreviated = before.chars().count() == 1
                || before.contains('.')
                || context.lexicon.abbreviation(before).is_some();
            let goes_on = context.is(token + 1, TokenKind::Capitalised);
            this.of(context.text) == "."
                && touches
                && is_abbreviated
                && goes_on
                && before.starts_with(char::is_uppercase)
        }
        TokenKind::Word => {
            let particle =
                matches!(this.of(context.text), "de" | "van" | "von" | "der" | "la" | "du" | "bin" | "al");
            is_joint_of_name(context, token)
                || particle
                    && token > 0
                    && context.is(token - 1, TokenKind::Capitalised)
                    && context.is(token + 1, TokenKind::Capitalised)
        }
        TokenKind::Possessive => {
            let before = if token > 0 { context.word(token - 1) } else { "" };
            token > 0
                && context.is(token - 1, TokenKind::Capitalised)
                && context.lexicon.proper(before).is_none()
                && context.is(token + 1, TokenKind::Capitalised)
                && (owns_body(before)
                    || owns_office(context, token)
                    || context.lexicon.is_paper(context.word(token + 1)))
        }
        TokenKind::Number => false,
    }
}

fn is_title_token(context: &Context<'_>, token: usize) -> bool {
    let lower = context.lower(token);
    context.lexicon.is_title(&lower) || matches!(context.lexicon.role(&lower), Some(Role::Person(_)))
}

fn is_role_token(context: &Context<'_>, token: usize) -> bool {
    let lower = context.lower(token);
    context.lexicon.is_title(&lower)
        || matches!(context.lexicon.role(&lower), Some(Role::Person(_) | Role::Anonymous))
}

/// The Prime Minister[’s] Office · the Sheriff[’s] Department.
fn owns_office(context: &Context<'_>, possessive: usize) -> bool {
    let owner = possessive.checked_sub(1).map(|owner| context.lower(owner));
    owner.is_some_and(|owner| context.lexicon.is_title(&owner))
        && context.lexicon.is_body(context.word(possessive + 1))
}

/// Whom societies are named after: the [Women]’s Trade Union League, [People]’s Party.
fn owns_body(word: &str) -> bool {
    matches!(
        word,
        "Women" | "Men" | "People" | "Children" | "Veterans" | "Farmers" | "Workers" | "Teachers" | "Nurses"
    )
}
