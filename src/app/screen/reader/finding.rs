//! Searching: the matches of a live search, the walk from one to the next, the paragraphs that have one.

use std::sync::Arc;

use super::walking::Direction;
use super::{Model, Outcome};
use crate::app::effect::{Effect, Lookout};
use crate::app::ticket::{Ticket, Tickets};
use crate::article::Block;
use crate::export::counted;
use crate::find::{Folded, Kind, Matches, Query};
use crate::layout::Top;
use crate::span::{Span, floor_boundary};

/// A search whose matches `n` and `N` walk.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is looked for.
    pub query: Query,
    /// Where it is.
    pub matches: Matches,
    /// Which way `n` goes.
    pub way: Direction,
    /// Whether the whole article was looked at, or only what is near the reader so far.
    pub reach: Reach,
}

/// How much of an article was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The whole article.
    Whole,
    /// What is near the reader.
    Near,
}

/// What is looked for in the background: a long article takes longer than a key may wait.
#[derive(Clone, Debug, Default)]
pub(super) struct Looking {
    /// The request whose answer is to come.
    awaited: Option<Ticket>,
    /// Whether something else is to be looked for since.
    is_wanted: bool,
}

/// What there was before a search was begun, to go back to.
#[derive(Clone, Debug)]
pub(super) struct Before {
    top: Top,
    cursor: usize,
    search: Option<Search>,
}

/// Which paragraphs are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// All.
    #[default]
    All,
    /// Those that have a match.
    Matching,
}

/// A text of so many bytes is looked through at once.
const SHORT: usize = 200_000;

/// So many bytes on either side of the reader are looked at before the rest.
const NEAR: usize = 5_000;

/// Matches that are kept, around the cursor where there are more.
const MOST: usize = 20_000;

impl Search {
    /// Whether there may be more matches than are known.
    fn is_in_part(&self) -> bool {
        self.matches.is_cut || self.reach == Reach::Near
    }
}

