//! Who said it: from words in marks to quotations with their speakers.
//!
//! 1. [`tagger`] reads who reports what, by learned weights; `postposed` and `that_clause` settle plain shapes, `content`
//!    trims what is told, `reported` keeps the likeliest of what overlaps;
//! 2. `candidate` makes quotations of words in marks and of reported words; `turn` reads transcripts, `nested` what is
//!    reported within a quotation;
//! 3. `names` finds who is named, `cast` folds them into people and bodies, `focus` leads pronouns and descriptions back,
//!    by who is named where (`oblique`);
//! 4. [`sieve`] asks its rules, most precise first; each answer names its rule, its words and how sure it is;
//! 5. `voices` credits each speaker with what they said.

mod acronym;
mod aside;
mod candidate;
mod cast;
mod compact;
mod content;
mod context;
mod description;
mod focus;
#[cfg(test)]
mod laws;
mod long_title;
mod mention;
mod minds;
mod names;
mod nested;
mod nobody;
mod noun_phrase;
mod oblique;
mod pieces;
mod postposed;
mod report;
mod reported;
mod role;
mod runners_up;
pub mod sieve;
mod speaker;
mod subject;
pub mod tagger;
mod taken;
mod that_clause;
mod title;
mod turn;
mod unheard;
mod voices;

pub use candidate::Kind;
pub use pieces::Pieces;
pub use speaker::{Speaker, SpeakerKind};
pub use unheard::{Named, Places, Unheard};

use std::ops::Range;
use std::sync::Arc;

use self::candidate::Candidate;
use self::cast::{Cast, SpeakerId};
use self::context::Context;
use self::focus::Focus;
use self::reported::Reported;
use self::runners_up::runners_up;
use self::sieve::{Decision, Evidence, Scene, Who};
use self::voices::Voices;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::quotation::passages;
use crate::segment::{Segmentation, Token, TokenKind, segment};
use crate::span::{Narrow, Span};

/// All that was worked out about one article. It can be dropped and made again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Sentences and gaps. The tokens are let go: they take five times the room of the text.
    pub parts: Segmentation,
    /// How many words and figures the text has.
    pub words: usize,
    /// The quotations in order of the text.
    pub quotations: Vec<Quotation>,
    /// Who speaks, in order of their first quotation.
    pub speakers: Vec<Speaker>,
    /// Words in marks that nobody said: titles, nicknames, scare quotes.
    pub unspoken: Vec<Span>,
    /// What somebody is reported to think, wish or mean to do. No voice is credited with it.
    pub thoughts: Vec<Quotation>,
    /// Reports within words in marks, whose own speaker hands them on: “The room was lost, a clerk told the Herald.”
    pub nested: Vec<Quotation>,
    /// Who is named in full, whether they speak or not.
    pub named: Named,
}

/// Words somebody else said, and who.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// Its pieces, in order; direct ones with their marks.
    pub spans: Pieces,
    /// How many words it has.
    pub words: usize,
    /// Who said it, and why we think so; `None` where no rule answered.
    pub attribution: Option<Attribution>,
    /// The names of up to three others who may have said it, likeliest first.
    pub runners_up: Arc<[Arc<str>]>,
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
    cue: Option<Narrow>,
    mention: Option<Narrow>,
    /// The rule that decided.
    pub sieve: &'static str,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
}

impl Attribution {
    /// The claim of one rule that a speaker said a quotation, without the words that tell so.
    pub fn new(speaker: Option<usize>, sieve: &'static str, confidence: f32) -> Self {
        Self { speaker, cue: None, mention: None, sieve, confidence }
    }

    /// The same claim, by these reporting words and these that name the speaker.
    #[must_use]
    pub fn told_by(self, cue: Option<Span>, mention: Option<Span>) -> Self {
        Self { cue: cue.map(Narrow::from), mention: mention.map(Narrow::from), ..self }
    }

    /// The reporting words.
    pub fn cue(&self) -> Option<Span> {
        self.cue.map(Narrow::wide)
    }

    /// The words that name the speaker.
    pub fn mention(&self) -> Option<Span> {
        self.mention.map(Narrow::wide)
    }
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

    /// The [`Speaker::sign`] of the speaker at this index of [`Analysis::speakers`].
    pub fn sign_of(&self, speaker: Option<usize>) -> Option<usize> {
        Some(self.speakers.get(speaker?)?.sign)
    }
}

/// Reads the word lists that [`analyze`] needs, where that was not done yet.
pub fn prepare() {
    Lexicon::bundled();
    tagger::Cues::bundled();
    tagger::Calibration::bundled();
}

