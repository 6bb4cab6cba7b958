//! Which of the reader's corrections hold in an article, and where.

use super::{Placed, corrected};
use crate::annotation::{AnnotationId, Notebook, anchor};
use crate::article::Article;
use crate::attribution::Analysis;

/// The reader's corrections about one article: those that have a place in it and those that have none add up to all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Those that have a place, in the order they were made.
    pub placed: Vec<Placed>,
    /// Those whose words are not in the article any more, or not in one place only: listed, exported, not applied.
    pub orphans: Vec<AnnotationId>,
}

impl Standing {
    /// What `notebook` has about `article`.
    pub fn new(notebook: &Notebook, article: &Article) -> Self {
        let mut entries: Vec<_> =
            notebook.corrections().filter(|(entry, _)| entry.annotation.target.concerns(article)).collect();
        entries.sort_by_key(|(entry, _)| entry.annotation.created);
        let mut standing = Self::default();
        for (entry, correction) in entries {
            match anchor::resolve(&entry.annotation.target, article).span() {
                Some(span) => standing.placed.push(Placed { span, correction: correction.clone() }),
                None => standing.orphans.push(entry.annotation.id.clone()),
            }
        }
        standing
    }

    /// What was found in `article`, with these corrections carried out.
    pub fn carried_out(&self, found: Analysis, article: &Article) -> Analysis {
        if self.placed.is_empty() { found } else { corrected(&found, article.text(), &self.placed) }
    }
}
