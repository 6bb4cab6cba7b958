//! Pronouns, led back to whoever is in mind and fits: Moore turned. [He] said.

use std::ops::Range;

use super::{CLAUSE, OBJECT, SUBJECT, Walk};
use crate::attribution::cast::SpeakerId;
use crate::attribution::context::Context;
use crate::attribution::minds::{Case, Choice, MINDS, Wanted};
use crate::segment::TokenKind;
use crate::span::Span;

/// Within how many tokens of its beginning a main clause names its subject: "former Mayor Moore".
const AHEAD: usize = 4;
/// How sure it is that a pronoun before takes it.
const AHEAD_SURE: f32 = 0.8;

impl Walk<'_, '_> {
    /// A pronoun, led back.
    pub(super) fn pronoun(&mut self, token: usize, sentence: &Range<usize>, subject: &mut Option<SpeakerId>) {
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
        if token >= self.main || !context.lower(token).starts_with(['h', 's']) {
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
}

/// It is a law that Moore wrote: an "it" that stands for nothing named before.
fn is_empty_it(context: &Context<'_>, token: usize) -> bool {
    let is_joined = context.word(token).len() > "It".len() || context.is(token + 1, TokenKind::Possessive);
    let is_verb = matches!(context.word(token + 1), "is" | "was");
    (is_joined || is_verb)
        && matches!(context.word(token + 1 + usize::from(is_verb)), "a" | "an" | "the" | "not" | "’s" | "'s")
}
