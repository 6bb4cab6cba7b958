//! Everybody in an article: names folded into people and bodies.
//!
//! 1. full names come first, so that short ones find them wherever they stand;
//! 2. each name that is a form of a known one is folded into it ([`Cast::figure_named`]);
//! 3. roles are led back to whom they describe (`role`).

use std::collections::BTreeMap;

use super::acronym::acronyms;
use super::context::Context;
use super::mention::{Mention, MentionKind, Name, is_place};
use super::role::{body_told, gender_behind, has_business, may_speak, role_behind};
use super::speaker::{Speaker, SpeakerKind};
use crate::lexicon::Gender;
use crate::segment::TokenKind;
use crate::span::Span;

/// Names one of the people and bodies of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpeakerId(pub usize);

/// Somebody the article names or describes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) words: Vec<String>,
    pub(super) gender: Option<Gender>,
    pub(super) kind: SpeakerKind,
    pub(super) roles: Vec<String>,
    /// Whether something shows it to be a person: a given name, a title, an initial, a role, a report.
    pub(super) is_shown_person: bool,
    /// Whether it is a newspaper or the like.
    pub(super) is_paper: bool,
    /// Whether it is a place: "Ohio".
    pub(super) is_place: bool,
    /// Where its full name stands, in order.
    pub(super) full: Vec<usize>,
    /// How often a short form of it has been met.
    pub(super) short: usize,
}

/// Everybody the article names, and whom it describes as its quotations are attributed.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    pub(super) figures: Vec<Figure>,
    /// Which figures have a word in their name.
    pub(super) by_word: BTreeMap<String, Vec<usize>>,
    /// Figures without a name, by what they are called, in small letters.
    pub(super) by_description: BTreeMap<String, usize>,
    /// Figures by the last word of a role they have, in small letters.
    pub(super) by_role: BTreeMap<String, Vec<usize>>,
    /// Figures by the short form that a bracket gives: "WTUL".
    short_forms: BTreeMap<String, usize>,
    /// Who is whose "father" or "wife".
    pub(super) kin: BTreeMap<(usize, String), usize>,
    /// Whose diary or letter it is, by the noun.
    pub(super) owners: BTreeMap<String, usize>,
    /// Where somebody is named: first byte, then the end and who.
    pub(super) places: BTreeMap<usize, (usize, SpeakerId)>,
}

/// How many figures with one word in common are compared with a name.
const NAMESAKES: usize = 48;

impl Cast {
    /// Folds the names of an article.
    pub fn new(context: &Context<'_>, names: &[Name]) -> Self {
        let mut cast = Self::default();
        for (words, short) in acronyms(context) {
            cast.shorten(context, &words, short);
        }
        for name in names.iter().filter(|name| name.words.len() > 1) {
            cast.named(context, name);
        }
        for name in names.iter().filter(|name| name.words.len() == 1) {
            cast.named(context, name);
        }
        cast
    }

    /// The figure that a mention refers to, made if it is new; `None` for pronouns, which `focus` leads back.
    pub fn speaker(&mut self, context: &Context<'_>, mention: &Mention) -> Option<SpeakerId> {
        match &mention.kind {
            MentionKind::Pronoun => None,
            MentionKind::Name(name) => Some(self.named(context, name)),
            MentionKind::Names(names) => {
                let together: Vec<SpeakerId> = names.iter().map(|name| self.named(context, name)).collect();
                Some(self.together(&together, mention.span))
            }
            MentionKind::Role { head, .. } => self
                .figure_in_role(context, mention, head)
                .or_else(|| may_speak(context, mention).then(|| self.add_role(context, mention, head))),
        }
    }

    /// Somebody by id.
    pub(super) fn figure(&self, id: SpeakerId) -> &Figure {
        &self.figures[id.0]
    }

