//! The contents of an article: its headings, quotations, speakers, notes and links, one list at a time over the page.

use std::sync::Arc;

use super::reader::{self, name_of};
use crate::app::filter::Filter;
use crate::app::list::List;
use crate::article::{Article, BlockKind, Link};
use crate::attribution::Analysis;
use crate::export::voices;
use crate::find::folded_words;
use crate::span::Span;

/// The panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Which list is shown.
    pub tab: Tab,
    /// The picked line.
    pub list: List,
    /// The words that lines must have.
    pub filter: Filter,
    /// All lines of the list.
    every: Lines,
    /// Their words folded for the filter, once something was typed.
    folded: Option<Arc<[String]>>,
    /// Which of them are shown; `None` for all.
    kept: Option<Vec<usize>>,
}

/// The lines of a list. Quotations are many, and looked up when they are shown.
#[derive(Clone, Debug, PartialEq)]
enum Lines {
    Made(Arc<[Line]>),
    Quotations { article: Arc<Article>, analysis: Arc<Analysis>, members: Arc<[usize]> },
}

/// The lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tab {
    Headings,
    Quotations,
    Speakers,
    Notes,
    Links,
}

/// Each list with what it is called, in their order.
pub const TABS: &[(Tab, &str)] = &[
    (Tab::Headings, "Headings"),
    (Tab::Quotations, "Quotations"),
    (Tab::Speakers, "Speakers"),
    (Tab::Notes, "Notes"),
    (Tab::Links, "Links"),
];

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A heading: where it is, its level, its words, how far it is in percent.
    Heading(usize, u8, String, u8),
    /// A quotation.
    Quotation {
        /// Where it starts.
        place: usize,
        /// The speaker, by index into [`Analysis::speakers`].
        speaker: Option<usize>,
        /// The name shown.
        name: String,
        /// Its words, on one line.
        words: String,
    },
    /// A speaker, or all that nobody is known to have said.
    Voice {
        /// The speaker, by index into [`Analysis::speakers`].
        speaker: Option<usize>,
        /// The name shown.
        name: String,
        /// How many quotations.
        quotations: usize,
        /// How many words in them.
        words: usize,
        /// How much of all quoted words, from 0 to 1.
        share: f64,
    },
    /// A note or highlight: where it is, its words, what was written.
    Note(usize, String, Option<String>),
    /// A link.
    Link {
        /// Where its words are.
        place: usize,
        /// Its number, counted from 1.
        number: usize,
        /// Its words, on one line.
        words: String,
        /// Where it leads.
        target: String,
    },
}

/// The most characters of a text that a line can show.
const LONGEST: usize = 240;

impl Model {
    /// The list at `tab`, picked where the reader is.
    pub(in crate::app) fn open(reader: &reader::Model, tab: Tab, filter: Filter) -> Self {
        let every = Lines::new(reader, tab);
        let here = line_here(reader, tab, &every);
        let mut opened = Self { tab, list: List::at(here), filter, every, folded: None, kept: None };
        opened.sift();
        if !opened.filter.is_empty() {
            opened.list = List::default();
        }
        opened
    }

    /// Leaves out the lines that the filter does not keep.
    pub(in crate::app) fn sift(&mut self) {
        self.kept = None;
        if !self.filter.is_empty() {
            let all = || (0..self.every.len()).filter_map(|number| self.every.get(number));
            let folded =
                self.folded.get_or_insert_with(|| all().map(|line| folded_words(&line.text())).collect());
            self.kept = Some(self.filter.kept(folded.iter().map(String::as_str)));
        }
    }

    /// The line with this number among those that are shown.
    pub fn line(&self, number: usize) -> Option<Line> {
        let number = self.kept.as_ref().map_or(Some(number), |kept| kept.get(number).copied())?;
        self.every.get(number)
    }

    /// How many lines are shown.
    pub fn shown(&self) -> usize {
        self.kept.as_ref().map_or(self.every.len(), Vec::len)
    }

    /// How many lines there are.
    pub fn all(&self) -> usize {
        self.every.len()
    }
}

/// Whether a list has any line.
pub(in crate::app) fn has_lines(reader: &reader::Model, tab: Tab) -> bool {
    match tab {
        Tab::Headings => {
            reader.article.blocks().iter().any(|block| matches!(block.kind, BlockKind::Heading(_)))
        }
        Tab::Quotations => !reader.members().is_empty(),
        Tab::Speakers => reader.analysis.as_ref().is_some_and(|analysis| !analysis.quotations.is_empty()),
        Tab::Notes => !reader.notes.marks().is_empty(),
        Tab::Links => !reader.article.links().is_empty(),
    }
}

impl Lines {
    /// The lines of one list, in the order of the text; speakers with most words first.
    fn new(reader: &reader::Model, tab: Tab) -> Self {
        Self::Made(match (tab, &reader.analysis) {
            (Tab::Headings, _) => headings(reader).into(),
            (Tab::Notes, _) => notes(reader).into(),
            (Tab::Links, _) => links(reader).into(),
            (Tab::Speakers, Some(analysis)) => speakers(analysis).into(),
            (Tab::Quotations, Some(analysis)) => {
                let (article, analysis) = (Arc::clone(&reader.article), Arc::clone(analysis));
                let members = reader.members();
                return Self::Quotations { article, analysis, members };
            }
            (Tab::Speakers | Tab::Quotations, None) => Arc::default(),
        })
    }

