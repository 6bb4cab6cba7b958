//! Marking and writing: what the note keys are about, and the requests that they make.

use super::{Model, Outcome};
use crate::annotation::inline_tag;
use crate::annotation::{AnnotationDraft, AnnotationId, Colour, Request, Target};
use crate::app::action::Action;
use crate::app::notes::{Mark, Notes};
use crate::article::SafeText;
use crate::span::Span;

/// A note to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    /// The words the note is about.
    pub about: Span,
    /// The annotation that is changed; `None` for a new one.
    pub annotation: Option<AnnotationId>,
    /// The note so far, with its tags as they are typed.
    pub note: String,
    /// Tags that cannot be typed in a note, and stay as they are.
    pub tags: Vec<SafeText>,
}

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
        self.paragraph_here()
    }

    /// The request that keeps a written note; an empty note on a bare new highlight makes none.
    pub fn written(&self, writing: &Writing, written: &str) -> Option<(Request, String)> {
        let written = written.trim();
        let (note, mut tags) = inline_tag::parted(written);
        tags.extend(writing.tags.iter().cloned());
        let words = (!note.is_empty()).then(|| SafeText::new(&note));
        match &writing.annotation {
            Some(_) if written == writing.note.trim() => None,
            Some(annotation) => {
                let request = Request::Edit { annotation: annotation.clone(), note: words, tags };
                Some((request, "note saved".to_owned()))
            }
            None if written.is_empty() => None,
            None => {
                let draft = self.draft(writing.about, Some(self.colour));
                let draft = AnnotationDraft { note: words, tags, ..draft };
                Some((Request::Add(Box::new(draft)), "note saved".to_owned()))
            }
        }
    }

    /// Carries out an action about notes, or a search from here; `None` for any other.
    pub(super) fn marks_on(&self, action: Action) -> Option<Outcome> {
        Some(match action {
            Action::Highlight => self.highlight(),
            Action::Note => self.note(),
            Action::Bookmark => self.bookmark(),
            Action::Paint(colour) => self.paint(colour),
            Action::Colour => self.paintable(),
            Action::Tag => self.taggable(),
            Action::Delete => self.delete(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Search => Outcome::Search(String::new()),
            Action::SearchSpeaker => self.search_speaker(),
            _ => return None,
        })
    }

    fn highlight(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        let Some(subject) = self.subject() else {
            return Outcome::Tell("there is nothing to highlight".to_owned());
        };
        match self.notes.highlight_of(subject) {
            None => {
                let draft = self.draft(subject, Some(self.colour));
                Outcome::Change(Request::Add(Box::new(draft)), "highlighted".to_owned())
            }
            Some(mark) if mark.note.is_none() && mark.tags.is_empty() => {
                Outcome::Change(Request::Delete(mark.id.clone()), "highlight taken off".to_owned())
            }
            Some(_) => Outcome::Tell("there is a note here; x deletes it".to_owned()),
        }
    }

    /// Puts a bookmark at the paragraph of the cursor, or takes off the one that is there.
    fn bookmark(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        let Some(paragraph) = self.paragraph_here() else {
            return Outcome::Tell("there is nothing to put a bookmark at".to_owned());
        };
        let is_here = |mark: &&Mark| mark.colour.is_none() && paragraph.overlaps(mark.span);
        if let Some(mark) = self.notes.marks().iter().find(is_here) {
            return Outcome::Change(Request::Delete(mark.id.clone()), "bookmark taken out".to_owned());
        }
        let draft = self.draft(paragraph, None);
        Outcome::Change(Request::Add(Box::new(draft)), "bookmark put here".to_owned())
    }

    fn note(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        if let Some(mark) = self.mark_here() {
            return Outcome::Write(Writing::of(mark));
        }
        match self.subject() {
            Some(about) => {
                Outcome::Write(Writing { about, annotation: None, note: String::new(), tags: Vec::new() })
            }
            None => Outcome::Tell("there is nothing to write about".to_owned()),
        }
    }

    /// Gives the highlight here another colour.
    fn paint(&self, colour: Colour) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        match self.highlight_here() {
            Some(mark) if mark.colour == Some(colour) => Outcome::Tell(format!("it is {}", colour.name())),
            Some(mark) => Outcome::Change(Request::Paint(mark.id.clone(), colour), colour.name().to_owned()),
            None => Outcome::Tell("there is no highlight here".to_owned()),
        }
    }

    /// Asks for the colour of the highlight here.
    fn paintable(&self) -> Outcome {
        match self.highlight_here() {
            Some(_) => Outcome::AskColour,
            None => self.refusal().unwrap_or(Outcome::Tell("there is no highlight here".to_owned())),
        }
    }

    /// Asks for a tag of what is marked here.
    fn taggable(&self) -> Outcome {
        match self.any_mark_here() {
            Some(_) => Outcome::Command("tag ".to_owned()),
            None => {
                self.refusal().unwrap_or(Outcome::Tell("no note or highlight here: h highlights".to_owned()))
            }
        }
    }

    /// Puts a tag on what is marked here, or takes it off.
    pub fn tag(&self, tag: &str) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        let tag = SafeText::one_line(tag.trim().trim_start_matches(['.', '#']));
        let Some(mark) = self.any_mark_here() else {
            return Outcome::Tell("no note or highlight here: h highlights".to_owned());
        };
        if tag.is_empty() {
            return Outcome::Tell("write: tag NAME".to_owned());
        }
        let mut tags = mark.tags.clone();
        let had = tags.len();
        tags.retain(|other| *other != tag);
        let said = if tags.len() < had {
            format!("not tagged {tag} any more")
        } else {
            tags.push(tag.clone());
            format!("tagged {tag}")
        };
        let note = mark.note.as_deref().map(SafeText::new);
        Outcome::Change(Request::Edit { annotation: mark.id.clone(), note, tags }, said)
    }

    fn delete(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        let Some(mark) = self.any_mark_here() else {
            return Outcome::Tell("no note or highlight here".to_owned());
        };
        Outcome::Change(
            Request::Delete(mark.id.clone()),
            format!("{} deleted; U brings it back", mark.kind()),
        )
    }

    fn undo(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        match self.notes.undo() {
            Some((request, what)) => Outcome::Change(request, format!("undone: {what}")),
            None => Outcome::Tell("nothing to undo".to_owned()),
        }
    }

    fn redo(&self) -> Outcome {
        if let Some(refusal) = self.refusal() {
            return refusal;
        }
        match self.notes.redo() {
            Some((request, what)) => Outcome::Change(request, format!("redone: {what}")),
            None => Outcome::Tell("nothing to redo".to_owned()),
        }
    }

    /// Looks in the library for all that the speaker at the cursor says.
    fn search_speaker(&self) -> Outcome {
        let analysis = self.analysis.as_ref();
        let speaker = analysis.and_then(|analysis| {
            let quotation = analysis.quotations.get(self.quotation_here()?)?;
            analysis.speaker_of(quotation)
        });
        match speaker {
            Some(speaker) => Outcome::Search(format!("speaker:\"{}\"", speaker.name.replace('"', ""))),
            None => Outcome::Tell("nobody is known to speak here".to_owned()),
        }
    }

    /// What is marked at the cursor, in words for the status line: "note 2/5 · blue: evidence · .law".
    pub fn marked_here(&self, code: impl Fn(Colour) -> String) -> Option<String> {
        let mark = self.any_mark_here()?;
        let colour = mark.colour.map(|colour| match code(colour) {
            meaning if meaning.is_empty() => colour.name().to_owned(),
            meaning => format!("{}: {meaning}", colour.name()),
        });
        let number = self.notes.marks().iter().position(|other| other.id == mark.id)? + 1;
        let mut words = vec![format!("{} {number}/{}", mark.kind(), self.notes.marks().len())];
        words.extend(colour);
        words.extend(mark.tags.iter().map(|tag| format!(".{tag}")));
        if !mark.other_notes.is_empty() {
            words.push("two versions".to_owned());
        }
        Some(words.join(" · "))
    }

    /// The annotation that a note key is about: on a quotation its own, elsewhere the innermost one.
    fn mark_here(&self) -> Option<&Mark> {
        let own = self.subject().and_then(|subject| self.notes.mark_of(subject));
        let is_quotation = self.quotation_here().is_some();
        own.or_else(|| self.notes.mark_at(self.cursor).filter(|_| !is_quotation))
    }

    /// What is marked here at all, what is about just this first.
    fn any_mark_here(&self) -> Option<&Mark> {
        self.mark_here().or_else(|| self.notes.mark_at(self.cursor))
    }

    fn highlight_here(&self) -> Option<&Mark> {
        let own = self.subject().and_then(|subject| self.notes.highlight_of(subject));
        own.or_else(|| self.any_mark_here().filter(|mark| mark.colour.is_some()))
    }

    fn paragraph_here(&self) -> Option<Span> {
        let blocks = self.article.blocks();
        let until = blocks.partition_point(|block| block.span.end <= self.cursor);
        blocks.get(until).or(blocks.last()).map(|block| block.span)
    }

    /// Why no note can be made now, if none can.
    fn refusal(&self) -> Option<Outcome> {
        self.may_keep().err().map(Outcome::Tell)
    }

    /// Whether a note or a correction can be kept now.
    ///
    /// # Errors
    /// Why none can be, in words.
    pub(in crate::app) fn may_keep(&self) -> Result<(), String> {
        match &self.notes {
            Notes::Known(_) => Ok(()),
            Notes::Loading => Err("your notes are still being read; try again in a moment".to_owned()),
            Notes::Missing(problem) => Err(format!("notes cannot be kept: {problem}")),
        }
    }

    fn draft(&self, subject: Span, colour: Option<Colour>) -> AnnotationDraft {
        let target = Target::new(&self.article, subject);
        AnnotationDraft { target, note: None, tags: Vec::new(), colour, correction: None }
    }
}

impl Writing {
    /// What is written already, to be gone on with. Notes that were written at the same time elsewhere come behind:
    /// what is saved then stands for all of them.
    fn of(mark: &Mark) -> Self {
        let (typed, rest): (Vec<_>, Vec<_>) =
            mark.tags.iter().cloned().partition(|tag| inline_tag::is_name(tag));
        let mut note = mark.note.clone().unwrap_or_default();
        for other in &mark.other_notes {
            note = format!("{note}\n\nwritten at the same time:\n{other}");
        }
        Self {
            about: mark.span,
            annotation: Some(mark.id.clone()),
            note: inline_tag::joined(note.trim(), &typed),
            tags: rest,
        }
    }
}