impl Model {
    /// The live search.
    pub fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }

    /// The matches that share a byte with `span`.
    pub fn matches_in(&self, span: Span) -> &[Span] {
        let all: &[Span] = self.search.as_ref().map_or(&[], |search| &search.matches.spans);
        let from = all.partition_point(|found| found.end <= span.start);
        let until = all.partition_point(|found| found.start < span.end);
        all.get(from..until).unwrap_or_default()
    }

    /// The match at the cursor, by index.
    pub fn match_here(&self) -> Option<usize> {
        let spans = &self.search.as_ref()?.matches.spans;
        let index = spans.partition_point(|found| found.start <= self.cursor).checked_sub(1)?;
        spans.get(index).filter(|found| found.contains(self.cursor)).map(|_| index)
    }

    /// The search and the place in it, in words: "match 3/12 “ferry”".
    pub fn search_label(&self) -> Option<String> {
        let Search { query, matches, reach, .. } = self.search.as_ref()?;
        let words = match query.kind() {
            Kind::Words => format!("“{}”", query.words()),
            Kind::Expression => format!("/{}/", query.words()),
        };
        Some(match (matches.spans.len(), self.match_here()) {
            _ if *reach == Reach::Near => format!("looking for {words} …"),
            (count, _) if matches.is_cut => format!("more than {count} matches {words}"),
            (count, Some(here)) => format!("match {}/{count} {words}", here + 1),
            (1, None) => format!("1 match {words}"),
            (count, None) => format!("{count} matches {words}"),
        })
    }

    /// Keeps where the reader is before anything is typed.
    pub(in crate::app) fn start_finding(&mut self) {
        self.before = Some(Before { top: self.top, cursor: self.cursor, search: self.search.clone() });
    }

    /// Looks for `query` from where the reader was, and shows the next match.
    pub(in crate::app) fn look_for(&mut self, query: Option<Query>, way: Direction) {
        let Some(Before { top, cursor, .. }) = self.before.clone() else { return };
        self.top = top;
        self.cursor = cursor;
        let is_short = self.article.text().len() <= SHORT;
        self.search = query
            .map(|query| if is_short { self.found(query, MOST, way) } else { self.found_near(query, way) });
        self.looking.is_wanted = self.search.is_some() && !is_short;
        match self.nearest(cursor) {
            Some(place) => self.go(place),
            None => self.show(),
        }
    }

    /// Asks for the matches in the whole article where only those near the reader are known: one request at a time.
    pub(in crate::app) fn ask_for_matches(&mut self, tickets: &mut Tickets) -> Option<Effect> {
        if !self.looking.is_wanted || self.looking.awaited.is_some() {
            return None;
        }
        self.looking.is_wanted = false;
        let search = self.search.as_ref().filter(|search| search.reach == Reach::Near)?;
        let ticket = tickets.take();
        self.looking.awaited = Some(ticket);
        let lookout = Lookout {
            article: Arc::clone(&self.article),
            folded: self.folded.clone(),
            query: search.query.clone(),
            near: self.cursor,
            most: MOST,
        };
        Some(Effect::Search(ticket, lookout))
    }

    /// Takes in the matches that were asked for. Who types still is shown the nearest, if none was seen before.
    pub(in crate::app) fn take_matches(&mut self, ticket: Ticket, matches: Matches, folded: Arc<Folded>) {
        if self.looking.awaited != Some(ticket) {
            return;
        }
        self.looking.awaited = None;
        self.folded = Some(folded);
        let begun = self.before.as_ref().map(|before| before.cursor);
        let was_seen = begun.is_some_and(|cursor| self.nearest(cursor).is_some());
        let Some(search) = self.search.as_mut().filter(|search| search.reach == Reach::Near) else { return };
        if self.looking.is_wanted {
            return;
        }
        (search.matches, search.reach) = (matches, Reach::Whole);
        if let Some(place) = begun.filter(|_| !was_seen).and_then(|cursor| self.nearest(cursor)) {
            self.go(place);
        }
    }

    /// The match that is nearest to `cursor` on the way that is looked; behind the last comes the first, once all are
    /// known.
    fn nearest(&self, cursor: usize) -> Option<usize> {
        let Search { matches, way, reach, .. } = self.search.as_ref()?;
        let spans = &matches.spans;
        let next = spans.partition_point(|found| found.start < cursor);
        let (nearest, other_end) = match way {
            Direction::On => (spans.get(next), spans.first()),
            Direction::Back => (next.checked_sub(1).and_then(|last| spans.get(last)), spans.last()),
        };
        let nearest = nearest.or(other_end.filter(|_| *reach == Reach::Whole));
        nearest.map(|found| found.start)
    }

    /// Whether anything is found, anywhere.
    pub(in crate::app) fn has_matches(&mut self) -> bool {
        let is_sure = |search: &Search| search.reach == Reach::Whole || !search.matches.spans.is_empty();
        if !self.search.as_ref().is_none_or(is_sure) {
            self.look_everywhere(MOST);
            if let Some(place) = self.before.as_ref().and_then(|before| self.nearest(before.cursor)) {
                self.go(place);
            }
        }
        self.search.as_ref().is_some_and(|search| !search.matches.spans.is_empty())
    }

    /// Looks at the whole article now, for at most so many matches.
    fn look_everywhere(&mut self, most: usize) {
        if let Some(search) = self.search.take() {
            self.search = Some(self.found(search.query, most, search.way));
        }
    }

    /// Stays at the match that is shown.
    pub(in crate::app) fn keep_finding(&mut self) {
        if let Some(before) = self.before.take() {
            let here = std::mem::replace(&mut self.cursor, before.cursor);
            self.keep_jump();
            self.cursor = here;
        }
    }

    /// Goes back to where the reader was, and to the search there was.
    pub(in crate::app) fn leave_finding(&mut self) {
        if let Some(Before { top, cursor, search }) = self.before.take() {
            self.top = top;
            self.cursor = cursor;
            self.search = search;
            self.show();
        }
    }

    /// Ends the live search; `false` when there is none.
    pub(super) fn end_search(&mut self) -> bool {
        self.show_all();
        self.search.take().is_some()
    }

    /// Shows only the paragraphs with a match, or all again; gives what is to be said.
    pub(in crate::app) fn only_matching(&mut self) -> String {
        if self.shown == Shown::Matching {
            self.show_all();
            return "all paragraphs again".to_owned();
        }
        if self.search.as_ref().is_some_and(Search::is_in_part) {
            self.look_everywhere(usize::MAX);
        }
        self.shown = Shown::Matching;
        let all = self.article.blocks().len();
        self.set(self.page.measure());
        let shown = self.page.blocks().len();
        self.go(self.cursor);
        format!("{} of {all} with a match; again shows all", counted(shown, "paragraph"))
    }

    /// Goes `count` matches on or back. At either end it says so and stays.
    pub(super) fn walk_matches(&mut self, count: usize, direction: Direction) -> Outcome {
        let way = self.search.as_ref().map_or(Direction::On, |search| search.way);
        let direction = if way == Direction::On { direction } else { direction.reversed() };
        let mut next = self.match_after(count, direction);
        if next.is_none() && self.search.as_ref().is_some_and(Search::is_in_part) {
            self.look_everywhere(MOST);
            next = self.match_after(count, direction);
        }
        let Some(next) = next else {
            let words = if direction == Direction::On { "no further match" } else { "no earlier match" };
            return Outcome::Tell(words.to_owned());
        };
        self.step(next);
        Outcome::Stay
    }

    /// The blocks that are shown.
    pub(super) fn shown_blocks(&self) -> Arc<[Block]> {
        let blocks = self.article.blocks();
        match self.shown {
            Shown::All => self.article.shared_blocks(),
            Shown::Matching => {
                blocks.iter().filter(|block| !self.matches_in(block.span).is_empty()).copied().collect()
            }
        }
    }

    /// Shows all paragraphs if `place` is in one that is not shown.
    pub(super) fn bring_into_view(&mut self, place: usize) {
        if self.shown == Shown::Matching && !self.page.blocks().iter().any(|block| block.span.contains(place))
        {
            self.show_all();
        }
    }

    /// Forgets what was folded, since the blocks have changed.
    pub(super) fn unfold(&mut self) {
        self.folded = None;
        // What is being looked for is looked for in blocks that are no more.
        self.looking.is_wanted |= self.looking.awaited.take().is_some();
    }

    fn show_all(&mut self) {
        if self.shown == Shown::Matching {
            self.shown = Shown::All;
            self.set(self.page.measure());
            self.go(self.cursor);
        }
    }

    fn match_after(&self, count: usize, direction: Direction) -> Option<usize> {
        let spans = &self.search.as_ref()?.matches.spans;
        let steps = count.max(1) - 1;
        let index = match direction {
            Direction::On => {
                let from = spans.partition_point(|found| found.start <= self.cursor);
                (from + steps).min(spans.len().saturating_sub(1)).max(from)
            }
            Direction::Back => {
                let until = spans.partition_point(|found| found.start < self.cursor);
                until.checked_sub(1)?.saturating_sub(steps)
            }
        };
        spans.get(index).map(|found| found.start)
    }

    fn found(&mut self, query: Query, most: usize, way: Direction) -> Search {
        let article = &self.article;
        let folded = self.folded.get_or_insert_with(|| {
            let blocks = article.blocks().iter().map(|block| block.span);
            Arc::new(Folded::new(article.text(), blocks))
        });
        let matches = query.matches(article.text(), folded, self.cursor, most);
        Search { query, matches, way, reach: Reach::Whole }
    }

    /// The matches near the reader.
    fn found_near(&self, query: Query, way: Direction) -> Search {
        let text = self.article.text();
        let near = Span::new(
            floor_boundary(text, self.cursor.saturating_sub(NEAR)),
            floor_boundary(text, self.cursor.saturating_add(NEAR).min(text.len())),
        );
        let blocks = self.article.blocks();
        let first = blocks.partition_point(|block| block.span.end <= near.start);
        let spans =
            blocks.iter().skip(first).map(|block| block.span).take_while(|span| span.start < near.end);
        let clipped = spans.map(|span| Span::new(span.start.max(near.start), span.end.min(near.end)));
        let folded = Folded::new(text, clipped);
        let matches = query.matches(text, &folded, self.cursor, MOST);
        Search { query, matches, way, reach: Reach::Near }
    }
}