/// The whole engine: segments, finds quotations, attributes them, folds the speakers. What is said about pictures is
/// passed over, so that a caption between two paragraphs of a quotation does not part them.
pub fn analyze(article: &Article, lexicon: &Lexicon) -> Analysis {
    let article = &*article.without_pictures();
    let named = Named::new(article.text());
    let parts = segment(article, lexicon);
    let passages = passages(article.text(), article.blocks());
    let context = Context::new(article, &parts, &passages, lexicon);
    let relations = tagger::relations(&context, tagger::Cues::bundled(), tagger::Model::bundled());
    let reading = candidate::read(&context, &Reported::new(&context, relations));
    let mut nested = nested::nested(&context, &reading.candidates);
    let mut cast = Cast::new(&context, &names::names(&context));
    let focus = Focus::new(&context, &mut cast, &sources(&reading), &labels(&reading));
    nested.extend(reading.nested);
    nested.sort_by_key(|candidate| candidate.hull().start);
    let mut decide = |candidates| decided(&context, &mut cast, &focus, candidates);
    let (said, thought, nested) = (decide(reading.candidates), decide(reading.thoughts), decide(nested));
    let others = others(&context, &cast, &focus, &said);
    let mut voices = Voices::default();
    let quotations = said
        .into_iter()
        .zip(others)
        .map(|(said, others)| voices.quotation(&context, &cast, said, others))
        .collect();
    let aside = |told: Vec<_>| told.into_iter().map(|told| voices.aside(&context, told)).collect();
    let (thoughts, nested) = (aside(thought), aside(nested));
    let (speakers, unspoken) = (voices.speakers, reading.unspoken);
    let is_word = |token: &&Token| !matches!(token.kind, TokenKind::Mark | TokenKind::Possessive);
    let words = parts.tokens.iter().filter(is_word).count();
    let parts = Segmentation { tokens: Vec::new(), ..parts };
    Analysis { parts, words, quotations, speakers, unspoken, thoughts, nested, named }
}

/// Who said each candidate, in order.
fn decided(
    context: &Context<'_>,
    cast: &mut Cast,
    focus: &Focus,
    candidates: Vec<Candidate>,
) -> Vec<(Candidate, Option<Decision>)> {
    let mut decided = Vec::with_capacity(candidates.len());
    let mut candidates = candidates.into_iter().peekable();
    while let Some(candidate) = candidates.next() {
        let scene = Scene { context, cast, focus, next: candidates.peek(), earlier: &decided };
        let answer = sieve::decide(&scene, &candidate);
        let decision = answer.map(|(name, evidence)| lead_back(context, cast, focus, name, evidence));
        decided.push((candidate, decision));
    }
    decided
}

/// Who else may have said each.
fn others(
    context: &Context<'_>,
    cast: &Cast,
    focus: &Focus,
    decided: &[(Candidate, Option<Decision>)],
) -> Vec<Vec<SpeakerId>> {
    let others = |(index, (candidate, decision)): (usize, &(Candidate, Option<Decision>))| {
        let next = decided.get(index + 1).map(|(next, _)| next);
        let scene = Scene { context, cast, focus, next, earlier: &decided[..index] };
        runners_up(&scene, candidate, decision.as_ref())
    };
    decided.iter().enumerate().map(others).collect()
}

/// The phrases that the tagger read as those of who reports, in order.
fn sources(reading: &candidate::Reading) -> Vec<Range<usize>> {
    let said = reading.candidates.iter().chain(&reading.nested);
    let mut sources: Vec<_> = said.filter_map(|candidate| candidate.tag.as_ref()?.source.clone()).collect();
    sources.sort_by_key(|source| (source.start, source.end));
    sources
}

/// The labels of the turns of a transcript, in order.
fn labels(reading: &candidate::Reading) -> Vec<Range<usize>> {
    reading.candidates.iter().filter_map(|candidate| candidate.label.clone()).collect()
}

/// No more sure is it that "the clerk" is whoever the text was about, where it never says that they are a clerk.
const INFERRED: f32 = 0.65;

/// Leads the words that a rule found back to somebody.
fn lead_back(
    context: &Context<'_>,
    cast: &mut Cast,
    focus: &Focus,
    sieve: &'static str,
    evidence: Evidence,
) -> Decision {
    let Evidence { who, cue, mut confidence } = evidence;
    let (mention, speaker) = match who {
        Who::Known(speaker, mention) => (mention, Some(speaker)),
        Who::Pronoun(token, speaker) => (context.tokens.get(token).map(|token| token.span), speaker),
        Who::Phrase(phrase) => {
            let (mention, speaker) = named(context, cast, focus, &phrase);
            if focus.is_inferred(mention.start) {
                confidence = confidence.min(INFERRED);
            }
            (Some(mention), speaker)
        }
        Who::Relative(phrase, relative) => {
            let (mention, speaker) = named(context, cast, focus, &phrase);
            (context.tokens.get(relative).map(|token| mention.hull(token.span)), speaker)
        }
    };
    Decision { sieve, cue, mention, speaker, confidence }
}

/// The words of a phrase that name somebody, and whom.
fn named(
    context: &Context<'_>,
    cast: &mut Cast,
    focus: &Focus,
    phrase: &Range<usize>,
) -> (Span, Option<SpeakerId>) {
    let mention = mention::mention(context, phrase);
    // Anyone who says so: a word that names nobody is nobody's name.
    if phrase.len() == 1 && nobody::is_indefinite(&context.lower(phrase.start)) {
        return (mention.span, None);
    }
    let known = focus.phrase(mention.span.start);
    (mention.span, known.or_else(|| cast.speaker(context, &mention)))
}
