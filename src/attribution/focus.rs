//! Who each sentence is about: one walk over the text outside quotations that keeps the few people and bodies a reader
//! has in mind, and leads every pronoun back to one of them.
//!
//! Each mention makes its figure stand out, a subject more than an object, the subject of a report most; each further
//! sentence lets all fade. A pronoun takes whoever fits and stands out, and makes them stand out again, so that a
//! chain of "she" leads back to a name pages before.

mod source;

use std::collections::BTreeMap;
use std::ops::Range;

use super::aside::{is_credited, is_headline, is_teaser};
use super::cast::{Cast, Figure, SpeakerId, is_aged};
use super::context::Context;
use super::description;
use super::mention::{Mention, MentionKind, mention};
use super::minds::{Case, Choice, MINDS, Minds, Wanted};
use super::noun_phrase::phrase_at;
use super::oblique::{is_oblique, is_subject_of_clause, start_of_main_clause};
use super::report::subject_of_clause;
use super::role::is_document;
use super::speaker::SpeakerKind;
use super::subject::{is_passive_verb, subject_before};
use super::title::only_names;
use crate::article::BlockKind;
use crate::lexicon::{Function, Role};
use crate::segment::TokenKind;
use crate::span::Span;

/// What the walk found.
#[derive(Clone, Debug, Default)]
pub(super) struct Focus {
    /// Whom each pronoun outside quotations stands for, by its first byte, and how sure that is.
    pronouns: BTreeMap<usize, (SpeakerId, f32)>,
    /// Whom other phrases that report stand for, by their first byte.
    phrases: BTreeMap<usize, SpeakerId>,
    /// Who is the subject of a report, in order: where the mention is, and whether the report is of speech.
    reports: Vec<(Span, SpeakerId)>,
    /// Who is the subject of a sentence, in order.
    subjects: Vec<(Span, SpeakerId)>,
}

impl Focus {
    /// Walks the article. The tagger's `sources`, in order, are phrases that report wherever they stand.
    /// The `labels` of turns, in order, are no part of what is told.
    pub(super) fn new(
        context: &Context<'_>,
        cast: &mut Cast,
        sources: &[Range<usize>],
        labels: &[Range<usize>],
    ) -> Self {
        let mut walk = Walk {
            context,
            cast,
            sources,
            labels,
            found: Self::default(),
            minds: Minds::default(),
            block: usize::MAX,
            opens_block: false,
            turn: None,
            main: 0,
            opener: None,
        };
        for sentence in context.sentences {
            walk.sentence(*sentence);
        }
        let mut found = walk.found;
        found.reports.sort_by_key(|(span, _)| span.start);
        found.subjects.sort_by_key(|(span, _)| span.start);
        found
    }

    /// Whom the pronoun that begins at `place` stands for.
    pub(super) fn pronoun(&self, place: usize) -> Option<(SpeakerId, f32)> {
        self.pronouns.get(&place).copied()
    }

    /// Whom the reporting phrase that begins at `place` stands for.
    pub(super) fn phrase(&self, place: usize) -> Option<SpeakerId> {
        self.phrases.get(&place).copied()
    }

    /// Who reported last before `place`, in or out of quotations' frames.
    pub(super) fn last_report(&self, place: usize) -> Option<(Span, SpeakerId)> {
        last_before(&self.reports, place)
    }

    /// Who was last the subject of a sentence before `place`.
    pub(super) fn last_subject(&self, place: usize) -> Option<(Span, SpeakerId)> {
        last_before(&self.subjects, place)
    }
}

fn last_before(places: &[(Span, SpeakerId)], place: usize) -> Option<(Span, SpeakerId)> {
    let until = places.partition_point(|(span, _)| span.start < place);
    until.checked_sub(1).and_then(|index| places.get(index)).copied()
}

