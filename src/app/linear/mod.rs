//! Reading in lines, for ears and for terminals that can do nothing but add a line: a line typed is a command, and the
//! answer is what there is to say about what it changed.
//!
//! The model, its actions and its notes are those of the screen. What is added here is how far one has heard, since
//! nobody sees a page: reading on goes on behind the last word that was told.

mod comparing;
mod help;
mod library;
mod list;
mod marking;
mod naming;
mod reading;
mod telling;
mod typed;

use self::typed::{Typed, parse};
use super::action::Action;
use super::choosing;
use super::command;
use super::editor::Editor;
use super::effect::Effect;
use super::exporting::export;
use super::message::Message;
use super::model::{Model, Overlay, Screen};
use super::overlay;
use super::prompt::{self, Asks};
use super::screen::reader;
use super::ticket::Ticket;
use super::update::{Start, act, init, update};
use super::{searching, shelving, verb};
use crate::export::notes::Format;
use crate::span::Span;

/// A reader that is heard.
#[derive(Clone, Debug)]
pub struct Linear {
    /// What the screen would show.
    pub model: Model,
    /// The words that were told last.
    heard: Span,
    /// The lines of the note that is being written.
    note: Vec<String>,
    /// What is to be said when all effects are done.
    answer: Vec<Answer>,
    /// Whether a line was typed that was not answered yet: silence would be no answer.
    awaits_answer: bool,
    /// What was told of the article last, to be told again as it is then.
    again: Option<Answer>,
    /// The name that was typed last, which nobody here has: typed again, it is given.
    unheard: Option<String>,
    told: Told,
}

/// Something to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    Line(String),
    /// Words of the article.
    Words(Vec<Span>),
    /// Why the quotation at the cursor has its speaker.
    Why,
    /// What is at the cursor.
    Here(Unit),
    /// The list that is open.
    List,
}

/// What is told of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Paragraph,
    Quotation,
    Match,
    Note,
}

/// Which screen was introduced.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Told {
    Nothing,
    /// The list with these words above it, from this article on.
    Library(String, usize),
    /// What was found for this.
    Hits(String),
    Article(Ticket),
    Failure,
}

impl Linear {
    /// The first state, and what is to be done first.
    pub fn begin(start: Start) -> (Self, Vec<Effect>) {
        let (model, effects) = init(start);
        let linear = Self {
            model,
            heard: Span::default(),
            note: Vec::new(),
            answer: Vec::new(),
            awaits_answer: false,
            again: None,
            unheard: None,
            told: Told::Nothing,
        };
        (linear, effects)
    }

    /// Takes a line that was typed, without its end.
    pub fn line(&mut self, line: &str) -> Vec<Effect> {
        let mut effects = self.take(line);
        effects.extend(shelving::ask(&mut self.model));
        effects.extend(searching::ask(&mut self.model));
        effects
    }

    fn take(&mut self, line: &str) -> Vec<Effect> {
        if self.is_writing() {
            return self.write(line);
        }
        self.model.notice = None;
        self.answer.clear();
        self.awaits_answer = true;
        if self.is_naming() {
            return self.name(line);
        }
        if let Some(effects) = self.format(line) {
            return effects;
        }
        let first = line.split_whitespace().next().unwrap_or_default();
        if verb::Verb::named(first).is_some() {
            return self.command(line.trim());
        }
        match parse(line, &self.model.keymap) {
            Err(why) => {
                self.say(why);
                Vec::new()
            }
            Ok(Typed::Number(number)) => self.number(number),
            Ok(Typed::Choose(choice, value)) => choosing::take(&mut self.model, choice, &value),
            Ok(Typed::Act(action, times, words)) => self.act(action, times, &words),
        }
    }

    /// The end of input, or a signal to end: what was written of a note is saved.
    pub fn end(&mut self) -> Vec<Effect> {
        self.answer.clear();
        if self.is_writing() { self.save() } else { Vec::new() }
    }

    /// Leaves the program, keeping the place.
    pub fn stop(&mut self) -> Vec<Effect> {
        update(&mut self.model, Message::Stopped)
    }

    /// Leaves the note that is being written as it was; `false` when none is.
    pub fn discard(&mut self) -> bool {
        let is_writing = self.is_writing();
        if is_writing {
            self.note.clear();
            self.model.overlays.clear();
            self.model.tell("the note was left as it was");
        }
        is_writing
    }

    /// Whether the next line is part of a note.
    pub fn is_writing(&self) -> bool {
        matches!(self.model.overlays.last(), Some(Overlay::Note(..)))
    }

