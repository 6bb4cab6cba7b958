//! Who said it: from words in marks to quotations with their speakers.
//!
//! 1. `candidate` reads which words in marks are speech and which pieces belong together;
//! 2. `mention` finds names, `speaker` folds them into people and bodies;
//! 3. [`sieve`] asks its rules, most precise first; each answer names its rule, its words and how sure it is;
//! 4. mentions are led back to speakers.

mod acronym;
mod aside;
mod candidate;
mod cast;
mod clause;
mod context;
mod description;
mod focus;
#[cfg(test)]
mod laws;
mod long_title;
mod mention;
mod minds;
mod names;
mod noun_phrase;
mod report;
mod reported;
mod role;
pub mod sieve;
mod speaker;
mod subject;
pub mod tagger;
mod turn;

pub use candidate::Kind;
pub use speaker::{Speaker, SpeakerKind};

use std::collections::BTreeMap;
use std::ops::Range;

use self::candidate::Candidate;
use self::cast::{Cast, SpeakerId};
use self::context::Context;
use self::focus::Focus;
use self::reported::Reported;
use self::sieve::{Decision, Evidence, Scene, Who};
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::quotation::passages;
use crate::segment::{Segmentation, TokenKind, segment};
use crate::span::Span;

/// All that was worked out about one article. It can be dropped and made again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Sentences, tokens and gaps.
    pub parts: Segmentation,
    /// The quotations in order of the text.
    pub quotations: Vec<Quotation>,
    /// Who speaks, in order of their first quotation.
    pub speakers: Vec<Speaker>,
    /// Words in marks that nobody said: titles, nicknames, scare quotes.
    pub unspoken: Vec<Span>,
    /// What somebody is reported to think, wish or mean to do. No voice is credited with it.
    pub thoughts: Vec<Quotation>,
}

/// Words somebody else said, and who.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// Its pieces, in order; direct ones with their marks.
    pub spans: Vec<Span>,
    /// How many words it has.
    pub words: usize,
    /// Who said it, and why we think so; `None` where no rule answered.
    pub attribution: Option<Attribution>,
}

impl Quotation {
    /// From the first piece to the end of the last.
    pub fn hull(&self) -> Span {
        let first = self.spans.first().copied().unwrap_or_default();
        self.spans.iter().fold(first, |hull, span| hull.hull(*span))
    }

    /// The speaker, as an index into [`Analysis::speakers`].
    pub fn speaker(&self) -> Option<usize> {
        self.attribution.as_ref().and_then(|attribution| attribution.speaker)
    }
}

/// The claim that a speaker said a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The speaker, as an index into [`Analysis::speakers`]; `None` for a pronoun that could not be led back.
    pub speaker: Option<usize>,
    /// The reporting words.
    pub cue: Option<Span>,
    /// The words that name the speaker.
    pub mention: Option<Span>,
    /// The rule that decided.
    pub sieve: &'static str,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
}

impl Analysis {
    /// The quotation at `place`, by index.
    pub fn quotation_at(&self, place: usize) -> Option<usize> {
        let until = self.quotations.partition_point(|quotation| quotation.hull().start <= place);
        let at = |index: &usize| {
            self.quotations
                .get(*index)
                .is_some_and(|quotation| quotation.spans.iter().any(|span| span.contains(place)))
        };
        (until.saturating_sub(4)..until).rev().find(at)
    }

    /// The speaker of a quotation.
    pub fn speaker_of(&self, quotation: &Quotation) -> Option<&Speaker> {
        self.speakers.get(quotation.speaker()?)
    }
}

/// The whole engine: segments, finds quotations, attributes them, folds the speakers.
pub fn analyze(article: &Article, lexicon: &Lexicon) -> Analysis {
    let parts = segment(article, lexicon);
    let passages = passages(article.text(), article.blocks());
    let context = Context::new(article, &parts, &passages, lexicon);
    let relations = tagger::relations(&context, tagger::Cues::bundled(), tagger::Model::bundled());
    let reading = candidate::read(&context, &Reported::new(&context, relations));
    let mut cast = Cast::new(&context, &names::names(&context));
    let focus = Focus::new(&context, &mut cast, &sources(&reading));
    let mut decided: Vec<(Candidate, Option<Decision>)> = Vec::with_capacity(reading.candidates.len());
    let mut candidates = reading.candidates.into_iter().peekable();
    while let Some(candidate) = candidates.next() {
        let scene = Scene {
            context: &context,
            cast: &cast,
            focus: &focus,
            next: candidates.peek(),
            earlier: &decided,
        };
        let answer = sieve::decide(&scene, &candidate);
        let decision = answer.map(|(name, evidence)| lead_back(&context, &mut cast, &focus, name, evidence));
        decided.push((candidate, decision));
    }
    let mut lead = |candidate| {
        let scene = Scene { context: &context, cast: &cast, focus: &focus, next: None, earlier: &[] };
        let answer = sieve::decide(&scene, &candidate);
        let decision = answer.map(|(name, evidence)| lead_back(&context, &mut cast, &focus, name, evidence));
        (candidate, decision)
    };
    let thoughts: Vec<_> = reading.thoughts.into_iter().map(&mut lead).collect();
    let mut voices = Voices::default();
    let quotations = decided
        .into_iter()
        .enumerate()
        .map(|(index, (candidate, decision))| voices.quotation(&context, &cast, (candidate, decision), index))
        .collect();
    let thoughts = thoughts
        .into_iter()
        .map(|(candidate, decision)| voices.thought(&context, (candidate, decision)))
        .collect();
    Analysis { quotations, speakers: voices.speakers, unspoken: reading.unspoken, thoughts, parts }
}

