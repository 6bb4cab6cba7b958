//! What was found in an article, as the reader set it right.
//!
//! A correction wins over the engine, at once and everywhere in the article, and again when the article is analysed
//! anew. Corrections are taken in the order they were made, so a later one wins over an earlier one.

mod alike;
mod roll;
mod standing;

use std::sync::Arc;

use crate::annotation::Correction;
use crate::article::SafeText;
use crate::attribution::{Analysis, Attribution, Kind, Quotation};
use crate::segment::{TokenKind, tokens};
use crate::span::Span;
use roll::Roll;

pub use alike::{is_alike, is_one_person};
pub use standing::Standing;

/// What [`Attribution::sieve`] says of what the reader decided.
pub const READER: &str = "reader";

/// A correction with the words it is about, where they stand in the article now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The words.
    pub span: Span,
    /// What is set right.
    pub correction: Correction,
}

/// Whether the reader, not the program, said who speaks.
pub fn is_by_reader(quotation: &Quotation) -> bool {
    quotation.attribution.as_ref().is_some_and(|attribution| attribution.sieve == READER)
}

/// `analysis` of `text` with the corrections carried out, in order. Every quotation is still credited to one voice or to
/// none, and the numbers of the voices add up.
pub fn corrected(analysis: &Analysis, text: &str, corrections: &[Placed]) -> Analysis {
    let mut draft = Draft { analysis: analysis.clone(), text, roll: Roll::new(analysis) };
    for Placed { span, correction } in corrections {
        draft.correct(*span, correction);
    }
    draft.finished()
}

/// The work in progress: speakers are places in the roll until all is done.
struct Draft<'t> {
    analysis: Analysis,
    text: &'t str,
    roll: Roll,
}

