//! The page: lines, voices in colour and with a sign in the margin, highlights, the cursor.

use ratatui::style::Style;

use super::hyperlink;
use super::paint::{Painter, strip};
use crate::annotation::Colour;
use crate::app::geometry::{Area, Panes};
use crate::app::notes::Mark;
use crate::app::preferences::Ruler;
use crate::app::screen::reader::{self, Focus, Gaps};
use crate::app::why::Why;
use crate::article::{Block, BlockKind, Link};
use crate::attribution::{Analysis, Quotation};
use crate::export::certainty;
use crate::export::voice_sign::{mark_of, sign_of};
use crate::layout::{Line, Measure, PICTURE_LABEL, Row};
use crate::segment::{Gap, gap_at};
use crate::span::Span;

/// What of the page a box over it speaks of.
#[derive(Clone, Copy)]
pub(super) struct Lit<'r> {
    /// Why somebody is the speaker: the words that decided.
    pub(super) why: Option<&'r Why>,
    /// The words that are asked about.
    pub(super) review: Option<Span>,
}

/// Paints the header and the page, with what a box over it speaks of lit.
pub(super) fn paint(reader: &reader::Model, lit: Lit<'_>, painter: &mut Painter<'_>, panes: Panes) {
    let measure = reader.measure();
    header(reader, painter, panes.header, measure);
    let first = reader.rows.iter().find_map(Row::line).map_or(0, |line| line.span.start);
    let last = reader.rows.iter().rev().find_map(Row::line).map_or(0, |line| line.span.end);
    let seen = Seen { why: lit.why, review: lit.review, ..Seen::new(reader, Span::new(first, last)) };
    for (row, y) in reader.rows.iter().zip(panes.body.y..panes.body.y + panes.body.height) {
        if let Row::Line { block, line } = row {
            words(&seen, painter, line, reader.block(*block), y);
            margin(&seen, painter, measure, line, y);
            let is_read = line.span.contains(reader.cursor) || line.span.start == reader.cursor;
            if reader.ruler == Ruler::On && is_read {
                let row = Area { x: measure.left, y, width: measure.width, height: 1 };
                painter.add(row, painter.theme.ruler);
            }
        }
    }
}

/// What the rows that are seen have in them.
struct Seen<'r> {
    reader: &'r reader::Model,
    text: &'r str,
    quotations: Vec<(usize, &'r Quotation)>,
    here: Option<usize>,
    links: Vec<(usize, &'r Link)>,
    link_here: Option<usize>,
    /// What is marked there.
    marks: Vec<&'r Mark>,
    /// The words that are selected.
    selected: Option<Span>,
    match_here: Option<Span>,
    why: Option<&'r Why>,
    review: Option<Span>,
}

impl<'r> Seen<'r> {
    fn new(reader: &'r reader::Model, span: Span) -> Self {
        let all: &[Quotation] =
            reader.analysis.as_ref().map_or(&[], |analysis: &std::sync::Arc<Analysis>| &analysis.quotations);
        let until = all.partition_point(|quotation| quotation.hull().start < span.end);
        let seen = |(_, quotation): &(usize, &Quotation)| quotation.hull().end > span.start;
        let quotations = all.iter().enumerate().take(until).rev().take_while(|(index, quotation)| {
            seen(&(*index, quotation)) || quotation.hull().start > span.start.saturating_sub(100_000)
        });
        let mut quotations: Vec<(usize, &Quotation)> = quotations.filter(seen).collect();
        quotations.reverse();
        let match_here = reader.search().and_then(|search| search.matches.spans.get(reader.match_here()?));
        Self {
            reader,
            text: reader.article.text(),
            quotations,
            here: reader.quotation_here(),
            links: reader.article.links_in(span).collect(),
            link_here: reader.link_here().map(|(number, _)| number),
            marks: reader.notes.marks().iter().filter(|mark| mark.span.overlaps(span)).collect(),
            selected: reader.selected(),
            match_here: match_here.copied(),
            why: None,
            review: None,
        }
    }

    /// The number of the sign of whoever said a quotation.
    fn sign_of(&self, quotation: &Quotation) -> Option<usize> {
        self.reader.analysis.as_ref()?.sign_of(quotation.speaker())
    }

    /// The gap that begins at byte `place`, if gaps are to be seen.
    fn gap_at(&self, place: usize) -> Option<&'r Gap> {
        let analysis = self.reader.analysis.as_ref().filter(|_| self.reader.gaps == Gaps::Shown)?;
        gap_at(&analysis.parts.gaps, place)
    }

    /// The link that holds byte `place`, by its number.
    fn link_at(&self, place: usize) -> Option<(usize, &'r Link)> {
        let next = self.links.partition_point(|(_, link)| link.span.end <= place);
        self.links.get(next).filter(|(_, link)| link.span.contains(place)).copied()
    }

    /// The colour of the innermost highlight at byte `place`.
    fn colour_at(&self, place: usize) -> Option<Colour> {
        let here = self.marks.iter().filter(|mark| mark.colour.is_some() && mark.span.contains(place));
        here.min_by_key(|mark| mark.span.len()).and_then(|mark| mark.colour)
    }

    /// The quotation that holds byte `place`.
    fn quotation_at(&self, place: usize) -> Option<(usize, &'r Quotation)> {
        let holds =
            |(_, quotation): &&(usize, &Quotation)| quotation.spans.iter().any(|span| span.contains(place));
        self.quotations.iter().rev().find(holds).copied()
    }
}

