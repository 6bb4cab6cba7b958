//! The tagger read who reports: Moore said [the room was lost]. It learned from 840 articles how reports are worded.
//! Must stay silent where it read no source: [“We lost,”] it was said.

use super::cue_adjacent::agreed;
use super::{Evidence, Scene, Who};
use crate::attribution::candidate::{Candidate, Kind};
use crate::attribution::context::Context;
use crate::attribution::noun_phrase::is_any_pronoun;
use crate::attribution::subject::subject_before;
use crate::attribution::tagger::{Calibration, Source};
use std::ops::Range;

/// The source that the tagger read.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let context = scene.context;
    let tag = candidate.tag.as_ref()?;
    let source = tag.source.clone()?;
    let cue = Some(tag.cue);
    if let Some(antecedent) = antecedent(context, &source) {
        let who = Who::Relative(antecedent, source.start);
        return Some(Evidence { who, cue, confidence: right(Source::Name, 0.9 * tag.probability) });
    }
    if matches!(context.word(source.start), "who" | "which" | "that") && candidate.kind == Kind::Direct {
        return None;
    }
    if source.len() == 1 && is_any_pronoun(&context.lower(source.start)) {
        let found = scene.focus.pronoun(context.tokens[source.start].span.start);
        // A pronoun that stands for nobody known is sure of nothing.
        let confidence =
            found.map_or(0.3 * tag.probability, |(_, sure)| right(Source::Pronoun, sure * tag.probability));
        return Some(Evidence { who: Who::Pronoun(source.start, found.map(|(id, _)| id)), cue, confidence });
    }
    let plain = agreed(context, candidate, &source, tag.cue);
    let confidence = right(Source::Name, 0.97 * tag.probability).max(plain);
    Some(Evidence { who: Who::Phrase(source), cue, confidence })
}

fn right(source: Source, sure: f32) -> f32 {
    Calibration::bundled().share_right(source, sure)
}

/// The phrase that "who" stands for: [the man] who said.
fn antecedent(context: &Context<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let is_relative = source.len() == 1 && matches!(context.word(source.start), "who" | "which" | "that");
    if !is_relative {
        return None;
    }
    let floor = context.token_from(context.sentence_at(context.span(source).start).start);
    let before_comma = || {
        let mut commas = (floor + 1..source.start.saturating_sub(1)).rev();
        let comma = commas.find(|&token| context.is_mark(token, ','))?;
        context.is_mark(source.start - 1, ',').then(|| subject_before(context, comma, floor))?
    };
    subject_before(context, source.end, floor).or_else(before_comma)
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Draft, Origin, SafeText};
    use crate::attribution::analyze;
    use crate::lexicon::Lexicon;
    use crate::segment::with_blocks;

    #[test]
    fn what_is_plainly_somebodys_is_told_as_sure() {
        for text in [
            "“What would it cost to mend?” asked Nora Fenwick. According to the Harbor Office, it would take “a year.”",
            "“We lost the room,” Ada Moore said.",
            "Ada Moore said: “We lost the room.”",
        ] {
            let draft = Draft { text: SafeText::new(text), ..Draft::default() };
            let article = Article::new(Origin::StandardInput, with_blocks(draft));
            let found = analyze(&article, Lexicon::bundled());
            let sure = found.quotations[0].attribution.as_ref().map_or(0.0, |told| told.confidence);
            assert!(sure >= 0.9, "{sure}: {text}");
        }
    }
}