/// The phrases that the tagger read as those of who reports, in order.
fn sources(reading: &candidate::Reading) -> Vec<Range<usize>> {
    let said = reading.candidates.iter();
    let mut sources: Vec<_> = said.filter_map(|candidate| candidate.tag.as_ref()?.source.clone()).collect();
    sources.sort_by_key(|source| (source.start, source.end));
    sources
}

/// Leads the words that a rule found back to somebody.
fn lead_back(
    context: &Context<'_>,
    cast: &mut Cast,
    focus: &Focus,
    sieve: &'static str,
    evidence: Evidence,
) -> Decision {
    let Evidence { who, cue, confidence } = evidence;
    let (mention, speaker) = match who {
        Who::Known(speaker, mention) => (mention, Some(speaker)),
        Who::Pronoun(token, speaker) => (context.tokens.get(token).map(|token| token.span), speaker),
        Who::Phrase(phrase) => {
            let mention = mention::mention(context, &phrase);
            let known = focus.phrase(mention.span.start);
            (Some(mention.span), known.or_else(|| cast.speaker(context, &mention)))
        }
    };
    Decision { sieve, cue, mention, speaker, confidence }
}

/// Numbers the speakers in the order they are heard, and counts what each says.
#[derive(Debug, Default)]
struct Voices {
    heard: BTreeMap<SpeakerId, usize>,
    speakers: Vec<Speaker>,
}

impl Voices {
    fn quotation(
        &mut self,
        context: &Context<'_>,
        cast: &Cast,
        said: (Candidate, Option<Decision>),
        index: usize,
    ) -> Quotation {
        let (candidate, decision) = said;
        let words = words_of(context, &candidate);
        if let Some(id) = decision.as_ref().and_then(|decision| decision.speaker) {
            let number = *self.heard.entry(id).or_insert_with(|| {
                self.speakers.push(cast.as_speaker(id));
                self.speakers.len() - 1
            });
            if let Some(speaker) = self.speakers.get_mut(number) {
                credit(
                    context,
                    speaker,
                    index,
                    words,
                    decision.as_ref().and_then(|decision| decision.mention),
                );
            }
        }
        self.told(candidate, decision, words)
    }

    /// A thought is led to a voice of the article, and credited to none.
    fn thought(
        &self,
        context: &Context<'_>,
        (candidate, decision): (Candidate, Option<Decision>),
    ) -> Quotation {
        let words = words_of(context, &candidate);
        self.told(candidate, decision, words)
    }

    fn told(&self, candidate: Candidate, decision: Option<Decision>, words: usize) -> Quotation {
        let attribution = decision.map(|decision| Attribution {
            speaker: decision.speaker.and_then(|id| self.heard.get(&id).copied()),
            cue: decision.cue,
            mention: decision.mention,
            sieve: decision.sieve,
            confidence: decision.confidence,
        });
        Quotation { kind: candidate.kind, spans: candidate.spans, words, attribution }
    }
}

fn words_of(context: &Context<'_>, candidate: &Candidate) -> usize {
    candidate.spans.iter().map(|span| words_in(context, *span)).sum()
}

fn credit(
    context: &Context<'_>,
    speaker: &mut Speaker,
    quotation: usize,
    words: usize,
    mention: Option<Span>,
) {
    speaker.quotations.push(quotation);
    speaker.words += words;
    let alias =
        mention.map(|mention| mention.of(context.text).split_whitespace().collect::<Vec<_>>().join(" "));
    let is_new = |alias: &String| {
        *alias != speaker.name
            && !speaker.aliases.contains(alias)
            && !noun_phrase::is_any_pronoun(&alias.to_lowercase())
    };
    speaker.aliases.extend(alias.filter(is_new));
}

fn words_in(context: &Context<'_>, span: Span) -> usize {
    let is_word =
        |&token: &usize| !matches!(context.tokens[token].kind, TokenKind::Mark | TokenKind::Possessive);
    context.tokens_in(span).filter(is_word).count()
}
