//! Decided candidates to quotations, and whom they credit.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::candidate::Candidate;
use super::cast::{Cast, SpeakerId};
use super::context::Context;
use super::noun_phrase::is_any_pronoun;
use super::sieve::Decision;
use super::speaker::Speaker;
use super::{Attribution, Quotation};
use crate::segment::TokenKind;
use crate::span::Span;

/// Numbers the speakers in the order they are heard, and counts what each says.
#[derive(Debug, Default)]
pub(super) struct Voices {
    /// In the order of their first quotation.
    pub speakers: Vec<Speaker>,
    heard: BTreeMap<SpeakerId, usize>,
    quotations: usize,
    same_names: BTreeMap<Vec<SpeakerId>, Arc<[Arc<str>]>>,
}

impl Voices {
    /// The next quotation; whoever said it is credited with it.
    pub(super) fn quotation(
        &mut self,
        context: &Context<'_>,
        cast: &Cast,
        (candidate, decision): (Candidate, Option<Decision>),
        others: Vec<SpeakerId>,
    ) -> Quotation {
        let words = words_of(context, &candidate);
        let mention = decision.as_ref().and_then(|decision| decision.mention);
        if let Some(id) = decision.as_ref().and_then(|decision| decision.speaker) {
            let number = *self.heard.entry(id).or_insert_with(|| {
                self.speakers.push(Speaker { sign: self.speakers.len(), ..cast.as_speaker(id) });
                self.speakers.len() - 1
            });
            if let Some(speaker) = self.speakers.get_mut(number) {
                speaker.quotations.push(self.quotations);
                speaker.words += words;
                speaker.aliases.extend(alias(context, speaker, mention));
            }
        }
        self.quotations += 1;
        let runners_up = self.names_of(cast, others);
        Quotation { runners_up, ..self.told(candidate, decision, words) }
    }

    /// The names of some figures, kept once for all quotations that have the same.
    fn names_of(&mut self, cast: &Cast, figures: Vec<SpeakerId>) -> Arc<[Arc<str>]> {
        let names = |figures: &Vec<SpeakerId>| {
            figures.iter().map(|id| cast.figure(*id).name.as_str().into()).collect()
        };
        let same = self.same_names.entry(figures).or_insert_with_key(names);
        Arc::clone(same)
    }

    /// A thought or a nested report: led to a voice of the article, if it is one, and credited to none.
    pub(super) fn aside(
        &self,
        context: &Context<'_>,
        (candidate, decision): (Candidate, Option<Decision>),
    ) -> Quotation {
        let words = words_of(context, &candidate);
        self.told(candidate, decision, words)
    }

    fn told(&self, candidate: Candidate, decision: Option<Decision>, words: usize) -> Quotation {
        let attribution = decision.map(|decision| {
            let speaker = decision.speaker.and_then(|id| self.heard.get(&id).copied());
            Attribution::new(speaker, decision.sieve, decision.confidence)
                .told_by(decision.cue, decision.mention)
        });
        Quotation {
            kind: candidate.kind,
            spans: candidate.spans.into(),
            words,
            attribution,
            runners_up: Arc::default(),
        }
    }
}

/// What a mention calls its speaker, when that is new.
fn alias(context: &Context<'_>, speaker: &Speaker, mention: Option<Span>) -> Option<String> {
    let alias = mention?.of(context.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let is_new =
        alias != speaker.name && !speaker.aliases.contains(&alias) && !is_any_pronoun(&alias.to_lowercase());
    is_new.then_some(alias)
}

fn words_of(context: &Context<'_>, candidate: &Candidate) -> usize {
    candidate.spans.iter().map(|span| words_in(context, *span)).sum()
}

fn words_in(context: &Context<'_>, span: Span) -> usize {
    let is_word =
        |&token: &usize| !matches!(context.tokens[token].kind, TokenKind::Mark | TokenKind::Possessive);
    context.tokens_in(span).filter(is_word).count()
}
