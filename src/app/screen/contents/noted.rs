//! The list of notes: what was written, on whose words, in which colour and with which tags.

use super::super::reader::{self, name_of};
use super::one_line;
use crate::annotation::{AnnotationId, Colour, Entry};
use crate::app::notes::Mark;

/// A note, highlight or bookmark as a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Which annotation.
    pub id: AnnotationId,
    /// Whether its words are in the article.
    pub state: State,
    /// Where its words start, or may start; the end of the article where they are gone.
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

/// Whether the words of a note are in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// They are.
    Found,
    /// The article changed them: the reader is asked.
    ToReview,
    /// Not any more.
    Orphan,
}

impl State {
    /// What a filter knows it by.
    fn name(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::ToReview => "review",
            Self::Orphan => "orphan",
        }
    }
}

/// All of them, in the order of the text; those without a place last.
pub(super) fn all(reader: &reader::Model) -> Vec<Noted> {
    let notes = &reader.notes;
    let mut all: Vec<Noted> = notes.marks().iter().map(|mark| noted(reader, mark)).collect();
    let entry = |id: &AnnotationId| notes.known().and_then(|known| known.entry(id));
    let is_note = |entry: &&Entry| entry.annotation.correction.is_none();
    all.extend(notes.reviews().iter().filter_map(|review| {
        let entry = entry(&review.id).filter(is_note)?;
        Some(Noted { state: State::ToReview, place: review.review.span.start, ..lost(entry) })
    }));
    all.sort_by_key(|noted| noted.place);
    let end = reader.article.text().len();
    let orphans = notes.orphans().filter(is_note);
    all.extend(orphans.map(|entry| Noted { place: end, ..lost(entry) }));
    all
}

/// A note without a place.
fn lost(entry: &Entry) -> Noted {
    let annotation = &entry.annotation;
    Noted {
        id: annotation.id.clone(),
        state: State::Orphan,
        place: 0,
        words: one_line(&annotation.target.quote.exact),
        note: annotation.note.as_deref().map(one_line),
        colour: annotation.colour,
        tags: annotation.tags.iter().map(ToString::to_string).collect(),
        speaker: None,
    }
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
        let mut text = format!("{} {note} is:{} is:{}", self.words, self.kind(), self.state.name());
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
        id: mark.id.clone(),
        state: State::Found,
        place: mark.span.start,
        words,
        note: mark.note.as_deref().map(one_line),
        colour: mark.colour,
        tags: mark.tags.iter().map(ToString::to_string).collect(),
        speaker: quotation.filter(is_whole).map(|(analysis, index)| name_of(analysis, index).to_owned()),
    }
}