/// What is kept from one sentence to the next.
struct Walk<'c, 'a> {
    context: &'c Context<'a>,
    cast: &'c mut Cast,
    sources: &'c [Range<usize>],
    labels: &'c [Range<usize>],
    found: Focus,
    minds: Minds,
    block: usize,
    /// Whether the sentence is the first of its block.
    opens_block: bool,
    /// Whose turn of a transcript the block is.
    turn: Option<SpeakerId>,
    /// The token at which the sentence's main clause begins.
    main: usize,
    /// Who is the subject of the clause before it.
    opener: Option<(Span, SpeakerId)>,
}

/// How much is left of what stood out when the next sentence begins, and the next paragraph.
const FADE: f32 = 0.5;
const FADE_PARAGRAPH: f32 = 0.85;
/// How many tokens behind the subject an object is still in its clause: "Lincoln told him".
const CLAUSE: usize = 3;
/// Within how many tokens of its beginning a main clause names its subject: "former Mayor Moore".
const AHEAD: usize = 4;
/// How sure it is that a pronoun before takes it.
const AHEAD_SURE: f32 = 0.8;
/// How far back a long sentence is looked at, in tokens.
const REACH: usize = 60;

const SUBJECT: f32 = 1.0;
const REPORTER: f32 = 0.7;
const TOPIC: f32 = 0.7;
const CLAUSE_SUBJECT: f32 = 0.8;
const OBJECT: f32 = 0.45;
const INTRODUCED: f32 = 0.4;
const ASIDE: f32 = 0.25;

impl Walk<'_, '_> {
    fn sentence(&mut self, sentence: Span) {
        let context = self.context;
        let tokens = self.behind_label(context.tokens_in(sentence));
        let block = context.block_at(sentence.start);
        let is_heading =
            context.blocks.get(block).is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
        if is_heading
            || is_teaser(context, sentence)
            || is_headline(context, sentence)
            || tokens.clone().all(|token| context.is_token_quoted(token))
        {
            return;
        }
        self.opens_block = block != self.block;
        self.minds.fade(if self.opens_block { FADE * FADE_PARAGRAPH } else { FADE });
        self.block = block;
        self.end_turn(sentence, tokens.start);
        self.main = start_of_main_clause(context, &tokens);
        self.opener = None;
        let mut subject: Option<SpeakerId> = None;
        for token in tokens.clone() {
            if context.is_token_quoted(token) {
                continue;
            }
            self.name(token, &mut subject);
            self.role(token, &mut subject);
            self.pronoun(token, &tokens, &mut subject);
            self.source(token, &mut subject);
            self.document(token);
            if context.is_cue(token) {
                self.report(token, &tokens);
            }
        }
        if subject.is_none() {
            self.found.subjects.extend(self.opener);
        }
    }

    /// Whoever the last turn of a transcript was of stands out in the writer's own words behind it; in turns they call
    /// themselves "I".
    fn end_turn(&mut self, sentence: Span, first: usize) {
        let starts_turn =
            self.context.tokens.get(first).is_some_and(|token| token.span.start > sentence.start);
        if starts_turn {
            let label = self.cast.places.range(sentence.start..sentence.end).next();
            self.turn = label.map(|(_, (_, id))| *id);
        } else if self.opens_block {
            let speaker = self.turn.take();
            speaker.into_iter().for_each(|id| self.minds.remember(id, SUBJECT));
        }
    }

    /// The tokens behind the label of a turn, if they begin with one.
    fn behind_label(&self, tokens: Range<usize>) -> Range<usize> {
        let label = self.labels.binary_search_by_key(&tokens.start, |label| label.start);
        let behind = label.map_or(tokens.start, |at| self.labels[at].end + 1);
        behind.min(tokens.end)..tokens.end
    }

