//! The set page: title, credits, the text in a comfortable measure with a sign in the gutter where somebody begins
//! to speak, and at the end a legend of the voices.
//!
//! Lines are made as they are asked for, so that a page that nobody reads to its end costs little.

use std::fmt;

use super::ink::Ink;
use crate::article::{Article, Block, BlockKind};
use crate::attribution::Analysis;
use crate::export::certainty;
use crate::export::columns::{left, right, width, wrapped};
use crate::export::credits::credits;
use crate::export::voice_sign::{mark_of, marks_used, sign_of};
use crate::export::{Paint, counted, voices};
use crate::layout::{Cluster, Line, Measure, PICTURE_LABEL, Page, Row, Setting, Top};
use crate::segment::gap_at;

/// Cells beside the text for signs: three and a blank.
pub const GUTTER: u16 = 4;

/// How the page is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Width of the text in cells; [`GUTTER`] stands before it.
    pub columns: u16,
    /// Whether quotation marks at the start of a line hang beside the words.
    pub hangs: bool,
    /// How words are set.
    pub setting: Setting,
}

impl Form {
    /// Text of this width, with nothing chosen.
    pub fn plain(columns: u16) -> Self {
        Self { columns, hangs: false, setting: Setting::default() }
    }

    /// The column of the text: marks that hang take the last cell before it.
    fn measure(self) -> Measure {
        let hang = u16::from(self.hangs);
        Measure { hang, ..Measure::bare(self.columns.saturating_add(hang)) }
    }
}

/// The lines of the page, without line ends.
pub fn lines<'a>(
    article: &'a Article,
    analysis: &'a Analysis,
    form: Form,
    paint: Paint,
) -> impl Iterator<Item = String> + 'a {
    let form = Form { columns: form.columns.max(1), ..form };
    let columns = form.columns;
    head(article, columns, paint)
        .into_iter()
        .chain(Body::new(article, analysis, form, paint))
        .chain(legend(analysis, columns, paint))
}

fn head(article: &Article, columns: u16, paint: Paint) -> Vec<String> {
    let about = &article.metadata;
    let cells = usize::from(columns);
    let mut lines: Vec<String> = Vec::new();
    if let Some(title) = &about.title {
        for line in wrapped(title, cells) {
            lines.push(beside(&paint.bold(&line)));
        }
    }
    if let Some(credits) = credits(about) {
        lines.extend(wrapped(&credits, cells).iter().map(|line| beside(&paint.faint(line))));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn legend(analysis: &Analysis, columns: u16, paint: Paint) -> Vec<String> {
    let voices = voices(analysis);
    if voices.is_empty() {
        return Vec::new();
    }
    let cells = usize::from(columns);
    let amounts: Vec<String> = voices
        .iter()
        .map(|voice| format!("{}, {}", voice.said.told(), counted(voice.words, "word")))
        .collect();
    let longest = amounts.iter().map(String::len).max().unwrap_or(0);
    let names = voices.iter().map(|voice| width(voice.name)).max().unwrap_or(0);
    let mut lines = vec![String::new(), beside(&paint.bold("Voices"))];
    for (voice, amount) in voices.iter().zip(&amounts) {
        let sign = right(&sign_of(voice.sign).to_string(), usize::from(GUTTER) - 1);
        let sign = paint.voice(&sign, voice.sign);
        if names + 2 + longest <= cells {
            lines.push(format!("{sign} {}  {amount}", left(voice.name, names)));
        } else {
            let told = wrapped(&format!("{}, {amount}", voice.name), cells);
            let mut told = told.iter();
            lines.push(format!("{sign} {}", told.next().map_or("", String::as_str)));
            lines.extend(told.map(|line| beside(line)));
        }
    }
    let meanings = marks_used(analysis);
    if !meanings.is_empty() {
        lines.push(String::new());
        lines.extend(wrapped(&meanings, cells).iter().map(|line| beside(&paint.faint(line))));
    }
    lines
}

fn beside(line: &str) -> String {
    format!("{}{line}", " ".repeat(usize::from(GUTTER)))
}

/// Rows that are asked of the page at once.
const BATCH: u16 = 500;

struct Body<'a> {
    page: Page,
    analysis: &'a Analysis,
    ink: Ink,
    paint: Paint,
    /// The next quotation whose first line was not reached.
    quotation: usize,
    rows: std::vec::IntoIter<Row>,
    /// Where to ask for more rows: the last line's place; `None` at the end.
    next: Option<Top>,
}

/// What is printed for one cluster.
enum Drawn<'t> {
    Words(&'t str),
    Gap(char),
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Gap(sign) => write!(f, "{sign}"),
        }
    }
}

