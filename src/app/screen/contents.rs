//! The contents of an article: its headings, quotations, speakers, notes and links, one list at a time over the page.

#[cfg(test)]
mod laws;
mod noted;
mod quotations;
mod voices;

use std::sync::Arc;

pub use noted::{Noted, State};
pub use voices::{Is, Sorting, Voice};
pub(in crate::app) use voices::{all_voices, heard};

use super::reader;
use crate::app::filter::Filter;
use crate::app::geometry::{Area, Size, overlay};
use crate::app::list::List;
use crate::app::overlay::WIDEST;
use crate::article::{Article, BlockKind, Link};
use crate::attribution::Analysis;
use crate::export::{Certainty, Tally};
use crate::find::{folded_words, fuzzy};

/// The panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Which list is shown.
    pub tab: Tab,
    /// The picked line.
    pub list: List,
    /// The words that lines must have; of speakers only the letters.
    pub filter: Filter,
    /// What the next line that is chosen is for.
    pub asks: Asks,
    /// In which order speakers are listed.
    pub sorting: Sorting,
    /// All lines of the list.
    every: Lines,
    /// Their words folded for the filter, once something was typed.
    folded: Option<Arc<[String]>>,
    /// Which of them are shown; `None` for all.
    kept: Option<Vec<usize>>,
}

/// What a line is chosen for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Asks {
    /// To go there.
    #[default]
    Nothing,
    /// To be one with the speaker of this name.
    JoinWith(String),
    /// To be no longer one with the speaker of this name.
    PartFrom(String),
}

/// The lines of a list. Quotations are many, and looked up when they are shown.
#[derive(Clone, Debug, PartialEq)]
enum Lines {
    Made(Arc<[Line]>),
    Quotations { article: Arc<Article>, analysis: Arc<Analysis>, members: Arc<[usize]>, listed: Tally },
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
        /// Which sign and colour its speaker has.
        sign: Option<usize>,
        /// How much there is to the speaker.
        certainty: Certainty,
        /// The name shown.
        name: String,
        /// Its words, on one line.
        words: String,
    },
    /// A speaker, all that nobody is known to have said, or somebody who is only named.
    Voice(Voice),
    /// What else a speaker is called, and in how many quotations.
    Alias(String, usize),
    /// A note, highlight or bookmark.
    Note(Noted),
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

/// The widest a list of speakers may be, in cells.
const WIDEST_VOICES: u16 = 92;
/// The rows that the box of a list must have for heads of columns.
const LOWEST_WITH_HEADS: u16 = 6;
/// What a match in the name shown counts more than one in another name.
const NAME: i32 = 10;

/// The most characters of a text that a line can show.
const LONGEST: usize = 240;

impl Model {
    /// The list at `tab`, picked where the reader is.
    pub(in crate::app) fn open(reader: &reader::Model, tab: Tab, filter: Filter) -> Self {
        let every = Lines::new(reader, tab);
        let here = line_here(reader, tab, &every);
        let (asks, sorting) = (Asks::Nothing, reader.sorting);
        let mut opened =
            Self { tab, list: List::at(here), filter, asks, sorting, every, folded: None, kept: None };
        opened.sift();
        if !opened.filter.is_empty() {
            opened.list = List::default();
        }
        opened
    }

    /// Lists what else a speaker is called, to be parted from them.
    pub(in crate::app) fn list_aliases(&mut self, name: String, aliases: Vec<(String, usize)>) {
        let lines = aliases.into_iter().map(|(words, quotations)| Line::Alias(words, quotations));
        self.every = Lines::Made(lines.collect());
        (self.asks, self.folded) = (Asks::PartFrom(name), None);
        self.filter = Filter::default();
        self.list = List::default();
        self.sift();
    }

    /// The box on the screen, and the part of it, also with a border, in which the lines are: below the heads of their
    /// columns where these have room.
    pub fn areas(&self, size: Size) -> (Area, Area) {
        let has_columns = self.tab == Tab::Speakers && !matches!(self.asks, Asks::PartFrom(_));
        let widest = if has_columns { WIDEST_VOICES } else { WIDEST };
        let lines = self.all().max(1);
        let whole = overlay(size, widest, lines + usize::from(has_columns));
        if !has_columns || whole.width < WIDEST || whole.height < LOWEST_WITH_HEADS {
            return (overlay(size, widest, lines), overlay(size, widest, lines));
        }
        (whole, Area { y: whole.y + 1, height: whole.height - 1, ..whole })
    }

    /// Leaves out the lines that the filter does not keep.
    pub(in crate::app) fn sift(&mut self) {
        self.kept = None;
        if self.filter.is_empty() {
            return;
        }
        if self.tab == Tab::Speakers {
            self.kept = Some(self.fitting());
        } else {
            let all = || (0..self.every.len()).filter_map(|number| self.every.get(number));
            let folded =
                self.folded.get_or_insert_with(|| all().map(|line| folded_words(&line.text())).collect());
            self.kept = Some(self.filter.kept(folded.iter().map(String::as_str)));
        }
    }

