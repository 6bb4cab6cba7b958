//! Blocks on their way to a [`Draft`]: words come in with the boundaries around them, and each block is made safe
//! and tidied before it is joined to the others, so that its span is exact.

mod edit;
mod joined;
mod signs;
mod tidy;

use super::Error;
use super::target::Raw;
use crate::article::{BlockKind, Draft, Marker, Metadata, SafeText};
use crate::span::Span;
pub(super) use edit::Line;
pub(super) use joined::Named;
use joined::{Part, joined};
use tidy::tidied;

/// What stands between two cells of a table.
pub(super) const CELL_BREAK: &str = " | ";

/// How a separator reads.
const SEPARATOR: &str = "* * *";

/// What blocks can be inside of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// Level 1 to 6.
    Heading(u8),
    Quotation,
    Item,
    /// White space counts.
    Preformatted,
    /// Words about a picture.
    Caption,
}

/// A page being put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    parts: Vec<Part>,
    words: String,
    /// What is known about the words so far, in bytes of them.
    about: About,
    /// The link that the next words belong to, with the place where it began.
    link: Option<(Raw, usize)>,
    headings: Vec<u8>,
    quotations: usize,
    /// The markers that the next blocks of the open items have.
    items: Vec<Marker>,
    preformatted: usize,
    captions: usize,
}

/// Links, names of places and pictures in the words of a block.
#[derive(Clone, Debug, Default)]
struct About {
    links: Vec<(Span, Raw)>,
    names: Vec<(usize, String)>,
    pictures: Vec<Span>,
}

impl Page {
    /// Adds words exactly as they are.
    pub(super) fn text(&mut self, text: &str) {
        self.words.push_str(text);
    }

    /// Adds words as a browser would: a run of white space is one blank, none at the start of a line.
    pub(super) fn flowing_text(&mut self, text: &str) {
        if self.preformatted > 0 {
            return self.text(text);
        }
        for c in text.chars() {
            if !is_collapsible(c) {
                self.words.push(c);
            } else if !self.words.is_empty() && !self.words.ends_with([' ', '\n']) {
                self.words.push(' ');
            }
        }
    }

    /// Ends a line. A second one in a row ends the block, since that is how pages without paragraphs make them.
    pub(super) fn line_break(&mut self) {
        if self.preformatted == 0 && self.words.ends_with('\n') {
            self.end_block();
        } else if !self.words.is_empty() {
            let length = self.words.trim_end_matches(' ').len();
            self.words.truncate(length);
            self.about.cut(length);
            if let Some((_, start)) = &mut self.link {
                *start = length.min(*start);
            }
            self.words.push('\n');
        }
    }

    /// The words that come next lead to `target`.
    pub(super) fn open_link(&mut self, target: Raw) {
        self.close_link();
        self.link = Some((target, self.words.len()));
    }

    /// The words that come next lead nowhere.
    pub(super) fn close_link(&mut self) {
        if let Some((target, start)) = self.link.take() {
            self.about.links.push((Span::new(start, self.words.len().max(start)), target));
        }
    }

    /// Links of this page can lead here by `name`.
    pub(super) fn name(&mut self, name: &str) {
        self.about.names.push((self.words.len(), name.to_owned()));
    }

    /// A picture between blocks, in words.
    pub(super) fn picture(&mut self, words: &str) {
        self.end_block();
        self.flowing_text(words);
        self.end_picture(0, "");
        self.end_block();
    }

    /// The words from byte `start` of the open block on stand for a picture, or `caption` does in their place.
    pub(super) fn end_picture(&mut self, start: usize, caption: &str) {
        if !caption.trim().is_empty() {
            self.words.truncate(start);
            self.about.cut(start);
            self.words.push_str(caption);
        }
        self.about.pictures.push(Span::new(start, self.words.len().max(start)));
    }

    /// Bytes of the block that is open.
    pub(super) fn open_len(&self) -> usize {
        self.words.len()
    }

    /// Whether the block that is open has a word yet.
    pub(super) fn has_words(&self) -> bool {
        !self.words.trim().is_empty()
    }

    /// Ends the block, if there is one.
    pub(super) fn end_block(&mut self) {
        let link = self.link.clone();
        self.close_link();
        self.link = link.map(|(target, _)| (target, 0));
        let words = std::mem::take(&mut self.words);
        let about = std::mem::take(&mut self.about);
        if words.trim().is_empty() {
            self.about.names = about.names.into_iter().map(|(_, name)| (0, name)).collect();
            return;
        }
        for (kind, stretch) in stretches(self.kind(), &words, &about.pictures) {
            self.push(kind, stretch.of(&words), &about, stretch);
        }
    }

