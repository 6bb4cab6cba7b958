//! The picture: paints the model and changes nothing. Geometry comes from `app::geometry` and `layout`.

mod chart;
mod choice;
mod comparing;
mod contents;
pub mod depth;
mod help;
mod hints;
pub mod hyperlink;
mod library;
mod list;
mod map;
mod margin_note;
mod naming;
mod note;
mod page;
mod paint;
mod palette;
mod prompt;
mod review;
pub mod sample;
mod search;
mod status;
pub mod theme;
mod why;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::geometry::{Area, Panes, Size};
use crate::app::keymap::Context;
use crate::app::preferences::{Map, Zen};
use crate::app::{Model, Overlay, Screen, waiting};
use paint::Painter;
use theme::Theme;

/// Paints the whole screen.
pub fn view(model: &Model, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let size = Size { columns: area.width.min(model.size.columns), rows: area.height.min(model.size.rows) };
    if size.columns == 0 || size.rows == 0 {
        return;
    }
    let panes = Panes::chosen(size, model.zen());
    let cursor = {
        frame.buffer_mut().set_style(area, theme.page);
        let mut painter = Painter::new(frame.buffer_mut(), theme);
        screen(model, &mut painter, panes);
        let cursor = model
            .overlays
            .iter()
            .filter_map(|overlay| self::overlay(model, overlay, &mut painter, size))
            .last();
        // Last, since a warning may need more than its one line.
        if let Some(Overlay::Prompt(prompt)) = model.overlays.last() {
            hints::commands(model, prompt, &mut painter, panes);
            prompt::paint(model, prompt, &mut painter, panes.status)
        } else {
            hints::keys(model, &mut painter, panes);
            status::paint(model, &mut painter, panes.status);
            cursor
        }
    };
    if let Some((x, y)) = cursor.filter(|_| model.context().takes_words()) {
        frame.set_cursor_position((x, y));
    }
}

fn screen(model: &Model, painter: &mut Painter<'_>, panes: Panes) {
    match &model.screen {
        Screen::Library(library) => library::paint(library, model.words_a_minute(), painter, panes),
        Screen::Search(searched) => search::paint(&searched.search, painter, panes),
        Screen::Reader(reader) => {
            let lit =
                page::Lit { why: crate::app::why::shown(model), review: crate::app::reviewing::words(model) };
            page::paint(reader, lit, painter, panes);
            margin_note::paint(reader, painter, panes.body);
            if model.preferences.map == Map::Shown && model.zen() == Zen::Off {
                map::paint(reader, painter, panes.body);
            }
        }
        Screen::Opening(_, origin) => {
            painter.line(panes.body, &waiting(model, Context::Opening, origin));
        }
        Screen::Failed(problem, _) => {
            paint::wrapped(painter, panes.body, &problem.to_string(), painter.theme.alarm);
        }
    }
}

/// Paints one overlay; gives where the cursor stands, if words are typed into it.
fn overlay(model: &Model, overlay: &Overlay, painter: &mut Painter<'_>, size: Size) -> Option<(u16, u16)> {
    match overlay {
        Overlay::Help(help) => help::paint(model, help, painter, size),
        Overlay::Chart(shown) => {
            chart::paint(model, shown, painter, size);
            None
        }
        Overlay::Comparing(shown) => {
            comparing::paint(shown, painter, size);
            None
        }
        Overlay::Contents(contents) => contents::paint(model, contents, painter, size),
        Overlay::Export(exporting) => {
            choice::paint(exporting, painter, size);
            None
        }
        Overlay::Prompt(_) => None,
        Overlay::Palette(palette) => palette::paint(palette, painter, size),
        Overlay::Naming(naming) => naming::paint(model, naming, painter),
        Overlay::Review(shown) => {
            review::paint(model, shown, painter);
            None
        }
        Overlay::Why(answer) => {
            // Whoever is asked for a name has read the answer.
            if !matches!(model.overlays.last(), Some(Overlay::Naming(_))) {
                why::paint(model, answer, painter);
            }
            None
        }
        Overlay::Note(writing, editor) => note::paint(model, writing, editor, painter, size),
    }
}

fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}
