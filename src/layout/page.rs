//! An article set in one measure: rows from a place, and places so many rows away.

use std::cmp::Reverse;
use std::sync::Arc;

use super::galley::{Galley, Place};
use super::line::Line;
use super::measure::Measure;
use super::row::{Row, Top};
use super::setting::Setting;
use crate::article::{Block, SafeText};
use crate::span::{Span, floor_boundary};

/// A text in lines of one measure, as one long column of rows.
///
/// Making one costs nothing, whatever the length of the text. A question costs what the lines on its way cost,
/// some microseconds each, and nothing when they were asked for lately.
/// A byte that is on no line, such as the white space between two blocks, counts as part of the next line,
/// or of the last one at the end.
///
/// A screen of another size is another page; a [`Top`] of this one means the same words there.
#[derive(Clone, Debug)]
pub struct Page {
    galley: Galley,
    measure: Measure,
}

impl Page {
    /// The page of `blocks`, which are spans of `text`, in order and apart.
    pub fn new(text: SafeText, blocks: Arc<[Block]>, measure: Measure) -> Self {
        Self::set(text, blocks, measure, Setting::default())
    }

    /// The same, set as `setting` says.
    pub fn set(text: SafeText, blocks: Arc<[Block]>, measure: Measure, setting: Setting) -> Self {
        Self { galley: Galley::new(text, blocks, measure, setting), measure }
    }

    /// The measure it is set in.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// The text that all offsets are in.
    pub fn text(&self) -> &str {
        self.galley.text()
    }

    /// The blocks that [`Row::Line`] counts.
    pub fn blocks(&self) -> &[Block] {
        self.galley.blocks()
    }

    /// The rows from `top` on, `height` of them or as many as there are.
    pub fn rows_from(&mut self, top: Top, height: u16) -> Vec<Row> {
        let mut rows = Vec::with_capacity(usize::from(height));
        let mut position = self.position(top);
        while let Some(here) = position
            && rows.len() < usize::from(height)
        {
            rows.push(self.row(here));
            position = self.step_down(here);
        }
        rows
    }

    /// The top that is `rows` rows below `top`, or above it when negative, but never above the first row nor
    /// below [`Self::scroll_end`]. It costs what the rows on the way cost: exact, not estimated.
    pub fn scroll(&mut self, top: Top, rows: isize, height: u16) -> Top {
        let Some(mut position) = self.position(top) else {
            return Top::default();
        };
        for _ in 0..rows.unsigned_abs() {
            let next = if rows > 0 { self.step_down(position) } else { self.step_up(position) };
            let Some(next) = next else { break };
            position = next;
        }
        let top = self.top(position);
        if self.rows_from(top, height).len() < usize::from(height) { self.scroll_end(height) } else { top }
    }

    /// The top at which the last row is the last of a screen of `height` rows.
    pub fn scroll_end(&mut self, height: u16) -> Top {
        let Some(place) = self.galley.last() else {
            return Top::default();
        };
        let mut position = Position::on(place);
        for _ in 1..height {
            let Some(above) = self.step_up(position) else {
                break;
            };
            position = above;
        }
        self.top(position)
    }

    /// How many rows the line with the byte at `offset` is below `top`, negative when it is above;
    /// `None` when it is more than `limit` rows away.
    pub fn distance(&mut self, top: Top, offset: usize, limit: u16) -> Option<isize> {
        let from = self.position(top)?;
        let place = self.galley.place_of(offset)?;
        let to = Position::on(place);
        let is_below = from <= to;
        let mut position = from;
        for rows in 0..=isize::try_from(limit).ok()? {
            if position == to {
                return Some(if is_below { rows } else { -rows });
            }
            position = if is_below { self.step_down(position) } else { self.step_up(position) }?;
        }
        None
    }

    /// The line that holds the byte at `offset`; `None` only on a page without blocks.
    pub fn line_at(&mut self, offset: usize) -> Option<Line> {
        let place = self.galley.place_of(offset)?;
        Some(self.galley.line(place))
    }

    /// The column of the byte at `offset` in its line, in cells. See [`Line::cell_of`].
    pub fn cell_of(&mut self, offset: usize) -> u16 {
        self.line_at(offset).map_or(0, |line| line.cell_of(self.text(), offset))
    }

