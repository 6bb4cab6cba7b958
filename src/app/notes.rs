//! The reader's notes on the article that is open: what stands, where, and what undo would do.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::message::ReadNotes;
use super::problem::Problem;
use crate::annotation::anchor::{Anchor, Anchors, Comparison, Review};
use crate::annotation::{
    AnnotationId, Colour, Entry, Judgement, Notebook, Operation, PositionSelector, QuoteSelector, Request,
    Target, Verdict,
};
use crate::article::{Article, SafeText};
use crate::correction::{Placed, Standing};
use crate::export::counted;
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
    anchors: Arc<Anchors>,
    marks: Vec<Mark>,
    corrections: Vec<Placed>,
    reviews: Vec<ToReview>,
    orphans: Vec<AnnotationId>,
}

/// An annotation whose words the article has changed: the reader is asked where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToReview {
    /// Which annotation: a note, a highlight or a correction.
    pub id: AnnotationId,
    /// What stands in the place of its words, and why that is not certain.
    pub review: Review,
    /// The words that were marked.
    pub words: SafeText,
    /// What the reader wrote.
    pub note: Option<SafeText>,
    /// The sentence as it was and as it is, word by word.
    pub sentences: Comparison,
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
    /// The notes when they have been read.
    pub fn read(read: Result<ReadNotes, Problem>) -> Self {
        match read {
            Ok(ReadNotes { notebook, device, anchors }) => {
                let (marks, corrections, reviews, orphans) = Default::default();
                let mut known =
                    KnownNotes { notebook, device, anchors, marks, corrections, reviews, orphans };
                known.settle();
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

    /// The annotations whose words the article has changed, in the order of the text.
    pub fn reviews(&self) -> &[ToReview] {
        self.known().map_or(&[], |known| &known.reviews)
    }

    /// The annotations on the article that have no place in it any more, oldest first.
    pub fn orphans(&self) -> impl Iterator<Item = &Entry> {
        let known = self.known();
        known.into_iter().flat_map(|known| known.orphans.iter().filter_map(|id| known.notebook.entry(id)))
    }

    /// What to tell of notes and corrections that are not where they were; `None` where all are.
    pub fn displaced(&self) -> Option<String> {
        let (corrections, notes): (Vec<_>, Vec<_>) =
            self.orphans().partition(|entry| entry.annotation.correction.is_some());
        let some = |count: usize, noun: &str| (count > 0).then(|| counted(count, noun));
        let lost: Vec<String> =
            some(notes.len(), "note").into_iter().chain(some(corrections.len(), "correction")).collect();
        let reviews = some(self.reviews().len(), "note").map(|reviews| format!("{reviews} to review"));
        let lost = (!lost.is_empty()).then(|| format!("{} without a place", lost.join(" and ")));
        let told: Vec<String> = reviews.into_iter().chain(lost).collect();
        (!told.is_empty()).then(|| told.join(", "))
    }

    /// The innermost annotation at `place`; a bookmark only where nothing is painted.
    pub fn mark_at(&self, place: usize) -> Option<&Mark> {
        let here = self.marks().iter().filter(|mark| mark.span.contains(place));
        here.min_by_key(|mark| (mark.colour.is_none(), mark.span.len()))
    }

    /// Where the words of `target` are in the article, if that is known for sure.
    pub fn place_of(&self, target: &Target) -> Option<Span> {
        self.known()?.anchors.resolve(target).span()
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
    pub fn extend(&mut self, operations: Vec<Operation>) {
        if let Self::Known(known) = self {
            known.notebook.extend(operations);
            known.settle();
        }
    }

    /// The request that takes back the last change on the article, and what it was.
    pub fn undo(&self) -> Option<(Request, String)> {
        let known = self.known()?;
        let mut reversal =
            known.notebook.undo(&known.device, |annotation| known.anchors.concerns(&annotation.target))?;
        let what = std::mem::take(&mut reversal.what);
        Some((reversal.undo(), what))
    }

    /// The request that does it again.
    pub fn redo(&self) -> Option<(Request, String)> {
        let known = self.known()?;
        let mut reversal =
            known.notebook.redo(&known.device, |annotation| known.anchors.concerns(&annotation.target))?;
        let what = std::mem::take(&mut reversal.what);
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

impl ToReview {
    /// The request that keeps the reader's word that the annotation belongs at `span` of `article`, which need not be the
    /// place that was asked about.
    pub fn confirmed(&self, article: &Article, span: Span) -> Request {
        let quote = QuoteSelector::new(article.text(), span);
        self.judged(article, Verdict::At(quote, PositionSelector::new(article.text(), span)))
    }

    /// The request that keeps the reader's word that the annotation has no place in `article` any more.
    pub fn discarded(&self, article: &Article) -> Request {
        self.judged(article, Verdict::Nowhere)
    }

    fn judged(&self, article: &Article, verdict: Verdict) -> Request {
        let method = self.review.why.name().to_owned();
        let judgement = Judgement { digest: article.digest, verdict, method, score: self.review.similarity };
        Request::Reanchor(self.id.clone(), Box::new(judgement))
    }
}

impl KnownNotes {
    /// The highlights and notes on the article, with a place or without.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.notebook.notes().filter(|entry| self.anchors.concerns(&entry.annotation.target))
    }

    /// The names of the annotations that were deleted.
    pub fn deleted(&self) -> impl Iterator<Item = &AnnotationId> {
        self.notebook.deleted().map(|entry| &entry.annotation.id)
    }

    /// One annotation, also one on another article.
    pub fn entry(&self, id: &AnnotationId) -> Option<&Entry> {
        self.notebook.entry(id)
    }

    /// Whether `target` is of the article.
    pub fn concerns(&self, target: &Target) -> bool {
        self.anchors.concerns(target)
    }

    /// Where the words of `entry` are in the article.
    pub fn place(&self, entry: &Entry) -> Anchor {
        self.anchors.place(entry)
    }

    /// Finds every annotation on the article its place. Those with one, those to review and those without are all.
    fn settle(&mut self) {
        let standing = Standing::new(&self.notebook, &self.anchors);
        let (mut marks, mut reviews, mut orphans) = (Vec::new(), Vec::new(), Vec::new());
        for entry in self.entries() {
            match self.place(entry) {
                Anchor::Found(span) => marks.push(Mark {
                    id: entry.annotation.id.clone(),
                    span,
                    note: entry.annotation.note.as_ref().map(ToString::to_string),
                    tags: entry.annotation.tags.clone(),
                    colour: entry.annotation.colour,
                    other_notes: entry.other_notes.clone(),
                }),
                Anchor::Review(review) => reviews.push(self.to_review(entry, review)),
                Anchor::Orphan => orphans.push(entry.annotation.id.clone()),
            }
        }
        let corrections = standing.reviews.iter().filter_map(|id| self.notebook.entry(id));
        reviews
            .extend(corrections.filter_map(|entry| Some(self.to_review(entry, self.place(entry).review()?))));
        orphans.extend(standing.orphans);
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
        reviews.sort_by_key(|to_review| (to_review.review.span.start, to_review.review.span.end));
        self.corrections = standing.placed;
        (self.marks, self.reviews, self.orphans) = (marks, reviews, orphans);
    }

    fn to_review(&self, entry: &Entry, review: Review) -> ToReview {
        ToReview {
            id: entry.annotation.id.clone(),
            review,
            words: entry.annotation.target.quote.exact.clone(),
            note: entry.annotation.note.clone(),
            sentences: self.anchors.comparison(entry, &review),
        }
    }
}
