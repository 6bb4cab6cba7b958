//! A text that annotations were made in, beside what its article is now.

use super::difference::{Link, Links};
use super::marks::widened;
use super::pair::{Landing, Pair, ratio};
use super::place::{Anchor, Doubt, Review};
use super::reading::Reading;
use super::{Weighty, elsewhere};
use crate::annotation::{PositionSelector, QuoteSelector};
use crate::article::SafeText;
use crate::span::Span;

/// An old text beside the new one.
#[derive(Debug)]
pub(super) struct Old {
    pub reading: Reading,
    links: Links,
    /// For each word of the new text, whether it is some old word that stayed in its place.
    is_taken: Vec<bool>,
    /// Whether it is so little like the new text that it is another article.
    is_other: bool,
}

/// What a text shares with another article by chance is less than this, of the shorter one.
const SHARED: f64 = 0.2;
/// A text of less words tells nothing of the kind.
const TELLING: usize = 40;
impl Old {
    /// Compares the old text with the new one.
    pub(super) fn new(text: SafeText, new: &Reading) -> Self {
        let reading = Reading::new(text);
        let links = Links::new(reading.words(), new.words());
        let mut old = Self { is_taken: vec![false; new.words().len()], is_other: false, reading, links };
        let kept = old.take();
        let shorter = old.reading.words().len().min(new.words().len());
        old.is_other = shorter >= TELLING && ratio(kept.max(old.moved(new)), shorter) < SHARED;
        old
    }

    /// Notes which words of the new text are old ones, in rows too long for chance; gives how many.
    fn take(&mut self) -> usize {
        let (mut kept, mut row) = (0, Span::default());
        for number in 0..=self.reading.words().len() {
            match self.links.of(number) {
                Link::Same(to) if to as usize == row.end && !row.is_empty() => row.end += 1,
                link => {
                    if row.len() >= 4 {
                        kept += row.len();
                        self.is_taken
                            .iter_mut()
                            .take(row.end)
                            .skip(row.start)
                            .for_each(|taken| *taken = true);
                    }
                    row = match link {
                        Link::Same(to) => Span::new(to as usize, to as usize + 1),
                        Link::Gone | Link::Near(_) => Span::default(),
                    };
                }
            }
        }
        kept
    }

    /// How many words of the old text stand in sentences that the new one has too, wherever.
    fn moved(&self, new: &Reading) -> usize {
        let words = self.reading.words();
        let pieces = (0..words.pieces()).map(|number| words.piece(number));
        let kept = pieces.filter(|piece| piece.len() >= 5 && new.has_piece(words.folded(*piece)));
        kept.map(Span::len).sum()
    }

    /// How much of the longer text is in the other one, from 0 to 1.
    pub(super) fn likeness(&self) -> f64 {
        let taken = self.is_taken.iter().filter(|taken| **taken).count();
        ratio(taken, self.is_taken.len().max(self.reading.words().len()))
    }

    /// Where the words stood: by their position, else where they stand only once.
    pub(super) fn span(&self, quote: &QuoteSelector, position: PositionSelector) -> Option<Span> {
        let (text, exact) = (&self.reading.text, quote.exact.as_str());
        let there = self.reading.span(position).filter(|span| span.of(text) == exact);
        there.or_else(|| {
            let mut places = text.match_indices(exact).map(|(place, _)| place);
            let only = places.next().filter(|_| places.next().is_none())?;
            Some(Span::new(only, only + exact.len()))
        })
    }

    /// Follows the words at `span` of the old text into the new one.
    pub(super) fn follow(&self, span: Span, new: &Reading) -> Anchor {
        let target = self.reading.words().within(span);
        if target.is_empty() || self.is_other {
            return Anchor::Orphan;
        }
        let pair = Pair { old: self.reading.words(), new: new.words(), links: &self.links };
        let bytes = |words: Span| self.with_edges(span, target, (new, words));
        let landing = pair.landing(target);
        if let Some(landing) = landing.filter(|landing| pair.is_certain(target, landing)) {
            return Anchor::Found(bytes(landing.words));
        }
        if let Some(words) = elsewhere::moved(&self.reading, new, target) {
            return Anchor::Found(bytes(words));
        }
        let percent = |likeness: f64| Percent::new(likeness).0;
        if let Some(landing) = landing.filter(|landing| is_worth_asking(target, landing)) {
            let similarity = percent(landing.likeness);
            let why = match pair.weighty_change(target, landing.words) {
                Some(weighty) => Doubt::Changed(weighty),
                None if pair.is_negated_beside(target, landing.words) => Doubt::Changed(Weighty::Negation),
                None if similarity == 100 => Doubt::OtherContext,
                None => Doubt::Reworded,
            };
            return Anchor::Review(Review { span: bytes(landing.words), why, similarity });
        }
        let is_taken = |words: Span| {
            let taken = (words.start..words.end).filter(|word| self.is_taken.get(*word) == Some(&true));
            2 * taken.count() > words.len()
        };
        match elsewhere::resembling(&self.reading, new, target, is_taken) {
            Some(other) => {
                let (span, similarity) = (bytes(other.words), percent(other.likeness));
                Anchor::Review(Review { span, why: Doubt::Elsewhere, similarity })
            }
            None => Anchor::Orphan,
        }
    }

    /// The bytes of `words` of the new text, with as much of marks and of cut words at the edges as the old target had.
    fn with_edges(&self, span: Span, target: Span, (new, words): (&Reading, Span)) -> Span {
        let (old, hull) = (self.reading.words(), new.words().span(words));
        let (first, last) = (old.span(target).start, old.span(target).end);
        let text: &str = &self.reading.text;
        let edges = (Span::new(span.start, first).of(text), Span::new(last, span.end).of(text));
        let wide = widened(edges, (&new.text, hull));
        let words = (old.span(target).of(text), hull.of(&new.text));
        let at = |place: usize| hull.start + same_place(words, place.saturating_sub(first));
        let start = if first < span.start { at(span.start) } else { wide.start };
        let end = if span.end < last { at(span.end) } else { wide.end };
        if start < end { Span::new(start, end) } else { hull }
    }
}

/// Where byte `place` of some words is in the same words as they are written now, counted from the nearer end that is written
/// the same: a part of "mayor's" stays that part of "mayor’s".
fn same_place((old, new): (&str, &str), place: usize) -> usize {
    let (head, tail) = (Span::new(0, place).of(old), Span::new(place, old.len()).of(old));
    if new.starts_with(head) {
        place
    } else if new.ends_with(tail) {
        new.len() - tail.len()
    } else if 2 * place < old.len() {
        0
    } else {
        new.len()
    }
}

/// Whether what stands in the place of the target is worth a question.
fn is_worth_asking(target: Span, landing: &Landing) -> bool {
    let is_held = landing.is_held_before && landing.is_held_after;
    let is_about_as_long =
        landing.words.len() <= 3 * target.len() + 3 && target.len() <= 3 * landing.words.len();
    is_about_as_long
        && (landing.around >= 0.5
            || (landing.likeness >= 0.5 && landing.around >= 0.3)
            || (is_held && landing.likeness >= 0.25))
}

/// A share in percent.
struct Percent(u8);

impl Percent {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    fn new(share: f64) -> Self {
        Self((share.clamp(0.0, 1.0) * 100.0).floor() as u8)
    }
}