    /// The byte that is drawn in `column` of `line`. See [`Line::offset_at`].
    pub fn offset_at(&self, line: &Line, column: u16) -> usize {
        line.offset_at(self.text(), column)
    }

    /// Where the first block after `offset` starts.
    pub fn next_block(&self, offset: usize) -> Option<usize> {
        let index = self.blocks().partition_point(|block| block.span.start <= offset);
        Some(self.blocks().get(index)?.span.start)
    }

    /// Where the last block that starts before `offset` starts: from inside a block its own start.
    pub fn previous_block(&self, offset: usize) -> Option<usize> {
        let index = self.blocks().partition_point(|block| block.span.start < offset);
        Some(self.blocks().get(index.checked_sub(1)?)?.span.start)
    }

    /// How much of the page, by bytes, is before `offset`: 0 at its first byte, 1 at its end.
    #[expect(clippy::cast_precision_loss, reason = "a share of a text is needed to some digits only")]
    pub fn fraction(&self, offset: usize) -> f64 {
        let whole = self.extent();
        let read = offset.clamp(whole.start, whole.end) - whole.start;
        read as f64 / whole.len().max(1) as f64
    }

    /// The place before which `fraction` of the page is, counted in bytes, on a character boundary.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "casts from float saturate, and a share of a text is needed to some digits only"
    )]
    pub fn offset_at_fraction(&self, fraction: f64) -> usize {
        let whole = self.extent();
        let read = (whole.len() as f64 * fraction) as usize;
        floor_boundary(self.text(), whole.start.saturating_add(read).min(whole.end))
    }

    /// From the first block's start to the last one's end.
    fn extent(&self) -> Span {
        match (self.blocks().first(), self.blocks().last()) {
            (Some(first), Some(last)) => first.span.hull(last.span),
            _ => Span::default(),
        }
    }

    fn position(&mut self, top: Top) -> Option<Position> {
        let place = self.galley.place_of(top.offset)?;
        let above = top.blank_above.min(self.galley.blank_above(place));
        Some(Position { place, above: Reverse(above) })
    }

    fn top(&mut self, position: Position) -> Top {
        Top { offset: self.galley.line(position.place).span.start, blank_above: position.above.0 }
    }

    fn row(&mut self, position: Position) -> Row {
        if position.above.0 > 0 {
            return Row::Blank;
        }
        Row::Line { block: position.place.block, line: self.galley.line(position.place) }
    }

    fn step_down(&mut self, position: Position) -> Option<Position> {
        let Position { place, above } = position;
        if above.0 > 0 {
            return Some(Position { place, above: Reverse(above.0 - 1) });
        }
        let place = self.galley.below(place)?;
        Some(Position { place, above: Reverse(self.galley.blank_above(place)) })
    }

    fn step_up(&mut self, position: Position) -> Option<Position> {
        let Position { place, above } = position;
        if above.0 < self.galley.blank_above(place) {
            return Some(Position { place, above: Reverse(above.0 + 1) });
        }
        Some(Position::on(self.galley.above(place)?))
    }
}

/// A row: a line, or one of the blank rows above it, which come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Position {
    place: Place,
    /// How many rows above the line it is.
    above: Reverse<u16>,
}