impl Draft<'_> {
    fn correct(&mut self, span: Span, correction: &Correction) {
        match correction {
            Correction::SaidBy { .. } if span.is_empty() => {}
            Correction::SaidBy { name, .. } => {
                let name = name.as_ref().map(SafeText::as_str);
                self.said_by(span, name.filter(|name| !name.is_empty()));
            }
            Correction::NotSpeech { .. } => self.not_speech(span),
            Correction::Joined { other, name } => self.join(other.as_str(), name.as_str()),
            Correction::Parted { alias, was } => self.part(alias.as_str(), was.as_str()),
            Correction::Renamed { name, was } => self.roll.rename(was.as_str(), name.as_str()),
            Correction::Role { name, role, .. } => {
                self.roll.set_role(name.as_str(), role.as_ref().map(ToString::to_string));
            }
            Correction::Means { words, name } => self.means(words.as_str(), name.as_str()),
        }
    }

    fn said_by(&mut self, span: Span, name: Option<&str>) {
        let speaker = name.map(|name| self.roll.called(name));
        let index = self.quotation_of(span).unwrap_or_else(|| self.make(span));
        let was: Option<Arc<str>> = self.name_of(index).map(Arc::from);
        let Some(quotation) = self.analysis.quotations.get_mut(index) else {
            return;
        };
        // The words that report stay as they were; who they name was the mistake.
        let cue = quotation.attribution.as_ref().and_then(Attribution::cue);
        quotation.attribution = Some(Attribution::new(speaker, READER, 1.0).told_by(cue, None));
        let others =
            was.iter().chain(quotation.runners_up.iter().filter(|other| Some(*other) != was.as_ref()));
        quotation.runners_up = others.filter(|other| Some(&***other) != name).cloned().collect();
    }

    fn not_speech(&mut self, span: Span) {
        if let Some(index) = self.quotation_of(span) {
            let quotation = self.analysis.quotations.remove(index);
            self.analysis.unspoken.push(quotation.hull());
            self.analysis.unspoken.sort();
        }
    }

    fn join(&mut self, other: &str, name: &str) {
        let (Some(other), name) = (self.roll.find(other), self.roll.called(name)) else {
            return;
        };
        if other != name {
            self.roll.join(other, name);
            self.credit(|attribution| (attribution.speaker == Some(other)).then_some(name));
        }
    }

    fn part(&mut self, alias: &str, was: &str) {
        let Some(was) = self.roll.find(was) else {
            return;
        };
        let name = self.roll.name(was).to_owned();
        let parted = self.roll.part(was, alias);
        let text = self.text;
        self.credit(|attribution| {
            let words = attribution.mention().map(|mention| one_line(mention.of(text)));
            let is_named_so = words.is_some_and(|words| is_alike(&words, alias, &name));
            (attribution.speaker == Some(was) && is_named_so).then_some(parted)
        });
    }

    fn means(&mut self, words: &str, name: &str) {
        let meant = self.roll.called(name);
        let text = self.text;
        self.credit(|attribution| {
            let mention = one_line(attribution.mention()?.of(text));
            (mention.to_lowercase() == words.to_lowercase()).then_some(meant)
        });
    }

    /// Gives what the engine credited to one speaker to another, on the reader's word; thoughts and nested reports too.
    fn credit(&mut self, to: impl Fn(&Attribution) -> Option<usize>) {
        let Analysis { quotations, thoughts, nested, .. } = &mut self.analysis;
        for quotation in quotations.iter_mut().chain(thoughts).chain(nested) {
            if let Some(attribution) = &mut quotation.attribution
                && let Some(speaker) = to(attribution)
            {
                attribution.speaker = Some(speaker);
                attribution.sieve = READER;
                attribution.confidence = 1.0;
            }
        }
    }

    /// The quotation that shares more than half of its words, or of these, with `span`.
    fn quotation_of(&self, span: Span) -> Option<usize> {
        let shared = |quotation: &Quotation| 2 * quotation.hull().intersection(span).len();
        let quotations = self.analysis.quotations.iter().enumerate();
        quotations
            .filter(|(_, quotation)| shared(quotation) > span.len().min(quotation.hull().len()))
            .max_by_key(|(_, quotation)| (shared(quotation), std::cmp::Reverse(quotation.hull().len())))
            .map(|(index, _)| index)
    }

    fn name_of(&self, index: usize) -> Option<String> {
        let speaker = self.analysis.quotations.get(index)?.attribution.as_ref()?.speaker?;
        Some(self.roll.name(speaker).to_owned())
    }

    /// A quotation where none was found: direct where the words are in marks.
    fn make(&mut self, span: Span) -> usize {
        let first = span.of(self.text).chars().next();
        let is_marked = first.is_some_and(|c| matches!(c, '“' | '"' | '‘' | '\'' | '«' | '„' | '`'));
        let quotation = Quotation {
            kind: if is_marked { Kind::Direct } else { Kind::Indirect },
            spans: vec![span].into(),
            words: words_in(self.text, span),
            attribution: None,
            runners_up: Arc::default(),
        };
        let spans = &mut self.analysis.unspoken;
        spans.retain(|unspoken| unspoken.intersection(span).is_empty());
        let quotations = &mut self.analysis.quotations;
        let index = quotations.partition_point(|earlier| earlier.hull().start < span.start);
        quotations.insert(index, quotation);
        index
    }

    /// The voices, each with what is now theirs.
    fn finished(self) -> Analysis {
        let Self { mut analysis, roll, .. } = self;
        let (speakers, numbers) = roll.heard(&analysis.quotations);
        let Analysis { quotations, thoughts, nested, .. } = &mut analysis;
        for quotation in quotations.iter_mut().chain(thoughts).chain(nested) {
            if let Some(attribution) = &mut quotation.attribution {
                attribution.speaker =
                    attribution.speaker.and_then(|place| numbers.get(place).copied().flatten());
            }
        }
        analysis.speakers = speakers;
        analysis
    }
}

/// A mention may stand on two lines of the text.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words_in(text: &str, span: Span) -> usize {
    let mut found = Vec::new();
    tokens(text, span, &mut found);
    found.iter().filter(|token| !matches!(token.kind, TokenKind::Mark | TokenKind::Possessive)).count()
}

#[cfg(test)]
mod tests;
