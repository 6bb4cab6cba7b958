//! A note survives while it is being written: what is typed is kept every two seconds and when the program ends, and is
//! taken up where it was left. While somebody writes, what other windows do to the notes waits: the note that is saved
//! answers the one that was seen when it was begun.

use std::sync::Arc;

use super::editor::Editor;
use super::effect::Effect;
use super::model::{Model, Overlay, Screen};
use super::screen::reader::{self, Writing};
use super::ticket::Ticket;
use super::update::reader_awaiting;
use crate::annotation::{NoteDraft, Target};
use crate::article::SafeText;

/// How long words may be unkept while more are typed, in milliseconds.
const UNKEPT: u64 = 2_000;

/// What is kept of the notes that are being written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Drafting {
    /// The drafts about the open article.
    drafts: Vec<NoteDraft>,
    /// The note as it was kept last, or as it was begun.
    kept: String,
    /// When it was first found to differ from that.
    differs_since: Option<u64>,
    /// Whether the notes on the disk are newer than those shown.
    is_behind: bool,
}

impl Model {
    /// When the model wants to be told the time though nothing happens, in milliseconds since the start.
    pub fn wakes_at(&self) -> Option<u64> {
        self.drafting.differs_since.map(|since| since.saturating_add(UNKEPT))
    }
}

/// The drafts were read: those about the open article are taken up when their words are written about again. What is
/// saved already is forgotten.
pub(super) fn read(model: &mut Model, ticket: Ticket, drafts: Vec<NoteDraft>) -> Vec<Effect> {
    let Some(reader) = reader_awaiting(model, ticket) else {
        return Vec::new();
    };
    let Some(known) = reader.notes.known() else {
        return Vec::new();
    };
    let concern = |draft: &NoteDraft| known.concerns(&draft.target);
    let (saved, drafts): (Vec<NoteDraft>, Vec<NoteDraft>) =
        drafts.into_iter().filter(concern).partition(|draft| is_saved(reader, draft));
    let found = drafts.iter().find(|draft| !model.drafting.drafts.contains(draft));
    let told = found.filter(|_| model.notice.is_none() && writing(model).is_none()).map(left_unfinished);
    model.drafting.drafts = drafts;
    if let Some(told) = told {
        model.tell(told);
    }
    saved.into_iter().map(|draft| Effect::DropDraft(Box::new(draft))).collect()
}

fn left_unfinished(draft: &NoteDraft) -> String {
    const SHOWN: usize = 32;
    let words: Vec<&str> = draft.target.quote.exact.split_whitespace().collect();
    let words: String = words.join(" ").chars().take(SHOWN).collect();
    format!("a note on {words}… was left unfinished; write one there to go on with it")
}

/// Whether a note with the words of `draft` stands where the draft was written.
fn is_saved(reader: &reader::Model, draft: &NoteDraft) -> bool {
    let place = reader.notes.place_of(&draft.target);
    let mark = place.and_then(|place| reader.notes.mark_of(place));
    mark.and_then(|mark| mark.note.as_deref()).is_some_and(|note| note.trim() == draft.note.trim())
}

/// The editor for a note: where it was left, if it was.
pub(super) fn begin(model: &mut Model, writing: &Writing) -> Editor {
    model.drafting.kept.clone_from(&writing.note);
    model.drafting.differs_since = None;
    let Some(draft) = draft_of(model, writing).filter(|draft| draft.note.trim() != writing.note.trim())
    else {
        return Editor::new(&writing.note);
    };
    let note = draft.note.to_string();
    model.drafting.kept.clone_from(&note);
    model.tell("taken up where it was left");
    Editor::new(&note)
}

/// A note that could not be saved is written on: it is not kept yet.
pub(super) fn go_on(model: &mut Model, note: &str) {
    if model.drafting.kept != note {
        model.drafting.differs_since = Some(model.now);
    }
}

/// What is to be done when something has happened: a note that has been unkept for long is kept, and notes of others are
/// read when nobody writes.
pub(super) fn settle(model: &mut Model) -> Option<Effect> {
    let Some(text) = writing(model).map(|(_, editor)| editor.text()) else {
        model.drafting.differs_since = None;
        return behind(model);
    };
    if text == model.drafting.kept {
        model.drafting.differs_since = None;
        return None;
    }
    let since = *model.drafting.differs_since.get_or_insert(model.now);
    if model.now.saturating_sub(since) < UNKEPT {
        return None;
    }
    keep_now(model)
}

/// Keeps the note that is being written, if it was changed since it was kept; one that was emptied is forgotten.
pub(super) fn keep_now(model: &mut Model) -> Option<Effect> {
    let (writing, editor) = writing(model)?;
    let (writing, text) = (writing.clone(), editor.text().to_owned());
    if text == model.drafting.kept {
        return None;
    }
    model.drafting.differs_since = None;
    if text.trim().is_empty() {
        model.drafting.kept = text;
        return forget(model, &writing);
    }
    let target = Target::new(&model.reader()?.article, writing.about);
    let draft = NoteDraft { target, note: SafeText::new(&text) };
    model.drafting.drafts.retain(|other| other.target != draft.target);
    model.drafting.drafts.push(draft.clone());
    model.drafting.kept = text;
    Some(Effect::KeepDraft(Box::new(draft)))
}

/// Forgets what was kept of a note that is saved or given up.
pub(super) fn forget(model: &mut Model, writing: &Writing) -> Option<Effect> {
    let draft = draft_of(model, writing)?.clone();
    model.drafting.drafts.retain(|other| *other != draft);
    Some(Effect::DropDraft(Box::new(draft)))
}

/// The notes on the disk have changed; they are read when nobody writes.
pub(super) fn heard_of_others(model: &mut Model) -> Vec<Effect> {
    model.drafting.is_behind = true;
    Vec::new()
}

fn behind(model: &mut Model) -> Option<Effect> {
    let (awaited, article) = model.reader().map(|reader| (reader.awaited, Arc::clone(&reader.article)))?;
    std::mem::take(&mut model.drafting.is_behind).then_some(Effect::ReadNotes(awaited, article))
}

/// The draft about the same words.
fn draft_of<'m>(model: &'m Model, writing: &Writing) -> Option<&'m NoteDraft> {
    let notes = &model.reader()?.notes;
    let is_here = |draft: &&NoteDraft| notes.place_of(&draft.target) == Some(writing.about);
    model.drafting.drafts.iter().find(is_here)
}

/// The note that is being written.
fn writing(model: &Model) -> Option<(&Writing, &Editor)> {
    if !matches!(model.screen, Screen::Reader(_)) {
        return None;
    }
    model.overlays.iter().rev().find_map(|overlay| match overlay {
        Overlay::Note(writing, editor) => Some((writing, editor)),
        _ => None,
    })
}
