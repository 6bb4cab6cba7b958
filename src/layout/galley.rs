//! Lines that were set lately: a store that sets what it lacks and forgets what it cannot hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chunk;
use super::line::Line;
use super::measure::Measure;
use super::setting::{Paragraphs, Setting, Spacing};
use super::typeset::{self, Frame};
use crate::article::{Block, BlockKind, SafeText};
use crate::span::Span;

/// The lines of an article at one width, each set when it is first asked for.
#[derive(Clone, Debug)]
pub(super) struct Galley {
    text: SafeText,
    blocks: Arc<[Block]>,
    measure: Measure,
    setting: Setting,
    /// By block and chunk.
    set: BTreeMap<(usize, usize), Arc<[Line]>>,
    /// Lines in `set`.
    held: usize,
}

/// Where a line stands: block, chunk of the block, line of the chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) block: usize,
    chunk: usize,
    line: usize,
}

/// Lines that are kept: some hundred screens, half a megabyte.
const MOST_HELD: usize = 20_000;

/// From this width on headings have more white above them.
const ROOMY: u16 = 30;

impl Galley {
    pub(super) fn new(text: SafeText, blocks: Arc<[Block]>, measure: Measure, setting: Setting) -> Self {
        Self { text, blocks, measure, setting, set: BTreeMap::new(), held: 0 }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn blocks(&self) -> &Arc<[Block]> {
        &self.blocks
    }

    /// The line that stands there.
    pub(super) fn line(&mut self, place: Place) -> Line {
        let lines = self.lines(place.block, place.chunk);
        lines.get(place.line).copied().unwrap_or_default()
    }

    /// The line that holds the byte at `offset`; for white space between lines the next one, after the end
    /// the last one. `None` where there is no block.
    pub(super) fn place_of(&mut self, offset: usize) -> Option<Place> {
        let index =
            self.blocks.partition_point(|block| block.span.end <= offset && block.span.start < offset);
        let Some(block) = self.block(index) else {
            return self.last();
        };
        let chunk = chunk::at(&self.text, &block, offset);
        let lines = self.lines(index, chunk);
        let line = lines.partition_point(|line| line.span.start <= offset).saturating_sub(1);
        let place = Place { block: index, chunk, line };
        let is_past = |line: &Line| line.span.end <= offset && line.span.start < offset;
        match lines.get(line) {
            Some(line) if is_past(line) => self.below(place).or(Some(place)),
            _ => Some(place),
        }
    }

    /// The next line.
    pub(super) fn below(&mut self, place: Place) -> Option<Place> {
        let Place { block, chunk, line } = place;
        if line + 1 < self.lines(block, chunk).len() {
            return Some(Place { line: line + 1, ..place });
        }
        let chunk = chunk + 1;
        let has_chunk = self.block(block).is_some_and(|block| chunk < chunk::count(&block));
        if has_chunk {
            return Some(Place { block, chunk, line: 0 });
        }
        let block = block + 1;
        (block < self.blocks.len()).then_some(Place { block, chunk: 0, line: 0 })
    }

    /// The line before.
    pub(super) fn above(&mut self, place: Place) -> Option<Place> {
        let Place { block, chunk, line } = place;
        if line > 0 {
            return Some(Place { line: line - 1, ..place });
        }
        if chunk > 0 {
            return Some(self.last_of(block, chunk - 1));
        }
        self.last_of_block(block.checked_sub(1)?)
    }

    /// The last line of all.
    pub(super) fn last(&mut self) -> Option<Place> {
        self.last_of_block(self.blocks.len().checked_sub(1)?)
    }

    /// How many blank rows stand above the line: one between blocks, but none between the items of a list nor between
    /// indented paragraphs, and two above a heading, so that it is nearer to what it is about; between lines as the
    /// spacing says.
    pub(super) fn blank_above(&self, place: Place) -> u16 {
        let spacing = self.setting.spacing;
        if place.chunk > 0 || place.line > 0 {
            return match spacing {
                Spacing::Single => 0,
                Spacing::OneAndAHalf => u16::from(place.line > 0 && place.line.is_multiple_of(2)),
                Spacing::Double => 1,
            };
        }
        if place.block == 0 {
            return 0;
        }
        if self.starts_part(place.block) {
            return 2;
        }
        let is_close = self.follow_each_other(place.block, BlockKind::ListItem)
            || (self.setting.paragraphs == Paragraphs::Indented
                && self.follow_each_other(place.block, BlockKind::Paragraph));
        u16::from(!is_close || spacing == Spacing::Double)
    }

    /// Whether a block is a heading below something else, in a column with room for more white.
    fn starts_part(&self, block: usize) -> bool {
        let is_heading = |block: usize| {
            self.blocks.get(block).is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
        };
        self.measure.width >= ROOMY && is_heading(block) && !block.checked_sub(1).is_some_and(is_heading)
    }

    /// Whether a block and the one before are both of this kind.
    fn follow_each_other(&self, block: usize, kind: BlockKind) -> bool {
        let is_kind = |block: Option<usize>| {
            block.and_then(|block| self.blocks.get(block)).is_some_and(|block| block.kind == kind)
        };
        is_kind(Some(block)) && is_kind(block.checked_sub(1))
    }

    /// Whether the first line of a block is indented, for the label of a picture too.
    fn is_indented(&self, block: usize) -> bool {
        let wanted =
            self.setting.paragraphs == Paragraphs::Indented || self.setting.spacing != Spacing::Single;
        let is_picture = self.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Image);
        is_picture || (wanted && self.follow_each_other(block, BlockKind::Paragraph))
    }

    fn last_of_block(&mut self, block: usize) -> Option<Place> {
        let chunk = chunk::count(&self.block(block)?) - 1;
        Some(self.last_of(block, chunk))
    }

    fn last_of(&mut self, block: usize, chunk: usize) -> Place {
        let line = self.lines(block, chunk).len().saturating_sub(1);
        Place { block, chunk, line }
    }

    /// A block, cut to the text.
    fn block(&self, index: usize) -> Option<Block> {
        let block = self.blocks.get(index)?;
        Some(Block { span: block.span.intersection(Span::new(0, self.text.len())), ..*block })
    }

    fn lines(&mut self, block: usize, chunk: usize) -> Arc<[Line]> {
        if let Some(lines) = self.set.get(&(block, chunk)) {
            return Arc::clone(lines);
        }
        let lines: Arc<[Line]> =
            self.block(block).map_or_else(Vec::new, |found| self.typeset(block, &found, chunk)).into();
        if self.held + lines.len() > MOST_HELD {
            self.set.clear();
            self.held = 0;
        }
        self.held += lines.len();
        self.set.insert((block, chunk), Arc::clone(&lines));
        lines
    }

    fn typeset(&self, index: usize, block: &Block, chunk: usize) -> Vec<Line> {
        let span = chunk::span(&self.text, block, chunk);
        let frame = Frame {
            kind: block.kind,
            marker: block.marker,
            depth: block.depth,
            width: self.measure.width,
            hang: self.measure.hang,
            is_indented: chunk == 0 && self.is_indented(index),
            setting: self.setting,
        };
        let mut lines = typeset::set(&self.text, span, frame);
        if let Some(first) = lines.first_mut() {
            first.first = chunk == 0;
        }
        if let Some(last) = lines.last_mut() {
            last.last = chunk + 1 == chunk::count(block);
        }
        lines
    }
}
