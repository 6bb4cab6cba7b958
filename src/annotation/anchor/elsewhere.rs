//! Looks for words that are not where the difference of two texts leads: in another place of the new text.

use std::collections::BTreeMap;

use super::difference::Links;
use super::pair::Pair;
use super::reading::Reading;
use crate::span::Span;

/// A sentence that is to be known again by itself has so many letters, blanks between words counted.
const TELLING: usize = 24;
/// So many words of a sentence are looked for.
const LOOKED_FOR: usize = 96;
/// Words of a sentence that was found again may stand so far from where the most of them say.
const SLACK: usize = 16;

/// The words of the new text that are `target` in a sentence that was moved as it is: the sentence, or it and its neighbour,
/// stands once in the old text and once in the new one. All spans count words.
pub(super) fn moved(old: &Reading, new: &Reading, target: Span) -> Option<Span> {
    let words = old.words();
    let sentence = words.around(target);
    let pieces = pieces_of(old, sentence);
    let first = moved_piece(old, new, pieces)?;
    let offset = target.start - sentence.start;
    let start = new.words().piece(first).start + offset;
    Some(Span::new(start, start + target.len()))
}

/// The piece of the new text where `pieces` of the old one, in a row, begin.
fn moved_piece(old: &Reading, new: &Reading, pieces: Span) -> Option<usize> {
    let is_row = |from: Span, to: usize| {
        (from.start..from.end).enumerate().all(|(place, piece)| {
            let (before, after) = (old.words().piece(piece), new.words().piece(to + place));
            !after.is_empty() && old.words().folded(before) == new.words().folded(after)
        })
    };
    // A neighbour may tell the place of a sentence that is too short to tell it by itself.
    let wider = Span::new(pieces.start.saturating_sub(1), (pieces.end + 1).min(old.words().pieces()));
    let witnesses = (pieces.start..pieces.end).chain([wider.start]).chain(wider.end.checked_sub(1));
    for witness in witnesses {
        let folded = old.words().folded(old.words().piece(witness));
        if folded.len() < TELLING || old.only_piece(folded).is_none() {
            continue;
        }
        let Some(there) = new.only_piece(folded) else { continue };
        let Some(first) = (there + pieces.start).checked_sub(witness) else { continue };
        if is_row(pieces, first) {
            return Some(first);
        }
    }
    None
}

/// The pieces of the old text that make up `words`, by their numbers.
fn pieces_of(old: &Reading, words: Span) -> Span {
    let all = old.words();
    let start = partition(all.pieces(), |number| all.piece(number).start < words.start);
    let end = partition(all.pieces(), |number| all.piece(number).start < words.end);
    Span::new(start, end)
}

/// The first number below `count` that does not hold, where all that hold come first.
fn partition(count: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Words much like the target, in a sentence much like its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resembling {
    /// The words of the new text.
    pub words: Span,
    /// How much alike, from 0 to 1.
    pub likeness: f64,
}

/// Where most of the rare words of the target's sentence stand together, if what stands there is much like it and
/// `is_taken` does not say that it is another old sentence.
pub(super) fn resembling(
    old: &Reading,
    new: &Reading,
    target: Span,
    is_taken: impl Fn(Span) -> bool,
) -> Option<Resembling> {
    let sentence = old.words().around(target);
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    // A place is told by where the sentence would begin; the shift keeps that above nothing.
    let shift = sentence.len();
    for number in (sentence.start..sentence.end).take(LOOKED_FOR) {
        let word = old.words().word(number);
        for place in new.places(word) {
            let begin = (place + shift).saturating_sub(number - sentence.start) / SLACK;
            *votes.entry(begin).or_default() += word.len();
            *votes.entry(begin + 1).or_default() += word.len();
        }
    }
    let (begin, _) = votes.into_iter().max_by_key(|(begin, weight)| (*weight, std::cmp::Reverse(*begin)))?;
    let start = (begin * SLACK).saturating_sub(shift + SLACK);
    let end = (start + sentence.len() + 2 * SLACK).min(new.words().len());
    let window = Span::new(start.min(end), end);
    let links = Links::between((old.words(), sentence), (new.words(), window));
    let pair = Pair { old: old.words(), new: new.words(), links: &links };
    let first = (sentence.start..sentence.end).find_map(|number| links.of(number).to())?;
    let last = (sentence.start..sentence.end).rev().find_map(|number| links.of(number).to())?;
    let around = pair.likeness(sentence, Span::new(first, last + 1));
    let words = pair.place_of(target).intersection(Span::new(first, last + 1));
    let likeness = pair.likeness(target, words);
    let is_like = around >= 0.6 && likeness >= 0.5 && sentence.len() >= 5;
    (is_like && !words.is_empty() && !is_taken(words)).then_some(Resembling { words, likeness })
}
