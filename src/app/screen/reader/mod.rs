//! Reading an article: the page, the cursor, the ring of places to walk, the notes.

mod arriving;
mod copying;
mod correcting;
mod explaining;
mod finding;
mod hearing;
mod linking;
mod mapping;
mod marking;
mod moving;
mod noting;
mod ring;
mod selecting;
mod showing;
mod voicing;
mod walking;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use finding::Search;
use finding::{Before, Looking, Shown};
pub use mapping::{MapRow, Tick};
use moving::{Jumps, Way};
pub use noting::Writing;
pub use ring::Ring;
use ring::Walked;
pub use selecting::Selection;
pub use walking::Direction;
pub(in crate::app) use walking::name_of;

use crate::annotation::{Colour, Request};
use crate::app::action::Action;
use crate::app::effect::{Effect, Left};
use crate::app::geometry::{Panes, Size};
use crate::app::message::LastPlace;
use crate::app::notes::Notes;
use crate::app::preferences::{Citation, Marks, Preferences, Ruler};
use crate::app::screen::contents::{Sorting, Voice};
use crate::app::ticket::Ticket;
use crate::article::{Article, Block, Origin, SafeText};
use crate::attribution::Analysis;
use crate::find::Folded;
use crate::layout::{Measure, Page, Row, Setting, Top};
use crate::span::Span;

/// An article being read.
#[derive(Clone, Debug)]
pub struct Model {
    /// The article.
    pub article: Arc<Article>,
    /// What was found in it, as the reader set it right; `None` while it is being worked out.
    pub analysis: Option<Arc<Analysis>>,
    /// What the program alone found.
    found: Option<Arc<Analysis>>,
    /// Everybody in the analysis, as they are listed.
    voices: Arc<[Voice]>,
    /// The request whose answers the analysis and the notes will be.
    pub awaited: Ticket,
    /// The request that it was opened for.
    pub opened_by: Ticket,
    /// The article with its restored paragraphs, while they are not shown.
    set_aside: Option<Arc<Article>>,
    /// The reader's notes.
    pub notes: Notes,
    /// What `n` and `N` walk.
    pub ring: Ring,
    /// The place that actions are about, in bytes of the text.
    pub cursor: usize,
    /// The rows that are seen.
    pub rows: Vec<Row>,
    /// Whether places that have lost words are shown.
    pub gaps: Gaps,
    /// Which words are not faded.
    pub focus: Focus,
    /// Whether the line that is read is shown.
    pub ruler: Ruler,
    /// The colour of new highlights.
    pub colour: Colour,
    /// How words that are copied are cited.
    pub citation: Citation,
    /// In which order its speakers are listed.
    pub sorting: Sorting,
    /// What is selected, from where that began to the cursor.
    pub selection: Option<Selection>,
    /// Marked places, by letter.
    pub marks: BTreeMap<char, usize>,
    search: Option<Search>,
    looking: Looking,
    /// What there was before the search that is being typed.
    before: Option<Before>,
    shown: Shown,
    /// The words of the article as a search reads them, once one was made.
    folded: Option<Arc<Folded>>,
    /// The places of the ring.
    walked: Walked,
    /// How many words the article has, once they are counted.
    words: Option<usize>,
    setting: Setting,
    page: Page,
    top: Top,
    height: u16,
    jumps: Jumps,
}

/// What the reader screen asks of the whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing more.
    Stay,
    /// Tell the reader something.
    Tell(String),
    /// Ask this of the world, and say this.
    Do(Effect, String),
    /// Change the notes, and say this when it is done.
    Change(Request, String),
    /// Let the reader write: the annotation that has the note, if there is one, and the words so far.
    Write(Writing),
    /// Say where a link leads that this program does not follow.
    LeadsOut(SafeText),
    /// Open the article that a link leads to.
    Follow(Origin, Option<usize>),
    /// Work out anew what is in the article.
    Analyze,
    /// Ask again when it is known who speaks.
    AwaitVoices,
    /// Ask which colour the highlight here is to have.
    AskColour,
    /// Let a command be typed that begins so.
    Command(String),
    /// Look for this in the library; for what is to be typed where it is empty.
    Search(String),
    /// Open another part of the program.
    Show(Part),
}

/// Whether places that have lost words are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Gaps {
    Shown,
    Hidden,
}

/// Which words are not faded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Focus {
    All,
    Quotations,
    Columnist,
}

/// Parts of the program that open from the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the screens")]
pub enum Part {
    Contents,
    Speakers,
    Quotations,
    Chart,
    Notes,
    Export,
    Naming,
    Quoting,
    Why,
    Review,
    Find,
    FindBack,
    Matching,
    Library,
    NextArticle,
    PreviousArticle,
}

