//! The picture: paints the model and changes nothing. Geometry comes from `app::geometry` and `layout`.

mod choice;
mod help;
mod library;
mod list;
mod note;
mod page;
mod paint;
mod prompt;
mod quotations;
mod speakers;
mod status;
pub mod theme;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::geometry::{Area, Panes, Size};
use crate::app::{Model, Overlay, Screen};
use paint::Painter;
use theme::Theme;

/// Paints the whole screen.
pub fn view(model: &Model, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let size = Size { columns: area.width.min(model.size.columns), rows: area.height.min(model.size.rows) };
    if size.columns == 0 || size.rows == 0 {
        return;
    }
    let panes = Panes::of(size);
    let cursor = {
        let mut painter = Painter::new(frame.buffer_mut(), theme);
        screen(model, &mut painter, panes);
        let cursor = model
            .overlays
            .iter()
            .filter_map(|overlay| self::overlay(model, overlay, &mut painter, size))
            .last();
        // Last, since a warning may need more than its one line.
        if let Some(Overlay::Prompt(prompt)) = model.overlays.last() {
            prompt::paint(model, prompt, &mut painter, panes.status)
        } else {
            status::paint(model, &mut painter, panes.status);
            cursor
        }
    };
    if let Some((x, y)) =
        cursor.filter(|_| matches!(model.overlays.last(), Some(Overlay::Note(..) | Overlay::Prompt(_))))
    {
        frame.set_cursor_position((x, y));
    }
}

fn screen(model: &Model, painter: &mut Painter<'_>, panes: Panes) {
    match &model.screen {
        Screen::Library(library) => library::paint(library, painter, panes),
        Screen::Reader(reader) => page::paint(reader, painter, panes),
        Screen::Opening(_, origin) => painter.line(panes.body, &format!("opening {} …", origin.short_name())),
        Screen::Failed(problem, _) => {
            paint::wrapped(painter, panes.body, &problem.to_string(), painter.theme.alarm);
        }
    }
}

/// Paints one overlay; gives where the cursor of a note stands.
fn overlay(model: &Model, overlay: &Overlay, painter: &mut Painter<'_>, size: Size) -> Option<(u16, u16)> {
    match overlay {
        Overlay::Help(help) => help::paint(model, *help, painter, size),
        Overlay::Speakers(speakers) => speakers::paint(model, *speakers, painter, size),
        Overlay::Quotations(quotations) => quotations::paint(model, *quotations, painter, size),
        Overlay::Export => choice::paint(model, painter, size),
        Overlay::Prompt(_) => {}
        Overlay::Note(writing, editor) => return note::paint(model, writing, editor, painter, size),
    }
    None
}

fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}
