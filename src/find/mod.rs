//! Words in a text, found as a reader means them.
//!
//! 1. [`Folded`] is the text as a searcher thinks of it: runs of blanks and line ends are one blank, typographic quotation
//!    marks and dashes are plain ones, an accent is one character with its letter, what is not seen is not there; each
//!    place in it knows its place in the text.
//! 2. [`Query`] is what was typed, folded the same way: words, or a regular expression when that is asked for.
//! 3. [`Query::matches`] gives spans of the text, so a match does not care where lines end on any screen.

mod accent;
mod fold;
mod fuzzy;
mod query;

#[cfg(test)]
mod laws;

pub use fold::{Folded, folded_words};
pub use fuzzy::fuzzy;
pub use query::{Kind, Matches, Mistake, Query};