impl Model {
    /// An article just opened, at the place where it was left.
    pub fn new(
        article: Arc<Article>,
        place: Option<LastPlace>,
        awaited: Ticket,
        size: Size,
        preferences: &Preferences,
    ) -> Self {
        let setting = preferences.setting_for(&article);
        let measure = measure(size, preferences);
        let page = Page::set(article.safe_text().clone(), article.shared_blocks(), measure, setting);
        let (offset, cursor) = match place {
            None => (0, 0),
            Some(LastPlace::Byte { top, cursor }) => (top, cursor),
            Some(LastPlace::Percent(percent)) => {
                let offset = page.offset_at_fraction(f64::from(percent) / 100.0);
                (offset, offset)
            }
        };
        let top = top_at(&article, offset);
        let mut model = Self {
            article,
            analysis: None,
            found: None,
            voices: Arc::default(),
            awaited,
            opened_by: Ticket::default(),
            set_aside: None,
            notes: Notes::Loading,
            ring: Ring::Quotations,
            cursor,
            rows: Vec::new(),
            gaps: Gaps::Shown,
            focus: Focus::All,
            ruler: preferences.ruler,
            colour: preferences.colour,
            citation: preferences.citation.clone(),
            sorting: Sorting::default(),
            selection: None,
            marks: BTreeMap::new(),
            search: None,
            looking: Looking::default(),
            before: None,
            shown: Shown::default(),
            folded: None,
            walked: Walked::default(),
            words: None,
            setting,
            page,
            top,
            height: Panes::chosen(size, preferences.zen).body.height,
            jumps: Jumps::default(),
        };
        model.scroll(0);
        if model.cursor != cursor {
            // On a smaller screen the words on top and the cursor may not be seen together: the cursor is the place.
            model.go(cursor.min(model.last_byte()));
        }
        model
    }

    /// Sets the page anew for a screen of `size` as was chosen; the words on top stay on top.
    pub fn resize(&mut self, size: Size, preferences: &Preferences) {
        self.setting = preferences.setting_for(&self.article);
        self.set(measure(size, preferences));
        self.height = Panes::chosen(size, preferences.zen).body.height;
        self.ruler = preferences.ruler;
        self.colour = preferences.colour;
        self.citation.clone_from(&preferences.citation);
        self.stay();
    }

    /// Shows the page from the words that were on top.
    fn stay(&mut self) {
        self.top = self.page.line_at(self.top.offset).map_or(self.top, |line| Top {
            offset: line.span.start.max(self.top.offset.min(line.span.end)),
            ..self.top
        });
        self.show();
    }

    /// A block of the page, by the number that its rows carry.
    pub fn block(&self, block: usize) -> Option<&Block> {
        self.page.blocks().get(block)
    }

    /// How the page is set.
    pub fn measure(&self) -> Measure {
        self.page.measure()
    }

    /// How far the last row that is seen is, from 0 to 100; 100 when the end is seen.
    pub fn percent(&self) -> u8 {
        let end = self.last_seen();
        let fraction = if end >= self.last_byte() { 1.0 } else { self.page.fraction(end) };
        percent(fraction)
    }

    /// The first byte that is seen.
    pub fn first_byte(&self) -> usize {
        self.rows.iter().find_map(Row::line).map_or(0, |line| line.span.start)
    }

    /// How far byte `place` is, from 0 to 100.
    pub fn percent_at(&self, place: usize) -> u8 {
        percent(self.page.fraction(place))
    }

    /// Keeps where the article is left.
    pub fn remember(&self) -> Effect {
        let before = Span::new(0, self.top.offset).of(self.article.text());
        let above =
            before.chars().rev().take_while(|c| c.is_whitespace()).take(usize::from(self.top.blank_above));
        let top = self.top.offset - above.map(char::len_utf8).sum::<usize>();
        let left = Left { top, cursor: self.cursor, percent: self.percent() };
        Effect::Remember(Arc::clone(&self.article), left)
    }

