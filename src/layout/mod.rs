//! Geometry: an article and a width become lines, and every place has a row and a column.
//!
//! From the outside in:
//! 1. [`Measure`] says where on the screen the text column stands and how wide it is;
//!    [`Setting`] has the other choices: hyphens, even edges, rows between lines;
//! 2. [`Page`] answers what stands on the rows from a [`Top`], and moves a top by rows;
//! 3. a galley keeps the lines that were set lately, and sets others when they are asked for;
//! 4. a large block is cut into chunks, so that the middle of it costs as little as its start;
//! 5. the typesetter turns a chunk into words, breaks it into [`Line`]s, and
//! 6. [`Clusters`] say how many cells each character takes, which is also how a line is drawn.
//!
//! Lines are made only where somebody looks, so opening costs the same for any length of text.
//! A place is an offset in bytes and never a line number, since lines belong to one width.

mod breaks;
mod chunk;
mod cluster;
mod galley;
mod hyphenate;
mod line;
mod measure;
mod page;
mod piece;
mod row;
mod rows;
mod setting;
mod typeset;
mod word;

#[cfg(test)]
mod laws;

pub use cluster::{Bars, Blanks, Cluster, Clusters, Stretch, clusters};
pub use line::Line;
pub use measure::{DEFAULT_WIDTH, Measure};
pub use page::Page;
pub use row::{Row, Top};
pub use setting::{Edge, Hyphens, Paragraphs, Setting, Spacing};
pub use typeset::PICTURE_LABEL;

/// A number of cells, at most what a terminal can count.
fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