    fn say(&mut self, line: impl Into<String>) {
        self.answer.push(Answer::Line(line.into()));
    }

    fn reader(&mut self) -> Option<&mut reader::Model> {
        match &mut self.model.screen {
            Screen::Reader(reader) => Some(reader),
            Screen::Library(_) | Screen::Search(_) | Screen::Opening(..) | Screen::Failed(..) => None,
        }
    }

    fn cursor(&self) -> usize {
        self.model.reader().map_or(0, |reader| reader.cursor)
    }

    /// A number goes to a line of the list that was told, else to a paragraph.
    fn number(&mut self, number: usize) -> Vec<Effect> {
        if self.model.reader().is_none() || !self.model.overlays.is_empty() {
            return self.pick(number);
        }
        self.act(Action::GoTo, None, &number.to_string())
    }

    /// The answer to which format notes are to be written in; `None` when that is not asked, or another command came.
    fn format(&mut self, line: &str) -> Option<Vec<Effect>> {
        if !matches!(self.model.overlays.last(), Some(Overlay::Export(_))) {
            return None;
        }
        self.model.overlays.clear();
        let word = line.trim().to_lowercase();
        let number = word.parse::<usize>().ok().and_then(|number| Format::ALL.get(number.checked_sub(1)?));
        let format = number.copied().or_else(|| Format::of_name(&word))?;
        Some(export(&mut self.model, format))
    }

    fn act(&mut self, action: Action, times: Option<usize>, words: &str) -> Vec<Effect> {
        if !matches!(action, Action::NextTab | Action::PreviousTab | Action::Filter) {
            self.model.overlays.clear();
        }
        if let Some(effects) = self.shelves(action, times, words) {
            return effects;
        }
        if self.model.reader().is_some() && self.reads(action, times, words) {
            return Vec::new();
        }
        match action {
            Action::Help | Action::Palette => self.help(words),
            Action::Command => return self.command(words),
            Action::Find | Action::FindBack | Action::OnlyMatching | Action::Expression => {
                return self.find(action, words);
            }
            Action::Mark | Action::GoToMark => return self.mark(action, words),
            Action::Note => return self.begin_note(words),
            Action::Colour => return self.colour(words),
            Action::Tag => return self.tag(words),
            Action::Review => return self.review(words),
            Action::Contents | Action::Speakers | Action::Quotations | Action::Notes => {
                return self.open_list(action, words);
            }
            Action::NextTab | Action::PreviousTab | Action::Filter => return self.turn_list(action, words),
            Action::Export => return self.export(words),
            Action::Why => self.why(),
            Action::Reattribute | Action::Quote => return self.begin_naming(action, words),
            Action::Changes | Action::Check => return self.compare(action),
            _ => return self.move_or_change(action, times),
        }
        Vec::new()
    }

    /// An action of the screen: where it moves the cursor, what is there is told.
    fn move_or_change(&mut self, action: Action, times: Option<usize>) -> Vec<Effect> {
        let before = self.cursor();
        let is_search = self.model.reader().is_some_and(|reader| reader.search().is_some());
        let effects = act(&mut self.model, action, times);
        let always = matches!(action, Action::Start | Action::End | Action::Percent);
        if let Some(unit) = unit(action, is_search)
            && (always || self.cursor() != before)
        {
            self.answer.push(Answer::Here(unit));
        } else if action == Action::PreviousParagraph && self.model.reader().is_some() {
            self.say("The start.");
        }
        effects
    }

    fn command(&mut self, words: &str) -> Vec<Effect> {
        match command::parse(words) {
            Ok(None) => {
                self.say("the name of a command belongs behind the colon; ? and a word looks for one");
            }
            Err(why) => self.say(why),
            Ok(Some(command::Command::Act(action, times))) => return self.act(action, times, ""),
            Ok(Some(command::Command::Tag(tag))) => return self.act(Action::Tag, None, &tag),
            Ok(Some(command::Command::Search(words))) => return self.act(Action::Search, None, &words),
            Ok(Some(command::Command::Find(words))) => return self.find(Action::Find, &words),
            Ok(Some(command)) => return prompt::carry_out_command(&mut self.model, command),
        }
        Vec::new()
    }

