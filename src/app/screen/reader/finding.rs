//! Searching: the matches of a live search, the walk from one to the next, the paragraphs that have one.

use std::sync::Arc;

use super::walking::Direction;
use super::{Model, Outcome};
use crate::article::Block;
use crate::export::counted;
use crate::find::{Folded, Kind, Matches, Query};
use crate::layout::Top;
use crate::span::Span;

/// A search whose matches `n` and `N` walk.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is looked for.
    pub query: Query,
    /// Where it is.
    pub matches: Matches,
    /// Which way `n` goes.
    pub way: Direction,
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

/// Matches that are kept, around the cursor where there are more.
const MOST: usize = 20_000;

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
        let Search { query, matches, .. } = self.search.as_ref()?;
        let words = match query.kind() {
            Kind::Words => format!("“{}”", query.words()),
            Kind::Expression => format!("/{}/", query.words()),
        };
        Some(match (matches.spans.len(), self.match_here()) {
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
        self.search = query.map(|query| self.found(query, MOST, way));
        let spans = self.search.as_ref().map_or(&[][..], |search| &search.matches.spans);
        let next = spans.partition_point(|found| found.start < cursor);
        let nearest = match way {
            Direction::On => spans.get(next).or(spans.first()),
            Direction::Back => next.checked_sub(1).and_then(|last| spans.get(last)).or(spans.last()),
        };
        match nearest.copied() {
            Some(found) => self.go(found.start),
            None => self.show(),
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
        if let Some(search) = self.search.take_if(|search| search.matches.is_cut) {
            self.search = Some(self.found(search.query, usize::MAX, search.way));
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
        if next.is_none() && self.search.as_ref().is_some_and(|search| search.matches.is_cut) {
            let query = self.search.take().map(|search| search.query);
            self.search = query.map(|query| self.found(query, MOST, way));
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
            Shown::All => blocks.into(),
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
        Search { query, matches, way }
    }
}
