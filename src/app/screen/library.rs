//! The library: what there is to read.

use crate::app::action::Action;
use crate::app::geometry::{Panes, Size};
use crate::app::list::List;
use crate::app::message::Shelved;
use crate::article::Origin;

/// The library as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The articles, the ones read last first.
    pub shelf: Vec<Shelved>,
    /// The picked one.
    pub list: List,
    /// Whether the shelf was read.
    pub is_read: bool,
}

impl Model {
    /// Takes in the list, keeping the picked article picked.
    pub fn fill(&mut self, articles: Vec<Shelved>, size: Size) {
        let kept = self.picked().cloned();
        self.shelf = articles;
        self.is_read = true;
        let again = kept.and_then(|origin| self.shelf.iter().position(|item| item.origin == origin));
        self.list.picked = again.unwrap_or(self.list.picked);
        self.list.settle(self.shelf.len(), height(size));
    }

    /// Carries out a moving action.
    pub fn update(&mut self, action: Action, times: usize, size: Size) {
        self.list.act(action, self.shelf.len(), height(size), times);
    }

    /// What the picked line opens.
    pub fn picked(&self) -> Option<&Origin> {
        self.shelf.get(self.list.picked).map(|item| &item.origin)
    }
}

/// How many lines of the list are seen: each article has one, under one line of headings.
pub fn height(size: Size) -> u16 {
    Panes::of(size).body.height
}

/// How long an article takes to read at a pace, in minutes, at least one.
pub fn minutes(words: usize, words_a_minute: u16) -> usize {
    words.div_ceil(usize::from(words_a_minute.max(1))).max(1)
}