    fn find(&mut self, action: Action, words: &str) -> Vec<Effect> {
        let is_live = self.model.reader().is_some_and(|reader| reader.search().is_some());
        if action == Action::OnlyMatching && is_live && words.is_empty() {
            return self.move_or_change(action, None);
        }
        let asks = match action {
            Action::FindBack => Asks::FindBack,
            Action::OnlyMatching => Asks::Matching,
            _ => Asks::Find,
        };
        prompt::open(&mut self.model, asks);
        let is_expression = |model: &Model| match model.overlays.last() {
            Some(Overlay::Prompt(prompt)) => prompt.kind == crate::find::Kind::Expression,
            _ => false,
        };
        if !words.is_empty() && is_expression(&self.model) != (action == Action::Expression) {
            let _none = overlay::act(&mut self.model, Action::Expression, None);
        }
        overlay::insert(&mut self.model, words);
        let effects = overlay::act(&mut self.model, Action::Choose, None);
        if let Some(Overlay::Prompt(prompt)) = self.model.overlays.last() {
            let mistake = prompt.mistake.as_ref().map(ToString::to_string).unwrap_or_default();
            let _none = overlay::act(&mut self.model, Action::Close, None);
            self.say(format!("cannot look for that: {mistake}"));
        } else if self.model.reader().is_some_and(|reader| reader.match_here().is_some())
            && self.model.notice.as_ref().is_none_or(|_| asks == Asks::Matching)
        {
            self.answer.push(Answer::Here(Unit::Match));
        }
        effects
    }

    fn mark(&mut self, action: Action, words: &str) -> Vec<Effect> {
        let Some(letter) = words.chars().next() else {
            self.say("a letter from a to z belongs behind it");
            return Vec::new();
        };
        let before = self.cursor();
        let Some(reader) = self.reader() else { return Vec::new() };
        let outcome = reader.with_letter(action, letter);
        let effects = super::update::carry_out(&mut self.model, outcome);
        if self.cursor() != before {
            self.answer.push(Answer::Here(Unit::Paragraph));
        }
        effects
    }

    /// Words behind the command are the note; without any, the lines that follow are.
    fn begin_note(&mut self, words: &str) -> Vec<Effect> {
        self.note.clear();
        let effects = act(&mut self.model, Action::Note, None);
        if !words.is_empty() && self.is_writing() {
            self.note.push(words.to_owned());
            return self.save();
        }
        effects
    }

    /// A line of a note; one with only a full stop ends it.
    fn write(&mut self, line: &str) -> Vec<Effect> {
        self.answer.clear();
        self.model.notice = None;
        if line.trim_end() == "." {
            return self.save();
        }
        self.note.push(line.trim_end().to_owned());
        Vec::new()
    }

    fn save(&mut self) -> Vec<Effect> {
        let written = std::mem::take(&mut self.note).join("\n");
        let Some(Overlay::Note(writing, editor)) = self.model.overlays.last_mut() else {
            return Vec::new();
        };
        if !written.trim().is_empty() {
            *editor = Editor::new(&written);
        }
        let is_new = editor.text().trim() != writing.note.trim();
        if !is_new {
            self.model.tell("the note was left as it was");
        }
        overlay::act(&mut self.model, Action::SaveNote, None)
    }

    fn export(&mut self, words: &str) -> Vec<Effect> {
        let effects = act(&mut self.model, Action::Export, None);
        if words.is_empty() {
            return effects;
        }
        let is_asked = matches!(self.model.overlays.last(), Some(Overlay::Export(_)));
        match self.format(words) {
            Some(effects) => effects,
            None if is_asked => act(&mut self.model, Action::Export, None),
            None => effects,
        }
    }
}

/// What is told where an action leads.
fn unit(action: Action, is_search: bool) -> Option<Unit> {
    Some(match action {
        Action::NextInRing | Action::PreviousInRing if is_search => Unit::Match,
        Action::NextInRing
        | Action::PreviousInRing
        | Action::NextQuotation
        | Action::PreviousQuotation
        | Action::NextBySpeaker
        | Action::PreviousBySpeaker
        | Action::NextNameless
        | Action::PreviousNameless
        | Action::NextUnspoken
        | Action::PreviousUnspoken
        | Action::NextDirect
        | Action::PreviousDirect
        | Action::NextReported
        | Action::PreviousReported => Unit::Quotation,
        Action::NextNote | Action::PreviousNote => Unit::Note,
        Action::PreviousParagraph
        | Action::NextHeading
        | Action::PreviousHeading
        | Action::Start
        | Action::End
        | Action::Percent
        | Action::JumpBack
        | Action::JumpForward => Unit::Paragraph,
        _ => return None,
    })
}
