//! The library: what there is to read. Of a long list only the stretch around what is seen is known here.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::geometry::{Panes, Size};
use crate::app::list::List;
use crate::app::shelf::{Order, Shelf, Shelved, Sorting, Subject, View, Wanted};
use crate::app::ticket::{Ticket, Tickets};

/// The library as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// Which articles are listed.
    pub view: View,
    /// Of these the ones that this query asks for, as it was typed.
    pub filter: String,
    /// In which order.
    pub sorting: Sorting,
    /// The stretch of the list that is known.
    pub shelf: Shelf,
    /// The picked one.
    pub list: List,
    /// Whether the shelf was read.
    pub is_read: bool,
    /// Why the filter cannot be asked, in words.
    pub mistake: Option<String>,
    /// How many articles the known stretch was asked for.
    known: usize,
    /// The request that is not answered yet: the next one waits for it.
    asked: Option<Ticket>,
    /// Whether what is known may be out of date.
    is_stale: bool,
}

impl Model {
    /// The same to be looked at again after something else. What was opened last is picked where it comes first.
    pub(in crate::app) fn again(&self) -> Self {
        let is_first = self.sorting == Sorting::default();
        let list = if is_first { List::default() } else { self.list };
        Self { list, asked: None, is_stale: true, ..self.clone() }
    }

    /// Asks for the stretch around what is seen, if it is not known and nothing is asked for yet.
    pub(in crate::app) fn ask(&mut self, size: Size, tickets: &mut Tickets) -> Option<Effect> {
        let height = usize::from(height(size)).max(1);
        let seen = self.list.top..(self.list.top + height).min(self.shelf.count.max(1));
        let known = self.shelf.offset..self.shelf.offset + self.known;
        let is_known = self.is_read && known.start <= seen.start && seen.end <= known.end;
        let is_refused = self.mistake.is_some();
        if self.asked.is_some() || ((is_known || is_refused) && !self.is_stale) {
            return None;
        }
        let ticket = tickets.take();
        self.asked = Some(ticket);
        self.is_stale = false;
        let offset = self.list.top.saturating_sub(height);
        let wanted = Wanted {
            view: self.view,
            filter: self.filter.clone(),
            sorting: self.sorting,
            offset,
            limit: self.list.top - offset + 2 * height,
        };
        self.known = wanted.limit;
        Some(Effect::ReadShelf(ticket, wanted))
    }

    /// Takes in a stretch of the list, or why there is none. One that was not asked for last is left out.
    pub(in crate::app) fn fill(&mut self, ticket: Ticket, answer: Result<Shelf, String>, size: Size) {
        if self.asked != Some(ticket) {
            return;
        }
        self.asked = None;
        self.is_read = true;
        match answer {
            // What is half typed may make no sense yet: what was found before stays.
            Err(mistake) => self.mistake = Some(mistake),
            Ok(stretch) => {
                self.mistake = None;
                self.shelf = stretch;
                self.settle(size);
            }
        }
    }

    /// What is known may have changed.
    pub(in crate::app) fn forget(&mut self) {
        self.is_stale = true;
    }

    /// Brings the picked article into sight.
    pub(in crate::app) fn settle(&mut self, size: Size) {
        self.list.settle(self.shelf.count, height(size));
    }

    /// Carries out a moving action.
    pub(in crate::app) fn step(&mut self, action: Action, times: usize, size: Size) {
        self.list.act(action, self.shelf.count, height(size), times);
    }

    /// Lists other articles, or the same in another order.
    pub(in crate::app) fn turn(&mut self, view: View, sorting: Sorting) {
        (self.view, self.sorting) = (view, sorting);
        self.begin_anew();
    }

    /// Lists only what this query asks for.
    pub(in crate::app) fn sift(&mut self, filter: &str) {
        if self.filter != filter {
            filter.clone_into(&mut self.filter);
            self.mistake = None;
            self.begin_anew();
        }
    }

    fn begin_anew(&mut self) {
        self.list = List::default();
        self.is_stale = true;
    }

    /// The article in this place of the list, if it is known.
    pub fn article(&self, index: usize) -> Option<&Shelved> {
        self.shelf.articles.get(index.checked_sub(self.shelf.offset)?)
    }

    /// The picked article.
    pub fn picked(&self) -> Option<&Shelved> {
        self.article(self.list.picked)
    }

    /// The picked article, for something to be done to it.
    pub(in crate::app) fn subject(&self) -> Option<Subject> {
        let picked = self.picked()?;
        Some(Subject { id: picked.id, origin: picked.origin.clone(), title: picked.title.clone() })
    }

    /// How many of how many, in which order, and what they were sifted by: "3 of 12 articles · newest first · ferry".
    pub fn told(&self) -> String {
        if !self.is_read {
            return "reading the library …".to_owned();
        }
        let count = grouped(self.shelf.count);
        let of = if self.shelf.count == self.shelf.all {
            count
        } else {
            format!("{count} of {}", grouped(self.shelf.all))
        };
        let s = if self.shelf.all == 1 { "" } else { "s" };
        let filter = if self.filter.is_empty() { String::new() } else { format!(" · only {}", self.filter) };
        format!("{of} article{s} · {}{filter}", self.sorting.told())
    }

    /// What to do next where the list is empty.
    pub fn advice(&self) -> &'static str {
        match (self.shelf.all, self.view) {
            (0, _) => "There is nothing here yet: “sayso add” takes articles in, “sayso FILE” opens one.",
            _ if !self.filter.is_empty() => "No article is so. Esc shows all of them again.",
            (_, View::All) => "Everything is archived: Tab goes on to the other lists.",
            (_, View::New) => "You have opened everything that is here.",
            (_, View::Unfinished) => "You have read what you began.",
            (_, View::Starred) => "No article has a star yet.",
            (_, View::Archived) => "Nothing was archived yet.",
        }
    }
}

/// A number with commas: "12,345".
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut told = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told
}

/// How many lines of the list are seen: each article has one, under the headings.
pub fn height(size: Size) -> u16 {
    Panes::of(size).body.height
}

/// How long an article takes to read at a pace, in minutes, at least one.
pub fn minutes(words: usize, words_a_minute: u16) -> usize {
    words.div_ceil(usize::from(words_a_minute.max(1))).max(1)
}

impl Sorting {
    /// The next order, from its beginning.
    pub(in crate::app) fn next(self) -> Self {
        Self { order: self.order.next(), is_turned: false }
    }

    /// The order that is called so.
    pub(in crate::app) fn of(order: Order) -> Self {
        Self { order, is_turned: false }
    }
}
