//! Notes whose words the article has changed, one after the other: what the sentence was beside what it is, and the
//! reader's word on whether the note belongs there.

use super::action::Action;
use super::answer::{self, Pieces};
use super::beside::{self, Beside, beside};
use super::effect::Effect;
use super::model::{Model, Overlay, Screen};
use super::notes::ToReview;
use super::screen::reader::Outcome;
use super::update::carry_out;
use crate::annotation::AnnotationId;
use crate::annotation::anchor::Part;
use crate::span::Span;

/// A note that is reviewed, over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewing {
    /// Which annotation.
    pub id: AnnotationId,
    /// Its number among those to review, from 1, and how many there are.
    pub place: (usize, usize),
    /// The words that stand where its own stood.
    pub about: Span,
    /// What is told: what each line is about, and its words.
    pub lines: Vec<(&'static str, Pieces<Side>)>,
    /// The first row that is seen.
    pub top: usize,
}

/// Which version of the sentence has some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Both.
    Both,
    /// The old one only.
    Old,
    /// The new one only.
    New,
}

/// Opens the review, at the note `id` or at the first.
pub(super) fn open(model: &mut Model, id: Option<&AnnotationId>) -> Vec<Effect> {
    let reviews = model.reader().map_or(&[] as &[ToReview], |reader| reader.notes.reviews());
    let number = id.and_then(|id| reviews.iter().position(|review| review.id == *id)).unwrap_or(0);
    if reviews.is_empty() {
        model.tell("no note is to be reviewed");
        return Vec::new();
    }
    model.overlays.retain(|overlay| !matches!(overlay, Overlay::Review(_)));
    show(model, number);
    Vec::new()
}

/// Carries out an action over the review.
pub(super) fn act(model: &mut Model, action: Action, times: Option<usize>) -> Vec<Effect> {
    let Some(Overlay::Review(shown)) = model.overlays.last() else {
        return Vec::new();
    };
    let (number, count) = (shown.place.0 - 1, shown.place.1);
    let times = times.unwrap_or(1);
    match action {
        Action::Close => {
            model.overlays.pop();
        }
        Action::NextInRing => turn(model, (number + times) % count),
        Action::PreviousInRing => turn(model, (number + count - times % count) % count),
        Action::ConfirmPlace | Action::DiscardPlace => return judge(model, action),
        Action::Undo | Action::Redo => {
            let Screen::Reader(reader) = &mut model.screen else { return Vec::new() };
            let outcome = reader.update(action, None);
            return carry_out(model, outcome);
        }
        _ => scroll(model, action, times),
    }
    Vec::new()
}

/// Shows the next one after a note was judged, and ends where none is left.
pub(super) fn refresh(model: &mut Model) {
    let Some(Overlay::Review(shown)) = model.overlays.last() else { return };
    let number = shown.place.0 - 1;
    let left = model.reader().map_or(0, |reader| reader.notes.reviews().len());
    model.overlays.pop();
    if left > 0 {
        show(model, number.min(left - 1));
    }
}

/// Puts the page so that the words and the answer are seen together.
pub(super) fn settle(model: &mut Model) {
    let Some(Overlay::Review(shown)) = model.overlays.last() else { return };
    let (about, count) = (shown.about, shown.rows(beside::width(model)).len());
    beside::make_room(model, about, count);
}

/// The words that the open review is about.
pub fn words(model: &Model) -> Option<Span> {
    model.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Review(shown) => Some(shown.about),
        _ => None,
    })
}

/// The reader's word on the note that is shown.
pub(super) fn judge(model: &mut Model, action: Action) -> Vec<Effect> {
    let id = match model.overlays.last() {
        Some(Overlay::Review(shown)) => Some(&shown.id),
        _ => None,
    };
    let Some(reader) = model.reader() else { return Vec::new() };
    let review = reader.notes.reviews().iter().find(|review| id.is_none_or(|id| review.id == *id));
    let Some(review) = review else {
        model.tell("no note is to be reviewed");
        return Vec::new();
    };
    let outcome = if action == Action::ConfirmPlace {
        let request = review.confirmed(&reader.article, review.review.span);
        Outcome::Change(request, "kept here; U takes that back".to_owned())
    } else {
        let request = review.discarded(&reader.article);
        Outcome::Change(request, "kept without a place; U takes that back".to_owned())
    };
    carry_out(model, outcome)
}

fn turn(model: &mut Model, number: usize) {
    model.overlays.pop();
    show(model, number);
}

fn show(model: &mut Model, number: usize) {
    let Screen::Reader(reader) = &mut model.screen else { return };
    let reviews = reader.notes.reviews();
    let Some(review) = reviews.get(number) else { return };
    let shown = Reviewing {
        id: review.id.clone(),
        place: (number + 1, reviews.len()),
        about: review.review.span,
        lines: lines(review),
        top: 0,
    };
    let place = shown.about.start;
    reader.jump(place);
    model.overlays.push(Overlay::Review(shown));
    settle(model);
}

fn scroll(model: &mut Model, action: Action, times: usize) {
    let width = beside::width(model);
    let Some(Overlay::Review(shown)) = model.overlays.last() else { return };
    let (rows, seen) = (shown.rows(width).len(), usize::from(shown.area(model).inner));
    let last = rows.saturating_sub(seen);
    let top = match action {
        Action::LineDown => shown.top.saturating_add(times),
        Action::LineUp => shown.top.saturating_sub(times),
        _ => shown.top,
    };
    if let Some(Overlay::Review(shown)) = model.overlays.last_mut() {
        shown.top = top.min(last);
    }
}

impl Reviewing {
    /// Where it stands.
    pub fn area(&self, model: &Model) -> Beside {
        beside(model, self.about, self.rows(beside::width(model)).len())
    }

    /// What is told, in rows of so many cells.
    pub fn rows(&self, width: u16) -> Vec<answer::Told<Side>> {
        answer::rows(self.lines.iter().map(|(about, pieces)| (*about, pieces)), width, Side::Both)
    }
}

/// What there is to tell of a note: why it is asked about, what the sentence was and is, and the note.
pub(super) fn lines(review: &ToReview) -> Vec<(&'static str, Pieces<Side>)> {
    let plain = |words: String| vec![(words, Side::Both)];
    let mut lines = vec![
        ("why", plain(review.review.why.told())),
        ("was", version(&review.sentences.old, Side::Old)),
        ("is", version(&review.sentences.new, Side::New)),
    ];
    lines.extend(review.note.as_ref().map(|note| ("note", plain(note.to_string()))));
    lines
}

/// One version of the sentence; what only this one has stands between signs, as in a word diff, since colours are not
/// seen by all.
fn version(parts: &[Part], side: Side) -> Pieces<Side> {
    let (open, close) = if side == Side::Old { ("[-", "-]") } else { ("{+", "+}") };
    let flat = |text: &str| text.replace(['\n', '\t'], " ");
    let mut pieces = Vec::new();
    for part in parts {
        let text = flat(&part.text);
        if part.is_same {
            pieces.push((text, Side::Both));
            continue;
        }
        let words = text.trim_end();
        let blanks = text.get(words.len()..).unwrap_or_default().to_owned();
        pieces.push((format!("{open}{words}{close}"), side));
        pieces.push((blanks, Side::Both));
    }
    pieces
}
