//! An old text beside a new one: what became of a run of words, and how sure that is.

use super::critical::{Weighty, changed, is_delicate, negations};
use super::difference::{Link, Links, errors};
use super::words::Words;
use crate::span::Span;

/// Two texts and the links between their words. All spans here count words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    pub old: &'a Words,
    pub new: &'a Words,
    pub links: &'a Links,
}

/// How the words of a target fared where the difference of the texts leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Landing {
    /// The words of the new text that stand in their place.
    pub words: Span,
    /// How much alike the two are, from 0 to 1, by letters.
    pub likeness: f64,
    /// The same of the sentence that they stand in.
    pub around: f64,
    /// Whether the words before the sentence lead to this place too.
    pub is_held_before: bool,
    /// Whether the words after it do.
    pub is_held_after: bool,
}

/// Words that are the same in both texts by chance are few in a row.
const RUN: usize = 4;
/// A run that was looked at so far on either side is long enough for anything.
const LONGEST_RUN: usize = 64;
/// So many words next to a sentence may be new, and its neighbour still hold it in place.
const LOOSE: usize = 3;
/// Where more words than this in a row are gone, what stands there is another text.
const FAR: usize = 2_048;
/// A target of so many unchanged words in a row needs no witness.
const PLENTY: usize = 8;