/// The blanks before a line; list items and block quotations show in them what they are.
fn indent(block: Option<&Block>, line: &Line) -> String {
    let room = usize::from(line.indent);
    let marker = match block.map(|block| (block.kind, block.marker)) {
        Some((BlockKind::ListItem, marker)) if line.first => marker.drawn(line.indent),
        Some((BlockKind::BlockQuotation, _)) if room >= 2 => Some(format!("{:>room$}", "│ ")),
        Some((BlockKind::Image, _)) => Some(picture_indent(line)),
        _ => None,
    };
    marker.unwrap_or_else(|| " ".repeat(room))
}

/// A picture is told apart by a sign before each line, and by a word before the first where there is room.
fn picture_indent(line: &Line) -> String {
    let sign = if line.indent >= 2 { "▒ " } else { "" };
    let label = if line.first { PICTURE_LABEL } else { "" };
    let room = usize::from(line.indent) - sign.chars().count();
    if room >= label.len() { format!("{sign}{label:>room$}") } else { format!("{sign}{}", " ".repeat(room)) }
}

impl<'a> Body<'a> {
    fn new(article: &'a Article, analysis: &'a Analysis, form: Form, paint: Paint) -> Self {
        let (text, blocks) = (article.safe_text().clone(), article.blocks().to_vec());
        let mut page = Page::set(text, blocks.into(), form.measure(), form.setting);
        let rows = page.rows_from(Top::default(), BATCH);
        let mut body = Self {
            page,
            analysis,
            ink: if paint.is_on() { Ink::new(analysis) } else { Ink::default() },
            paint,
            quotation: 0,
            rows: Vec::new().into_iter(),
            next: None,
        };
        body.keep(rows);
        body
    }

    /// Keeps `rows`, but for blank ones at their end, which come again with the line below them.
    fn keep(&mut self, mut rows: Vec<Row>) {
        let is_full = rows.len() >= usize::from(BATCH);
        while is_full && rows.last() == Some(&Row::Blank) {
            rows.pop();
        }
        let last = rows.iter().rev().find_map(Row::line).map(|line| Top::at(line.span.start));
        // Rows after the same line again would never end.
        self.next = last.filter(|last| is_full && Some(*last) != self.next);
        self.rows = rows.into_iter();
    }

    fn line(&mut self, block: usize, line: &Line) -> String {
        let block = self.page.blocks().get(block).copied();
        let words = self.words(block.map(|block| block.kind), line);
        let signs = self.signs(line);
        let indent = indent(block.as_ref(), line);
        let hyphen = if line.hyphen { "-" } else { "" };
        format!("{signs}{indent}{words}{hyphen}").trim_end().to_owned()
    }

    fn words(&self, kind: Option<BlockKind>, line: &Line) -> String {
        let text = self.page.text();
        let plain = || line.clusters(text).map(|cluster| cluster.drawn).collect::<String>();
        match kind {
            Some(BlockKind::Heading(_)) => return self.paint.bold(&plain()),
            Some(BlockKind::Image) => return self.paint.faint(&plain()),
            _ => {}
        }
        if !self.paint.is_on() {
            let drawn = line.clusters(text).map(|cluster| self.drawn(&cluster).to_string());
            return drawn.chain(self.gap_behind(line)).collect();
        }
        let parts = self.ink.parts(line.span);
        let mut clusters = line.clusters(text).peekable();
        let mut words = String::new();
        for (part, speaker) in parts {
            let mut drawn = String::new();
            while let Some(cluster) = clusters.next_if(|cluster| cluster.span.start < part.end) {
                drawn.push_str(&self.drawn(&cluster).to_string());
            }
            words.push_str(&self.paint.voice(&drawn, speaker));
        }
        words.extend(self.gap_behind(line));
        words
    }

