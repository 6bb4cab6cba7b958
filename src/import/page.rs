//! Blocks on their way to a [`Draft`]: words come in with the boundaries around them, and each block is made safe
//! and tidied before it is joined to the others, so that its span is exact.

use super::Error;
use crate::article::{Block, BlockKind, Draft, Metadata, SafeText};
use crate::span::Span;

/// What stands between two blocks of the text.
const BREAK: &str = "\n\n";

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
}

/// A page being put together.
#[derive(Debug, Default)]
pub(super) struct Page {
    blocks: Vec<(BlockKind, String)>,
    words: String,
    headings: Vec<u8>,
    quotations: usize,
    items: usize,
    preformatted: usize,
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
            self.words.push('\n');
        }
    }

    /// Ends the block, if there is one.
    pub(super) fn end_block(&mut self) {
        let kind = self.kind();
        let words = std::mem::take(&mut self.words);
        let block = tidied(kind, &SafeText::from_string(words));
        if !block.is_empty() {
            self.blocks.push((kind, block));
        }
    }

    /// Adds a separator, unless there is nothing to separate.
    pub(super) fn separator(&mut self) {
        self.end_block();
        if self.blocks.last().is_some_and(|(kind, _)| *kind != BlockKind::Separator) {
            self.blocks.push((BlockKind::Separator, SEPARATOR.to_owned()));
        }
    }

    /// Starts a container, and a block with it.
    pub(super) fn enter(&mut self, container: Container) {
        self.end_block();
        match container {
            Container::Heading(level) => self.headings.push(level.clamp(1, 6)),
            Container::Quotation => self.quotations += 1,
            Container::Item => self.items += 1,
            Container::Preformatted => self.preformatted += 1,
        }
    }

    /// Ends a container, and the block with it.
    pub(super) fn leave(&mut self, container: Container) {
        self.end_block();
        match container {
            Container::Heading(_) => drop(self.headings.pop()),
            Container::Quotation => self.quotations = self.quotations.saturating_sub(1),
            Container::Item => self.items = self.items.saturating_sub(1),
            Container::Preformatted => self.preformatted = self.preformatted.saturating_sub(1),
        }
    }

    /// Whether the words that come next stand in a block quotation.
    pub(super) fn is_in_quotation(&self) -> bool {
        self.quotations > 0
    }

    /// Bytes of text so far.
    pub(super) fn len(&self) -> usize {
        self.blocks.iter().map(|(_, text)| text.len()).sum()
    }

    /// The draft of the finished page.
    ///
    /// A heading that stands first and is the only one of level 1 becomes the title where `metadata` has none.
    /// A first heading that is the title is taken out of the body, which would otherwise say it twice.
    ///
    /// # Errors
    /// A page without a word.
    pub(super) fn finish(mut self, mut metadata: Metadata) -> Result<Draft, Error> {
        self.end_block();
        if self.blocks.last().is_some_and(|(kind, _)| *kind == BlockKind::Separator) {
            self.blocks.pop();
        }
        if metadata.title.is_none() && self.is_titled_by_heading() {
            metadata.title = self.blocks.first().map(|(_, title)| SafeText::one_line(title));
        }
        let skipped = usize::from(self.repeats(metadata.title.as_ref()));
        let draft = joined(self.blocks.get(skipped..).unwrap_or_default(), metadata);
        if draft.blocks.is_empty() {
            return Err(Error::NoText);
        }
        Ok(draft)
    }

    fn kind(&self) -> BlockKind {
        if let Some(&level) = self.headings.last() {
            BlockKind::Heading(level)
        } else if self.preformatted > 0 {
            BlockKind::Preformatted
        } else if self.quotations > 0 {
            BlockKind::BlockQuotation
        } else if self.items > 0 {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    fn is_titled_by_heading(&self) -> bool {
        let mut kinds = self.blocks.iter().map(|(kind, _)| *kind);
        kinds.next() == Some(BlockKind::Heading(1)) && !kinds.any(|kind| kind == BlockKind::Heading(1))
    }

    /// Whether the first block is a heading that says the title, with more to read after it.
    fn repeats(&self, title: Option<&SafeText>) -> bool {
        let [(BlockKind::Heading(_), heading), _, ..] = self.blocks.as_slice() else {
            return false;
        };
        title.is_some_and(|title| title.as_str() == heading)
    }
}

/// White space of a flowing text: blanks of a certain width, such as a no-break or a thin space, are none.
fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// `safe` without white space at the ends of its lines; empty when it has nothing to see.
/// The result is still safe: only white space and byte-order marks are taken out.
fn tidied(kind: BlockKind, safe: &str) -> String {
    let is_blank =
        |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}');
    if safe.chars().all(is_blank) {
        return String::new();
    }
    let safe = safe.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut tidy = String::with_capacity(safe.len());
    let mut is_first = true;
    for line in safe.split('\n') {
        let line = if kind == BlockKind::Preformatted { line.trim_end() } else { line.trim() };
        if line.is_empty() && kind != BlockKind::Preformatted {
            continue;
        }
        if !is_first {
            tidy.push(if matches!(kind, BlockKind::Heading(_)) { ' ' } else { '\n' });
        }
        tidy.push_str(line);
        is_first = false;
    }
    tidy
}

fn joined(parts: &[(BlockKind, String)], metadata: Metadata) -> Draft {
    let length = parts.iter().map(|(_, part)| part.len() + BREAK.len()).sum();
    let mut text = String::with_capacity(length);
    let mut blocks = Vec::with_capacity(parts.len());
    for (kind, part) in parts {
        if !text.is_empty() {
            text.push_str(BREAK);
        }
        let start = text.len();
        text.push_str(part);
        blocks.push(Block::given(Span::new(start, text.len()), *kind));
    }
    debug_assert_eq!(SafeText::new(&text).as_str(), text, "blocks are safe before they are joined");
    Draft { text: SafeText::from_string(text), blocks, metadata }
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