fn header(reader: &reader::Model, painter: &mut Painter<'_>, area: Area, measure: Measure) {
    if area.height == 0 {
        return;
    }
    let end = area.width.saturating_sub(1);
    let metadata = &reader.article.metadata;
    let title = reader.article.display_title();
    let behind = painter.words(strip(measure.left + measure.hang, area.y, end), &title, painter.theme.title);
    let about: Vec<&str> = [metadata.byline.as_deref(), metadata.publication.as_deref(), metadata.day()]
        .into_iter()
        .flatten()
        .collect();
    if !about.is_empty() && behind + 4 < end {
        painter.words(strip(behind, area.y, end), &format!("  {}", about.join(" · ")), painter.theme.byline);
    }
}

fn words(seen: &Seen<'_>, painter: &mut Painter<'_>, line: &Line, block: Option<&Block>, y: u16) {
    let measure = seen.reader.measure();
    let base = match block.map(|block| block.kind) {
        Some(BlockKind::Heading(_)) => painter.theme.heading,
        Some(BlockKind::Image) => painter.theme.picture,
        _ => Style::new(),
    };
    let mut column = measure.left + line.indent;
    marker(painter, measure, line, block, y);
    for cluster in line.clusters(seen.text) {
        if cluster.width == 0 {
            continue;
        }
        let style = style_at(seen, painter, cluster.span.start, base);
        let gap = if cluster.blank { seen.gap_at(cluster.span.start) } else { None };
        match gap {
            Some(gap) => painter.sign(column, y, gap.kind.sign(), painter.theme.border),
            None if cluster.blank => painter.symbol(column, y, " ", style),
            None => painter.symbol(column, y, cluster.drawn, style),
        }
        for covered in 1..cluster.width {
            painter.symbol(column + covered, y, " ", style);
        }
        column += cluster.width;
    }
    if line.hyphen {
        let last = line.span.end.saturating_sub(1);
        painter.sign(column, y, '-', style_at(seen, painter, last, base));
    }
    if let Some(gap) = seen.gap_at(line.span.end) {
        painter.sign(column, y, gap.kind.sign(), painter.theme.border);
    }
}

/// The style of the words at byte `place`: the voice's colour, and what the cursor and highlights add.
fn style_at(seen: &Seen<'_>, painter: &Painter<'_>, place: usize, base: Style) -> Style {
    let theme = painter.theme;
    let mut style = base;
    let quotation = seen.quotation_at(place);
    if let Some((index, quotation)) = quotation {
        style = style.patch(seen.sign_of(quotation).map_or(theme.unknown, |sign| theme.voice(sign)));
        if seen.here == Some(index) {
            style = style.patch(theme.quotation_here);
        }
    }
    let is_faded = match seen.reader.focus {
        Focus::All => false,
        Focus::Quotations => quotation.is_none(),
        Focus::Columnist => quotation.is_some(),
    };
    if is_faded {
        style = base.patch(theme.faded);
    }
    let link = seen.link_at(place);
    if let Some((_, link)) = link {
        style = style.patch(theme.link);
        if let Some(address) = link.target.address() {
            style = style.underline_color(hyperlink::mark(address));
        }
    }
    if let Some(colour) = seen.colour_at(place) {
        style = style.patch(theme.highlight(colour));
    }
    if seen.match_here.or(seen.review).is_some_and(|found| found.contains(place)) {
        style = style.patch(theme.match_here);
    } else if !seen.reader.matches_in(Span::new(place, place + 1)).is_empty() {
        style = style.patch(theme.found);
    } else if link.is_some_and(|(number, _)| seen.link_here == Some(number)) {
        style = style.patch(theme.link_here);
    }
    if seen.selected.is_some_and(|selected| selected.contains(place)) {
        style = style.patch(theme.selected);
    }
    match seen.why.and_then(|why| why.part_at(place)) {
        Some(part) => style.patch(theme.lit(part)),
        None => style,
    }
}