    /// A name that begins at `token`.
    fn name(&mut self, token: usize, subject: &mut Option<SpeakerId>) {
        let context = self.context;
        let start = context.tokens[token].span.start;
        let Some((end, id)) = self.cast.places.get(&start).copied() else {
            return;
        };
        let next = context.token_from(end);
        if is_credited(context, token, next) {
            return;
        }
        let is_owner = context.is(next, TokenKind::Possessive);
        let is_attribute = context.is(next, TokenKind::Word)
            && context.function(next).is_none()
            && token > 0
            && context.token_function_is(token - 1, Function::Determiner)
            && context.word(token - 1) != "that"
            || modifies_role(context, next, self.cast.figure(id));
        let is_topic = token > 0 && context.word(token - 1) == "For" && context.is_mark(next, ',');
        if is_topic && self.cast.figure(id).words.len() > 1 {
            self.cast.learn(id, None);
        }
        let is_introduced = is_topic || is_aged(context, Span::new(start, end));
        let is_oblique = is_oblique(context, Span::new(start, end));
        let weight = if is_introduced {
            SUBJECT
        } else if is_owner && subject.is_none() && !is_oblique {
            TOPIC
        } else if is_owner || is_attribute || is_oblique {
            ASIDE
        } else if token < self.main {
            self.opener = self.opener.or(Some((Span::new(start, end), id)));
            CLAUSE_SUBJECT
        } else if subject.is_none() {
            *subject = Some(id);
            self.found.subjects.push((Span::new(start, end), id));
            SUBJECT
        } else if is_subject_of_clause(context, Span::new(start, end)) {
            CLAUSE_SUBJECT
        } else {
            OBJECT
        };
        let introduced = self.introduced(id, Span::new(start, end));
        self.minds.remember(id, weight.max(introduced));
    }

    /// How much somebody stands out who is introduced: named in full for the first time, or with "who" behind the name,
    /// most so where a paragraph begins.
    fn introduced(&mut self, id: SpeakerId, name: Span) -> f32 {
        let context = self.context;
        let behind = context.token_from(name.end);
        let is_told_of =
            context.is_mark(behind, ',') && matches!(context.word(behind + 1), "who" | "whom" | "whose");
        if is_told_of && self.cast.figure(id).kind == SpeakerKind::Person {
            self.cast.learn(id, None);
        }
        match (is_told_of, self.is_new(id, name.start)) {
            (true, true) if self.opens_block => SUBJECT,
            (true, _) => CLAUSE_SUBJECT,
            (false, true) => INTRODUCED,
            (false, false) => 0.0,
        }
    }

    /// Whether somebody is named in full for the first time: however it is done, they are introduced.
    fn is_new(&self, id: SpeakerId, start: usize) -> bool {
        let figure = self.cast.figure(id);
        let is_person = figure.kind == SpeakerKind::Person && figure.is_shown_person;
        is_person && figure.words.len() > 1 && figure.full.first() == Some(&start)
    }

    /// "the senator", "a spokeswoman": somebody without a name, whom a sentence may be about.
    fn role(&mut self, token: usize, subject: &mut Option<SpeakerId>) {
        let context = self.context;
        let word = context.word(token);
        if !matches!(word, "the" | "The" | "A" | "An" | "One") || self.source_at(token).is_some() {
            return;
        }
        let Some(head) = head_of_role(context, token) else {
            return;
        };
        let phrase = mention(context, &(token..head + 1));
        let MentionKind::Role { head, .. } = &phrase.kind else {
            return;
        };
        let is_subject = subject.is_none() && token >= self.main && !is_oblique(context, phrase.span);
        let next = context.token_from(phrase.span.end);
        let is_whole = !context.token_function_is(next, Function::Preposition);
        let is_first = word.starts_with(char::is_uppercase) || token == self.main;
        let is_addressed = token > 0 && context.is_cue(token - 1);
        let opens = is_whole && (is_subject && is_first || is_addressed);
        let known = self.cast.figure_in_role(context, &phrase, head);
        let Some(id) = known.or_else(|| opens.then(|| self.in_role(&phrase, head)).flatten()) else {
            return;
        };
        if is_subject {
            *subject = Some(id);
            self.found.subjects.push((phrase.span, id));
        }
        self.minds.remember(id, if is_subject { SUBJECT } else { OBJECT });
    }

