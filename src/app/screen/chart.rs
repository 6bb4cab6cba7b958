//! Who speaks where: a row for each voice, along the article from its start to its end.

use super::contents::heard;
use super::reader;
use crate::app::action::Action;
use crate::app::geometry::{Area, Size, inner_height, overlay};
use crate::app::list::List;
use crate::article::Article;
use crate::attribution::{Analysis, Quotation};
use crate::export::is_reported;
use crate::span::Span;

/// The chart over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The picked row.
    pub list: List,
    /// Where the reader is in the article, in bytes.
    here: usize,
    /// The place that was gone to along the picked row.
    chosen: Option<usize>,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The voices, most words first, what nobody is known to have said last.
    pub rows: Vec<Row>,
    /// How many parts the article is cut into.
    pub parts: usize,
    /// How many words a part has, more or less.
    pub words_a_part: usize,
    /// The bytes of the article that are parted.
    extent: Span,
}

/// One voice along the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The speaker, by index into [`Analysis::speakers`]; `None` for what nobody is known to have said.
    pub speaker: Option<usize>,
    /// Which sign and colour is theirs.
    pub sign: Option<usize>,
    /// The name shown.
    pub name: String,
    /// What is theirs in each part.
    pub cells: Vec<Said>,
    /// What is theirs in all parts together.
    pub all: Said,
}

/// Words of one voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Words of quotations that are in marks, all of them or in part.
    pub quoted: usize,
    /// Words of quotations without marks.
    pub reported: usize,
}

impl Said {
    /// All words.
    pub fn words(self) -> usize {
        self.quoted + self.reported
    }
}

/// The columns of the chart, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The name.
    pub name: u16,
    /// The parts of the article.
    pub parts: u16,
    /// Numbers of words: both kinds apart, together, or none.
    pub numbers: u16,
}

/// The widest that the chart may be, in cells.
const WIDEST: u16 = 116;
/// Cells between borders from which words are told by kind, and from which at all.
const ROOM_FOR_BOTH: u16 = 60;
const ROOM_FOR_SUM: u16 = 30;

/// The box of the chart on the screen; its first row inside is the scale where there are three at least.
pub fn area(size: Size, rows: usize) -> Area {
    overlay(size, WIDEST, rows + 1)
}

/// How many rows the scale takes.
pub fn scale_height(area: Area) -> u16 {
    u16::from(inner_height(area) >= 3)
}

/// The columns of a box of this width: the sign and a blank, the name, a blank, the parts, the numbers.
pub fn columns(area: Area) -> Columns {
    let inner = area.width.saturating_sub(4);
    let (name, numbers) = match inner {
        ROOM_FOR_BOTH.. => (20, 17),
        ROOM_FOR_SUM.. => (10, 7),
        _ => (5, 0),
    };
    Columns { name, numbers, parts: inner.saturating_sub(2 + name + 1 + numbers).max(1) }
}

/// The column of the screen where the parts begin.
pub fn parts_start(area: Area) -> u16 {
    area.x + 2 + 2 + columns(area).name + 1
}

impl Chart {
    /// The voices of an article in so many parts. The words of a quotation are spread evenly over its bytes; all cells
    /// together have exactly the words of all quotations.
    pub fn new(analysis: &Analysis, article: &Article, parts: usize) -> Self {
        let parts = parts.max(1);
        let start = article.blocks().first().map_or(0, |block| block.span.start);
        let end = article.blocks().last().map_or(0, |block| block.span.end);
        let extent = Span::new(start, end.max(start + 1));
        let mut voices = heard(analysis, article);
        voices.sort_by_key(|voice| (voice.speaker.is_none(), std::cmp::Reverse(voice.words), voice.ends.0));
        let empty = vec![Said::default(); parts];
        let row = |voice: super::contents::Voice| Row {
            speaker: voice.speaker,
            sign: voice.sign,
            name: voice.name,
            cells: empty.clone(),
            all: Said { quoted: voice.words - voice.reported, reported: voice.reported },
        };
        let words_a_part = analysis.words.div_ceil(parts).max(1);
        let rows = voices.into_iter().map(row).collect();
        let mut chart = Self { rows, parts, words_a_part, extent };
        for quotation in &analysis.quotations {
            chart.spread(quotation);
        }
        chart
    }

