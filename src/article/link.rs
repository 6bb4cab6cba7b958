//! Words that lead somewhere else.

use std::fmt;

use super::SafeText;
use crate::span::Span;

/// Words of an article, and where they lead. The words stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub span: Span,
    /// Where they lead.
    pub target: Target,
}

/// Where a link leads. An importer makes each, and only of these kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a byte of the same text: a heading, a note, the words that a note belongs to.
    Place(usize),
    /// To a file beside this one or in a folder below, by its path from here.
    File(SafeText),
    /// To a byte of the text of a file beside this one: another chapter of a book.
    FilePlace(SafeText, usize),
    /// Out of the article: an address that begins with `https://`, `http://` or `mailto:`.
    Address(SafeText),
}

impl Target {
    /// The address, if it leads out of the article.
    pub fn address(&self) -> Option<&SafeText> {
        match self {
            Self::Address(address) => Some(address),
            Self::Place(_) | Self::File(_) | Self::FilePlace(..) => None,
        }
    }
}

/// Which of `links`, in order of the text, only lead back to where another leads here from: the signs of notes, by their
/// places among all.
pub(super) fn ways_back(links: &[Link]) -> Vec<usize> {
    let is_way_back = |link: &Link| {
        let Target::Place(place) = link.target else { return false };
        let sign = links.binary_search_by_key(&place, |link| link.span.start);
        let sign = sign.ok().and_then(|sign| links.get(sign));
        sign.is_some_and(|sign| place < link.span.start && sign.target == Target::Place(link.span.start))
    };
    links.iter().enumerate().filter(|(_, link)| is_way_back(link)).map(|(at, _)| at).collect()
}

impl fmt::Display for Target {
    /// The address or the file; a place in the article as the words there are for its readers to say.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(_) => f.write_str("a place in this article"),
            Self::File(name) | Self::FilePlace(name, _) => f.write_str(name),
            Self::Address(address) => f.write_str(address),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_way_from_a_note_back_to_its_sign_is_a_way_back() {
        let link = |start, target| Link { span: Span::new(start, start + 1), target };
        let place = Target::Place;
        let address = || Target::Address(SafeText::new("https://a.org"));
        for (links, expected) in [
            (vec![link(3, place(20)), link(9, address()), link(20, place(3))], vec![2]),
            // A note with two signs leads back to the first of them.
            (vec![link(3, place(20)), link(9, place(20)), link(20, place(3))], vec![2]),
            // Links to headings, and to what stands before, lead nobody back.
            (vec![link(3, place(20)), link(9, place(0)), link(21, place(3))], vec![]),
            (vec![], vec![]),
        ] {
            assert_eq!(ways_back(&links), expected, "{links:?}");
        }
    }
}