    /// A pronoun, led back.
    fn pronoun(&mut self, token: usize, sentence: &Range<usize>, subject: &mut Option<SpeakerId>) {
        let context = self.context;
        let Some((wanted, case)) = Wanted::of(context.word(token)) else {
            return;
        };
        if wanted == Wanted::Thing && is_empty_it(context, token) {
            return;
        }
        let place = context.tokens[token].span.start;
        let barred = self.barred(token, case, sentence, *subject);
        let ahead = self.named_ahead(token, wanted);
        let Some(Choice { id, sure, is_clear }) =
            ahead.or_else(|| self.minds.best(self.cast, wanted, &barred))
        else {
            return;
        };
        self.found.pronouns.insert(place, (id, sure));
        if is_clear
            && case == Case::Subject
            && let Wanted::One(gender) = wanted
        {
            self.cast.learn(id, Some(gender));
        }
        if case == Case::Subject && subject.is_none() && token >= self.main {
            *subject = Some(id);
            self.found.subjects.push((context.tokens[token].span, id));
        }
        let weight = match case {
            Case::Subject => SUBJECT,
            Case::Object | Case::Owner => OBJECT,
        };
        self.minds.remember(id, weight);
    }

    /// Asked whether [he] would stay, Moore said: before the main clause a pronoun takes its subject, if that fits.
    fn named_ahead(&self, token: usize, wanted: Wanted) -> Option<Choice> {
        let context = self.context;
        if token >= self.main || !context.lower(token).starts_with(|first: char| first == 'h' || first == 's')
        {
            return None;
        }
        let ahead = (self.main..self.main + AHEAD).find_map(|next| {
            let start = context.tokens.get(next)?.span.start;
            self.cast.places.get(&start).map(|(end, id)| (*end, *id))
        });
        let (end, id) = ahead?;
        let is_person = self.cast.figure(id).is_shown_person && wanted.takes(self.cast, id);
        let is_owner = context.is(context.token_from(end), TokenKind::Possessive);
        (is_person && !is_owner).then_some(Choice { id, sure: AHEAD_SURE, is_clear: false })
    }

    /// Whom a pronoun cannot stand for: Lincoln, [he] said · To Lincoln [he] wrote · Lincoln told [him].
    fn barred(
        &self,
        token: usize,
        case: Case,
        sentence: &Range<usize>,
        subject: Option<SpeakerId>,
    ) -> Vec<SpeakerId> {
        let context = self.context;
        let first = context.tokens[sentence.start].span.start;
        let place = context.tokens[token].span.start;
        match case {
            Case::Owner => Vec::new(),
            Case::Object => {
                let is_near = self.found.subjects.last().is_some_and(|(mention, _)| {
                    context.tokens_in(Span::new(mention.end, place)).len() <= CLAUSE
                });
                subject.filter(|_| is_near).into_iter().collect()
            }
            Case::Subject => {
                let behind = (token + 1..token + 4).find(|&next| context.is_cue(next));
                let reports_words_before = behind.is_some()
                    && token > sentence.start
                    && (context.is_mark(token - 1, ',') || context.is_token_quoted(token - 1));
                let leads_in_recipient =
                    matches!(context.word(sentence.start), "To" | "Of" | "With" | "Unlike" | "Against");
                if !reports_words_before && !leads_in_recipient {
                    return Vec::new();
                }
                let named = self.cast.places.range(first..place).rev().take(MINDS);
                named.map(|(_, (_, id))| *id).collect()
            }
        }
    }

    /// The subject of a reporting verb stands out most.
    fn report(&mut self, cue: usize, sentence: &Range<usize>) {
        let context = self.context;
        let floor = sentence.start.max(cue.saturating_sub(REACH));
        let is_noun = context.lexicon.role(context.word(cue)).is_some()
            && context
                .tokens
                .get(cue + 1)
                .is_some_and(|next| self.cast.places.contains_key(&next.span.start));
        if is_noun || only_names(context.word(cue)) || is_passive_verb(context, cue, floor) {
            return;
        }
        let outside =
            (floor..cue).rev().find(|&token| context.is_token_quoted(token)).map_or(floor, |token| token + 1);
        let stands_behind_quotation = (outside..cue).all(|token| {
            context.is(token, TokenKind::Mark) || context.lexicon.is_adverb(context.word(token))
        }) && outside > floor;
        let subject = if stands_behind_quotation {
            phrase_at(context, cue + 1, sentence.end)
        } else {
            subject_before(context, cue, outside).or_else(|| subject_of_clause(context, cue, outside))
        };
        let Some(subject) = subject else { return };
        let phrase = mention(context, &subject);
        if self.sources.binary_search_by_key(&subject.start, |source| source.start).is_ok()
            && phrase.kind != MentionKind::Pronoun
        {
            return;
        }
        let Some(id) = self.led_back(&phrase) else { return };
        self.reported(&phrase, id);
    }

