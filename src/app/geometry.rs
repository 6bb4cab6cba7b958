//! Where things stand on a screen of a given size. The picture is painted to the same numbers.

use super::preferences::Zen;

/// The screen, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Cells across.
    pub columns: u16,
    /// Cells down.
    pub rows: u16,
}

/// A part of the screen, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Cells from the left.
    pub x: u16,
    /// Cells from the top.
    pub y: u16,
    /// Cells across.
    pub width: u16,
    /// Cells down.
    pub height: u16,
}

/// The screen from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// The title, with a blank row under it; nothing on a low screen.
    pub header: Area,
    /// The page.
    pub body: Area,
    /// The line that says where one is.
    pub status: Area,
}

impl Panes {
    /// The panes that were chosen: with zen the page is the whole screen, and the status line lies over its last row
    /// when there is something to say.
    pub fn chosen(size: Size, zen: Zen) -> Self {
        let panes = Self::of(size);
        match zen {
            Zen::Off => panes,
            Zen::On => Self {
                header: Area::default(),
                body: Area { x: 0, y: 0, width: size.columns, height: size.rows },
                ..panes
            },
        }
    }

    /// The panes of a screen: a header from ten rows on, a status line from two rows on.
    pub fn of(size: Size) -> Self {
        let Size { columns, rows } = size;
        let header = if rows >= 10 { 2 } else { 0 };
        let status = u16::from(rows >= 2);
        let area = |y, height| Area { x: 0, y, width: columns, height };
        Self {
            header: area(0, header),
            body: area(header, rows - header - status),
            status: area(rows - status, status),
        }
    }
}

/// A box over the page for `lines` lines of text that are up to `width` cells wide: in the middle, with a border of
/// one cell, as large as it needs and no larger than the page.
pub fn overlay(size: Size, width: u16, lines: usize) -> Area {
    let body = Panes::of(size).body;
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
    let width = width.saturating_add(4).min(body.width);
    let height = wanted.min(body.height);
    Area { x: (body.width - width) / 2, y: body.y + (body.height - height) / 2, width, height }
}

/// The rows inside the border of an area.
pub fn inner_height(area: Area) -> u16 {
    area.height.saturating_sub(2)
}

/// How many rows a note being written takes at the bottom of the screen.
pub fn note_area(size: Size) -> Area {
    let body = Panes::of(size).body;
    let height = body.height.min(8);
    let width = body.width.min(80);
    Area { x: (body.width - width) / 2, y: body.y + body.height - height, width, height }
}
