//! Finds the words of an annotation in a text.
//!
//! The same text gives the same place. In another text the words are accepted only where they stand exactly, once,
//! or once with what stood around them; anything less is an orphan, never a guess.

use super::Target;
use crate::article::{Article, Digest};
use crate::span::Span;

/// Where an annotation's words are in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Here.
    Found(Span),
    /// Not in this text, or in more than one place: listed, exported, never moved.
    Orphan,
}

impl Anchor {
    /// The place, if there is one.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Found(span) => Some(span),
            Self::Orphan => None,
        }
    }
}

/// Finds `target` in `article`.
pub fn resolve(target: &Target, article: &Article) -> Anchor {
    resolve_in(target, article.text(), article.digest)
}

/// Finds `target` in `text`, whose digest is `digest`.
pub fn resolve_in(target: &Target, text: &str, digest: Digest) -> Anchor {
    let exact = target.quote.exact.as_str();
    if target.digest == digest
        && let Some(span) = target.position.span(text)
        && span.of(text) == exact
    {
        return Anchor::Found(span);
    }
    let places = places(text, exact);
    if let [only] = places.as_slice() {
        return Anchor::Found(Span::new(*only, only + exact.len()));
    }
    let in_context: Vec<usize> =
        places.into_iter().filter(|&place| has_context(target, text, place)).collect();
    match in_context.as_slice() {
        [only] => Anchor::Found(Span::new(*only, only + exact.len())),
        _ => Anchor::Orphan,
    }
}

/// The places where `words` stand in `text`, as bytes; none for no words. Two of them are enough to know that
/// the words alone do not tell the place, but the context may, so all are given.
pub fn places(text: &str, words: &str) -> Vec<usize> {
    if words.is_empty() {
        return Vec::new();
    }
    text.match_indices(words).map(|(place, _)| place).collect()
}

fn has_context(target: &Target, text: &str, place: usize) -> bool {
    let before = Span::new(0, place).of(text);
    let after = Span::new(place + target.quote.exact.len(), text.len()).of(text);
    before.ends_with(target.quote.prefix.as_str()) && after.starts_with(target.quote.suffix.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{PositionSelector, QuoteSelector};
    use crate::article::{Metadata, SafeText};

    fn target(text: &str, words: &str) -> Target {
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        Target {
            origin: SafeText::new("test"),
            digest: Digest::of(text),
            metadata: Metadata::default(),
            quote: QuoteSelector::new(text, span),
            position: PositionSelector::new(text, span),
        }
    }

    fn found(old: &str, words: &str, new: &str) -> Option<usize> {
        resolve_in(&target(old, words), new, Digest::of(new)).span().map(|span| span.start)
    }

    #[test]
    fn the_same_text_gives_the_same_place() {
        assert_eq!(found("one two one", "one", "one two one"), Some(0));
    }

    #[test]
    fn another_text_must_have_the_words_once_or_once_in_their_context() {
        assert_eq!(found("He lied. She left.", "She left.", "New. He lied. She left."), Some(14));
        assert_eq!(found("a one b", "one", "x one y one"), None);
        assert_eq!(found("a one b", "one", "a one b, c one d"), Some(2));
        assert_eq!(found("He lied. She left.", "She left.", "He lied. She stayed."), None);
    }
}
