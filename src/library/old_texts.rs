//! The texts that annotations were made in, beside what their articles are now.

use std::path::PathBuf;

use super::texts;
use crate::annotation::{Notebook, anchor::Anchors};
use crate::article::Article;

/// The folder of kept texts; reading it changes nothing on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldTexts {
    folder: PathBuf,
}

impl OldTexts {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Compares `article` with the texts that the annotations in `notebook` about it were made in. A text that is not kept,
    /// or was changed, counts as not kept: then the words are found by their selectors alone.
    pub fn anchors(&self, article: &Article, notebook: &Notebook) -> Anchors {
        Anchors::new(article, notebook, |digest| texts::read(&self.folder, digest).ok().flatten())
    }
}
