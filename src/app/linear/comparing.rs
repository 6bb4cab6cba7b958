//! The article beside another version of it, or beside the library, told with numbers.

use super::{Answer, Linear, Unit};
use crate::app::action::Action;
use crate::app::comparing::{Comparing, Item, With};
use crate::app::effect::Effect;
use crate::app::model::Overlay;
use crate::app::overlay;
use crate::app::reviewing::Side;
use crate::app::update::act;

impl Linear {
    /// Lays the article beside something; what comes of it is told when it is there.
    pub(super) fn compare(&mut self, action: Action) -> Vec<Effect> {
        let effects = act(&mut self.model, action, None);
        if matches!(self.model.overlays.last(), Some(Overlay::Comparing(_))) {
            self.answer.push(Answer::List);
        }
        effects
    }

    /// Goes to what was told with this number.
    pub(super) fn pick_compared(&mut self, number: usize) -> Vec<Effect> {
        let Some(Overlay::Comparing(shown)) = self.model.overlays.last_mut() else { return Vec::new() };
        let Some(index) = shown.items.iter().position(|item| item.number == number) else {
            self.say(format!("the list has no number {number}"));
            return Vec::new();
        };
        shown.list.picked = index;
        let unit = if shown.with == With::Library { Unit::Quotation } else { Unit::Paragraph };
        let effects = overlay::act(&mut self.model, Action::Choose, None);
        self.answer.push(Answer::Here(unit));
        effects
    }

    /// The lines of what was found.
    pub(super) fn compared_lines(&self) -> Vec<String> {
        let Some(Overlay::Comparing(shown)) = self.model.overlays.last() else { return Vec::new() };
        let Comparing { items, .. } = shown;
        let mut lines = vec![format!("{}: {}.", shown.heading(), shown.status())];
        lines.extend(items.iter().map(|item| format!("{}. {}", item.number, told(item))));
        lines.push("A number goes there.".to_owned());
        lines
    }
}

/// An item in words. Brackets are not heard: what was and what is are told so.
fn told(item: &Item) -> String {
    let mut told = item.head.clone();
    for line in &item.lines {
        told.push_str(". ");
        for (words, side) in line {
            let inner = |marks: &[char]| words.trim_end().trim_matches(marks).to_owned();
            match side {
                Side::Both => told.push_str(words),
                Side::Old => told.extend(["(before: ", &inner(&['[', '-', ']']), ") "]),
                Side::New => told.extend(["(now: ", &inner(&['{', '+', '}']), ") "]),
            }
        }
    }
    told.trim_end().to_owned()
}
