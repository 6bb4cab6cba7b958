//! The larger parts of a page.

use crate::span::Span;

/// One block of an article: a span and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The block's words, without the white space around them.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// What is drawn before its first line.
    pub marker: Marker,
    /// How many lists it stands in besides its own.
    pub depth: u8,
    /// Whether the program put the break before it there, rather than the text.
    pub restored: bool,
}

impl Block {
    /// A block that the text itself gave.
    pub fn given(span: Span, kind: BlockKind) -> Self {
        let marker = if kind == BlockKind::ListItem { Marker::Bullet } else { Marker::None };
        Self { span, kind, marker, depth: 0, restored: false }
    }

    /// The same block with another marker.
    #[must_use]
    pub fn marked(self, marker: Marker) -> Self {
        Self { marker, ..self }
    }
}

/// What is drawn before the first line of a block, in its indent. It is no part of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marker {
    /// Nothing: words that need none, an item whose text has a mark of its own, or what goes on below a bullet.
    #[default]
    None,
    /// An item of a list.
    Bullet,
    /// An item of a list that counts.
    Number(u32),
    /// What goes on below a number.
    BelowNumber,
}

impl Marker {
    /// The marker in so many cells, with a blank at its end; `None` when there is nothing to draw, or no room.
    ///
    /// ```
    /// use sayso::article::Marker;
    /// assert_eq!(Marker::Number(7).drawn(4).as_deref(), Some(" 7. "));
    /// assert_eq!(Marker::Number(107).drawn(4).as_deref(), Some("107 "));
    /// assert_eq!(Marker::Number(7).drawn(2).as_deref(), Some("7 "));
    /// assert_eq!(Marker::Bullet.drawn(1), None);
    /// ```
    pub fn drawn(self, room: u16) -> Option<String> {
        let marks = match self {
            Self::None | Self::BelowNumber => return None,
            Self::Bullet => vec!["•".to_owned()],
            Self::Number(number) => vec![format!("{number}."), number.to_string(), "•".to_owned()],
        };
        let room = usize::from(room).checked_sub(1)?;
        let mark = marks.into_iter().find(|mark| mark.chars().count() <= room)?;
        Some(format!("{mark:>room$} "))
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
