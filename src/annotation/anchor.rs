//! Finds the words of an annotation in a text that may have changed since they were marked.
//!
//! The same text gives the same place. For another text the old one, which the library keeps, is compared with it word by
//! word, and words are *found* where the comparison leads: unchanged, in a row too long for chance, in a sentence that is
//! known again; or in a sentence that was moved as it is and stands only once in both texts. What is nearly so, or has changed
//! in a figure, a negation or a name, is to be *reviewed*; all else is an *orphan*. Nothing is ever placed on a guess, and the
//! selectors of an annotation are never written again, so that it is back when the old text is.
//!
//! The rules differ from those of Hypothesis (hypothesis/client, match-quote), which takes the most similar words however
//! unlike they are, and from selectors alone, which cannot tell a correction from another sentence.

mod comparison;
mod critical;
mod difference;
mod elsewhere;
mod marks;
mod old;
mod pair;
mod place;
mod reading;
mod rendering;
mod selectors;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use comparison::{Comparison, Part};
pub use critical::Weighty;
pub use place::{Anchor, Doubt, Review};
pub use rendering::{Rendering, Reworded, Rewording};

use super::{Entry, Judgement, Notebook, PositionSelector, QuoteSelector, Target, Verdict};
use crate::article::{Article, Digest, Origin, SafeText};
use crate::span::Span;
use marks::{marked_alike, with_marks};
use old::Old;
use reading::Reading;
use selectors::Told;

/// One article beside the texts that annotations about it were made in, each compared once.
#[derive(Debug)]
pub struct Anchors {
    digest: Digest,
    origin: Origin,
    url: Option<SafeText>,
    new: Reading,
    olds: BTreeMap<Digest, Old>,
    /// Texts that are known to be of this article though nothing but the words says so.
    kin: BTreeSet<Digest>,
}

/// What a text shares with another version of itself, though it goes by another name, is not less than this.
const KIN: f64 = 0.8;

impl Anchors {
    /// Compares `article` with the texts that the annotations in `notebook` about it were made or judged in; `text` gives
    /// a text by its digest, if it is kept. Takes a few milliseconds for a column, and not more than some seconds for any.
    pub fn new(
        article: &Article,
        notebook: &Notebook,
        mut text: impl FnMut(&Digest) -> Option<SafeText>,
    ) -> Self {
        let mut anchors = Self {
            digest: article.digest,
            origin: article.origin.clone(),
            url: article.metadata.url.clone(),
            new: Reading::new(article.safe_text().clone()),
            olds: BTreeMap::new(),
            kin: BTreeSet::new(),
        };
        let title = article.display_title();
        let all = || notebook.entries();
        let is_needed = |digest: &Digest| *digest != article.digest;
        let own: BTreeSet<Digest> = all()
            .filter(|entry| anchors.concerns(&entry.annotation.target))
            .flat_map(digests)
            .filter(is_needed)
            .collect();
        let namesakes: BTreeSet<Digest> = all()
            .filter(|entry| entry.annotation.target.metadata.title.as_ref() == Some(&title))
            .flat_map(digests)
            .filter(is_needed)
            .collect();
        for digest in own.iter().chain(namesakes.difference(&own)) {
            let Some(old) = text(digest).map(|text| Old::new(text, &anchors.new)) else { continue };
            let is_own = own.contains(digest);
            if is_own || old.likeness() >= KIN {
                anchors.olds.insert(*digest, old);
            }
            if !is_own && anchors.olds.contains_key(digest) {
                anchors.kin.insert(*digest);
            }
        }
        // Whoever asks later, perhaps between two keys, finds read what has to be read for that.
        for entry in all().filter(|entry| anchors.concerns(&entry.annotation.target)) {
            anchors.place(entry);
        }
        anchors
    }

    /// Whether `target` is of this article: made in this text, in another text from the same place or address, or
    /// in a text of the same title that is nearly the same.
    pub fn concerns(&self, target: &Target) -> bool {
        target.digest == self.digest
            || target.is_from(&self.origin)
            || target.is_at(self.url.as_ref())
            || self.kin.contains(&target.digest)
    }