    /// The part that has the byte at `place`.
    pub fn part_of(&self, place: usize) -> usize {
        let behind = place.clamp(self.extent.start, self.extent.end) - self.extent.start;
        (behind * self.parts / self.extent.len().max(1)).min(self.parts - 1)
    }

    /// The first byte of a part.
    pub fn start_of(&self, part: usize) -> usize {
        self.extent.start + (part * self.extent.len()).div_ceil(self.parts)
    }

    /// A part in percent of the article.
    pub fn percent_of(&self, part: usize) -> (usize, usize) {
        (part * 100 / self.parts, (part + 1) * 100 / self.parts)
    }

    fn spread(&mut self, quotation: &Quotation) {
        let Some(row) = self.rows.iter().position(|row| row.speaker == quotation.speaker()) else { return };
        let bytes: usize = quotation.spans.iter().map(|span| span.len()).sum();
        let (mut told, mut passed) = (0, 0);
        for span in &quotation.spans {
            let mut at = span.start;
            while at < span.end {
                let part = self.part_of(at);
                let end = if part + 1 < self.parts {
                    self.start_of(part + 1).clamp(at + 1, span.end)
                } else {
                    span.end
                };
                passed += end - at;
                // The words up to here, less those told: no word is told twice, and none is left out.
                let until = quotation.words * passed / bytes.max(1);
                self.add((row, part), quotation, until - told);
                (told, at) = (until, end);
            }
        }
        self.add((row, self.part_of(quotation.hull().start)), quotation, quotation.words - told);
    }

    fn add(&mut self, (row, part): (usize, usize), quotation: &Quotation, words: usize) {
        let cell = self.rows.get_mut(row).and_then(|row| row.cells.get_mut(part));
        if let Some(cell) = cell {
            *if is_reported(quotation) { &mut cell.reported } else { &mut cell.quoted } += words;
        }
    }
}

impl Model {
    /// The chart, the voice that speaks at the cursor picked.
    pub(in crate::app) fn open(reader: &reader::Model) -> Self {
        let mut opened = Self { list: List::default(), here: reader.cursor, chosen: None };
        if let (Some(analysis), Some(here)) = (&reader.analysis, reader.quotation_here()) {
            let speaker = analysis.quotations.get(here).and_then(Quotation::speaker);
            let chart = Chart::new(analysis, &reader.article, 1);
            let row = chart.rows.iter().position(|row| row.speaker == speaker);
            opened.list = List::at(row.unwrap_or_default());
        }
        opened
    }

    /// The place in the article that is picked, in bytes: where the reader is, until another one is gone to.
    pub fn place(&self) -> usize {
        self.chosen.unwrap_or(self.here)
    }

    /// Picks the row and the part under a cell of the screen; `false` where no row is.
    pub(in crate::app) fn touch(&mut self, (x, y): (u16, u16), (area, chart): &(Area, Chart)) -> bool {
        let height = inner_height(*area).saturating_sub(scale_height(*area));
        let row = y.checked_sub(area.y + 1 + scale_height(*area)).filter(|row| *row < height);
        let Some(row) = row.map(|row| self.list.top + usize::from(row)).filter(|row| *row < chart.rows.len())
        else {
            return false;
        };
        let columns = columns(*area);
        let part = x.checked_sub(parts_start(*area)).filter(|part| *part < columns.parts);
        self.list.picked = row;
        self.chosen = part.map(|part| chart.start_of(part.into()));
        true
    }

    /// The chart as it is drawn on a screen of `size`; `None` before the analysis.
    pub fn chart(&self, reader: &reader::Model, size: Size) -> Option<(Area, Chart)> {
        let analysis = reader.analysis.as_ref()?;
        let area = area(size, heard(analysis, &reader.article).len());
        Some((area, Chart::new(analysis, &reader.article, columns(area).parts.into())))
    }

    /// Moves to another voice, or along the article to where the picked one speaks; `false` for any other action.
    pub(in crate::app) fn act(
        &mut self,
        action: Action,
        times: usize,
        (area, chart): &(Area, Chart),
    ) -> bool {
        let row = chart.rows.get(self.list.picked);
        let here = chart.part_of(self.place());
        let speaks =
            |part: &usize| row.and_then(|row| row.cells.get(*part)).is_some_and(|cell| cell.words() > 0);
        let next = match action {
            Action::Right => (here + 1..chart.parts).filter(speaks).take(times).last(),
            Action::Left => (0..here).rev().filter(speaks).take(times).last(),
            _ => {
                let height = inner_height(*area).saturating_sub(scale_height(*area));
                return self.list.act(action, chart.rows.len(), height, times);
            }
        };
        if let Some(next) = next {
            self.chosen = Some(chart.start_of(next));
        }
        true
    }

