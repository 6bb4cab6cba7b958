//! The rows of a page, and which of them is at the top of the screen.

use super::line::Line;

/// What stands on one row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The row between two blocks.
    Blank,
    /// A line of a block.
    Line {
        /// Which of the page's blocks.
        block: usize,
        /// The line.
        line: Line,
    },
}

impl Row {
    /// The line, unless the row is blank.
    pub fn line(&self) -> Option<&Line> {
        match self {
            Self::Blank => None,
            Self::Line { line, .. } => Some(line),
        }
    }
}

/// The row at the top of the screen, as a place in the text: it means the same words at every width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Top {
    /// A byte of the first line on the screen.
    pub offset: usize,
    /// How many of the blank rows above that line are on the screen too.
    pub blank_above: u16,
}

impl Top {
    /// The line that holds the byte at `offset`.
    pub fn at(offset: usize) -> Self {
        Self { offset, blank_above: 0 }
    }
}