/// The sign beside a line: that of a note to review, of a note or bookmark which begins on it, else that of a match, else that of a highlight.
fn noted_sign(seen: &Seen<'_>, line: &Line, found: Option<char>) -> Option<char> {
    let span = Span::new(line.span.start, line.span.end.max(line.span.start + 1));
    let on_line = seen.marks.iter().filter(|mark| mark.span.overlaps(span));
    let begins = |mark: &&&&Mark| span.contains(mark.span.start);
    let reviewed = seen.reader.notes.reviews().iter().any(|review| span.contains(review.review.span.start));
    if reviewed {
        return Some('!');
    }
    let first = on_line.clone().find(|mark| mark.note.is_some() && begins(&mark));
    let bookmark = on_line.clone().find(|mark| mark.colour.is_none() && begins(&mark));
    if let Some(mark) = first.or(bookmark) {
        return Some(note_sign(mark.colour, mark.note.is_some()));
    }
    let painted = || on_line.clone().find_map(|mark| mark.colour);
    found.or_else(|| painted().map(|colour| note_sign(Some(colour), false)))
}

/// The sign of what is marked: a note, a bookmark, or a highlight in its colour.
pub(super) fn note_sign(colour: Option<Colour>, has_note: bool) -> char {
    match (colour, has_note) {
        (_, true) => '*',
        (None, false) => '¶',
        (Some(Colour::Yellow), false) => '|',
        (Some(Colour::Green), false) => '2',
        (Some(Colour::Blue), false) => '3',
        (Some(Colour::Red), false) => '4',
        (Some(Colour::Purple), false) => '5',
    }
}

/// List items and block quotations show what they are in their indent.
fn marker(painter: &mut Painter<'_>, measure: Measure, line: &Line, block: Option<&Block>, y: u16) {
    let Some(block) = block else { return };
    let room = (line.indent + line.hang).saturating_sub(measure.hang);
    let left = measure.left + measure.hang;
    match block.kind {
        BlockKind::ListItem if line.first => {
            if let Some(drawn) = block.marker.drawn(room) {
                painter.words(strip(left, y, left + room), &drawn, painter.theme.border);
            }
        }
        BlockKind::BlockQuotation if room >= 2 => {
            painter.sign(left + room - 2, y, '│', painter.theme.border);
        }
        BlockKind::Image => picture(painter, (left, room), line, y),
        _ => {}
    }
}

/// A picture shows that it is one: a sign before each line, and a word before the first where there is room.
fn picture(painter: &mut Painter<'_>, (left, room): (u16, u16), line: &Line, y: u16) {
    let style = painter.theme.border;
    if room >= 2 {
        painter.sign(left, y, '▒', style);
    }
    if line.first && usize::from(room) >= 2 + PICTURE_LABEL.len() {
        painter.words(strip(left + 2, y, left + room), PICTURE_LABEL, style);
    }
}

/// The margins of a line: left the sign of the voice that begins on it, or the cursor's; right what was noted
/// or found.
fn margin(seen: &Seen<'_>, painter: &mut Painter<'_>, measure: Measure, line: &Line, y: u16) {
    let reader = seen.reader;
    let on_line = |place: usize| place >= line.span.start && place < line.span.end.max(line.span.start + 1);
    if measure.gutter > 0 {
        let x = measure.left - measure.gutter;
        let begins = reader.foremost(Span::new(line.span.start, line.span.end.max(line.span.start + 1)));
        let mark = begins.and_then(|quotation| mark_of(certainty(quotation)));
        // The mark is between sign and words; where words stand there, before the sign. The cursor's is left of both
        // where there is room, else between sign and words, else in the sign's own cell.
        let (before, behind) = (x.checked_sub(1), (measure.gutter > 1).then_some(x + 1));
        let place = behind.or(before);
        let is_before = mark.is_some() && behind.is_none();
        let beside = if is_before { x.checked_sub(2) } else { before };
        if let Some((mark, place)) = mark.zip(place) {
            painter.sign(place, y, mark, painter.theme.cursor);
        }
        if on_line(reader.cursor) {
            let beside = beside.or(behind).or(before).unwrap_or(x);
            painter.sign(beside, y, '›', painter.theme.cursor);
        }
        if let Some(quotation) = begins {
            let sign = seen.sign_of(quotation);
            let style = sign.map_or(painter.theme.unknown, |sign| painter.theme.voice(sign));
            painter.sign(x, y, sign_of(sign), style);
        }
    }
    if measure.margin > 0 {
        let found = reader.matches_in(line.span).iter().any(|found| on_line(found.start)).then_some('/');
        let sign = noted_sign(seen, line, found);
        if let Some(sign) = sign {
            let last = painter.buffer.area.width.saturating_sub(1);
            let x = (measure.left + measure.width + 1).min(last);
            painter.sign(x, y, sign, painter.theme.cursor);
        }
    }
}