    fn len(&self) -> usize {
        match self {
            Self::Made(lines) => lines.len(),
            Self::Quotations { members, .. } => members.len(),
        }
    }

    fn get(&self, number: usize) -> Option<Line> {
        match self {
            Self::Made(lines) => lines.get(number).cloned(),
            Self::Quotations { article, analysis, members } => {
                quotation(article, analysis, *members.get(number)?)
            }
        }
    }

    /// How many of the lines stand before a place or at it.
    fn until(&self, place: usize) -> usize {
        let is_before = |found: Option<usize>| found.is_some_and(|found| found <= place);
        match self {
            Self::Made(lines) => lines.partition_point(|line| is_before(line.place())),
            Self::Quotations { analysis, members, .. } => members.partition_point(|index| {
                is_before(analysis.quotations.get(*index).map(|quotation| quotation.hull().start))
            }),
        }
    }
}

/// The line that belongs to where the reader is.
fn line_here(reader: &reader::Model, tab: Tab, lines: &Lines) -> usize {
    if let (Tab::Speakers, Lines::Made(lines)) = (tab, lines) {
        let here = reader.quotation_here().zip(reader.analysis.as_ref());
        let speaker = here.and_then(|(here, analysis)| analysis.quotations.get(here)?.speaker());
        let is_here = |line: &Line| matches!(line, Line::Voice { speaker: found, .. } if speaker.is_some() && *found == speaker);
        return lines.iter().position(is_here).unwrap_or(0);
    }
    lines.until(reader.cursor).saturating_sub(1)
}

impl Line {
    /// The place that it leads to; a voice leads to no single one.
    pub fn place(&self) -> Option<usize> {
        match self {
            Self::Heading(place, ..)
            | Self::Quotation { place, .. }
            | Self::Note(place, ..)
            | Self::Link { place, .. } => Some(*place),
            Self::Voice { .. } => None,
        }
    }

    /// Its words, for a filter.
    fn text(&self) -> String {
        match self {
            Self::Heading(_, _, words, _) => words.clone(),
            Self::Quotation { name, words, .. } => format!("{name} {words}"),
            Self::Voice { name, .. } => name.clone(),
            Self::Note(_, words, note) => format!("{words} {}", note.as_deref().unwrap_or_default()),
            Self::Link { number, words, target, .. } => format!("{number} {words} {target}"),
        }
    }
}

impl Tab {
    /// What the list is called.
    pub fn name(self) -> &'static str {
        TABS.iter().find(|(tab, _)| *tab == self).map_or("", |(_, name)| name)
    }

    /// The list so many further on; after the last comes the first.
    #[must_use]
    pub fn step(self, by: usize) -> Self {
        let here = TABS.iter().position(|(tab, _)| *tab == self).unwrap_or(0);
        TABS.get((here + by) % TABS.len()).map_or(self, |(tab, _)| *tab)
    }
}

fn headings(reader: &reader::Model) -> Vec<Line> {
    let text = reader.article.text();
    let blocks = reader.article.blocks().iter();
    let heading = blocks.filter_map(|block| match block.kind {
        BlockKind::Heading(level) => Some((block.span, level)),
        _ => None,
    });
    heading
        .map(|(span, level)| {
            Line::Heading(span.start, level, one_line(span.of(text)), reader.percent_at(span.start))
        })
        .collect()
}

fn quotation(article: &Article, analysis: &Analysis, index: usize) -> Option<Line> {
    let quotation = analysis.quotations.get(index)?;
    let pieces: Vec<&str> = quotation.spans.iter().map(|span| span.of(article.text())).collect();
    Some(Line::Quotation {
        place: quotation.hull().start,
        speaker: quotation.speaker(),
        name: name_of(analysis, index).to_owned(),
        words: one_line(&pieces.join(" ")),
    })
}

/// The voices, most words first, what nobody is known to have said last; their quotations add up to all there are.
fn speakers(analysis: &Analysis) -> Vec<Line> {
    let mut voices = voices(analysis);
    voices.sort_by_key(|voice| (voice.speaker.is_none(), std::cmp::Reverse(voice.words), voice.speaker));
    let line = |voice: crate::export::Voice<'_>| Line::Voice {
        speaker: voice.speaker,
        name: voice.name.to_owned(),
        quotations: voice.quotations,
        words: voice.words,
        share: voice.share,
    };
    voices.into_iter().map(line).collect()
}

fn notes(reader: &reader::Model) -> Vec<Line> {
    let text = reader.article.text();
    let words = |span: Span| one_line(span.of(text));
    let marks = reader.notes.marks().iter();
    marks
        .map(|mark| Line::Note(mark.span.start, words(mark.span), mark.note.as_deref().map(one_line)))
        .collect()
}

fn links(reader: &reader::Model) -> Vec<Line> {
    let text = reader.article.text();
    let links = reader.article.links().iter().enumerate();
    let line = |(number, link): (usize, &Link)| Line::Link {
        place: link.span.start,
        number: number + 1,
        words: one_line(link.span.of(text)),
        target: one_line(&reader.told(&link.target)),
    };
    links.map(line).collect()
}

fn one_line(words: &str) -> String {
    let words: String = words.chars().take(4 * LONGEST).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}
