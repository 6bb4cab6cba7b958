//! A quotation without a report of its own goes on where the one before it left off, or where somebody was last said
//! to say something: “We lost,” Moore said. “We will lose again.” · Moore said the room was lost. “We tried.”
//! Must stay silent where a sentence in between is about somebody else, and where words are set apart without a
//! lead-in: they may be anybody's.

use super::{Evidence, Scene, Who};
use crate::article::BlockKind;
use crate::attribution::candidate::Candidate;
use crate::attribution::cast::SpeakerId;
use crate::attribution::context::Context;
use crate::span::Span;

/// How much may stand between the two, in bytes.
const NEAR: usize = 900;

/// The speaker of the quotation before, or of the report before, whichever is nearer.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let context = scene.context;
    let start = candidate.spans.first()?.start;
    let before = last_voice(scene, start)?;
    if start.saturating_sub(before.end) > NEAR || is_set_apart(context, start) {
        return None;
    }
    let somebody_else = scene
        .focus
        .last_subject(start)
        .is_some_and(|(place, id)| place.start > before.end && id != before.speaker);
    if somebody_else {
        return None;
    }
    let between = Span::new(before.end, start).of(context.text);
    let same_block = context.block_at(before.end.saturating_sub(1)) == context.block_at(start);
    let confidence: f32 = match (same_block, between.trim().is_empty()) {
        (true, true) => 0.9,
        (true, false) => 0.82,
        (false, true) => 0.72,
        (false, false) => 0.55,
    };
    Some(Evidence {
        who: Who::Known(before.speaker, before.mention),
        cue: before.cue,
        confidence: confidence.min(before.confidence),
    })
}

fn is_set_apart(context: &Context<'_>, start: usize) -> bool {
    let block = context.blocks.get(context.block_at(start));
    block.is_some_and(|block| block.kind == BlockKind::BlockQuotation && block.span.start == start)
}

struct Voice {
    speaker: SpeakerId,
    mention: Option<Span>,
    cue: Option<Span>,
    end: usize,
    confidence: f32,
}

/// Who was last heard before `place`.
fn last_voice(scene: &Scene<'_>, place: usize) -> Option<Voice> {
    let quoted = scene.earlier.last().and_then(|(earlier, decision)| {
        let decision = decision.as_ref()?;
        let end = earlier.spans.last()?.end;
        let mention_end = decision.mention.map_or(end, |mention| mention.end);
        Some(Voice {
            speaker: decision.speaker?,
            mention: decision.mention,
            cue: decision.cue,
            end: if mention_end <= place { end.max(mention_end) } else { end },
            confidence: decision.confidence,
        })
    });
    let reported = scene.focus.last_report(place).map(|(mention, speaker)| Voice {
        speaker,
        mention: Some(mention),
        cue: None,
        end: mention.end,
        confidence: 0.85,
    });
    match (quoted, reported) {
        (Some(quoted), Some(reported)) if reported.end > quoted.end => Some(reported),
        (Some(quoted), _) => Some(quoted),
        (None, reported) => reported,
    }
}
