//! The reader's notes on the article that is open: what stands, where, and what undo would do.

use std::collections::BTreeSet;

use super::message::ReadNotes;
use super::problem::Problem;
use crate::annotation::{AnnotationId, Colour, Entry, Notebook, Operation, Request, anchor};
use crate::article::{Article, SafeText};
use crate::correction::{Placed, Standing};
use crate::span::Span;

/// The notes, as far as they are known.
#[derive(Clone, Debug, PartialEq)]
pub enum Notes {
    /// Being read.
    Loading,
    /// Known.
    Known(KnownNotes),
    /// They cannot be read, and so none can be made.
    Missing(Problem),
}

/// Notes that were read.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownNotes {
    notebook: Notebook,
    device: String,
    marks: Vec<Mark>,
    corrections: Vec<Placed>,
    /// Annotations on this article that have no place in it any more.
    pub orphans: usize,
}

/// An annotation that has a place in the open article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which annotation.
    pub id: AnnotationId,
    /// Its words.
    pub span: Span,
    /// What the reader wrote.
    pub note: Option<String>,
    /// The reader's keywords.
    pub tags: Vec<SafeText>,
    /// How its words are painted; `None` for a bookmark.
    pub colour: Option<Colour>,
    /// What was written at the same time elsewhere: both are kept.
    pub other_notes: Vec<SafeText>,
}

impl Notes {
    /// The notes when they have been read, seen from `article`.
    pub fn read(read: Result<ReadNotes, Problem>, article: &Article) -> Self {
        match read {
            Ok(ReadNotes { notebook, device }) => {
                let (marks, corrections) = (Vec::new(), Vec::new());
                let mut known = KnownNotes { notebook, device, marks, corrections, orphans: 0 };
                known.place(article);
                Self::Known(known)
            }
            Err(problem) => Self::Missing(problem),
        }
    }

    /// The notes if they are known.
    pub fn known(&self) -> Option<&KnownNotes> {
        match self {
            Self::Known(known) => Some(known),
            Self::Loading | Self::Missing(_) => None,
        }
    }

    /// The annotations that have a place in the article, in the order of the text.
    pub fn marks(&self) -> &[Mark] {
        self.known().map_or(&[], |known| &known.marks)
    }

    /// What the reader set right of what was found, in the order it was done.
    pub fn corrections(&self) -> &[Placed] {
        self.known().map_or(&[], |known| &known.corrections)
    }

    /// The innermost annotation at `place`; a bookmark only where nothing is painted.
    pub fn mark_at(&self, place: usize) -> Option<&Mark> {
        let here = self.marks().iter().filter(|mark| mark.span.contains(place));
        here.min_by_key(|mark| (mark.colour.is_none(), mark.span.len()))
    }

    /// The annotation of exactly these words.
    pub fn mark_of(&self, span: Span) -> Option<&Mark> {
        self.marks().iter().find(|mark| mark.span == span)
    }

    /// The highlight of exactly these words, with a note or without.
    pub fn highlight_of(&self, span: Span) -> Option<&Mark> {
        self.marks().iter().find(|mark| mark.span == span && mark.colour.is_some())
    }

    /// All tags that stand in any note, each once, in the order of the alphabet.
    pub fn tags(&self) -> BTreeSet<&SafeText> {
        let notes = self.known().into_iter().flat_map(|known| known.notebook.notes());
        notes.flat_map(|entry| &entry.annotation.tags).collect()
    }

    /// Takes in changes that are on the disk.
    pub fn extend(&mut self, operations: Vec<Operation>, article: &Article) {
        if let Self::Known(known) = self {
            known.notebook.extend(operations);
            known.place(article);
        }
    }

    /// The request that takes back the last change on `article`, and what it was.
    pub fn undo(&self, article: &Article) -> Option<(Request, &'static str)> {
        let known = self.known()?;
        let reversal =
            known.notebook.undo(&known.device, |annotation| annotation.target.concerns(article))?;
        let what = reversal.what;
        Some((reversal.undo(), what))
    }

    /// The request that does it again.
    pub fn redo(&self, article: &Article) -> Option<(Request, &'static str)> {
        let known = self.known()?;
        let reversal =
            known.notebook.redo(&known.device, |annotation| annotation.target.concerns(article))?;
        let what = reversal.what;
        Some((reversal.redo(), what))
    }
}

impl Mark {
    /// What it is called: "note", "bookmark", "highlight".
    pub fn kind(&self) -> &'static str {
        match (&self.colour, &self.note) {
            (None, _) => "bookmark",
            (Some(_), Some(_)) => "note",
            (Some(_), None) => "highlight",
        }
    }
}

impl KnownNotes {
    /// The highlights and notes on `article`, with a place or without.
    pub fn entries<'n>(&'n self, article: &'n Article) -> impl Iterator<Item = &'n Entry> {
        self.notebook.notes().filter(|entry| entry.annotation.target.concerns(article))
    }

    /// The names of the annotations that were deleted.
    pub fn deleted(&self) -> impl Iterator<Item = &AnnotationId> {
        self.notebook.deleted().map(|entry| &entry.annotation.id)
    }

    fn place(&mut self, article: &Article) {
        let standing = Standing::new(&self.notebook, article);
        let mut marks = Vec::new();
        let mut orphans = standing.orphans.len();
        for entry in self.notebook.notes().filter(|entry| entry.annotation.target.concerns(article)) {
            match anchor::resolve(&entry.annotation.target, article).span() {
                Some(span) => marks.push(Mark {
                    id: entry.annotation.id.clone(),
                    span,
                    note: entry.annotation.note.as_ref().map(ToString::to_string),
                    tags: entry.annotation.tags.clone(),
                    colour: entry.annotation.colour,
                    other_notes: entry.other_notes.clone(),
                }),
                None => orphans += 1,
            }
        }
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
        self.corrections = standing.placed;
        self.marks = marks;
        self.orphans = orphans;
    }
}
