//! Who said it, in lines: why, and who it is instead.

use super::{Answer, Linear};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::list::List;
use crate::app::model::Overlay;
use crate::app::naming::Line;
use crate::app::overlay;
use crate::app::screen::reader;
use crate::app::update::act;
use crate::export::reason;

impl Linear {
    /// Whether the next line is the name of a speaker.
    pub fn is_naming(&self) -> bool {
        matches!(self.model.overlays.last(), Some(Overlay::Naming(_)))
    }

    /// Tells why the quotation at the cursor has its speaker.
    pub(super) fn why(&mut self) {
        match self.model.reader().map(reader::Model::reason) {
            None => {}
            Some(Err(refusal)) => self.say(refusal),
            Some(Ok(_)) => self.answer.push(Answer::Why),
        }
    }

    /// The reason for the speaker of the quotation at the cursor.
    pub(super) fn why_lines(&self) -> Vec<String> {
        match self.model.reader().map(reader::Model::reason) {
            None => Vec::new(),
            Some(Err(refusal)) => vec![refusal],
            Some(Ok(reason)) => reason.lines.iter().map(reason::Line::told).collect(),
        }
    }

    /// Asks for a name; words behind the command are one.
    pub(super) fn begin_naming(&mut self, action: Action, words: &str) -> Vec<Effect> {
        let effects = act(&mut self.model, action, None);
        // What stands behind the command is meant for a name.
        self.unheard = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        if words.is_empty() || !self.is_naming() {
            return effects;
        }
        self.name(words)
    }

    /// Takes a name, some words of one, or the number of one that was told; nothing, a full
    /// stop or "q" leaves it as it is. A name that nobody here has is to be typed twice.
    pub(super) fn name(&mut self, words: &str) -> Vec<Effect> {
        let words = words.trim();
        let Some(Overlay::Naming(naming)) = self.model.overlays.last_mut() else {
            return Vec::new();
        };
        let before = self.unheard.take();
        if matches!(words, "" | "." | "q") {
            self.model.overlays.pop();
            self.say("the speaker was left as it was");
            return Vec::new();
        }
        let index = match words.parse::<usize>() {
            Ok(number) => number.checked_sub(1).filter(|index| *index < naming.lines.len()),
            Err(_no_number) => match naming.meant(words) {
                Meant::One(index) => Some(index),
                Meant::Several => {
                    self.say(format!("several have “{words}” in their names; a number, or the whole name:"));
                    return Vec::new();
                }
                Meant::New if !words.starts_with(char::is_alphanumeric) => {
                    self.say(format!("“{words}” is no name"));
                    return Vec::new();
                }
                Meant::New if before.as_deref() != Some(words) => {
                    self.say(format!(
                        "nobody here is called “{words}”: type it again to add it, . to leave it"
                    ));
                    self.unheard = Some(words.to_owned());
                    return Vec::new();
                }
                Meant::New => {
                    naming.insert(words);
                    naming.lines.len().checked_sub(1)
                }
            },
        };
        let Some(index) = index else {
            self.say(format!("the list has no number {words}"));
            return Vec::new();
        };
        naming.list = List::at(index);
        overlay::act(&mut self.model, Action::Choose, None)
    }

    /// The names that can be taken, with their numbers.
    pub(super) fn ask_name(&self, lines: &mut Vec<String>) {
        let Some(Overlay::Naming(naming)) = self.model.overlays.last() else { return };
        if self.unheard.is_some() {
            return;
        }
        let about = self.told_words(naming.about).join(" ");
        lines.push(format!("Who said it? {about}"));
        lines.extend(naming.lines.iter().enumerate().map(|(index, line)| {
            let name = match line {
                Line::Known(name, _) => name.clone(),
                Line::Now(name) => format!("{name}, as it is"),
                Line::New(name) => format!("{name}, a new speaker"),
                Line::Nobody => "nobody known".to_owned(),
            };
            format!("{}. {name}", index + 1)
        }));
        lines.push("A number or a name gives it; Enter alone or . leaves it as it is.".to_owned());
    }
}

/// Who is meant by words that were typed.
enum Meant {
    One(usize),
    Several,
    New,
}

impl crate::app::naming::Naming {
    /// Whoever has this name or is called so; else the only one whose name has words that begin so; else somebody new.
    fn meant(&self, words: &str) -> Meant {
        if let Some(index) = self.called(words) {
            return Meant::One(index);
        }
        let mut fitting = self.having(words).into_iter();
        match (fitting.next(), fitting.next()) {
            (Some(index), None) => Meant::One(index),
            (Some(_), Some(_)) => Meant::Several,
            (None, _) => Meant::New,
        }
    }
}
