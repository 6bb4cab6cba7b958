//! The library in lines: its articles and what was found in it, told with numbers, and what is done to them.

use super::{Answer, Linear, Unit};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::list::List;
use crate::app::model::Screen;
use crate::app::screen::library::height;
use crate::app::screen::search::{self, Line};
use crate::app::searching;
use crate::app::shelving;
use crate::app::update::act;
use crate::article::day;
use crate::export::counted;

impl Linear {
    /// Carries out an action about the library; `None` for any other, or elsewhere.
    pub(super) fn shelves(
        &mut self,
        action: Action,
        times: Option<usize>,
        words: &str,
    ) -> Option<Vec<Effect>> {
        if action == Action::Search {
            return Some(self.search(words));
        }
        let Screen::Library(library) = &mut self.model.screen else { return None };
        match action {
            Action::Find | Action::Filter => library.sift(words),
            Action::AllVoices => library.sift(""),
            Action::Sort if !words.is_empty() => shelving::sort(&mut self.model, words),
            Action::Sort | Action::TurnSort | Action::NextTab | Action::PreviousTab => {
                return Some(act(&mut self.model, action, None));
            }
            Action::PageDown | Action::PageUp | Action::Start | Action::End => self.turn_page(action),
            Action::Star | Action::Archive | Action::Finish | Action::Delete => {
                if let Some(number) = times
                    && !self.point_at(number)
                {
                    return Some(Vec::new());
                }
                return Some(act(&mut self.model, action, None));
            }
            Action::Tag => return Some(self.tag_on_shelf(words)),
            Action::Undo | Action::Redo => return Some(act(&mut self.model, action, None)),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// "law" tags the article that was pointed at last, "3 law" the third.
    fn tag_on_shelf(&mut self, words: &str) -> Vec<Effect> {
        let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
        let tag = match first.parse() {
            Ok(number) if self.point_at(number) => rest,
            Ok(_) => return Vec::new(),
            Err(_) => words,
        };
        shelving::tag(&mut self.model, tag)
    }

    fn search(&mut self, words: &str) -> Vec<Effect> {
        if words.trim().is_empty() {
            self.say("what is looked for belongs behind it: S ferry bridge");
            return Vec::new();
        }
        searching::open(&mut self.model, words)
    }

    fn turn_page(&mut self, action: Action) {
        let size = self.model.size;
        let Screen::Library(library) = &mut self.model.screen else { return };
        let page = usize::from(height(size)).max(1);
        let top = match action {
            Action::PageDown if library.list.top + page < library.shelf.count => library.list.top + page,
            Action::PageDown => library.list.top,
            Action::PageUp => library.list.top.saturating_sub(page),
            Action::End => library.shelf.count.saturating_sub(page),
            _ => 0,
        };
        if top == library.list.top {
            self.model.tell("there are no others that way");
            return;
        }
        library.list = List { picked: top, top };
        library.settle(size);
    }

    /// Points at the article with this number; that it was not told yet is said.
    fn point_at(&mut self, number: usize) -> bool {
        let Screen::Library(library) = &mut self.model.screen else { return false };
        let index = number.checked_sub(1);
        let known = index.filter(|index| library.article(*index).is_some());
        if let Some(index) = known {
            library.list.picked = index;
            return true;
        }
        let is_there = index.is_some_and(|index| index < library.shelf.count);
        self.say(if is_there {
            format!("number {number} was not told yet; f tells the next ones")
        } else {
            format!("the list has no number {number}")
        });
        false
    }

    /// Opens the article or the hit with this number.
    pub(super) fn pick_on_shelf(&mut self, number: usize) -> Vec<Effect> {
        if let Screen::Search(searched) = &mut self.model.screen {
            if !searched.search.pick(number) {
                self.say(format!("the list has no number {number}"));
                return Vec::new();
            }
            self.answer.push(Answer::Here(Unit::Paragraph));
            return act(&mut self.model, Action::Choose, None);
        }
        if self.point_at(number) { act(&mut self.model, Action::Choose, None) } else { Vec::new() }
    }

    /// "Library: 3 articles." or, where there is more to say, "Library, starred: 3 of 12 articles, newest first."
    pub(super) fn library_head(&self) -> String {
        let Screen::Library(library) = &self.model.screen else { return String::new() };
        let is_plain = library.filter.is_empty()
            && (library.view, library.sorting) == Default::default()
            && library.shelf.count == library.shelf.all;
        if is_plain {
            return format!("Library: {}.", counted(library.shelf.count, "article"));
        }
        format!("Library, {}: {}.", library.view.name().to_lowercase(), library.told().replace(" · ", ", "))
    }

    /// The lines of the library that a page would show.
    pub(super) fn library_lines(&self) -> Vec<String> {
        let Screen::Library(library) = &self.model.screen else { return Vec::new() };
        if let Some(mistake) = &library.mistake {
            return vec![format!("{mistake}.")];
        }
        let mut lines = vec![self.library_head()];
        if library.shelf.count == 0 {
            lines.push(library.advice().to_owned());
            return lines;
        }
        let seen = library.list.seen(library.shelf.count, height(self.model.size));
        let last = seen.end;
        for (index, item) in seen.filter_map(|index| Some((index, library.article(index)?))) {
            let by = item.byline.as_ref().map(|byline| format!(", by {byline}")).unwrap_or_default();
            let date = item.date.as_ref().map(|date| format!(", {}", day(date))).unwrap_or_default();
            let read = match item.percent {
                _ if item.is_read => ", read".to_owned(),
                Some(percent) => format!(", {percent} percent read"),
                None => String::new(),
            };
            let noted =
                if item.notes > 0 { format!(", {}", counted(item.notes, "note")) } else { String::new() };
            let star = if item.is_starred { ", starred" } else { "" };
            let tags: String = item.tags.iter().flat_map(|tag| [", .", tag.as_str()]).collect();
            let words = counted(item.words, "word");
            lines.push(format!("{}. {}{by}{date}, {words}{read}{noted}{star}{tags}.", index + 1, item.title));
        }
        let more = if last < library.shelf.count { " f tells the next ones." } else { "" };
        lines.push(format!("A number opens one.{more}"));
        lines
    }
}

/// What was found, in lines.
pub(super) fn hit_lines(search: &search::Model) -> Vec<String> {
    if let Some(mistake) = &search.mistake {
        return vec![format!("{mistake}.")];
    }
    let more = search.found.hint.as_ref().map(|hint| format!("{hint}."));
    if search.is_empty() {
        let mut lines =
            vec![format!("Nothing in your library has {}.", search.query), search::ADVICE.to_owned()];
        lines.extend(more);
        return lines;
    }
    let mut lines = Vec::from_iter(more);
    let mut number = 0;
    for line in search.lines() {
        match line {
            Line::Heading(name, total) => lines.push(format!("{name}: {total}.")),
            Line::Hit(hit, _) => {
                number += 1;
                let said = hit.speaker.as_ref().map(|speaker| format!("{speaker}, in ")).unwrap_or_default();
                let date = hit.date.as_ref().map(|date| format!(", {}", day(date))).unwrap_or_default();
                lines.push(format!("{number}. {said}{}{date}: {}", hit.title, hit.excerpt));
            }
            Line::Excerpt(_) => {}
        }
    }
    lines.push("A number opens the article there; q in it comes back.".to_owned());
    lines
}
