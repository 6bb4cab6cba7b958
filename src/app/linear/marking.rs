//! Colours, tags and reviews in lines: the words behind the command say which.

use super::Linear;
use crate::annotation::Colour;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::notes::ToReview;
use crate::app::reviewing::{self, judge};
use crate::app::update::{act, carry_out};

impl Linear {
    /// Gives the highlight here the colour that is named, by its name, its digit or what it means to the reader.
    pub(super) fn colour(&mut self, words: &str) -> Vec<Effect> {
        let words = words.trim();
        let code = |colour: Colour| self.model.preferences.code(colour);
        let is_meant = |colour: &Colour| {
            colour.name() == words
                || colour.digit().to_string() == words
                || (!words.is_empty() && code(*colour) == words)
        };
        if let Some(colour) = Colour::ALL.into_iter().find(is_meant) {
            return act(&mut self.model, Action::Paint(colour), None);
        }
        let told = |colour: Colour| match code(colour) {
            "" => colour.name().to_owned(),
            meaning => format!("{} ({meaning})", colour.name()),
        };
        let names: Vec<String> = Colour::ALL.into_iter().map(told).collect();
        self.say(format!("a colour belongs behind it: {}", names.join(", ")));
        Vec::new()
    }

    /// Puts the tag that is named on what is marked here, or takes it off.
    pub(super) fn tag(&mut self, words: &str) -> Vec<Effect> {
        let outcome = self.model.reader().map(|reader| reader.tag(words));
        outcome.map(|outcome| carry_out(&mut self.model, outcome)).unwrap_or_default()
    }

    /// Tells the first note whose words the article has changed; "yes" behind the command keeps it there, "no" keeps it
    /// without a place.
    pub(super) fn review(&mut self, words: &str) -> Vec<Effect> {
        match words.trim() {
            "yes" | "y" => return judge(&mut self.model, Action::ConfirmPlace),
            "no" | "n" => return judge(&mut self.model, Action::DiscardPlace),
            _ => {}
        }
        let reviews = self.model.reader().map_or(&[] as &[ToReview], |reader| reader.notes.reviews());
        let Some(first) = reviews.first() else {
            self.say("no note is to be reviewed");
            return Vec::new();
        };
        let mut told = vec![format!("Note 1 of {} to review.", reviews.len())];
        told.extend(reviewing::lines(first).into_iter().map(|(about, pieces)| {
            let words: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
            format!("{about}: {}", words.trim())
        }));
        told.push("Does it belong there? yes or no behind this command.".to_owned());
        for line in told {
            self.say(line);
        }
        Vec::new()
    }
}
