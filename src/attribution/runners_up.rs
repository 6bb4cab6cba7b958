//! Who else may have said it, for a reader who corrects: whom the rules behind the deciding one would have named, then
//! whoever the sentence before is about, then the last voices.

use super::candidate::Candidate;
use super::cast::SpeakerId;
use super::sieve::{self, Decision, Scene, Who};

/// How many are kept.
const MOST: usize = 3;
/// How many quotations back a voice may be.
const BACK: usize = 6;

/// Up to three others than the one decided for, likeliest first.
pub(super) fn runners_up(
    scene: &Scene<'_>,
    candidate: &Candidate,
    decision: Option<&Decision>,
) -> Vec<SpeakerId> {
    let start = candidate.hull().start;
    let others = sieve::answers(scene, candidate).filter_map(|(_, evidence)| known(scene, &evidence.who));
    let about = scene.focus.last_subject(start).map(|(_, id)| id);
    let last = scene.earlier.iter().rev().take(BACK);
    let heard = last.filter_map(|(_, decision)| decision.as_ref()?.speaker);
    let near = scene.cast.nearest(scene.context, start, 0).map(|(id, _)| id);
    let mut found = Vec::with_capacity(MOST);
    for id in others.chain(about).chain(heard).chain(near) {
        let is_decided = decision.is_some_and(|decision| decision.speaker == Some(id));
        let may_speak = !scene.cast.figure(id).is_place;
        if found.len() < MOST && may_speak && !is_decided && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// Whom the words of a rule stand for, if they are somebody's already.
fn known(scene: &Scene<'_>, who: &Who) -> Option<SpeakerId> {
    match who {
        Who::Known(id, _) => Some(*id),
        Who::Pronoun(_, id) => *id,
        Who::Phrase(phrase) | Who::Relative(phrase, _) => {
            scene.focus.phrase(scene.context.tokens.get(phrase.start)?.span.start)
        }
    }
}
