//! What is read: one immutable, safe text with its blocks and what is known about it.
//!
//! Bytes from outside become a [`Draft`] in `import`; a draft becomes an [`Article`] here, once.
//! Everything that is worked out later is spans into [`Article::text`].

mod block;
mod digest;
mod link;
mod metadata;
mod origin;
mod safe_text;

pub use block::{Block, BlockKind, Marker};
pub use digest::Digest;
pub use link::{Link, Target};
pub use metadata::{Metadata, Shortfall, day};
pub use origin::Origin;
pub use safe_text::{CANON, SafeText};

use std::borrow::Cow;
use std::sync::Arc;

use crate::span::Span;

/// What an importer yields: a safe text, its blocks if the format gave any, and what it says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The canonical text to be.
    pub text: SafeText,
    /// Blocks given by the format, in order, apart from each other; empty when the format has none (plain text).
    pub blocks: Vec<Block>,
    /// Words that lead somewhere else, in order, apart from each other.
    pub links: Vec<Link>,
    /// Title, byline, date and so on.
    pub metadata: Metadata,
}

/// An article: text, blocks, metadata, origin. Never changed after it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Where it came from.
    pub origin: Origin,
    /// What it says about itself.
    pub metadata: Metadata,
    /// Names the text: two articles with the same text have the same digest.
    pub digest: Digest,
    text: SafeText,
    blocks: Arc<[Block]>,
    links: Vec<Link>,
    /// The links that only lead from a note back to its sign, by their places among all links.
    ways_back: Vec<usize>,
}

impl Article {
    /// Makes an article of a draft whose blocks are known.
    pub fn new(origin: Origin, draft: Draft) -> Self {
        let ways_back = link::ways_back(&draft.links);
        Self {
            ways_back,
            origin,
            digest: Digest::of(&draft.text),
            metadata: draft.metadata,
            text: draft.text,
            blocks: draft.blocks.into(),
            links: draft.links,
        }
    }

    /// Its name for programs: what a corpus calls it, else the first sixteen digits of its digest.
    pub fn id(&self) -> String {
        match &self.origin {
            Origin::Row(id) => id.clone(),
            _ => self.digest.to_string().chars().take(16).collect(),
        }
    }

    /// The canonical text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The canonical text in the type that printers and widgets ask for.
    pub fn safe_text(&self) -> &SafeText {
        &self.text
    }

    /// The same article with only the paragraphs that it came with: what was restored is one with what is before it.
    #[must_use]
    pub fn as_given(&self) -> Self {
        let mut blocks: Vec<Block> = Vec::with_capacity(self.blocks.len());
        for block in self.blocks.iter() {
            match blocks.last_mut() {
                Some(before) if block.restored => before.span = before.span.hull(block.span),
                _ => blocks.push(Block { restored: false, ..*block }),
            }
        }
        Self { blocks: blocks.into(), ..self.clone() }
    }

    /// The same article with nothing but running words: without what is said about pictures, which stands between
    /// paragraphs wherever there was room.
    #[must_use]
    pub fn without_pictures(&self) -> Cow<'_, Self> {
        let is_picture = |block: &Block| block.kind == BlockKind::Image;
        if !self.blocks.iter().any(is_picture) {
            return Cow::Borrowed(self);
        }
        let blocks = self.blocks.iter().filter(|block| !is_picture(block)).copied().collect();
        Cow::Owned(Self { blocks, ..self.clone() })
    }

    /// Whether any of its paragraphs was restored.
    pub fn has_restored(&self) -> bool {
        self.blocks.iter().any(|block| block.restored)
    }

    /// The blocks, in order of the text.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The same, to be kept without a copy.
    pub fn shared_blocks(&self) -> Arc<[Block]> {
        Arc::clone(&self.blocks)
    }

    /// The links, in order of the text and apart from each other.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The links to be listed, each with its number, counted from 1: all but those that only lead from a note back to its
    /// sign, so that each note is listed once.
    pub fn listed_links(&self) -> impl Iterator<Item = (usize, &Link)> {
        self.links.iter().enumerate().filter_map(|(at, link)| Some((self.link_number(at)?, link)))
    }

    /// How many links are listed.
    pub fn listed_count(&self) -> usize {
        self.links.len() - self.ways_back.len()
    }

    /// The number in the list of the link at this place among all of them; `None` when it is not listed.
    pub fn link_number(&self, at: usize) -> Option<usize> {
        self.ways_back.binary_search(&at).err().map(|before| at + 1 - before)
    }

    /// The links that have bytes in `span`, with their numbers, counted from 0.
    pub fn links_in(&self, span: Span) -> impl Iterator<Item = (usize, &Link)> {
        let first = self.links.partition_point(|link| link.span.end <= span.start);
        let links = self.links.iter().enumerate().skip(first);
        links.take_while(move |(_, link)| link.span.start < span.end)
    }

    /// The link that has the byte at `offset`, with its number, counted from 0.
    pub fn link_at(&self, offset: usize) -> Option<(usize, &Link)> {
        self.links_in(Span::new(offset, offset.saturating_add(1))).next()
    }

    /// What to call it: its title, else its first words, else its origin.
    pub fn display_title(&self) -> SafeText {
        if let Some(title) = &self.metadata.title {
            return title.clone();
        }
        let first = self.blocks.first().map_or("", |block| block.span.of(&self.text));
        let words: Vec<&str> = first.split_whitespace().take(9).collect();
        if words.is_empty() {
            return SafeText::new(&self.origin.to_string());
        }
        let ellipsis = if first.split_whitespace().nth(9).is_some() { "…" } else { "" };
        SafeText::new(&format!("{}{ellipsis}", words.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_given_takes_restored_breaks_out_and_nothing_else() {
        let block = |start, end, restored| Block {
            span: Span::new(start, end),
            kind: BlockKind::Paragraph,
            marker: Marker::None,
            depth: 0,
            restored,
        };
        let blocks = vec![block(0, 4, false), block(5, 9, true), block(10, 14, true), block(15, 19, false)];
        let draft = Draft { text: SafeText::new("One. Two. Tre.\nFour"), blocks, ..Draft::default() };
        let article = Article::new(Origin::StandardInput, draft);
        let given = article.as_given();
        assert!(article.has_restored() && !given.has_restored());
        let spans: Vec<Span> = given.blocks().iter().map(|block| block.span).collect();
        assert_eq!(spans, [Span::new(0, 14), Span::new(15, 19)]);
        assert_eq!(given.text(), article.text());
        assert_eq!(given.as_given(), given);
    }
}