    /// Learns that somebody is a person, and of which gender, from a report or a pronoun.
    pub(super) fn learn(&mut self, id: SpeakerId, gender: Option<Gender>) {
        let figure = &mut self.figures[id.0];
        if figure.kind == SpeakerKind::Person {
            figure.is_shown_person = true;
            figure.gender = figure.gender.or(gender);
        }
    }

    /// The person or body named last before `place`, outside quotations, not before `floor`.
    pub fn nearest(&self, context: &Context<'_>, place: usize, floor: usize) -> Option<(SpeakerId, Span)> {
        let earlier = self.places.range(floor.min(place)..place).rev().take(NAMESAKES);
        let mut outside =
            earlier.filter(|(start, (_, id))| !context.is_quoted(**start) && !self.figure(*id).is_place);
        let (start, (end, id)) = outside.next()?;
        Some((*id, Span::new(*start, *end)))
    }

    /// The figure as a speaker without quotations yet.
    pub fn as_speaker(&self, id: SpeakerId) -> Speaker {
        let figure = self.figure(id);
        Speaker {
            name: figure.name.clone(),
            aliases: Vec::new(),
            kind: figure.kind,
            role: None,
            quotations: Vec::new(),
            words: 0,
            sign: 0,
        }
    }

    /// The figure of a name, made if it is new, with what this mention tells about it kept.
    fn named(&mut self, context: &Context<'_>, name: &Name) -> SpeakerId {
        if let Some((_, id)) = self.places.get(&name.span.start) {
            return *id;
        }
        let id = self.figure_named(context, name).unwrap_or_else(|| self.add(context, name));
        self.note(context, id, name);
        id
    }

    /// The figure whose name `name` is a form of: the same words, or the last ones of a longer name; of several, the
    /// one that was named most before it.
    fn figure_named(&self, context: &Context<'_>, name: &Name) -> Option<SpeakerId> {
        let last = name.words.last()?;
        if let Some(index) = self.short_forms.get(last).filter(|_| name.words.len() == 1) {
            return Some(SpeakerId(*index));
        }
        let earlier = |index: usize| {
            let figure = &self.figures[index];
            figure.short + figure.full.partition_point(|&start| start <= name.span.start)
        };
        let fits = |index: &usize| {
            let figure = &self.figures[*index];
            let genders_differ = matches!((figure.gender, name.gender), (Some(a), Some(b)) if a != b);
            let is_person = figure.kind == SpeakerKind::Person;
            let is_form = is_form_of(&name.words, &figure.words, is_person)
                || !is_person && begins_body(context, &name.words, &figure.words);
            !genders_differ && is_form
        };
        let is_alike = |index: usize| {
            let is_person = self.figures[index].kind == SpeakerKind::Person;
            name.words.len() == 1 && is_person != name.is_body
        };
        let namesakes = self.by_word.get(last).into_iter().flatten().take(NAMESAKES);
        namesakes
            .copied()
            .filter(fits)
            .max_by_key(|&index| (is_alike(index), earlier(index), usize::MAX - index))
            .map(SpeakerId)
    }

    /// Learns which short form a body goes by.
    fn shorten(&mut self, context: &Context<'_>, words: &std::ops::Range<usize>, short: usize) {
        let name = Name {
            span: context.span(words),
            words: words.clone().map(|token| context.word(token).to_owned()).collect(),
            role: String::new(),
            gender: None,
            is_body: context.lexicon.given_name(context.word(words.start)).is_none(),
        };
        let id = self.named(context, &name);
        self.short_forms.insert(context.word(short).to_owned(), id.0);
        self.by_description.entry(format!("the {}", context.words(words).to_lowercase())).or_insert(id.0);
    }

    /// The figure that several people make who speak as one.
    fn together(&mut self, people: &[SpeakerId], place: Span) -> SpeakerId {
        let name = people.iter().map(|id| self.figure(*id).name.as_str()).collect::<Vec<_>>().join(" and ");
        let known = self.by_description.get(&name).copied();
        SpeakerId(known.unwrap_or_else(|| {
            self.figures.push(Figure::new(name.clone(), SpeakerKind::Group, place.start));
            self.by_description.insert(name, self.figures.len() - 1);
            self.figures.len() - 1
        }))
    }

