//! Who speaks: a list over the page. Enter walks one voice.

use crate::app::list::List;
use crate::attribution::Analysis;
use crate::export::{Voice, voices};

/// The list of speakers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The picked one.
    pub list: List,
}

/// The lines, most words first, what nobody is known to have said last; their quotations add up to all there are.
pub fn lines(analysis: &Analysis) -> Vec<Voice<'_>> {
    let mut lines = voices(analysis);
    lines.sort_by_key(|voice| (voice.speaker.is_none(), std::cmp::Reverse(voice.words), voice.speaker));
    lines
}
