//! Paragraphs of a column that lost them: breaks where an editor would put them.
//!
//! Only plain text whose paragraphs all stand on one line is touched, and nothing is inserted: the blocks are spans. A
//! linear model weighs every way to cut the line ([`lattice`]); a break is made where it is probable enough. Its weights
//! were trained on news articles of 2015 and 2016 (`PolNeAR`) and are made again, byte for byte, by
//!
//! ```text
//! cargo run --release --features train --bin train-paragraphs -- CORPUS.jsonl > assets/models/paragraphs.txt
//! ```

mod features;
pub(super) mod label;
pub mod lattice;
#[cfg(test)]
mod laws;
mod marks;
mod model;
mod part;
mod style;
mod unit;

pub use features::Cells;
use lattice::Lattice;
use model::{Model, Weights};

use crate::article::{Block, BlockKind};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// More characters than this on one line are more than a paragraph.
const LONG: usize = 800;

/// So are this many sentences, or runs of them that belong together.
const MANY: usize = 7;

/// The most bytes that are weighed at once; what is longer is restored in windows, so that memory stays bounded.
const WINDOW: usize = 500_000;

/// The first of these windows is shorter, since somebody waits to read what is in it.
pub(super) const BEGINNING: usize = 100_000;

/// Headlines and bylines before a flattened column, at most.
const HEADS: usize = 4;

/// The blocks of `text` with the breaks that its only line of prose has lost.
pub(super) fn restore(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let Some(flat) = blocks.last().copied().filter(|_| is_flat(text, &blocks)) else { return blocks };
    match breaks(text, flat.span, usize::MAX) {
        Some(breaks) => with_breaks(text, blocks, flat, breaks),
        None => blocks,
    }
}

/// The blocks of `text` with the breaks at the beginning of its only line of prose, the same that [`restore`] makes
/// there; `None` where the beginning is all.
pub(super) fn beginning(text: &str, blocks: Vec<Block>) -> Option<Vec<Block>> {
    let flat = blocks.last().copied().filter(|flat| flat.span.len() > BEGINNING && is_flat(text, &blocks))?;
    let breaks = breaks(text, flat.span, 1)?;
    Some(with_breaks(text, blocks, flat, breaks))
}

fn with_breaks(text: &str, mut blocks: Vec<Block>, flat: Block, breaks: Vec<usize>) -> Vec<Block> {
    blocks.pop();
    let mut open = flat;
    for start in breaks {
        blocks.push(Block { span: Span::new(open.span.start, start).trimmed(text), ..open });
        let span = Span::new(start, flat.span.end);
        open = Block { restored: true, ..Block::given(span, BlockKind::Paragraph) };
    }
    blocks.push(open);
    blocks
}

/// Where paragraphs begin in the first `windows` of `flat`, besides its start; `None` for a line of few sentences.
///
/// A window ends anywhere, so that its last paragraph is not to be trusted: the next window begins where that one does,
/// or, when it takes up half the window, at the window's end.
fn breaks(text: &str, flat: Span, windows: usize) -> Option<Vec<usize>> {
    let model = Model::bundled();
    let mut breaks = Vec::new();
    let mut from = flat.start;
    for number in 0..windows {
        let length = if number == 0 { BEGINNING } else { WINDOW };
        let window = Span::new(from, text.floor_char_boundary(flat.end.min(from + length)));
        let (starts, lattice) = weigh(text, window, Lexicon::bundled(), &mut Weights::new(model));
        if window == flat && starts.len() < MANY {
            return None;
        }
        let probabilities = lattice.probabilities(|_, _, _| {});
        let probable = starts.iter().zip(&probabilities).skip(1).filter(|(_, one)| **one >= model.threshold);
        breaks.extend(probable.map(|(start, _)| *start));
        if window.end == flat.end {
            break;
        }
        from = breaks.last().copied().filter(|last| *last > from + length / 2).unwrap_or(window.end);
    }
    Some(breaks)
}

/// Whether all prose of a text is its last line. What may stand before are lines that do not end like a sentence.
fn is_flat(text: &str, blocks: &[Block]) -> bool {
    let Some((flat, heads)) = blocks.split_last() else { return false };
    let line = flat.span.of(text);
    flat.kind == BlockKind::Paragraph
        && heads.len() <= HEADS
        && line.len() > LONG
        && !line.contains('\n')
        && line.chars().nth(LONG).is_some()
        && heads.iter().all(|head| head.span.of(text).ends_with(char::is_alphanumeric))
}

/// Where the parts of `within` begin that paragraphs are made of, and what speaks for each way to put them together.
pub fn weigh<C: Cells>(
    text: &str,
    within: Span,
    lexicon: &Lexicon,
    cells: &mut C,
) -> (Vec<usize>, Lattice<C::Cell>) {
    let units = unit::units(text, within, lexicon);
    (units.iter().map(|unit| unit.span.start).collect(), features::lattice(within.of(text), &units, cells))
}