    /// The picked voice and its first quotation; where a part was gone to, the first in or behind that, else the last.
    pub(in crate::app) fn picked(
        &self,
        analysis: &Analysis,
        chart: &Chart,
    ) -> Option<(Option<usize>, usize)> {
        let row = chart.rows.get(self.list.picked)?;
        let start = self.chosen.map_or(0, |place| chart.start_of(chart.part_of(place)));
        let theirs = || analysis.quotations.iter().filter(|said| said.speaker() == row.speaker);
        let said = theirs().find(|said| said.hull().end > start).or(theirs().next_back())?;
        Some((row.speaker, said.hull().start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, BlockKind, Draft, Origin, SafeText};
    use crate::attribution::{Attribution, Kind, Speaker, SpeakerKind};

    fn article(length: usize) -> Article {
        let text = SafeText::from_string("a".repeat(length));
        let blocks = vec![Block::given(Span::new(0, length), BlockKind::Paragraph)];
        Article::new(Origin::StandardInput, Draft { text, blocks, ..Draft::default() })
    }

    /// Quotations at these bytes with so many words, each by a speaker or by nobody, in marks or not.
    fn analysis(said: &[(usize, usize, usize, Option<usize>, Kind)]) -> Analysis {
        let speaker = |name: &str| Speaker {
            name: name.to_owned(),
            aliases: Vec::new(),
            kind: SpeakerKind::Person,
            role: None,
            quotations: Vec::new(),
            words: 0,
            sign: 0,
        };
        let quotation =
            |&(start, end, words, speaker, kind): &(usize, usize, usize, Option<usize>, Kind)| Quotation {
                kind,
                spans: vec![Span::new(start, end)].into(),
                words,
                attribution: Some(Attribution::new(speaker, "told", 1.0)),
                runners_up: Vec::new().into(),
            };
        Analysis {
            words: 100,
            quotations: said.iter().map(quotation).collect(),
            speakers: vec![speaker("Ada"), speaker("Carl")],
            ..Analysis::default()
        }
    }

    /// Each row in words: "Ada 3.0 0.2 = 3+2".
    fn told(chart: &Chart) -> Vec<String> {
        let row = |row: &Row| {
            let cells: Vec<String> =
                row.cells.iter().map(|cell| format!("{}.{}", cell.quoted, cell.reported)).collect();
            format!("{} {} = {}+{}", row.name, cells.join(" "), row.all.quoted, row.all.reported)
        };
        chart.rows.iter().map(row).collect()
    }

    #[test]
    fn words_stand_where_they_are_said() {
        let said = [
            (0, 10, 3, Some(0), Kind::Direct),
            (20, 40, 5, Some(1), Kind::Indirect),
            (90, 100, 9, None, Kind::Mixed),
            (45, 55, 4, Some(1), Kind::Direct),
        ];
        let analysis = analysis(&said);
        assert_eq!(
            told(&Chart::new(&analysis, &article(100), 2)),
            ["Carl 2.5 2.0 = 4+5", "Ada 3.0 0.0 = 3+0", "unknown 0.0 9.0 = 9+0"]
        );
        assert_eq!(
            told(&Chart::new(&analysis, &article(100), 4)),
            ["Carl 0.1 2.4 2.0 0.0 = 4+5", "Ada 3.0 0.0 0.0 0.0 = 3+0", "unknown 0.0 0.0 0.0 9.0 = 9+0"]
        );
        assert_eq!(Chart::new(&Analysis::default(), &article(0), 0).rows, []);
    }

    #[test]
    fn every_part_begins_where_it_says() {
        for (length, parts) in [(100, 7), (3, 10), (1, 1), (1000, 999)] {
            let chart = Chart::new(&Analysis::default(), &article(length), parts);
            for part in 0..parts.min(length) {
                let start = chart.start_of(part);
                assert!(chart.part_of(start) >= part && (start == 0 || chart.part_of(start - 1) <= part));
            }
        }
    }
}