    /// The lines that have the letters typed, in one of the names or in the role, what fits best first.
    fn fitting(&self) -> Vec<usize> {
        let typed = self.filter.editor.text();
        let score = |number| match self.every.get(number)? {
            Line::Voice(voice) => {
                let words = voice.aliases.iter().chain(&voice.role).map(String::as_str);
                let words = words.chain([voice.is.name()]);
                let others = words.filter_map(|words| fuzzy(typed, words)).max();
                // What somebody is shown by counts before what else they are called.
                fuzzy(typed, &voice.name).map(|score| score + NAME).or(others)
            }
            line => fuzzy(typed, &line.text()),
        };
        let mut kept: Vec<(i32, usize)> =
            (0..self.every.len()).filter_map(|number| Some((score(number)?, number))).collect();
        kept.sort_by_key(|(score, number)| (std::cmp::Reverse(*score), *number));
        kept.into_iter().map(|(_, number)| number).collect()
    }

    /// Picks the speaker of this name, or who was also called so.
    pub(in crate::app) fn pick_voice(&mut self, name: &str) {
        let voices = || {
            let lines = (0..self.shown()).filter_map(|number| Some((number, self.line(number)?)));
            lines.filter_map(|(number, line)| match line {
                Line::Voice(voice) => Some((number, voice)),
                _ => None,
            })
        };
        let is_alias = |voice: &Voice| voice.aliases.iter().any(|alias| alias == name);
        let found = voices().find(|(_, voice)| voice.name == name);
        if let Some((number, _)) = found.or_else(|| voices().find(|(_, voice)| is_alias(voice))) {
            self.list.picked = number;
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

    /// How many quotations are listed; `None` where the lines are none.
    pub fn tally(&self) -> Option<Tally> {
        match &self.every {
            Lines::Quotations { listed, .. } => Some(*listed),
            Lines::Made(_) => None,
        }
    }

    /// The most words that one of the speakers shown has.
    pub fn most_words(&self) -> usize {
        let Lines::Made(lines) = &self.every else { return 0 };
        let words = |line: &Line| if let Line::Voice(voice) = line { voice.words } else { 0 };
        match &self.kept {
            Some(kept) => kept.iter().filter_map(|number| lines.get(*number)).map(words).max(),
            None => lines.iter().map(words).max(),
        }
        .unwrap_or(0)
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
        Tab::Notes => reader.notes.known().is_some_and(|known| known.entries().next().is_some()),
        Tab::Links => !reader.article.links().is_empty(),
    }
}

impl Lines {
    /// The lines of one list, in the order of the text; speakers with most words first.
    fn new(reader: &reader::Model, tab: Tab) -> Self {
        Self::Made(match (tab, &reader.analysis) {
            (Tab::Headings, _) => headings(reader).into(),
            (Tab::Notes, _) => noted::all(reader).into_iter().map(Line::Note).collect(),
            (Tab::Links, _) => links(reader).into(),
            (Tab::Speakers, Some(_)) => voices::voices(reader).into_iter().map(Line::Voice).collect(),
            (Tab::Quotations, Some(analysis)) => {
                let (article, analysis) = (Arc::clone(&reader.article), Arc::clone(analysis));
                let (members, listed) = (reader.members(), reader.members_tally());
                return Self::Quotations { article, analysis, members, listed };
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
            Self::Quotations { article, analysis, members, .. } => {
                quotations::line(article, analysis, *members.get(number)?)
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
        let is_here =
            |line: &Line| matches!(line, Line::Voice(voice) if speaker.is_some() && voice.speaker == speaker);
        return lines.iter().position(is_here).unwrap_or(0);
    }
    lines.until(reader.cursor).saturating_sub(1)
}

impl Line {
    /// The place that it leads to; a voice that is heard leads to no single one.
    pub fn place(&self) -> Option<usize> {
        match self {
            Self::Heading(place, ..)
            | Self::Quotation { place, .. }
            | Self::Note(Noted { place, .. })
            | Self::Link { place, .. } => Some(*place),
            Self::Voice(voice) => (voice.is == Is::Named).then_some(voice.ends.0),
            Self::Alias(..) => None,
        }
    }

    /// Its words, for a filter.
    fn text(&self) -> String {
        match self {
            Self::Heading(_, _, words, _) | Self::Alias(words, _) => words.clone(),
            Self::Quotation { name, words, .. } => format!("{name} {words}"),
            Self::Voice(voice) => voice.name.clone(),
            Self::Note(noted) => noted.text(),
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

fn links(reader: &reader::Model) -> Vec<Line> {
    let text = reader.article.text();
    let line = |(number, link): (usize, &Link)| Line::Link {
        place: link.span.start,
        number,
        words: one_line(link.span.of(text)),
        target: one_line(&reader.told(&link.target)),
    };
    reader.article.listed_links().map(line).collect()
}

fn one_line(words: &str) -> String {
    let words: String = words.chars().take(4 * LONGEST).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}