    /// Carries out an action, `times` times where that makes sense.
    pub fn update(&mut self, action: Action, times: Option<usize>) -> Outcome {
        let count = times.unwrap_or(1);
        if self.moves(action, times) {
            return Outcome::Stay;
        }
        if let Some(outcome) = self.selects(action, count).or_else(|| self.marks_on(action)) {
            return outcome;
        }
        match action {
            Action::NextInRing if self.search.is_some() => self.walk_matches(count, Direction::On),
            Action::PreviousInRing if self.search.is_some() => self.walk_matches(count, Direction::Back),
            Action::NextInRing | Action::NextQuotation => self.next(action, count),
            Action::PreviousInRing | Action::PreviousQuotation => self.previous(action, count),
            Action::NextNameless => self.walk_ring(Ring::Nameless, count, Direction::On),
            Action::PreviousNameless => self.walk_ring(Ring::Nameless, count, Direction::Back),
            Action::NextUnspoken => self.walk_ring(Ring::Unspoken, count, Direction::On),
            Action::PreviousUnspoken => self.walk_ring(Ring::Unspoken, count, Direction::Back),
            Action::NextDirect => self.walk_ring(Ring::Direct, count, Direction::On),
            Action::PreviousDirect => self.walk_ring(Ring::Direct, count, Direction::Back),
            Action::NextReported => self.walk_ring(Ring::Everything, count, Direction::On),
            Action::PreviousReported => self.walk_ring(Ring::Everything, count, Direction::Back),
            Action::NextBySpeaker | Action::PreviousBySpeaker => self.same_speaker(action, count),
            Action::AllVoices => self.all_voices(),
            Action::JumpBack => self.jump_back(),
            Action::JumpForward => self.jump_forward(),
            Action::NextHeading => self.heading(count, Way::Down),
            Action::PreviousHeading => self.heading(count, Way::Up),
            Action::NextLink => self.walk_links(count, Direction::On),
            Action::PreviousLink => self.walk_links(count, Direction::Back),
            Action::FollowLink => self.follow_link(),
            Action::OpenLink => self.open_link(),
            Action::NextNote => self.next_note(),
            Action::PreviousNote => self.previous_note(),
            Action::FocusQuotations => self.focus_on(Focus::Quotations),
            Action::FocusColumnist => self.focus_on(Focus::Columnist),
            Action::ToggleGaps => self.toggle_gaps(),
            Action::ToggleParagraphs => self.toggle_paragraphs(),
            Action::Find => Outcome::Show(Part::Find),
            Action::FindBack => Outcome::Show(Part::FindBack),
            Action::OnlyMatching if self.search.is_some() => Outcome::Tell(self.only_matching()),
            Action::OnlyMatching => Outcome::Show(Part::Matching),
            Action::Contents => Outcome::Show(Part::Contents),
            Action::Speakers => Outcome::Show(Part::Speakers),
            Action::Quotations => Outcome::Show(Part::Quotations),
            Action::Chart => Outcome::Show(Part::Chart),
            Action::Notes => Outcome::Show(Part::Notes),
            Action::Yank => self.copy(),
            Action::Cite => self.copy_citation(),
            Action::YankLink => self.copy_link(),
            Action::Export => Outcome::Show(Part::Export),
            Action::Reattribute => Outcome::Show(Part::Naming),
            Action::Quote => Outcome::Show(Part::Quoting),
            Action::Why => Outcome::Show(Part::Why),
            Action::Review => Outcome::Show(Part::Review),
            Action::NotQuotation => self.not_a_quotation(),
            Action::Library => Outcome::Show(Part::Library),
            Action::NextArticle => Outcome::Show(Part::NextArticle),
            Action::PreviousArticle => Outcome::Show(Part::PreviousArticle),
            _ => Outcome::Stay,
        }
    }

    /// Sets the blocks that are shown anew.
    fn set(&mut self, measure: Measure) {
        let text = self.article.safe_text().clone();
        self.page = Page::set(text, self.shown_blocks(), measure, self.setting);
    }

    fn last_byte(&self) -> usize {
        self.page.blocks().last().map_or(0, |block| block.span.end)
    }
}

/// Where the text stands on a screen of `size`.
fn measure(size: Size, preferences: &Preferences) -> Measure {
    let measure = Measure::centred(size.columns, preferences.width);
    match preferences.marks {
        Marks::Flush => measure,
        Marks::Hanging => measure.hanging(),
    }
}

/// The most blank rows that ever stand above a line.
const MOST_BLANK: u16 = 2;

/// The top of a page that was left with this byte first. White space before a block stands for the blank rows there.
fn top_at(article: &Article, offset: usize) -> Top {
    let behind = Span::new(offset, article.text().len()).of(article.text());
    let blanks = behind.chars().take(usize::from(MOST_BLANK)).take_while(|c| c.is_whitespace());
    Top { offset, blank_above: u16::try_from(blanks.count()).unwrap_or(MOST_BLANK) }
}

/// A fraction as percent, rounded down, so that 100 is only said at the end.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the value is between 0 and 100")]
fn percent(fraction: f64) -> u8 {
    (fraction.clamp(0.0, 1.0) * 100.0) as u8
}
