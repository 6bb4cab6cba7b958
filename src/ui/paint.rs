//! Putting words on cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use ratatui::widgets::{Block, Borders, Clear, Widget};

use super::theme::Theme;
use crate::app::Model;
use crate::app::action::Action;
use crate::app::beside::Beside;
use crate::app::geometry::Area;
use crate::app::keymap::Context;
use crate::article::{Block as TextBlock, BlockKind, SafeText};
use crate::layout::{Blanks, Clusters, Measure, Page, Row, Top, clusters};
use crate::span::Span;

/// A run of cells on one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strip {
    pub(super) x: u16,
    pub(super) y: u16,
    pub(super) end: u16,
}

/// The cells of row `y` from column `x` up to `end`.
pub(super) fn strip(x: u16, y: u16, end: u16) -> Strip {
    Strip { x, y, end }
}

/// The cells, and what they should look like.
pub(super) struct Painter<'b> {
    /// The cells.
    pub(super) buffer: &'b mut Buffer,
    /// The styles.
    pub(super) theme: &'b Theme,
}

impl<'b> Painter<'b> {
    pub(super) fn new(buffer: &'b mut Buffer, theme: &'b Theme) -> Self {
        Self { buffer, theme }
    }

    /// One character at a place, if it is on the screen.
    pub(super) fn sign(&mut self, x: u16, y: u16, sign: char, style: Style) {
        self.symbol(x, y, sign.encode_utf8(&mut [0; 4]), style);
    }

    /// One cluster at a place, if it is on the screen. Only text that was made safe comes here.
    pub(super) fn symbol(&mut self, x: u16, y: u16, symbol: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut(Position { x, y }) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// Words on a strip, cut at its end; gives the column behind them. Where words are cut, the last cell
    /// shows it.
    pub(super) fn words(&mut self, strip: Strip, words: &str, style: Style) -> u16 {
        let safe = SafeText::from_string(words.replace(['\n', '\t'], " "));
        self.clusters(strip, clusters(&safe, Span::new(0, safe.len()), Blanks::Kept), style)
    }

    /// Clusters on a strip, cut at its end; gives the column behind them.
    pub(super) fn clusters(&mut self, strip: Strip, clusters: Clusters<'_>, style: Style) -> u16 {
        let Strip { x, y, end } = strip;
        let mut column = x;
        for cluster in clusters {
            if cluster.width == 0 {
                continue;
            }
            if column + cluster.width > end {
                if column > x && end > x {
                    self.sign(end - 1, y, '…', style);
                }
                return end;
            }
            self.symbol(column, y, if cluster.blank { " " } else { cluster.drawn }, style);
            for covered in 1..cluster.width {
                self.symbol(column + covered, y, " ", style);
            }
            column += cluster.width;
        }
        column
    }

    /// Words on the first row of an area.
    pub(super) fn line(&mut self, area: Area, words: &str) {
        self.words(strip(area.x, area.y, area.x + area.width), words, Style::new());
    }

    /// Adds a style to an area.
    pub(super) fn add(&mut self, area: Area, style: Style) {
        self.buffer.set_style(super::rect(area).intersection(self.buffer.area), style);
    }

    /// An area without anything in it.
    pub(super) fn blank(&mut self, area: Area) {
        let rect = super::rect(area).intersection(self.buffer.area);
        Clear.render(rect, self.buffer);
        self.buffer.set_style(rect, self.theme.page);
    }

    /// An empty box with a border and a title.
    pub(super) fn frame(&mut self, area: Area, title: &str) {
        self.framed(area, title, Block::bordered().border_style(self.theme.border));
    }

    /// Names keys with what they do in a border, as far as they fit.
    pub(super) fn hints(
        &mut self,
        model: &Model,
        (context, hints): (Context, &[(Action, &str)]),
        room: Strip,
    ) {
        let mut x = room.x;
        for (action, words) in hints {
            let Some(key) = model.keymap.key_for(context, *action) else { continue };
            let words = format!(" {words} ");
            let cells = key.chars().count() + words.len() + 1;
            if usize::from(x) + cells > usize::from(room.end) {
                return;
            }
            let behind = self.words(strip(x, room.y, room.end), &format!(" {key}"), self.theme.key);
            x = self.words(strip(behind, room.y, room.end), &words, self.theme.status);
        }
    }

    /// The same with a line that stands out; without borders at the sides and below where it is not to be framed.
    pub(super) fn frame_beside(&mut self, beside: Beside, title: &str) {
        let borders = if beside.is_framed { Borders::ALL } else { Borders::TOP };
        let block = Block::new().borders(borders).border_style(self.theme.frame);
        self.framed(beside.area, title, block);
    }

    fn framed(&mut self, area: Area, title: &str, block: Block<'_>) {
        let rect = super::rect(area).intersection(self.buffer.area);
        Clear.render(rect, self.buffer);
        self.buffer.set_style(rect, self.theme.page);
        block.render(rect, self.buffer);
        if area.width > 4 {
            let cells = strip(area.x + 2, area.y, area.x + area.width - 2);
            self.words(cells, &format!(" {title} "), self.theme.title);
        }
    }
}

/// The page that sets a text of several lines in `width`, line ends kept.
pub(super) fn set(text: &str, width: u16) -> (SafeText, Page) {
    let safe = SafeText::new(text);
    let block = TextBlock::given(Span::new(0, safe.len()), BlockKind::Preformatted);
    let blocks = if safe.is_empty() { Vec::new() } else { vec![block] };
    let page = Page::new(safe.clone(), blocks.into(), Measure::bare(width));
    (safe, page)
}

/// Words over several rows, broken at blanks.
pub(super) fn wrapped(painter: &mut Painter<'_>, area: Area, words: &str, style: Style) {
    let safe = SafeText::one_line(words);
    let block = TextBlock::given(Span::new(0, safe.len()), BlockKind::Paragraph);
    let mut page = Page::new(safe.clone(), vec![block].into(), Measure::bare(area.width));
    let rows = page.rows_from(Top::default(), area.height);
    let mut last = None;
    for (line, y) in rows.iter().filter_map(Row::line).zip(area.y..) {
        painter.words(strip(area.x, y, area.x + area.width), line.span.of(&safe), style);
        last = Some((line, y));
    }
    if let Some((line, y)) = last.filter(|(line, _)| line.span.end < safe.len() && area.width > 0) {
        painter.sign(area.x + line.width.min(area.width - 1), y, '…', style);
    }
}
