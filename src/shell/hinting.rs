//! What is said beside what a search found: that it could not find all there is.

use super::jobs::open_article;
use super::open::Asking;
use crate::app::screen::library::grouped;
use crate::article::{Article, Origin};
use crate::library::{Error, Library, Query, bundled};

/// That articles wait for their voices, where some do.
///
/// # Errors
/// When the library cannot be read.
pub fn waiting(library: &mut Library) -> Result<Option<String>, Error> {
    let (articles, them) = match library.unheard_count()? {
        0 => return Ok(None),
        1 => ("1 article waits for its".to_owned(), "it"),
        count => (format!("{} articles wait for their", grouped(count)), "them"),
    };
    Ok(Some(format!("{articles} voices to be found; the next “sayso add” does that, or opening {them}")))
}

/// The columns that came with the program, of which the library has those that were opened.
#[derive(Debug, Default)]
pub struct Columns {
    /// Once they were read.
    all: Option<Vec<Article>>,
}

impl Columns {
    /// Those that the library does not have, nor had.
    pub fn unopened(&mut self, library: &mut Library) -> Vec<Article> {
        let read = || {
            let origins = bundled::columns().iter().map(|column| Origin::Bundled(column.name.to_owned()));
            origins
                .filter_map(|origin| open_article(&origin, &Asking::default()).ok())
                .map(|article| (*article).clone())
        };
        let columns = self.all.get_or_insert_with(|| read().collect());
        let is_new = |article: &&Article| {
            let is_met = library.copy_of(&article.origin).is_ok_and(|copy| copy.is_some());
            !is_met
        };
        columns.iter().filter(is_new).cloned().collect()
    }

    /// What to say where nothing was found, though unopened columns have the words that were looked for.
    pub fn hint(&mut self, library: &mut Library, query: &Query) -> Option<String> {
        let unopened = self.unopened(library);
        let fitting: Vec<&Article> = unopened.iter().filter(|article| fits(article, query)).collect();
        let first = fitting.first().filter(|_| !query.is_empty())?;
        let more = match fitting.len() {
            1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        let (has, is, it) = if more.is_empty() { ("has", "is", "it") } else { ("have", "are", "they") };
        let name = first.origin.to_string();
        Some(format!(
            "{name}{more}, which came with sayso, {has} these words; {it} {is} searched once opened, or after \
             “sayso add {name}”"
        ))
    }
}

/// Whether a column that was never opened has the words that are asked for; what else is asked is not so of it.
pub(super) fn fits(article: &Article, query: &Query) -> bool {
    let about = [Some(article.display_title()), article.metadata.byline.clone()];
    let about: Vec<String> = about.into_iter().flatten().map(|words| words.to_string()).collect();
    let words = format!("{}\n{}", about.join("\n"), article.text());
    query.conditions.is_empty() && query.terms.iter().all(|term| term.is_in(&words) != term.is_excluded)
}
