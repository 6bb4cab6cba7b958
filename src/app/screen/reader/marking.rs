//! Marks: places with a letter, to come back to.

use std::sync::Arc;

use super::{Model, Outcome};
use crate::app::action::Action;
use crate::app::effect::Effect;

impl Model {
    /// Carries out an action that a letter belongs to: sets a mark, or goes to one.
    pub(in crate::app) fn with_letter(&mut self, action: Action, letter: char) -> Outcome {
        match action {
            Action::GoToMark if matches!(letter, '\'' | '`') => self.jump_there_and_back(),
            _ if !letter.is_ascii_lowercase() => Outcome::Tell("marks are a to z".to_owned()),
            Action::Mark => {
                self.marks.insert(letter, self.cursor);
                let keep = Effect::KeepMark(Arc::clone(&self.article), letter, self.cursor);
                Outcome::Do(keep, format!("marked as {letter}"))
            }
            _ => match self.marks.get(&letter) {
                Some(place) => {
                    self.jump((*place).min(self.article.text().len()));
                    Outcome::Stay
                }
                None => Outcome::Tell(self.no_mark(letter)),
            },
        }
    }

    fn no_mark(&self, letter: char) -> String {
        let set: Vec<String> = self.marks.keys().map(char::to_string).collect();
        match set.as_slice() {
            [] => format!("nothing is marked as {letter}, and nothing else"),
            letters => format!("nothing is marked as {letter}; there are {}", letters.join(", ")),
        }
    }
}
