//! Two people take turns: “Was she there?” Selden asked. ¶ “Yes,” said Jones. ¶ “At what hour?” — Selden again.
//! Must stay silent where paragraph after paragraph quotes one witness, or nothing shows that the two talk to each
//! other.

use super::{Evidence, Scene, Who};
use crate::attribution::candidate::{Candidate, Kind};
use crate::attribution::cast::SpeakerId;
use crate::attribution::context::Context;
use crate::segment::TokenKind;
use crate::span::Span;

/// How many quotations back the other speaker may be.
const BACK: usize = 5;
/// A turn with no more words than this is a retort.
const RETORT: usize = 9;

/// The one of the two who did not speak last.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let context = scene.context;
    if candidate.kind != Kind::Direct || !is_whole_paragraph(context, candidate) {
        return None;
    }
    let (last, decision) = scene.earlier.last()?;
    let speaker = decision.as_ref()?.speaker?;
    let block = context.block_at(candidate.spans.first()?.start);
    let last_block = context.block_at(last.spans.last()?.start);
    if block == last_block || block - last_block > 2 {
        return None;
    }
    let other = other_voice(scene, speaker, block)?;
    if !answers(scene, candidate) {
        return None;
    }
    Some(Evidence { who: Who::Known(other, None), cue: None, confidence: 0.75 })
}

/// Whether the paragraph has nothing in it but the quotation.
fn is_whole_paragraph(context: &Context<'_>, candidate: &Candidate) -> bool {
    let hull = candidate.hull();
    let first = context.block_at(hull.start);
    let last = context.block_at(hull.end.saturating_sub(1));
    let (Some(first), Some(last)) = (context.blocks.get(first), context.blocks.get(last)) else {
        return false;
    };
    let around = Span::new(first.span.start, hull.start).of(context.text).trim().len()
        + Span::new(hull.end, last.span.end).of(context.text).trim().len();
    around == 0
}

/// The only other person who spoke in the quotations just before.
fn other_voice(scene: &Scene<'_>, speaker: SpeakerId, block: usize) -> Option<SpeakerId> {
    let mut other = None;
    for (earlier, decision) in scene.earlier.iter().rev().take(BACK) {
        let place = earlier.spans.first().map_or(0, |span| span.start);
        if block.saturating_sub(scene.context.block_at(place)) > BACK + 1 {
            break;
        }
        let said = decision.as_ref().and_then(|decision| decision.speaker)?;
        match other {
            _ if said == speaker => {}
            None => other = Some(said),
            Some(known) if known == said => {}
            Some(_) => break,
        }
    }
    other
}

/// Whether something shows that the two talk to each other: a question, an address, a retort, turns taken before.
fn answers(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let context = scene.context;
    let turns = |decision: &Option<super::Decision>| {
        decision.as_ref().is_some_and(|decision| decision.sieve == "conversation")
    };
    let Some((last, _)) = scene.earlier.last() else {
        return false;
    };
    let is_exchange = scene
        .earlier
        .iter()
        .rev()
        .take(2)
        .any(|(turn, decision)| turns(decision) || asks(context, turn) || addresses(context, turn));
    is_exchange || is_retort(context, last) || addresses(context, candidate)
}

fn asks(context: &Context<'_>, candidate: &Candidate) -> bool {
    let words = candidate.hull().of(context.text);
    words.trim_end_matches(['”', '"', '’', '\'', '»', ' ']).ends_with('?')
}

/// A short whole turn: “If you can help it,” a voice called.
fn is_retort(context: &Context<'_>, candidate: &Candidate) -> bool {
    let hull = candidate.hull();
    let words = context.tokens_in(hull).filter(|&token| !context.is(token, TokenKind::Mark));
    let opens =
        context.blocks.get(context.block_at(hull.start)).is_some_and(|block| block.span.start == hull.start);
    opens && words.take(RETORT + 1).count() <= RETORT
}

/// Words that answer somebody or call them by a title: “Yes, sir” · “But your honor …”
fn addresses(context: &Context<'_>, candidate: &Candidate) -> bool {
    let tokens = context.tokens_in(candidate.hull());
    let mut words = tokens.clone().filter(|&token| !context.is(token, TokenKind::Mark));
    let first = words.next().map_or("", |token| context.word(token));
    let answer = matches!(first, "Yes" | "No" | "Yeah" | "Nope" | "Certainly" | "Nothing" | "Never" | "Aye");
    answer
        || tokens.take(60).any(|token| {
            let word = context.word(token);
            matches!(word, "sir" | "madam" | "ma’am" | "ma'am")
                || (matches!(word, "your" | "Your")
                    && matches!(
                        context.word(token + 1),
                        "honor" | "Honor" | "honour" | "Honour" | "majesty" | "excellency"
                    ))
        })
}