    /// Somebody reports, and so stands out most.
    fn reported(&mut self, phrase: &Mention, id: SpeakerId) {
        if self.cast.figure(id).kind == SpeakerKind::Person {
            self.cast.learn(id, None);
        }
        self.found.reports.push((phrase.span, id));
        self.minds.remember(id, REPORTER);
    }

    fn led_back(&mut self, phrase: &Mention) -> Option<SpeakerId> {
        let id = match &phrase.kind {
            MentionKind::Pronoun => {
                return self.found.pronouns.get(&phrase.span.start).map(|(id, _)| *id);
            }
            MentionKind::Role { head, .. } => self.in_role(phrase, head)?,
            MentionKind::Name(_) | MentionKind::Names(_) => self.cast.speaker(self.context, phrase)?,
        };
        self.found.phrases.insert(phrase.span.start, id);
        Some(id)
    }

    /// A role: whoever holds it, else the one the text is about when "the" points back, else somebody new.
    fn in_role(&mut self, phrase: &Mention, head: &str) -> Option<SpeakerId> {
        let context = self.context;
        if let Some(id) = description::body(context, self.cast, &self.minds, phrase, head) {
            return Some(id);
        }
        if let Some(id) = self.cast.figure_in_role(context, phrase, head) {
            return Some(id);
        }
        if is_document(head)
            && let Some((owner, _)) = self.found.pronouns.get(&phrase.span.start)
        {
            return Some(*owner);
        }
        if let Some(id) = self.issuer(phrase, head) {
            return Some(id);
        }
        if let Some(id) = description::person(context, self.cast, &self.minds, phrase, head) {
            return Some(id);
        }
        let is_role = context.lexicon.role(head).is_some();
        is_role.then(|| self.cast.add_role(context, phrase, head))
    }
}

/// Whether a name only tells whose role stands behind it: Albany [city councillor] … · War Department [clerk Ada Moore]
fn modifies_role(context: &Context<'_>, behind: usize, figure: &Figure) -> bool {
    let mut words = (behind..behind + 3).take_while(|&token| {
        context.is(token, TokenKind::Word) && context.function(token).is_none() && !context.is_cue(token)
    });
    words.any(|token| {
        let is_role =
            matches!(context.lexicon.role(context.word(token)), Some(Role::Person(_) | Role::Anonymous));
        is_role && (figure.is_place || context.is(token + 1, TokenKind::Capitalised))
    })
}

/// It is a law that Moore wrote: an "it" that stands for nothing named before.
fn is_empty_it(context: &Context<'_>, token: usize) -> bool {
    let is_joined = context.word(token).len() > "It".len() || context.is(token + 1, TokenKind::Possessive);
    let is_verb = matches!(context.word(token + 1), "is" | "was");
    (is_joined || is_verb)
        && matches!(context.word(token + 1 + usize::from(is_verb)), "a" | "an" | "the" | "not" | "’s" | "'s")
}

/// The noun that "the …" at `token` is about, if it is a role of people.
fn head_of_role(context: &Context<'_>, token: usize) -> Option<usize> {
    let is_role = |&next: &usize| {
        let word = context.word(next);
        let names_people = matches!(context.lexicon.role(word), Some(Role::Person(_) | Role::Anonymous));
        names_people
            && context.lexicon.role(context.word(next + 1)).is_none()
            && !context.is(next + 1, TokenKind::Capitalised)
            && !context.is(next + 1, TokenKind::Possessive)
    };
    (token + 1..token + 5)
        .take_while(|&next| context.is(next, TokenKind::Word) || context.is(next, TokenKind::Capitalised))
        .find(is_role)
}
