//! Names, and how much each makes somebody stand out: its subject most, who is only told of in passing least.

use super::{ASIDE, OBJECT, SUBJECT, TOPIC, Walk};
use crate::attribution::aside::is_credited;
use crate::attribution::cast::{Figure, SpeakerId, is_aged};
use crate::attribution::context::Context;
use crate::attribution::oblique::{is_oblique, is_subject_of_clause};
use crate::attribution::speaker::SpeakerKind;
use crate::lexicon::{Function, Role};
use crate::segment::TokenKind;
use crate::span::Span;

const CLAUSE_SUBJECT: f32 = 0.8;
const INTRODUCED: f32 = 0.4;

impl Walk<'_, '_> {
    /// A name that begins at `token`.
    pub(super) fn name(&mut self, token: usize, subject: &mut Option<SpeakerId>) {
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
