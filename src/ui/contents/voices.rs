//! A line of the speakers: numbers and a bar that line up, as many columns as there is room for.

use crate::app::geometry::Area;
use crate::app::screen::contents::{Asks, Is, Line, Model, Voice};
use crate::export::{Tally, counted};
use crate::ui::list::{self, Line as Cells};
use crate::ui::paint::{Painter, strip};

/// One column behind the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Kind,
    Quotations,
    Quoted,
    Reported,
    Words,
    Bar,
    Share,
    Where,
}

/// A column, its cells and its head.
type Columns = &'static [(Column, u16, &'static str)];

/// From so many cells on there is room for these columns.
const TIERS: &[(u16, Columns)] = &[
    (
        86,
        &[
            (Column::Kind, 12, "kind"),
            (Column::Quoted, 6, "quoted"),
            (Column::Reported, 8, "reported"),
            (Column::Words, 6, "words"),
            (Column::Bar, 9, "share"),
            (Column::Share, 4, ""),
            (Column::Where, 8, "where"),
        ],
    ),
    (
        72,
        &[
            (Column::Kind, 12, "kind"),
            (Column::Quoted, 6, "quoted"),
            (Column::Reported, 8, "reported"),
            (Column::Words, 5, "words"),
            (Column::Bar, 5, "share"),
            (Column::Share, 4, ""),
            (Column::Where, 7, "where"),
        ],
    ),
    (
        50,
        &[
            (Column::Quotations, 4, ""),
            (Column::Words, 6, ""),
            (Column::Bar, 8, ""),
            (Column::Share, 4, ""),
            (Column::Where, 8, ""),
        ],
    ),
    (30, &[(Column::Words, 5, ""), (Column::Bar, 5, ""), (Column::Share, 4, "")]),
    (0, &[(Column::Share, 4, "")]),
];

/// Cells between the columns.
const GAP: u16 = 1;

fn columns(room: u16) -> Columns {
    TIERS.iter().find(|(least, _)| room >= *least).map_or(&[], |(_, columns)| columns)
}

/// Where each column of a line starts; the name has what is left of it.
fn starts(columns: Columns, (left, end): (u16, u16)) -> Vec<u16> {
    let width: u16 = columns.iter().map(|(_, width, _)| width + GAP).sum();
    let mut x = end.saturating_sub(width).max(left + 2);
    let start = |(_, width, _): &(Column, u16, &str)| {
        let start = x + GAP;
        x = start + width;
        start
    };
    columns.iter().map(start).collect()
}

/// Paints a line; `most` is the words of whoever has most.
pub(super) fn paint(painter: &mut Painter<'_>, line: Cells, voice: &Voice, most: usize) {
    let columns = columns(line.end.saturating_sub(line.left));
    let starts = starts(columns, (line.left, line.end));
    let name_end = starts.first().map_or(line.end, |start| start.saturating_sub(GAP));
    if voice.is == Is::Named {
        let style = painter.theme.byline.patch(line.style);
        painter.words(strip(line.left + 2, line.y, name_end), &voice.name, style);
    } else {
        list::voice(painter, line, name_end, voice.sign, &shown_name(voice));
    }
    for ((column, width, _), start) in columns.iter().zip(starts) {
        let style = match column {
            Column::Bar => voice.sign.map_or(painter.theme.unknown, |sign| painter.theme.voice(sign)),
            _ => line.style,
        };
        let words = cell(*column, voice, (most, usize::from(*width)));
        painter.words(strip(start, line.y, (start + width).min(line.end)), &words, style.patch(line.style));
    }
}

/// The name with the role that the reader gave.
fn shown_name(voice: &Voice) -> String {
    match &voice.role {
        Some(role) => format!("{}, {role}", voice.name),
        None => voice.name.clone(),
    }
}

