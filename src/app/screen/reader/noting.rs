//! Marking and writing: what the note keys are about, and the requests that they make.

use super::{Model, Outcome, Writing};
use crate::annotation::{AnnotationDraft, Request, Target};
use crate::app::notes::{Mark, Notes};
use crate::article::SafeText;
use crate::span::Span;

impl Model {
    /// The words that a note made now is about: what is selected, else the quotation at the cursor, else its paragraph.
    pub fn subject(&self) -> Option<Span> {
        if let Some(selected) = self.selected() {
            return Some(selected);
        }
        let quotation = self.quotation_here().and_then(|here| self.analysis.as_ref()?.quotations.get(here));
        if let Some(quotation) = quotation {
            return Some(quotation.hull());
        }
        let blocks = self.article.blocks();
        let until = blocks.partition_point(|block| block.span.end <= self.cursor);
        blocks.get(until).or(blocks.last()).map(|block| block.span)
    }

    /// The request that keeps a written note; an empty note on a bare new highlight makes none.
    pub fn written(&self, writing: &Writing, note: &str) -> Option<(Request, String)> {
        let note = note.trim();
        let words = (!note.is_empty()).then(|| SafeText::new(note));
        match &writing.annotation {
            Some(_) if note == writing.note.trim() => None,
            Some((annotation, tags)) => {
                let request =
                    Request::Edit { annotation: annotation.clone(), note: words, tags: tags.clone() };
                Some((request, "note saved".to_owned()))
            }
            None => words.map(|words| (self.add(writing.about, Some(words)), "note saved".to_owned())),
        }
    }

    pub(super) fn highlight(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        let Some(subject) = self.subject() else {
            return Outcome::Tell("there is nothing to highlight".to_owned());
        };
        match self.notes.mark_of(subject) {
            None => Outcome::Change(self.add(subject, None), "highlighted".to_owned()),
            Some(mark) if mark.note.is_none() => {
                Outcome::Change(Request::Delete(mark.id.clone()), "highlight taken off".to_owned())
            }
            Some(_) => Outcome::Tell("there is a note here; x deletes it".to_owned()),
        }
    }

    pub(super) fn note(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        if let Some(mark) = self.mark_here() {
            let note = mark.note.clone().unwrap_or_default();
            return Outcome::Write(Writing {
                about: mark.span,
                annotation: Some((mark.id.clone(), mark.tags.clone())),
                note,
            });
        }
        match self.subject() {
            Some(about) => Outcome::Write(Writing { about, annotation: None, note: String::new() }),
            None => Outcome::Tell("there is nothing to write about".to_owned()),
        }
    }

    pub(super) fn delete(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        let Some(mark) = self.mark_here().or_else(|| self.notes.mark_at(self.cursor)) else {
            return Outcome::Tell("no note or highlight here".to_owned());
        };
        let what = if mark.note.is_some() { "note" } else { "highlight" };
        Outcome::Change(Request::Delete(mark.id.clone()), format!("{what} deleted; U brings it back"))
    }

    pub(super) fn undo(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        match self.notes.undo() {
            Some((request, what)) => Outcome::Change(request, format!("undone: {what}")),
            None => Outcome::Tell("nothing to undo".to_owned()),
        }
    }

    pub(super) fn redo(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        match self.notes.redo() {
            Some((request, what)) => Outcome::Change(request, format!("redone: {what}")),
            None => Outcome::Tell("nothing to redo".to_owned()),
        }
    }

    /// The annotation that a note key is about: on a quotation its own, elsewhere the innermost one.
    fn mark_here(&self) -> Option<&Mark> {
        let own = self.subject().and_then(|subject| self.notes.mark_of(subject));
        let is_quotation = self.quotation_here().is_some();
        own.or_else(|| self.notes.mark_at(self.cursor).filter(|_| !is_quotation))
    }

    /// Why no note can be made now, if none can.
    fn refusal(&self) -> Option<Outcome> {
        self.may_keep().err().map(Outcome::Tell)
    }

    /// Whether a note or a correction can be kept now.
    ///
    /// # Errors
    /// Why none can be, in words.
    pub(super) fn may_keep(&self) -> Result<(), String> {
        match &self.notes {
            Notes::Known(_) => Ok(()),
            Notes::Loading => Err("your notes are still being read; try again in a moment".to_owned()),
            Notes::Missing(problem) => Err(format!("notes cannot be kept: {problem}")),
        }
    }

    fn add(&self, subject: Span, note: Option<SafeText>) -> Request {
        let target = Target::new(&self.article, subject);
        Request::Add(Box::new(AnnotationDraft { target, note, tags: Vec::new(), correction: None }))
    }
}
