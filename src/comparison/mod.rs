//! Two articles side by side: who is quoted in them and how much, and which quotations both have.
//!
//! `people` finds who is one person in both, `shared` which words are the same. Nothing fails, and nothing is asked of the
//! world.

mod people;
mod shared;

pub use shared::{Said, Shared, Verdict, in_marks};

use crate::article::Article;
use crate::attribution::{Analysis, Kind, Quotation};

/// An article with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its quotations and speakers.
    pub analysis: &'a Analysis,
}

/// Two articles side by side. What belongs to one of them stands at 0 for the first and at 1 for the second.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What is quoted in each, all voices together.
    pub all: [Counts; 2],
    /// The voices: first those whom both quote, then those of the first only, then those of the second only; each part by
    /// how much they say, and unknown ones last.
    pub voices: Vec<Voice>,
    /// The quotations that both have, in the order of the first.
    pub shared: Vec<Shared>,
}

/// A voice in both articles or in one.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// The fullest name; `None` where nobody is known to have spoken.
    pub name: Option<String>,
    /// What is theirs in each article; `None` where it does not quote them.
    pub counts: [Option<Counts>; 2],
}

/// So much is quoted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    /// Quotations that are all in marks.
    pub direct: usize,
    /// Those that are partly in marks.
    pub mixed: usize,
    /// Those without marks.
    pub indirect: usize,
    /// Words in all of them.
    pub words: usize,
    /// Their part of all quoted words of the article, from 0 to 1.
    pub share: f64,
}

impl Counts {
    /// How many quotations.
    pub fn quotations(self) -> usize {
        self.direct + self.mixed + self.indirect
    }

    /// Those that are in marks, all of them or in part.
    pub fn quoted(self) -> usize {
        self.direct + self.mixed
    }

    fn of<'q>(quotations: impl Iterator<Item = &'q Quotation>, words: usize) -> Self {
        let mut counts = Self::default();
        for quotation in quotations {
            *match quotation.kind {
                Kind::Direct => &mut counts.direct,
                Kind::Mixed => &mut counts.mixed,
                Kind::Indirect => &mut counts.indirect,
            } += 1;
            counts.words += quotation.words;
        }
        counts.share = share(counts.words, words);
        counts
    }
}

impl Voice {
    /// Words in both articles.
    fn words(&self) -> usize {
        self.counts.iter().flatten().map(|counts| counts.words).sum()
    }

    /// Whether both articles quote them.
    pub fn is_in_both(&self) -> bool {
        self.counts.iter().all(Option::is_some)
    }
}

impl Comparison {
    /// Lays two articles side by side.
    pub fn new(one: Heard<'_>, other: Heard<'_>) -> Self {
        let all = [one, other].map(|heard| {
            let words = heard.analysis.quotations.iter().map(|quotation| quotation.words).sum();
            Counts::of(heard.analysis.quotations.iter(), words)
        });
        let counts = |side: usize, speaker: Option<usize>| {
            let [one, other] = [one, other].map(|heard| heard.analysis);
            let (analysis, all) = if side == 0 { (one, all[0]) } else { (other, all[1]) };
            let own = analysis.quotations.iter().filter(move |quotation| quotation.speaker() == speaker);
            let counts = Counts::of(own, all.words);
            (counts.quotations() > 0).then_some(counts)
        };
        let mut voices: Vec<Voice> = people::pairs(one.analysis, other.analysis)
            .into_iter()
            .map(|(name, [first, second])| Voice {
                name: Some(name),
                counts: [
                    first.and_then(|first| counts(0, Some(first))),
                    second.and_then(|second| counts(1, Some(second))),
                ],
            })
            .collect();
        voices.push(Voice { name: None, counts: [counts(0, None), counts(1, None)] });
        voices.retain(|voice| voice.counts.iter().any(Option::is_some));
        voices.sort_by_key(|voice| {
            let part = if voice.is_in_both() { 0 } else { 1 + usize::from(voice.counts[0].is_none()) };
            (voice.name.is_none(), part, std::cmp::Reverse(voice.words()))
        });
        Self { all, voices, shared: shared::shared(one, other) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share is needed to some digits only")]
fn share(words: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { words as f64 / of as f64 }
}

#[cfg(test)]
mod tests;
