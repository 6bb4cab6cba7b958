//! Where pieces of content begin and end: of all places that are likely, those whose stretch shares most words with what
//! it may be, rather than the likeliest pair (minimum Bayes risk; Goel and Byrne, Computer Speech and Language 2000).

use super::lattice::{CONTENT_AGAIN, CONTENT_BEGINS, CONTENT_ENDS, Label};
use crate::span::Span;

/// How probable it is that a piece begins, and that one ends, at each unit.
#[derive(Clone, Debug)]
pub(super) struct Edges {
    begins: Vec<f32>,
    ends: Vec<f32>,
}

/// Less probable places are not looked at.
const LEAST: f32 = 0.02;
/// The most places on either side.
const MOST: usize = 5;

impl Edges {
    /// Of so many units.
    pub(super) fn new(units: usize) -> Self {
        Self { begins: vec![0.0; units], ends: vec![0.0; units] }
    }

    /// Takes what is expected of a unit's score.
    pub(super) fn add(&mut self, unit: usize, score: usize, share: f32) {
        match score {
            CONTENT_BEGINS | CONTENT_AGAIN => self.begins[unit] += share,
            CONTENT_ENDS => self.ends[unit] += share,
            _ => {}
        }
    }

    /// The pieces of the reading `labels`, each with its best edges; none reaches over the cue, the source or another.
    pub(super) fn pieces(&self, labels: &[Label], cue: usize, spans: &[Span]) -> Vec<Span> {
        let is_free = |unit: usize| unit != cue && labels[unit] == Label::Outside;
        let mut behind_last = 0;
        let mut pieces = Vec::new();
        for (first, last) in run(labels, Label::ContentBegin, Label::Content) {
            let floor =
                (behind_last..first).rev().find(|&unit| !is_free(unit)).map_or(behind_last, |unit| unit + 1);
            let ceiling = (last + 1..labels.len()).find(|&unit| !is_free(unit)).unwrap_or(labels.len());
            let begins = likeliest(&self.begins, floor..last + 1, first);
            let ends = likeliest(&self.ends, first..ceiling, last);
            let (first, last) = best(&begins, &ends, spans).unwrap_or((first, last));
            behind_last = last + 1;
            pieces.push(spans[first].hull(spans[last]));
        }
        pieces
    }
}

/// The likeliest places of `range`, and `own` among them.
fn likeliest(shares: &[f32], range: std::ops::Range<usize>, own: usize) -> Vec<(usize, f32)> {
    let mut places: Vec<(usize, f32)> = range
        .map(|unit| (unit, shares[unit]))
        .filter(|&(unit, share)| share >= LEAST || unit == own)
        .collect();
    places.sort_by(|one, other| other.1.total_cmp(&one.1));
    places.truncate(MOST);
    places
}

/// The stretch that shares most with what may be meant.
fn best(begins: &[(usize, f32)], ends: &[(usize, f32)], spans: &[Span]) -> Option<(usize, usize)> {
    let stretches: Vec<(usize, usize, f32)> = begins
        .iter()
        .flat_map(|&(first, begin)| ends.iter().map(move |&(last, end)| (first, last, begin * end)))
        .filter(|&(first, last, _)| first <= last)
        .collect();
    let shared = |&(first, last, _): &(usize, usize, f32)| -> f32 {
        let own = spans[first].hull(spans[last]);
        stretches
            .iter()
            .map(|&(first, last, share)| {
                let other = spans[first].hull(spans[last]);
                share * ratio(own.intersection(other).len(), own.hull(other).len())
            })
            .sum()
    };
    stretches
        .iter()
        .max_by(|one, other| shared(one).total_cmp(&shared(other)))
        .map(|&(first, last, _)| (first, last))
}

#[expect(clippy::cast_precision_loss, reason = "bytes of a sentence")]
fn ratio(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// The stretches of units that begin with one label and go on with another: first and last unit of each.
pub(super) fn run(labels: &[Label], begin: Label, inside: Label) -> impl Iterator<Item = (usize, usize)> {
    let begins = labels.iter().enumerate().filter(move |(_, label)| **label == begin).map(|(unit, _)| unit);
    begins.map(move |first| {
        let length = labels[first + 1..].iter().take_while(|label| **label == inside).count();
        (first, first + length)
    })
}
