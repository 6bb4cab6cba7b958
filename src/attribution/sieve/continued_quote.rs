//! A quotation without a report of its own goes on where the one before it left off:
//! “We lost,” Moore said. “We will lose again.” Must stay silent where somebody else is named in between.

use super::{Evidence, Scene, Who};
use crate::attribution::candidate::Candidate;
use crate::span::Span;

/// How much may stand between the two, in bytes.
const NEAR: usize = 400;

/// The speaker of the quotation before.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let (earlier, decision) = scene.earlier.last()?;
    let decision = decision.as_ref()?;
    let speaker = decision.speaker?;
    let between = Span::new(earlier.spans.last()?.end, candidate.spans.first()?.start);
    let words = between.of(scene.context.text);
    if between.len() > NEAR {
        return None;
    }
    let somebody_else = scene.cast.nearest(scene.context, between.end, between.start);
    if somebody_else.is_some_and(|(named, _)| named != speaker) {
        return None;
    }
    let confidence: f32 = match (words.trim().is_empty(), words.contains('\n')) {
        (true, false) => 0.9,
        (false, false) => 0.8,
        (_, true) => 0.6,
    };
    let confidence = confidence.min(decision.confidence);
    Some(Evidence {
        who: Who::Known(speaker, None),
        cue: None,
        confidence,
    })
}