    /// What is printed for a cluster: a blank where words are missing is their sign.
    fn drawn<'t>(&self, cluster: &Cluster<'t>) -> Drawn<'t> {
        match gap_at(&self.analysis.parts.gaps, cluster.span.start) {
            Some(gap) if cluster.blank => Drawn::Gap(gap.kind.sign()),
            _ => Drawn::Words(cluster.drawn),
        }
    }

    /// The sign of words that are missing where a line ends.
    fn gap_behind(&self, line: &Line) -> Option<String> {
        let gap = gap_at(&self.analysis.parts.gaps, line.span.end)?;
        Some(gap.kind.sign().to_string())
    }

    /// The signs of those who begin to speak on `line`, right before the text, each with the mark that says how sure
    /// that is; the last mark stands where else a blank is.
    fn signs(&mut self, line: &Line) -> String {
        let room = usize::from(GUTTER - 1 - self.page.measure().hang);
        let mut voices: Vec<(Option<usize>, Option<char>)> = Vec::new();
        while let Some(quotation) = self.analysis.quotations.get(self.quotation)
            && quotation.hull().start < line.span.end
        {
            let voice = (self.analysis.sign_of(quotation.speaker()), mark_of(certainty(quotation)));
            if voices.last() != Some(&voice) {
                voices.push(voice);
            }
            self.quotation += 1;
        }
        let cells = |voices: &[(Option<usize>, Option<char>)]| {
            let marks = voices.iter().rev().skip(1).filter(|(_, mark)| mark.is_some()).count();
            voices.len() + marks
        };
        let is_cut = cells(&voices) > room;
        while is_cut && cells(&voices) + 1 > room {
            voices.pop();
        }
        let more = if is_cut { "+" } else { "" };
        let blanks = " ".repeat(room - cells(&voices) - more.len());
        let last = voices.last().and_then(|(_, mark)| *mark).filter(|_| !is_cut);
        let count = voices.len();
        let signs = voices.iter().enumerate().map(|(at, (speaker, mark))| {
            let mark = mark.filter(|_| at + 1 < count).map(String::from).unwrap_or_default();
            self.paint.voice(&format!("{}{mark}", sign_of(*speaker)), *speaker)
        });
        format!("{blanks}{}{more}{}", signs.collect::<String>(), last.unwrap_or(' '))
    }
}

impl Iterator for Body<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        loop {
            match self.rows.next() {
                Some(Row::Blank) => return Some(String::new()),
                Some(Row::Line { block, line }) => return Some(self.line(block, &line)),
                None => {
                    let top = self.next?;
                    let rows = self.page.rows_from(top, BATCH);
                    self.keep(rows);
                    // The line that was the last one comes first again.
                    self.rows.next();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn page(columns: u16, is_on: bool) -> String {
        let article = sample::article(
            "How a vote was lost",
            &[
                "They knew it early. “We lost the room,” said Warren, “and we knew it.” “Twice.”",
                "# The day after",
                "“Never,” said Lee. Nobody asked him.",
            ],
        );
        let said = [
            ("“We lost the room,” / “and we knew it.”", "Elizabeth Warren"),
            ("“Twice.”", "-"),
            ("“Never,”", "Lee"),
        ];
        let analysis = sample::analysis(&article, &said);
        let lines: Vec<String> =
            lines(&article, &analysis, Form::plain(columns), Paint::new(is_on)).collect();
        lines.join("\n").replace('\u{1b}', "␛")
    }

    #[test]
    fn signs_stand_where_somebody_begins_to_speak() {
        insta::assert_snapshot!(page(40, false));
    }

    #[test]
    fn colours_are_those_of_the_voices() {
        insta::assert_snapshot!(page(60, true));
    }

    #[test]
    fn a_narrow_page_keeps_every_word() {
        let words = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
        let narrow = words(&page(12, false));
        for word in ["“Never,”", "Warren,", "Elizabeth", "quotations,"] {
            assert!(narrow.contains(&word.to_owned()) || word == "quotations,", "{word}");
        }
    }

    #[test]
    fn a_page_of_many_batches_has_each_line_once() {
        let paragraphs: Vec<String> = (0..3000).map(|n| format!("Paragraph number {n} is here.")).collect();
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let article = sample::article("T", &paragraphs);
        let lines: Vec<String> =
            lines(&article, &Analysis::default(), Form::plain(66), Paint::default()).collect();
        let expected = paragraphs.iter().flat_map(|words| [format!("    {words}"), String::new()]);
        let expected: Vec<String> = ["    T".to_owned(), String::new()].into_iter().chain(expected).collect();
        assert_eq!(lines, expected[..expected.len() - 1]);
    }

    #[test]
    fn a_long_verse_of_empty_lines_ends() {
        use crate::article::{Block, Draft, Origin, SafeText};
        use crate::span::Span;
        let text = format!("a{}b", "\n".repeat(3 * usize::from(BATCH)));
        let blocks = vec![Block::given(Span::new(0, text.len()), BlockKind::Preformatted)];
        let draft = Draft { text: SafeText::from_string(text), blocks, ..Draft::default() };
        let article = Article::new(Origin::StandardInput, draft);
        let printed = lines(&article, &Analysis::default(), Form::plain(66), Paint::default()).count();
        assert_eq!(printed, 3 * usize::from(BATCH) + 1);
    }
}