    fn add(&mut self, context: &Context<'_>, name: &Name) -> SpeakerId {
        let given = name
            .words
            .first()
            .and_then(|first| context.lexicon.given_name(first))
            .filter(|_| name.words.len() > 1 && !name.is_body);
        let is_person = given.is_some() || name.gender.is_some() || !name.is_body;
        let kind = if is_person { SpeakerKind::Person } else { SpeakerKind::Organisation };
        let has_initial = name.words.iter().any(|word| word.chars().count() == 1);
        self.figures.push(Figure {
            words: name.words.clone(),
            gender: name.gender.or(given.flatten()),
            is_shown_person: is_person && (given.is_some() || has_initial || name.gender.is_some()),
            is_paper: !is_person && name.words.iter().any(|word| context.lexicon.is_paper(word)),
            is_place: !is_person && is_place(context, &name.words),
            full: Vec::new(),
            ..Figure::new(displayed(context, name), kind, name.span.start)
        });
        SpeakerId(self.figures.len() - 1)
    }

    /// Keeps what one more mention tells about a figure.
    fn note(&mut self, context: &Context<'_>, id: SpeakerId, name: &Name) {
        let after = role_behind(context, name);
        let body = body_told(context, name);
        let figure = &mut self.figures[id.0];
        if (!body.is_empty() || has_business(context, name))
            && figure.kind == SpeakerKind::Person
            && !figure.is_shown_person
        {
            figure.kind = SpeakerKind::Organisation;
        }
        let completes = figure.words.len() == 1
            || figure.words.first() == name.words.first()
            || name.words.first().is_some_and(|first| context.lexicon.given_name(first).is_some());
        if name.words.len() > figure.words.len() && completes {
            figure.words.clone_from(&name.words);
            without_legal_form(name.span.of(context.text)).clone_into(&mut figure.name);
        }
        figure.gender = figure.gender.or(name.gender);
        if figure.kind == SpeakerKind::Person
            && let Some(gender) = gender_behind(context, name)
        {
            figure.gender = figure.gender.or(Some(gender));
            figure.is_shown_person = true;
        }
        figure.is_shown_person |=
            name.gender.is_some() || (figure.kind == SpeakerKind::Person && is_aged(context, name.span));
        if figure.full.last().is_none_or(|last| *last < name.span.start) {
            figure.full.push(name.span.start);
        } else {
            figure.short += 1;
        }
        self.places.insert(name.span.start, (name.span.end, id));
        for role in [name.role.clone(), after, body] {
            if role.is_empty() || figure.roles.contains(&role) || figure.roles.len() >= NAMESAKES {
                continue;
            }
            figure.is_shown_person |= figure.kind == SpeakerKind::Person;
            let head = role.rsplit(' ').next().unwrap_or_default().to_owned();
            let holders = self.by_role.entry(head).or_default();
            if holders.last() != Some(&id.0) {
                holders.push(id.0);
            }
            figure.roles.push(role);
        }
        for word in &name.words {
            let figures = self.by_word.entry(word.clone()).or_default();
            if figures.last() != Some(&id.0) && !figures.iter().take(NAMESAKES).any(|known| *known == id.0) {
                figures.push(id.0);
            }
        }
    }
}

impl Figure {
    /// A figure of which only the name is known.
    pub(super) fn new(name: String, kind: SpeakerKind, start: usize) -> Self {
        Self {
            name,
            words: Vec::new(),
            gender: None,
            kind,
            roles: Vec::new(),
            is_shown_person: false,
            is_paper: false,
            is_place: false,
            full: vec![start],
            short: 0,
        }
    }
}