    /// Finds the words of `entry`, as the reader judged them where that was asked.
    pub fn place(&self, entry: &Entry) -> Anchor {
        let target = &entry.annotation.target;
        if let Some(judgement) = entry.judged(&self.digest) {
            match &judgement.verdict {
                Verdict::At(quote, position) => {
                    if let Some(span) = self.exactly(quote, *position) {
                        return Anchor::Found(span);
                    }
                }
                Verdict::Nowhere => return Anchor::Orphan,
                Verdict::Open => {}
            }
        }
        if target.digest == self.digest {
            return self.resolve(target);
        }
        // What the reader confirmed last is nearest to what the article is now.
        let confirmed = |judgement: &Judgement| match &judgement.verdict {
            Verdict::At(quote, position)
                if self.olds.contains_key(&judgement.digest)
                    && entry.judged(&judgement.digest) == Some(judgement) =>
            {
                Some(self.in_another(&judgement.digest, quote, *position))
            }
            _ => None,
        };
        match entry.judgements.iter().rev().find_map(confirmed) {
            Some(Anchor::Orphan) | None => self.resolve(target),
            Some(anchor) => anchor,
        }
    }

    /// Finds the words of `target`, whatever the reader judged.
    pub fn resolve(&self, target: &Target) -> Anchor {
        if target.digest == self.digest
            && let Some(span) = self.exactly(&target.quote, target.position)
        {
            return Anchor::Found(span);
        }
        self.in_another(&target.digest, &target.quote, target.position)
    }

    /// The sentence that `entry` is about as it was, beside what stands in its place at `review`.
    pub fn comparison(&self, entry: &Entry, review: &Review) -> Comparison {
        Comparison::new(&self.old_sentence(entry), sentence(&self.new, review.span))
    }

    fn old_sentence(&self, entry: &Entry) -> String {
        let target = &entry.annotation.target;
        let old = self.olds.get(&target.digest);
        let sentence = old.and_then(|old| {
            let span = old.span(&target.quote, target.position)?;
            Some(sentence(&old.reading, span).to_owned())
        });
        sentence.unwrap_or_else(|| target.quote.exact.to_string())
    }

    fn exactly(&self, quote: &QuoteSelector, position: PositionSelector) -> Option<Span> {
        self.new.span(position).filter(|span| span.of(&self.new.text) == quote.exact.as_str())
    }

    fn in_another(&self, digest: &Digest, quote: &QuoteSelector, position: PositionSelector) -> Anchor {
        if quote.exact.is_empty() {
            return Anchor::Orphan;
        }
        let old = self.olds.get(digest);
        match old.and_then(|old| Some((old, old.span(quote, position)?))) {
            Some((old, span)) => old.follow(span, &self.new),
            None => self.by_selectors(quote),
        }
    }

    fn by_selectors(&self, quote: &QuoteSelector) -> Anchor {
        let span = |words| marked_alike(&quote.exact, (&self.new.text, self.new.words().span(words)));
        match selectors::told(quote, self.new.words()) {
            Told::Certain(words) => Anchor::Found(span(words)),
            Told::Alone(words) => {
                Anchor::Review(Review { span: span(words), why: Doubt::OtherContext, similarity: 100 })
            }
            Told::Nowhere => Anchor::Orphan,
        }
    }
}

impl PartialEq for Anchors {
    /// The same article beside the same texts finds the same places.
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest && self.origin == other.origin && self.olds.keys().eq(other.olds.keys())
    }
}

/// The texts that an annotation was made and judged in.
fn digests(entry: &Entry) -> impl Iterator<Item = Digest> {
    let judged = entry.judgements.iter().map(|judgement| judgement.digest);
    std::iter::once(entry.annotation.target.digest).chain(judged)
}

/// The sentences that the words at `span` stand in, with the marks around them.
fn sentence(reading: &Reading, span: Span) -> &str {
    let words = reading.words();
    let around = words.span(words.around(words.within(span)));
    with_marks(&reading.text, around).hull(span).of(&reading.text)
}

#[cfg(test)]
mod tests;