    /// Adds a block of these words, with what is known about them.
    fn push(&mut self, kind: BlockKind, words: &str, about: &About, stretch: Span) {
        let about = about.within(stretch);
        let mut places: Vec<usize> =
            about.links.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        places.extend(about.names.iter().map(|(place, _)| *place));
        places.sort_unstable();
        places.dedup();
        let tidy = tidied(kind, words.to_owned(), &places);
        let number = |place: usize| places.binary_search(&place).unwrap_or(usize::MAX);
        if tidy.text.is_empty() {
            self.about.names.extend(about.names.into_iter().map(|(_, name)| (0, name)));
            return;
        }
        let links = about.links.into_iter().filter_map(|(span, target)| {
            let span = Span { start: tidy.start(number(span.start))?, end: tidy.end(number(span.end))? };
            let span = Span::new(span.start, span.end.max(span.start)).trimmed(&tidy.text);
            (!span.is_empty()).then_some((span, target))
        });
        let links = links.collect();
        let names =
            about.names.into_iter().map(|(place, name)| (tidy.start(number(place)).unwrap_or(0), name));
        let names = names.collect();
        let marker = self.marker(kind);
        let depth = if kind == BlockKind::ListItem { self.items.len().saturating_sub(1) } else { 0 };
        let depth = u8::try_from(depth).unwrap_or(u8::MAX);
        self.parts.push(Part { kind, marker, depth, text: tidy.text, links, names });
    }

    /// Adds a separator, unless there is nothing to separate.
    pub(super) fn separator(&mut self) {
        self.end_block();
        if self.parts.last().is_some_and(|part| part.kind != BlockKind::Separator) {
            self.parts.push(Part { text: SEPARATOR.to_owned(), ..Part::new(BlockKind::Separator) });
        }
    }

    /// Starts a container, and a block with it.
    pub(super) fn enter(&mut self, container: Container) {
        self.end_block();
        match container {
            Container::Heading(level) => self.headings.push(level.clamp(1, 6)),
            Container::Quotation => self.quotations += 1,
            Container::Item => self.items.push(Marker::Bullet),
            Container::Preformatted => self.preformatted += 1,
            Container::Caption => self.captions += 1,
        }
    }

    /// The item that has just begun has this number.
    pub(super) fn number(&mut self, number: u32) {
        if let Some(item) = self.items.last_mut() {
            *item = Marker::Number(number);
        }
    }

    /// The marker of the next block: that of the item it begins, or none below it.
    fn marker(&mut self, kind: BlockKind) -> Marker {
        let item = self.items.last_mut().filter(|_| kind == BlockKind::ListItem);
        item.map_or(Marker::None, |item| {
            let below = match item {
                Marker::Number(_) | Marker::BelowNumber => Marker::BelowNumber,
                Marker::Bullet | Marker::None => Marker::None,
            };
            std::mem::replace(item, below)
        })
    }

    /// Ends a container, and the block with it.
    pub(super) fn leave(&mut self, container: Container) {
        self.end_block();
        match container {
            Container::Heading(_) => drop(self.headings.pop()),
            Container::Quotation => self.quotations = self.quotations.saturating_sub(1),
            Container::Item => drop(self.items.pop()),
            Container::Preformatted => self.preformatted = self.preformatted.saturating_sub(1),
            Container::Caption => self.captions = self.captions.saturating_sub(1),
        }
    }

    /// Whether a picture could have its own block here.
    pub(super) fn is_between_words(&self) -> bool {
        let is_flowing = self.headings.is_empty() && self.preformatted == 0 && self.items.is_empty();
        is_flowing && self.captions == 0 && self.words.trim().is_empty()
    }

    /// Whether the words so far end with a stop.
    pub(super) fn ends_sentence(&self) -> bool {
        self.words.ends_with(['.', '!', '?', '”', '"', ')'])
    }

    /// Whether the words that come next are about a picture.
    pub(super) fn is_in_caption(&self) -> bool {
        self.captions > 0
    }

    /// Whether the words that come next stand in a block quotation.
    pub(super) fn is_in_quotation(&self) -> bool {
        self.quotations > 0
    }

    /// Bytes of running text so far: what is said about pictures makes no article.
    pub(super) fn len(&self) -> usize {
        let words = self.parts.iter().filter(|part| part.kind != BlockKind::Image);
        words.map(|part| part.text.len()).sum()
    }

    /// The draft of the finished page.
    ///
    /// A heading that stands first, pictures apart, and is the only one of level 1 becomes the title where `metadata`
    /// has none. A first heading that is the title is taken out of the body, which would otherwise say it twice.
    ///
    /// # Errors
    /// A page without a word.
    pub(super) fn finish(self, metadata: Metadata) -> Result<Draft, Error> {
        Ok(self.finish_named(metadata)?.draft)
    }

