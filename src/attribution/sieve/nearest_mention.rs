//! Nothing reports, but a sentence before in the same paragraph is about somebody:
//! Moore turned to the press. “We lost the room.” Must stay silent where nobody is named in the paragraph.

use super::{Evidence, Scene, Who};
use crate::attribution::candidate::{Candidate, Kind};

/// The last subject before the quotation in its paragraph, else whoever was named last: a guess, and marked as one.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let context = scene.context;
    let start = candidate.spans.first()?.start;
    let block = context.blocks.get(context.block_at(start))?.span;
    if candidate.kind != Kind::Direct {
        return None;
    }
    let subject = scene
        .focus
        .last_subject(start)
        .filter(|(mention, _)| mention.start >= block.start)
        .map(|(mention, id)| (id, mention, 0.5));
    let named = || {
        let (id, mention) = scene.cast.nearest(context, start, block.start)?;
        Some((id, mention, 0.35))
    };
    let (speaker, mention, confidence) = subject.or_else(named)?;
    Some(Evidence { who: Who::Known(speaker, Some(mention)), cue: None, confidence })
}