impl Pair<'_> {
    /// Where the difference leads the words `target`; `None` where nothing stands in their place.
    pub(super) fn landing(&self, target: Span) -> Option<Landing> {
        if !self.is_bounded(target) {
            return None;
        }
        let words = self.place_of(target);
        if words.is_empty() {
            return None;
        }
        let sentence = self.old.around(target);
        let to = self.place_of(sentence);
        Some(Landing {
            words,
            likeness: self.likeness(target, words),
            around: self.likeness(sentence, to),
            is_held_before: self.is_held_before(sentence, to),
            is_held_after: self.is_held_after(sentence, to),
        })
    }

    /// Whether the words are certainly those at the landing: unchanged but for typing errors that change no meaning, in a
    /// row that is too long for chance, and in a sentence that is known again.
    pub(super) fn is_certain(&self, target: Span, landing: &Landing) -> bool {
        if target.len() != landing.words.len() || !self.is_row(target) {
            return false;
        }
        let changed = (target.start..target.end).filter(|number| !self.is_same(*number));
        let mut changed = changed.peekable();
        let is_unchanged = changed.peek().is_none();
        let is_right = is_unchanged
            || (!is_short(self.old, target)
                && landing.likeness >= 0.85
                && changed.all(|number| self.is_typing_error(number)));
        is_right
            && !self.is_negated_beside(target, landing.words)
            && self.is_witnessed(target, landing, is_unchanged)
    }

    /// What of the target changed that its meaning hangs on.
    pub(super) fn weighty_change(&self, target: Span, words: Span) -> Option<Weighty> {
        let linked = |number: usize| match self.links.of(number) {
            Link::Same(to) => Some(to as usize).filter(|to| words.contains(*to)),
            Link::Gone | Link::Near(_) => None,
        };
        let old = (target.start..target.end).filter(|number| linked(*number).is_none());
        let mut kept: Vec<usize> = (target.start..target.end).filter_map(linked).collect();
        kept.sort_unstable();
        let new = (words.start..words.end).filter(|number| kept.binary_search(number).is_err());
        changed(old.map(|number| self.old.word(number)), new.map(|number| self.new.word(number)))
    }

    /// How much alike the old words `from` and the new words `to` are, from 0 to 1: letters in words that are linked, of all.
    pub(super) fn likeness(&self, from: Span, to: Span) -> f64 {
        let letters = |words: &Words, range: Span| words.folded(range).len();
        let all = letters(self.old, from).max(letters(self.new, to));
        let kept: usize = (from.start..from.end)
            .map(|number| match self.links.of(number) {
                Link::Same(new) if to.contains(new as usize) => self.old.word(number).len() + 1,
                Link::Near(new) if to.contains(new as usize) => self.old.word(number).len(),
                _ => 0,
            })
            .sum();
        ratio(kept.min(all), all)
    }

    /// The new words in the place of `range`, by the links inside it and around it.
    pub(super) fn place_of(&self, range: Span) -> Span {
        if range.is_empty() {
            return Span::default();
        }
        let start = self.links.of(range.start).to().unwrap_or_else(|| self.between(range.start, range.start));
        let last = range.end - 1;
        let end = self.links.of(last).to().map_or_else(|| self.between(last, range.end), |to| to + 1);
        Span::new(start, end)
    }

    /// Whether some word not too far before the range, and one behind it, leads into the new text, or the text ends there.
    fn is_bounded(&self, range: Span) -> bool {
        let old = self.links.before();
        let (first, last) = (range.start.saturating_sub(FAR), (range.end + FAR).min(old.end));
        let is_linked = |number: usize| self.links.of(number).to().is_some();
        (first <= old.start || (first..=range.start).rev().any(is_linked))
            && (last == old.end || (range.end.saturating_sub(1)..last).any(is_linked))
    }

    /// Where the border before old word `border` falls, by proportion, in what replaced the changed run around `word`.
    fn between(&self, word: usize, border: usize) -> usize {
        let (old, new) = (self.links.before(), self.links.after());
        let before =
            (old.start..word).rev().find_map(|number| Some((number + 1, self.links.of(number).to()? + 1)));
        let (from, to) = before.unwrap_or((old.start, new.start));
        let after = (word + 1..old.end).find_map(|number| Some((number, self.links.of(number).to()?)));
        let (until, to_until) = after.unwrap_or((old.end, new.end));
        let (old, new) = (until - from, to_until.saturating_sub(to));
        if border == from {
            return to;
        }
        if border == until {
            return to_until;
        }
        to + ((border - from) * new + old / 2) / old.max(1)
    }

    /// Whether the words lead to words that follow each other the same way.
    fn is_row(&self, range: Span) -> bool {
        let mut links = (range.start..range.end).map(|number| self.links.of(number).to());
        let Some(first) = links.next().flatten() else {
            return false;
        };
        links.zip(first + 1..).all(|(to, expected)| to == Some(expected))
    }

    fn is_same(&self, number: usize) -> bool {
        matches!(self.links.of(number), Link::Same(_))
    }

    fn is_typing_error(&self, number: usize) -> bool {
        let old = self.old.word(number);
        match self.links.of(number) {
            Link::Gone => false,
            Link::Same(_) => true,
            Link::Near(to) => {
                let new = self.new.word(to as usize);
                let is_delicate = is_delicate(old) || is_delicate(new);
                let is_turned = changed([old].into_iter(), [new].into_iter()).is_some();
                match errors(old, new) {
                    Some(0) => true,
                    Some(_) => old.chars().count() >= 4 && !is_delicate && !is_turned,
                    None => false,
                }
            }
        }
    }

    /// Whether a negation was put in, or taken out, right beside the target: "the hall was" is not what it was in "the hall
    /// was not full".
    pub(super) fn is_negated_beside(&self, target: Span, words: Span) -> bool {
        let before = (target.start.saturating_sub(LOOSE)..target.start)
            .rev()
            .find_map(|number| Some((number + 1, self.links.of(number).to()? + 1)));
        let after = (target.end..(target.end + LOOSE).min(self.old.len()))
            .find_map(|number| Some((number, self.links.of(number).to()?)));
        // What begins or ends there with another sentence is not said of the target.
        let (sentence, now) = (self.old.around(target), self.new.around(words));
        let is_negated = |old: Span, new: Span| {
            let (old, new) = (old.intersection(sentence), new.intersection(now));
            let is_close = old.len() <= LOOSE && new.len() <= LOOSE;
            is_close && negations(self.old.folded(old)) != negations(self.new.folded(new))
        };
        before.is_some_and(|(old, new)| is_negated(Span::new(old, target.start), Span::new(new, words.start)))
            || after
                .is_some_and(|(old, new)| is_negated(Span::new(target.end, old), Span::new(words.end, new)))
    }

    /// Whether what stands around the target says that this is its place.
    fn is_witnessed(&self, target: Span, landing: &Landing, is_unchanged: bool) -> bool {
        let row = self.row_around(target);
        let is_all = row.start == 0 && row.end == self.old.len();
        let is_held = landing.is_held_before || landing.is_held_after;
        let is_plenty = is_unchanged && target.len() >= PLENTY;
        (row.len() >= RUN || is_all)
            && ((is_held && landing.around >= 0.6)
                || (landing.around >= 0.95 && row.len() >= PLENTY)
                || is_plenty)
    }

    /// The words around `range` that lead to words that follow each other the same way.
    fn row_around(&self, range: Span) -> Span {
        let follows = |first: usize| {
            let (one, two) = (self.links.of(first).to(), self.links.of(first + 1).to());
            one.is_some_and(|one| two == Some(one + 1))
        };
        let mut row = range;
        while row.start > 0 && range.start - row.start < LONGEST_RUN && follows(row.start - 1) {
            row.start -= 1;
        }
        while row.end < self.old.len() && row.end - range.end < LONGEST_RUN && follows(row.end - 1) {
            row.end += 1;
        }
        row
    }

    fn is_held_before(&self, from: Span, to: Span) -> bool {
        if from.start <= LOOSE && to.start <= LOOSE {
            return true;
        }
        let mut near = (from.start.saturating_sub(LOOSE + 1)..from.start).rev();
        near.find_map(|number| self.links.of(number).to())
            .is_some_and(|neighbour| neighbour < to.start && to.start - neighbour <= LOOSE + 1)
    }

    fn is_held_after(&self, from: Span, to: Span) -> bool {
        if self.old.len() - from.end <= LOOSE && self.new.len().saturating_sub(to.end) <= LOOSE {
            return true;
        }
        let mut near = from.end..(from.end + LOOSE + 1).min(self.old.len());
        near.find_map(|number| self.links.of(number).to())
            .is_some_and(|neighbour| neighbour >= to.end && neighbour - to.end <= LOOSE)
    }
}

/// Whether a target says too little to be known again by itself: under three words, or under sixteen letters.
pub(super) fn is_short(words: &Words, target: Span) -> bool {
    target.len() < 3 || words.folded(target).chars().count() < 16
}

/// A share, from 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "counts of letters and words in a text")]
pub(super) fn ratio(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}
