//! The notes as the commands have them: read once, and changed only through the journal.

use jiff::Timestamp;

use crate::annotation::anchor::Anchors;
use crate::annotation::{Entry, Notebook, Operation, Request};
use crate::app::Problem;
use crate::article::{Article, Origin};
use crate::cli::arguments::Global;
use crate::cli::setting_right::tell_findings;
use crate::cli::stop::{Stop, tell_shortfall};
use crate::library::{Error, Library, Paths};
use crate::shell::open::{expand, open};
use crate::shell::reference::Reference;

/// The reader's notes, and the way to change them.
#[derive(Debug)]
pub(super) struct Desk {
    library: Library,
    pub(super) notebook: Notebook,
}

impl Desk {
    /// Reads the notes.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn open(global: &Global) -> Result<Self, Stop> {
        let cannot = |error: &Error| Problem::new("your notes cannot be read", &error.to_string());
        let paths =
            Paths::new(global.data_dir.clone(), global.config.clone()).map_err(|error| cannot(&error))?;
        let mut library = Library::new(paths);
        let loaded = library.notebook().map_err(|error| cannot(&error))?;
        tell_findings(&loaded.report);
        Ok(Self { library, notebook: loaded.notebook })
    }

    /// What tells which notes are about `article`, and where.
    pub(super) fn anchors(&self, article: &Article) -> Anchors {
        self.library.old_texts().anchors(article, &self.notebook)
    }

    /// The name of this device, whose changes can be undone.
    pub(super) fn device(&self) -> &str {
        self.library.device()
    }

    /// The highlight or note whose id begins with `beginning`.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub(super) fn named(&self, beginning: &str) -> Result<&Entry, Problem> {
        let beginning = beginning.trim().to_lowercase();
        let cannot = |why: &str| Problem::new(&format!("there is no note {beginning}"), why);
        let mut like =
            self.notebook.notes().filter(|entry| entry.annotation.id.0.to_string().starts_with(&beginning));
        match (like.next(), like.count()) {
            (Some(only), 0) => Ok(only),
            (Some(_), others) => {
                let why = format!("{} ids begin so", others + 1);
                Err(Problem::new(&format!("it is not clear which note {beginning} is"), &why)
                    .hint("write more of the id"))
            }
            (None, _) => {
                Err(cannot("no id of your notes begins so").hint("\"sayso notes\" lists them with their ids"))
            }
        }
    }

    /// Carries out `requests`; what it gives is on the disk.
    ///
    /// # Errors
    /// When it could not be written; then nothing of it counts.
    pub(super) fn record(
        &mut self,
        article: Option<&Article>,
        requests: Vec<Request>,
    ) -> Result<Vec<Operation>, Problem> {
        let text = article.map(|article| (&article.digest, article.text()));
        let recorded = self.library.record(text, requests, Timestamp::now().as_millisecond());
        recorded.map_err(|error| Problem::new("the note is not saved", &error.to_string()))
    }
}

/// The one article that `reference` names.
///
/// # Errors
/// When it is a folder, or cannot be opened.
pub(super) fn article(reference: &Reference) -> Result<Article, Problem> {
    let origins: Vec<Origin> = expand(std::slice::from_ref(reference))?;
    match origins.as_slice() {
        [only] => open(only).inspect(tell_shortfall),
        _ => {
            Err(Problem::new(&format!("cannot open {reference}"), "it is a folder").hint("name one article"))
        }
    }
}