impl Figure {
    /// Whether it may be a city: "Chicago", "New Orleans", not "North Dakota".
    pub(super) fn is_city(&self) -> bool {
        let is_region = |first: &String| {
            matches!(first.as_str(), "North" | "South" | "East" | "West") && self.words.len() > 1
        };
        self.is_place && !self.words.first().is_some_and(is_region)
    }

    /// Whether it is called in the plural: "Conservatives".
    pub(super) fn is_several(&self) -> bool {
        self.words.len() == 1 && self.words.iter().any(|word| word.ends_with('s') && !word.ends_with("ss"))
    }
}

/// A name as it is shown: "Mrs. Bell" where the surname alone would not tell her from Mr. Bell.
fn displayed(context: &Context<'_>, name: &Name) -> String {
    let first = context.token_from(name.span.start);
    let stop = usize::from(first > 0 && context.is_mark(first - 1, '.'));
    let title = first.checked_sub(1 + stop).filter(|_| name.words.len() == 1 && name.gender.is_some());
    let is_courtesy = |title: &usize| {
        matches!(context.word(*title), "Mr" | "Mrs" | "Ms" | "Miss" | "Madame" | "Lady" | "Lord")
    };
    match title.filter(is_courtesy) {
        Some(title) => context.words(&(title..first + 1)).to_owned(),
        None => without_legal_form(name.span.of(context.text)).to_owned(),
    }
}

/// A firm's name as people say it: "Pullman" for "Pullman Inc".
fn without_legal_form(name: &str) -> &str {
    let forms = [" Inc", " Corp", " Ltd", " LLC", " PLC"];
    forms.iter().find_map(|form| name.strip_suffix(form)).unwrap_or(name)
}

/// Whether somebody's age stands beside their name: 16-year-old Ada Moore · Ada Moore, 16,
pub(super) fn is_aged(context: &Context<'_>, name: Span) -> bool {
    let first = context.token_from(name.start);
    let behind = context.token_from(name.end);
    let counts = |token: usize| context.is(token, TokenKind::Number) && context.word(token).len() <= 2;
    let is_set_apart =
        context.is_mark(behind, ',') && counts(behind + 1) && context.is(behind + 2, TokenKind::Mark);
    is_set_apart || first > 0 && context.word(first - 1).ends_with("-year-old")
}

/// Whether `short` names whoever `full` names: "Comey" and "James Comey", "J. Comey" and "James Comey",
/// "the Republican" and "Springfield Republican".
fn is_form_of(short: &[String], full: &[String], is_person: bool) -> bool {
    if !is_person {
        return full.ends_with(short) || short.ends_with(full);
    }
    let (Some(short_last), Some(full_last)) = (short.last(), full.last()) else {
        return false;
    };
    if short.len() == 1 {
        return short_last == full_last || (full.len() == 2 && short.first() == full.first());
    }
    if short_last != full_last {
        return false;
    }
    full.len() == 1
        || short.first() == full.first()
        || full.ends_with(short)
        || short.ends_with(full)
        || shares_initial(short, full)
}

/// Whether one word names the body whose longer name it begins: "Pullman" and "Pullman Company", not "Boston" and
/// "Boston Globe".
fn begins_body(context: &Context<'_>, short: &[String], full: &[String]) -> bool {
    let ([word], Some(first), Some(last)) = (short, full.first(), full.last()) else {
        return false;
    };
    let lexicon = context.lexicon;
    let is_own =
        lexicon.proper(word).is_none() && !lexicon.is_body(word) && lexicon.given_name(word).is_none();
    word == first && is_own && full.len() == 2 && lexicon.is_body(last) && !lexicon.is_paper(last)
}

fn shares_initial(a: &[String], b: &[String]) -> bool {
    let (Some(a), Some(b)) = (a.first(), b.first()) else {
        return false;
    };
    (a.chars().count() == 1 || b.chars().count() == 1) && a.chars().next() == b.chars().next()
}
