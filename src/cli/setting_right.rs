//! The reader's corrections, for commands that show articles as the reader set them right.

use super::arguments::Global;
use super::stop::{tell, warn};
use crate::annotation::Notebook;
use crate::app::Problem;
use crate::article::{Article, SafeText};
use crate::attribution::{Analysis, analyze};
use crate::correction::Standing;
use crate::export::counted;
use crate::lexicon::Lexicon;
use crate::library::{Finding, Library, OldTexts, Paths};

/// The reader's corrections, as far as they can be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Corrections(Option<(Notebook, OldTexts)>);

impl Corrections {
    /// None: articles are shown as the program found them.
    pub(super) fn none() -> Self {
        Self::default()
    }

    /// Those in a notebook that was read.
    pub(super) fn of(notebook: &Notebook, old_texts: OldTexts) -> Self {
        Self(Some((notebook.clone(), old_texts)))
    }

    /// Those in the reader's library. Where there is none, there are none; where it cannot be read, that is told, and
    /// articles are shown as the program found them.
    pub(super) fn read(global: &Global) -> Self {
        let Ok(paths) = Paths::new(global.data_dir.clone(), global.config.clone()) else {
            // Where there is no home, nobody has corrected anything.
            return Self::none();
        };
        let mut library = Library::new(paths);
        match library.notebook() {
            Ok(loaded) => {
                tell_findings(&loaded.report);
                Self(Some((loaded.notebook, library.old_texts())))
            }
            Err(error) => {
                let error = SafeText::one_line(&error.to_string());
                tell(
                    &Problem::new("your corrections cannot be read", &error)
                        .hint("this is what the program found by itself"),
                );
                Self::none()
            }
        }
    }

    /// What is found in `article`, as the reader set it right. Corrections that have no place in it any more are told.
    pub(super) fn analyze(&self, article: &Article) -> Analysis {
        let standing = self.standing(article);
        let name = article.origin.short_name();
        if !standing.orphans.is_empty() {
            warn(&left_out(standing.orphans.len(), &name));
        }
        if !standing.reviews.is_empty() {
            warn(&to_review(standing.reviews.len(), &name));
        }
        standing.carried_out(analyze(article, Lexicon::bundled()), article)
    }

    /// The same without a word about corrections that have no place.
    pub(super) fn quietly(&self, article: &Article) -> Analysis {
        self.standing(article).carried_out(analyze(article, Lexicon::bundled()), article)
    }

    fn standing(&self, article: &Article) -> Standing {
        let Some((notebook, old_texts)) =
            self.0.as_ref().filter(|(notebook, _)| notebook.corrections().next().is_some())
        else {
            return Standing::default();
        };
        Standing::new(notebook, &old_texts.anchors(article, notebook))
    }
}

/// Tells what was found while the notes were read.
pub(super) fn tell_findings(report: &[Finding]) {
    for finding in report.iter().filter(|finding| is_news(finding)) {
        warn(&SafeText::one_line(&finding.to_string()));
    }
}

/// Whether a finding is to be told. Damage is told once, not by every command.
fn is_news(finding: &Finding) -> bool {
    !matches!(finding, Finding::Damaged { is_new: false, .. })
}

/// Tells that so many corrections are about words that the article has changed.
fn to_review(reviews: usize, name: &str) -> String {
    let (count, are) = (counted(reviews, "correction"), if reviews == 1 { "is" } else { "are" });
    let name = SafeText::one_line(name);
    format!(
        "{name}: {count} of yours {are} about words that the article has changed; \"sayso export --format corrections\" lists them"
    )
}

/// Tells that so many corrections could not be carried out in an article.
fn left_out(orphans: usize, name: &str) -> String {
    let (count, have) = (counted(orphans, "correction"), if orphans == 1 { "has" } else { "have" });
    let name = SafeText::one_line(name);
    format!(
        "{name}: {count} of yours {have} no place in it any more; \"sayso export --format corrections\" lists them"
    )
}
