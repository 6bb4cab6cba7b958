//! Nothing reports, but somebody was named just before in the same paragraph:
//! Moore turned to the press. “We lost the room.” Must stay silent where nobody is named in the paragraph.

use super::{Evidence, Scene, Who};
use crate::attribution::candidate::{Candidate, Kind};

/// Whoever was named last before the quotation in its paragraph: a guess, and marked as one.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let start = candidate.spans.first()?.start;
    let block = scene.context.blocks.get(scene.context.block_at(start))?;
    if candidate.kind != Kind::Direct {
        return None;
    }
    let (speaker, mention) = scene.cast.nearest(scene.context, start, block.span.start)?;
    Some(Evidence {
        who: Who::Known(speaker, Some(mention)),
        cue: None,
        confidence: 0.4,
    })
}
