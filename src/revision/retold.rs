//! Which sentences only tell again what a quotation has told.

use super::{Change, Kind, Side, Subject, Version, folded, one_line};
use crate::span::Span;

/// The words of the quotations that are told as other, cut or new, in one of the versions.
pub(super) struct Told<'a> {
    text: &'a str,
    /// In the order of the text.
    spans: Vec<Span>,
}

/// What stands for words that are told: no text has it.
const TOLD: char = '\u{fffc}';

impl<'a> Told<'a> {
    /// What `changes` tell of `version`, on the side that `side` picks.
    pub(super) fn new(
        version: Version<'a>,
        changes: &[Change],
        side: impl Fn(&Change) -> Option<&Side>,
    ) -> Self {
        let is_told = |change: &&Change| {
            let has_other_words = matches!(change.kind, Kind::Altered | Kind::Cut | Kind::Added);
            change.subject == Subject::Quotation && has_other_words
        };
        let told: Vec<Span> = changes.iter().filter(is_told).filter_map(side).map(|side| side.span).collect();
        let quotations = version.analysis.quotations.iter();
        let mut spans: Vec<Span> = quotations
            .filter(|quotation| told.contains(&quotation.hull()))
            .flat_map(|quotation| quotation.spans.iter().copied())
            .collect();
        spans.sort_by_key(|span| (span.start, span.end));
        Self { text: version.article.text(), spans }
    }

    /// The words of a sentence, with one character for all that a quotation tells.
    fn besides(&self, sentence: Span) -> String {
        let mut words = String::new();
        let mut place = sentence.start;
        for span in self.spans.iter().filter(|span| span.start < sentence.end) {
            let (start, end) = (span.start.max(place), span.end.min(sentence.end));
            if start < end {
                words.push_str(Span::new(place, start).of(self.text));
                words.push(TOLD);
                place = end;
            }
        }
        words.push_str(Span::new(place, sentence.end).of(self.text));
        folded(&one_line(&words))
    }
}

/// Whether nothing of the sentence has changed but what quotations tell.
pub(super) fn is_retold(change: &Change, before: &Told<'_>, after: &Told<'_>) -> bool {
    let besides = |told: &Told<'_>, side: &Option<Side>| side.as_ref().map(|side| told.besides(side.span));
    match (besides(before, &change.old), besides(after, &change.new)) {
        (Some(old), Some(new)) => change.kind == Kind::Altered && old == new,
        (Some(words), None) | (None, Some(words)) => {
            words.contains(TOLD) && !words.contains(char::is_alphanumeric)
        }
        (None, None) => false,
    }
}