    /// The same, with the names of its places.
    ///
    /// # Errors
    /// As [`Self::finish`].
    pub(super) fn finish_named(mut self, mut metadata: Metadata) -> Result<Named, Error> {
        self.end_block();
        if self.parts.last().is_some_and(|part| part.kind == BlockKind::Separator) {
            self.parts.pop();
        }
        let first = self.parts.iter().position(|part| part.kind != BlockKind::Image).unwrap_or(0);
        if metadata.title.is_none() && self.is_titled_by_heading() {
            metadata.title = self.parts.get(first).map(|title| SafeText::one_line(&title.text));
        }
        if self.repeats(first, metadata.title.as_ref()) {
            // What leads to the title leads to what stands below it.
            let title = self.parts.remove(first);
            if let Some(next) = self.parts.get_mut(first) {
                let slug = joined::slug(&title.text);
                let names = title.names.into_iter().map(|(_, name)| name).chain([slug]);
                next.names.extend(names.map(|name| (0, name)));
            }
        }
        let named = joined(self.parts, metadata);
        if named.draft.blocks.is_empty() {
            return Err(Error::NoText);
        }
        Ok(named)
    }

    fn kind(&self) -> BlockKind {
        if let Some(&level) = self.headings.last() {
            BlockKind::Heading(level)
        } else if self.captions > 0 {
            BlockKind::Image
        } else if self.preformatted > 0 {
            BlockKind::Preformatted
        } else if self.quotations > 0 {
            BlockKind::BlockQuotation
        } else if !self.items.is_empty() {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    fn is_titled_by_heading(&self) -> bool {
        let mut kinds = self.parts.iter().map(|part| part.kind).filter(|kind| *kind != BlockKind::Image);
        kinds.next() == Some(BlockKind::Heading(1)) && !kinds.any(|kind| kind == BlockKind::Heading(1))
    }

    /// Whether the block with this number is a heading that says the title, with more to read after it.
    fn repeats(&self, first: usize, title: Option<&SafeText>) -> bool {
        let Some([Part { kind: BlockKind::Heading(_), text, .. }, _, ..]) = self.parts.get(first..) else {
            return false;
        };
        title.is_some_and(|title| title.as_str() == text)
    }
}

impl About {
    /// Takes out what is behind byte `length`.
    fn cut(&mut self, length: usize) {
        for (span, _) in &mut self.links {
            *span = Span { start: span.start.min(length), end: span.end.min(length) };
        }
        for (place, _) in &mut self.names {
            *place = length.min(*place);
        }
        for span in &mut self.pictures {
            *span = Span { start: span.start.min(length), end: span.end.min(length) };
        }
    }

    /// What is known about one stretch of the words, in bytes of the stretch.
    fn within(&self, stretch: Span) -> Self {
        let links = self.links.iter().filter(|(span, _)| span.overlaps(stretch)).map(|(span, target)| {
            let span = span.intersection(stretch);
            (Span { start: span.start - stretch.start, end: span.end - stretch.start }, target.clone())
        });
        let is_here = |place: usize| {
            stretch.contains(place) || place == stretch.end || (stretch.start == 0 && place == 0)
        };
        let names = self.names.iter().filter(|(place, _)| is_here(*place));
        let names = names.map(|(place, name)| (place - stretch.start, name.clone()));
        Self { links: links.collect(), names: names.collect(), pictures: Vec::new() }
    }
}

/// The words of a block in one stretch, or each picture for itself where there is nothing else.
fn stretches(kind: BlockKind, words: &str, pictures: &[Span]) -> Vec<(BlockKind, Span)> {
    let whole = vec![(kind, Span::new(0, words.len()))];
    let can_be = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuotation)
        && !pictures.is_empty();
    if !can_be {
        return whole;
    }
    let mut place = 0;
    for picture in pictures {
        if !Span::new(place, picture.start.max(place)).of(words).trim().is_empty() {
            return whole;
        }
        place = picture.end;
    }
    if !Span::new(place, words.len()).of(words).trim().is_empty() {
        return whole;
    }
    pictures.iter().map(|picture| (BlockKind::Image, *picture)).collect()
}

/// White space of a flowing text: blanks of a certain width, such as a no-break or a thin space, are none.
fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_tidy_blocks() {
        let mut page = Page::default();
        page.separator();
        page.flowing_text(" \n One\u{2028}  two ");
        page.line_break();
        page.flowing_text(" three ");
        page.enter(Container::Preformatted);
        page.flowing_text("  a\n\n   b  \n");
        page.leave(Container::Preformatted);
        page.flowing_text("\u{200b}\u{feff}");
        page.separator();
        page.separator();
        page.enter(Container::Quotation);
        page.enter(Container::Item);
        page.flowing_text("four\x1b[31m");
        page.line_break();
        page.line_break();
        page.flowing_text("five");
        page.leave(Container::Item);
        page.leave(Container::Quotation);
        page.separator();
        let draft = page.finish(Metadata::default()).unwrap();
        assert_eq!(draft.text.as_str(), "One two\nthree\n\na\n\n   b\n\n* * *\n\nfour\n\nfive");
        let kinds: Vec<&str> = draft.blocks.iter().map(|block| block.kind.name()).collect();
        assert_eq!(kinds, ["paragraph", "preformatted", "separator", "block-quotation", "block-quotation"]);
    }

    #[test]
    fn a_page_without_a_word_is_refused() {
        let mut page = Page::default();
        page.flowing_text(" \u{a0} ");
        page.separator();
        assert_eq!(page.finish(Metadata::default()), Err(Error::NoText));
    }
}
