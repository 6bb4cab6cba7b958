//! The list of notes: what was written, on whose words, in which colour and with which tags.

use super::super::reader::{self, name_of};
use super::one_line;
use crate::annotation::Colour;
use crate::app::notes::Mark;

/// A note, highlight or bookmark as a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Where its words start.
    pub place: usize,
    /// Its words, on one line.
    pub words: String,
    /// What was written, on one line.
    pub note: Option<String>,
    /// How its words are painted; `None` for a bookmark.
    pub colour: Option<Colour>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Who says the words, where they are a quotation's.
    pub speaker: Option<String>,
}

/// All of them, in the order of the text.
pub(super) fn all(reader: &reader::Model) -> Vec<Noted> {
    reader.notes.marks().iter().map(|mark| noted(reader, mark)).collect()
}

impl Noted {
    /// What it is called.
    pub fn kind(&self) -> &'static str {
        match (&self.colour, &self.note) {
            (None, _) => "bookmark",
            (Some(_), Some(_)) => "note",
            (Some(_), None) => "highlight",
        }
    }

    /// The words that a filter looks for: all of its own, and `colour:`, `tag:`, `by:` and `is:` before what they name.
    pub(super) fn text(&self) -> String {
        let note = self.note.as_deref().unwrap_or_default();
        let colour = self.colour.map(|colour| format!("colour:{}", colour.name()));
        let tags = self.tags.iter().map(|tag| format!(".{tag} tag:{tag}"));
        let speaker = self.speaker.iter().flat_map(|speaker| speaker.split_whitespace());
        let mut text = format!("{} {note} is:{}", self.words, self.kind());
        for part in colour.into_iter().chain(tags).chain(speaker.map(|name| format!("by:{name}"))) {
            text.push(' ');
            text.push_str(&part);
        }
        text
    }
}

fn noted(reader: &reader::Model, mark: &Mark) -> Noted {
    let words = one_line(mark.span.of(reader.article.text()));
    let analysis = reader.analysis.as_deref();
    let quotation = analysis.and_then(|analysis| Some((analysis, analysis.quotation_at(mark.span.start)?)));
    let is_whole = |(analysis, index): &(&crate::attribution::Analysis, usize)| {
        analysis.quotations.get(*index).is_some_and(|quotation| quotation.hull().end >= mark.span.end)
    };
    Noted {
        place: mark.span.start,
        words,
        note: mark.note.as_deref().map(one_line),
        colour: mark.colour,
        tags: mark.tags.iter().map(ToString::to_string).collect(),
        speaker: quotation.filter(is_whole).map(|(analysis, index)| name_of(analysis, index).to_owned()),
    }
}
