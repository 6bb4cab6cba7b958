//! Which of the reader's corrections hold in an article, and where.

use super::{Placed, corrected};
use crate::annotation::anchor::{Anchor, Anchors};
use crate::annotation::{AnnotationId, Notebook};
use crate::article::Article;
use crate::attribution::Analysis;

/// The reader's corrections about one article: those that have a place in it, those whose place the reader is asked about
/// and those that have none add up to all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Those that have a place, in the order they were made.
    pub placed: Vec<Placed>,
    /// Those whose words the article has changed: not applied until the reader says where they are.
    pub reviews: Vec<AnnotationId>,
    /// Those whose words are not in the article any more, or not in one place only: listed, exported, not applied.
    pub orphans: Vec<AnnotationId>,
}

impl Standing {
    /// What `notebook` has about the article of `anchors`.
    pub fn new(notebook: &Notebook, anchors: &Anchors) -> Self {
        let mut entries: Vec<_> =
            notebook.corrections().filter(|(entry, _)| anchors.concerns(&entry.annotation.target)).collect();
        entries.sort_by_key(|(entry, _)| entry.annotation.created);
        let mut standing = Self::default();
        for (entry, correction) in entries {
            match anchors.place(entry) {
                Anchor::Found(span) => standing.placed.push(Placed { span, correction: correction.clone() }),
                Anchor::Review(_) => standing.reviews.push(entry.annotation.id.clone()),
                Anchor::Orphan => standing.orphans.push(entry.annotation.id.clone()),
            }
        }
        standing
    }

    /// What was found in `article`, with these corrections carried out.
    pub fn carried_out(&self, found: Analysis, article: &Article) -> Analysis {
        if self.placed.is_empty() { found } else { corrected(&found, article.text(), &self.placed) }
    }
}
