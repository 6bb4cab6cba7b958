//! One entry of the reader's journal: what was changed, by which device, when.

use std::sync::Arc;

use super::{Annotation, AnnotationDraft, AnnotationId, Colour, Judgement, Name};
use crate::article::SafeText;

/// The name of an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub Name);

/// A hybrid logical clock: wall time that never runs backwards and orders events on one device.
///
/// Kulkarni and others, "Logical Physical Clocks", OPODIS 2014, §3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// Milliseconds since 1970-01-01 UTC, the largest seen so far.
    pub millis: i64,
    /// Counts events within one millisecond, or while the wall clock stands behind.
    pub counter: u32,
}

impl Clock {
    /// The clock of the next event, given the wall time.
    pub fn next(self, wall: i64) -> Self {
        if wall > self.millis {
            return Self { millis: wall, counter: 0 };
        }
        match self.counter.checked_add(1) {
            Some(counter) => Self { millis: self.millis, counter },
            None => Self { millis: self.millis + 1, counter: 0 },
        }
    }
}

/// What the reader asked to change, before it has a name and a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Make a new annotation.
    Add(Box<AnnotationDraft>),
    /// Take over an annotation that has a name and times already, from another program.
    Adopt(Box<Annotation>),
    /// Put another note and other tags on an annotation.
    Edit {
        /// Which.
        annotation: AnnotationId,
        /// The new note.
        note: Option<SafeText>,
        /// The new tags.
        tags: Vec<SafeText>,
    },
    /// Give a highlight another colour.
    Paint(AnnotationId, Colour),
    /// Take an annotation out of sight; it stays in the journal.
    Delete(AnnotationId),
    /// Bring a deleted annotation back.
    Restore(AnnotationId),
    /// Do all of these as one: they are undone and redone together.
    Together(Vec<Self>),
    /// Keep what the reader said of an annotation whose words were changed.
    Reanchor(AnnotationId, Box<Judgement>),
    /// Take back the last change that was not taken back yet.
    Undo(OperationId, Change),
    /// Do again what was last taken back.
    Redo(OperationId, Change),
}

/// What an operation did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// An annotation was made.
    Add(Arc<Annotation>),
    /// Its note and tags were replaced.
    Edit {
        /// Which.
        annotation: AnnotationId,
        /// The new note.
        note: Option<SafeText>,
        /// The new tags.
        tags: Vec<SafeText>,
    },
    /// It was given another colour. Apart from [`Change::Edit`], so that a colour never makes two notes of one.
    Paint(AnnotationId, Option<Colour>),
    /// It was taken out of sight.
    Delete(AnnotationId),
    /// It was brought back.
    Restore(AnnotationId),
    /// The reader said where its words are in a text, or that they are not in it.
    Reanchor(AnnotationId, Box<Judgement>),
}

impl Change {
    /// Whether the next change of the note answers this one. Who painted a highlight or found it again has said nothing about
    /// its note, so the note's writer stays the last one.
    pub fn is_answered(&self) -> bool {
        !matches!(self, Self::Paint(..) | Self::Reanchor(..))
    }

    /// The annotation that was changed.
    pub fn annotation(&self) -> &AnnotationId {
        match self {
            Self::Add(annotation) => &annotation.id,
            Self::Edit { annotation, .. }
            | Self::Paint(annotation, _)
            | Self::Delete(annotation)
            | Self::Restore(annotation)
            | Self::Reanchor(annotation, _) => annotation,
        }
    }
}

/// A change with its name, its time, and what it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name.
    pub id: OperationId,
    /// When, in the order of the device.
    pub clock: Clock,
    /// Which device wrote it.
    pub device: Arc<str>,
    /// The last operation on this annotation that its writer had seen: two edits with one parent were made apart.
    pub parent: Option<OperationId>,
    /// The operation that this one takes back.
    pub undoes: Option<OperationId>,
    /// The undoing operation that this one takes back.
    pub redoes: Option<OperationId>,
    /// What the operations have in common that were one to the reader, such as those of one import. Undo takes them back
    /// together; a program that does not know of it takes them back one by one.
    pub batch: Option<String>,
    /// What it did.
    pub change: Change,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_never_runs_backwards() {
        let now = Clock { millis: 50, counter: 2 };
        assert_eq!(now.next(51), Clock { millis: 51, counter: 0 });
        assert_eq!(now.next(50), Clock { millis: 50, counter: 3 });
        assert_eq!(now.next(1), Clock { millis: 50, counter: 3 });
        assert!(Clock { millis: 50, counter: u32::MAX }.next(1) > now);
    }
}
