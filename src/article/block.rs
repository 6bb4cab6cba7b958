//! The larger parts of a page.

use crate::span::Span;

/// One block of an article: a span and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The block's words, without the white space around them.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Whether the program put the break before it there, rather than the text.
    pub restored: bool,
}

impl Block {
    /// A block that the text itself gave.
    pub fn given(span: Span, kind: BlockKind) -> Self {
        Self { span, kind, restored: false }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A headline or section title, level 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// Words set apart as somebody else's.
    BlockQuotation,
    /// Verse, tables or code: its line ends are kept.
    Preformatted,
    /// A picture that is not shown: its caption, or what it is said to show.
    Image,
    /// A rule or a row of asterisks between parts.
    Separator,
}

impl BlockKind {
    /// The name used in `sayso analyze`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading(_) => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list-item",
            Self::BlockQuotation => "block-quotation",
            Self::Preformatted => "preformatted",
            Self::Image => "image",
            Self::Separator => "separator",
        }
    }
}
