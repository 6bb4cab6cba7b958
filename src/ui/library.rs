//! The library: one article a line, in columns that give way as the screen gets narrow.

use ratatui::style::Style;

use super::paint::{Painter, Strip, strip, wrapped};
use crate::app::Shelved;
use crate::app::geometry::{Area, Panes, Size};
use crate::app::screen::library::{Model, minutes};
use crate::app::shelf::VIEWS;
use crate::article::day;

/// From so many cells on there is room for who wrote it and when, and for where it was published.
const ROOMY: u16 = 70;
const WIDE: u16 = 92;
/// From so many on there is room for how long it takes.
const MIDDLE: u16 = 34;

/// The columns at the right, each with its heading, its cells, and from which width on it is there.
const COLUMNS: [(Column, &str, u16, u16); 7] = [
    (Column::Byline, "by", 16, ROOMY),
    (Column::Publication, "in", 14, WIDE),
    (Column::Date, "date", 10, ROOMY),
    (Column::Quotations, "quot.", 5, ROOMY),
    (Column::Notes, "notes", 5, ROOMY),
    (Column::Minutes, "min", 4, MIDDLE),
    (Column::Progress, "", 4, 16),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Byline,
    Publication,
    Date,
    Quotations,
    Notes,
    Minutes,
    Progress,
}

impl Column {
    fn is_number(self) -> bool {
        matches!(self, Self::Quotations | Self::Notes | Self::Minutes | Self::Progress)
    }

    fn of(self, article: &Shelved, pace: u16) -> String {
        let text = |words: &Option<crate::article::SafeText>| {
            words.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        let number = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        match self {
            Self::Byline => text(&article.byline),
            Self::Publication => text(&article.publication),
            Self::Date => article.date.as_deref().map(day).unwrap_or_default().to_owned(),
            Self::Quotations => number(article.quotations.unwrap_or(0)),
            Self::Notes => number(article.notes),
            Self::Minutes => minutes(article.words, pace).to_string(),
            Self::Progress => article.progress(),
        }
    }
}

/// Paints the library.
pub(super) fn paint(library: &Model, pace: u16, painter: &mut Painter<'_>, panes: Panes) {
    let body = panes.body;
    let left = body.x + 2.min(body.width / 8);
    let end = (body.x + body.width).saturating_sub(1).max(left);
    if panes.header.height > 1 {
        head(library, painter, strip(left, panes.header.y, end));
        headings(painter, strip(left, panes.header.y + 1, end));
    }
    for (index, y) in library.list.seen(library.shelf.count, body.height).zip(body.y..) {
        let Some(article) = library.article(index) else { continue };
        let style = if index == library.list.picked { painter.theme.picked } else { Style::new() };
        if index == library.list.picked {
            for x in left.saturating_sub(1)..=end {
                painter.symbol(x, y, " ", style);
            }
        }
        line(article, pace, painter, strip(left, y, end), style);
    }
    let area = Area { x: left, width: end - left, ..body };
    if library.is_read && library.shelf.count == 0 {
        wrapped(painter, area, library.advice(), painter.theme.byline);
    }
    if let Some(mistake) = &library.mistake {
        let rows = body.height.min(3);
        let area = Area { y: body.y + body.height - rows, height: rows, ..area };
        painter.blank(Area { x: body.x, width: body.width, ..area });
        wrapped(painter, area, mistake, painter.theme.alarm);
    }
}

/// The names of the lists, the one that is shown between brackets, and how many articles it has in which order.
fn head(library: &Model, painter: &mut Painter<'_>, room: Strip) {
    let told = library.told();
    let cells = u16::try_from(told.chars().count()).unwrap_or(u16::MAX);
    let names: u16 = VIEWS.iter().map(|(_, name, _)| u16::try_from(name.len()).unwrap_or(0) + 2).sum();
    if room.x.saturating_add(names).saturating_add(cells) + 2 > room.end {
        let words = format!("[{}] {told}", library.view.name());
        painter.words(room, &words, painter.theme.title);
        return;
    }
    let mut x = room.x;
    for (view, name, _) in VIEWS {
        let (name, style) = if *view == library.view {
            (format!("[{name}]"), painter.theme.title)
        } else {
            (format!(" {name} "), painter.theme.status)
        };
        x = painter.words(strip(x, room.y, room.end), &name, style);
    }
    painter.words(strip(room.end - cells, room.y, room.end), &told, painter.theme.status);
}

/// Each column that there is room for, with its cells, from the right.
fn columns(room: Strip) -> impl Iterator<Item = (Column, &'static str, Strip)> {
    let width = room.end.saturating_sub(room.x);
    let mut end = room.end;
    let shown = COLUMNS.iter().rev().filter(move |(.., from)| width >= *from);
    shown.map(move |(column, heading, cells, _)| {
        let place = strip(end.saturating_sub(*cells), room.y, end);
        end = place.x.saturating_sub(1);
        (*column, *heading, place)
    })
}

fn headings(painter: &mut Painter<'_>, room: Strip) {
    for (column, heading, place) in columns(room) {
        cell(painter, column, heading, place, painter.theme.status);
    }
}

fn cell(painter: &mut Painter<'_>, column: Column, words: &str, place: Strip, style: Style) {
    let cells = u16::try_from(words.chars().count()).unwrap_or(u16::MAX);
    let x = if column.is_number() { place.end.saturating_sub(cells).max(place.x) } else { place.x };
    painter.words(strip(x, place.y, place.end), words, style);
}

/// The star, the title with its tags, and the columns.
fn line(article: &Shelved, pace: u16, painter: &mut Painter<'_>, room: Strip, style: Style) {
    let mut end = room.end;
    for (column, _, place) in columns(room) {
        cell(painter, column, &column.of(article, pace), place, style);
        end = place.x.saturating_sub(1);
    }
    if article.is_starred {
        painter.sign(room.x, room.y, '*', style);
    }
    let x = painter.words(strip(room.x + 2, room.y, end), &article.title, style);
    let tags = article.tagged();
    if x + 3 < end {
        painter.words(strip(x, room.y, end), &tags, painter.theme.key.patch(style));
    }
}

/// What the status line says: of a low screen how many there are, else what the columns may have had no room for.
pub(super) fn status(library: &Model, size: Size) -> String {
    let picked = library.picked().filter(|_| Panes::of(size).header.height > 0);
    let Some(article) = picked else { return library.told() };
    let about = [Some(&article.title), article.byline.as_ref(), article.publication.as_ref()];
    let about: Vec<&str> = about.into_iter().flatten().map(|words| &**words).collect();
    let tags = article.tagged();
    let archived = if article.is_archived { " · archived" } else { "" };
    format!("{}{tags}{archived}", about.join(" · "))
}