impl Position {
    fn on(place: Place) -> Self {
        Self { place, above: Reverse(0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;

    const TEXT: &str = "A title\n\nOne two three four.\n\n• five\n• six";

    fn page(width: u16) -> Page {
        let span = |words: &str| {
            let start = TEXT.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let blocks = vec![
            Block::given(span("A title"), BlockKind::Heading(1)),
            Block::given(span("One two three four."), BlockKind::Paragraph),
            Block::given(span("• five"), BlockKind::ListItem),
            Block::given(span("• six"), BlockKind::ListItem),
        ];
        Page::new(SafeText::new(TEXT), blocks.into(), Measure::bare(width))
    }

    /// Each row's words; blank rows are empty.
    fn shown(page: &mut Page, top: Top, height: u16) -> Vec<&'static str> {
        let rows = page.rows_from(top, height);
        rows.iter().map(|row| row.line().map_or("", |line| line.span.of(TEXT))).collect()
    }

    #[test]
    fn parts_blocks_but_not_the_items_of_a_list() {
        let rows = ["A title", "", "One two", "three four.", "", "• five", "• six"];
        assert_eq!(shown(&mut page(11), Top::default(), 99), rows);
    }

    #[test]
    fn a_heading_stands_nearer_to_what_it_is_about() {
        let text = "One.\n\nTwo\n\nThree.";
        let kinds =
            [(0, 4, BlockKind::Paragraph), (6, 9, BlockKind::Heading(2)), (11, 17, BlockKind::Paragraph)];
        let blocks: Vec<Block> =
            kinds.iter().map(|&(start, end, kind)| Block::given(Span::new(start, end), kind)).collect();
        let lines = |width| {
            let mut page = Page::new(SafeText::new(text), blocks.clone().into(), Measure::bare(width));
            let rows = page.rows_from(Top::default(), 99);
            rows.iter()
                .map(|row| row.line().map_or("", |line| line.span.of(text)))
                .collect::<Vec<_>>()
                .join("/")
        };
        assert_eq!((lines(40), lines(20)), ("One.///Two//Three.".to_owned(), "One.//Two//Three.".to_owned()));
    }

    #[test]
    fn starts_with_a_blank_row_where_one_is_at_the_top() {
        let mut page = page(11);
        let top = page.scroll(Top::default(), 1, 3);
        assert_eq!(top, Top { offset: 9, blank_above: 1 });
        assert_eq!(shown(&mut page, top, 2), ["", "One two"]);
        assert_eq!(page.scroll(top, 1, 3), Top::at(9));
    }

    #[test]
    fn keeps_the_last_screen_full() {
        let mut page = page(11);
        let end = page.scroll_end(3);
        assert_eq!(shown(&mut page, end, 9), ["", "• five", "• six"]);
        assert_eq!(page.scroll(Top::default(), 99, 3), end);
        assert_eq!(page.scroll(Top::at(TEXT.len()), 0, 3), end);
        assert_eq!(page.scroll(end, -99, 3), Top::default());
        assert_eq!(page.scroll_end(99), Top::default());
        assert_eq!(page.scroll_end(0), page.scroll_end(1));
    }

    #[test]
    fn takes_white_space_for_part_of_the_next_line() {
        let mut page = page(11);
        for (offset, words) in
            [(0, "A title"), (7, "One two"), (8, "One two"), (16, "three four."), (999, "• six")]
        {
            assert_eq!(page.line_at(offset).unwrap().span.of(TEXT), words, "offset {offset}");
        }
    }

    #[test]
    fn measures_how_far_a_place_is() {
        let mut page = page(11);
        for (top, offset, limit, rows) in [
            (0, 20, 9, Some(3)),
            (20, 0, 9, Some(-3)),
            (0, 3, 9, Some(0)),
            (0, TEXT.len(), 5, None),
            (0, TEXT.len(), 6, Some(6)),
        ] {
            assert_eq!(page.distance(Top::at(top), offset, limit), rows, "{top} to {offset}");
        }
    }

    #[test]
    fn walks_from_block_to_block() {
        let page = page(11);
        assert_eq!((page.next_block(0), page.next_block(8), page.next_block(99)), (Some(9), Some(9), None));
        assert_eq!(
            (page.previous_block(0), page.previous_block(9), page.previous_block(12)),
            (None, Some(0), Some(9))
        );
    }

    #[test]
    fn finds_a_share_of_the_text() {
        let page = page(11);
        assert_eq!((page.offset_at_fraction(0.0), page.offset_at_fraction(1.0)), (0, TEXT.len()));
        for wrong in [-1.0, f64::NAN] {
            assert_eq!(page.offset_at_fraction(wrong), 0);
        }
        assert_eq!(page.offset_at_fraction(9.0), TEXT.len());
    }

    #[test]
    fn without_blocks_is_an_empty_page() {
        let mut page = Page::new(SafeText::default(), Arc::new([]), Measure::bare(0));
        assert_eq!(page.rows_from(Top::at(5), 9), []);
        assert_eq!(page.scroll(Top::at(5), 3, 9), Top::default());
        assert_eq!(page.scroll_end(9), Top::default());
        assert_eq!((page.line_at(0), page.cell_of(0), page.distance(Top::default(), 0, 9)), (None, 0, None));
        assert_eq!(
            (page.next_block(0), page.previous_block(9), page.offset_at_fraction(0.5)),
            (None, None, 0)
        );
    }
}