/// What stands in a column, as wide as it is.
fn cell(column: Column, voice: &Voice, (most, width): (usize, usize)) -> String {
    let number = |number: usize| format!("{number:>width$}");
    let is_heard = voice.is != Is::Named;
    match column {
        Column::Kind if is_heard => format!("{:<width$}", voice.is.name()),
        Column::Kind => format!("{:<width$}", "not quoted"),
        Column::Quotations if is_heard => number(voice.said.all()),
        Column::Quoted if is_heard && voice.said.quoted > 0 => number(voice.said.quoted),
        Column::Words if is_heard => number(voice.words),
        Column::Reported if voice.said.reported > 0 => number(voice.said.reported),
        Column::Bar => bar(voice.words, most, width),
        Column::Share if is_heard => format!("{:>width$}", format!("{:.0}%", voice.share * 100.0)),
        // On a narrow line this is the one column, and says what the voice is.
        Column::Share => format!("{:>width$}", "–"),
        Column::Where => {
            let (first, last) = voice.percent;
            let place = if first == last { format!("{first}%") } else { format!("{first}–{last}%") };
            format!("{place:>width$}")
        }
        Column::Quotations | Column::Quoted | Column::Words | Column::Reported => " ".repeat(width),
    }
}

/// A bar of so many cells for `words` of `most`, in eighths of a cell.
fn bar(words: usize, most: usize, cells: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (words * cells * 8).div_ceil(most.max(1)).min(cells * 8);
    let part = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
    let bar = format!("{}{part}", "█".repeat(eighths / 8));
    format!("{bar:<cells$}")
}

/// The heads of the columns, how the list is sorted, and of the picked voice what its line has no room for.
pub(super) fn border(painter: &mut Painter<'_>, (area, below): (Area, Area), shown: &Model) {
    if area.width < 8 || area.height < 2 || matches!(shown.asks, Asks::PartFrom(_)) {
        return;
    }
    let (left, end) = (area.x + 2, area.x + area.width - 2);
    let columns = columns(end - left);
    if below != area {
        let heads = columns.iter().zip(starts(columns, (left, end)));
        for ((column, width, head), start) in heads {
            let is_left = matches!(column, Column::Kind | Column::Bar);
            let width = usize::from(*width);
            let head = if is_left { format!("{head:<width$}") } else { format!("{head:>width$}") };
            painter.words(strip(start, area.y + 1, end), &head, painter.theme.byline);
        }
    }
    if shown.filter.is_typing || !shown.filter.is_empty() {
        return;
    }
    let mut words = format!(" by {} ", shown.sorting.name());
    if let Some(Line::Voice(voice)) = shown.line(shown.list.picked) {
        let has_all = columns.len() > 5 && voice.is != Is::Named;
        let more = if has_all { all(shown).told() } else { told(&voice) };
        words = format!("{words}· {more} ");
    }
    painter.words(strip(left, area.y + area.height - 1, end), &words, painter.theme.status);
}

/// What all voices have said together.
fn all(shown: &Model) -> Tally {
    let mut all = Tally::default();
    for number in 0..shown.shown() {
        if let Some(Line::Voice(voice)) = shown.line(number) {
            all.quoted += voice.said.quoted;
            all.reported += voice.said.reported;
        }
    }
    all
}

/// A voice in words.
fn told(voice: &Voice) -> String {
    let (first, last) = voice.percent;
    let place = if first == last { format!("{first}%") } else { format!("{first}–{last}%") };
    if voice.is == Is::Named {
        return format!("named {}, not quoted, {place}", counted(voice.named, "time"));
    }
    let kind = if voice.is == Is::Unknown { "nobody known" } else { voice.is.name() };
    format!("{kind}, {}, {}, {place}", voice.said.told(), counted(voice.words, "word"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_nothing() {
        for (words, expected) in [(0, "    "), (1, "▏   "), (50, "██  "), (51, "██▏ "), (100, "████")]
        {
            assert_eq!(bar(words, 100, 4), expected, "{words}");
        }
        assert_eq!(bar(0, 0, 2), "  ");
    }

    #[test]
    fn columns_line_up_and_leave_room_for_a_name() {
        for room in 16..120 {
            let columns = columns(room);
            let starts = starts(columns, (2, 2 + room));
            let mut ends = columns.iter().zip(&starts).map(|((_, width, _), start)| start + width);
            assert_eq!(ends.next_back(), Some(2 + room), "{room}");
            assert!(starts[0] >= 2 + 2 + 8, "{room}: {starts:?}");
        }
    }
}
