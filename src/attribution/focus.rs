//! Who each sentence is about: one walk over the text outside quotations that keeps the few people and bodies a reader
//! has in mind, and leads every pronoun back to one of them.
//!
//! Each mention makes its figure stand out, a subject more than an object, the subject of a report most; each further
//! sentence lets all fade. A pronoun takes whoever fits and stands out, and makes them stand out again, so that a
//! chain of "she" leads back to a name pages before.

mod name;
mod pronoun;
mod source;

use std::collections::BTreeMap;
use std::ops::Range;

use super::aside::{is_headline, is_teaser};
use super::cast::{Cast, SpeakerId};
use super::context::Context;
use super::description;
use super::mention::{Mention, MentionKind, mention};
use super::minds::Minds;
use super::noun_phrase::phrase_at;
use super::oblique::{is_oblique, start_of_main_clause};
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
        for sentence in context.sentences.iter() {
            walk.sentence(sentence);
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
/// How far back a long sentence is looked at, in tokens.
const REACH: usize = 60;

const SUBJECT: f32 = 1.0;
const REPORTER: f32 = 0.7;
const TOPIC: f32 = 0.7;
const OBJECT: f32 = 0.45;
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
        } else if self.opens_block
            && let Some(speaker) = self.turn.take()
        {
            self.minds.remember(speaker, SUBJECT);
        }
    }

    /// The tokens behind the label of a turn, if they begin with one.
    fn behind_label(&self, tokens: Range<usize>) -> Range<usize> {
        let label = self.labels.binary_search_by_key(&tokens.start, |label| label.start);
        let behind = label.map_or(tokens.start, |at| self.labels[at].end + 1);
        behind.min(tokens.end)..tokens.end
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
