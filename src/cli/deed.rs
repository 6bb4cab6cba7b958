//! Something done to articles of the library, or taken back from them.

use clap::Args;

use super::arguments::Global;
use super::meant::{meant, none_is, tell};
use super::output::Output;
use super::shelf::{library, now, unwritten};
use super::stop::{Stop, warn};
use crate::export::counted;
use crate::library::Deed;

/// Which articles, and how.
#[derive(Args, Debug)]
pub(super) struct Chosen {
    /// Ids of articles, files that were added or what they came out of, or else a query as in "sayso list"
    #[arg(value_name = "ID|ARTICLE|QUERY", required = true)]
    articles: Vec<String>,
    /// Take it back
    #[arg(long)]
    off: bool,
    /// Only list the articles
    #[arg(long)]
    dry_run: bool,
}

/// What is told of a deed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'a> {
    /// When it was done: "starred".
    pub(super) on: &'a str,
    /// When it was taken back.
    pub(super) off: &'a str,
    /// Where there was nothing to do, and nothing to take back.
    pub(super) already: [&'a str; 2],
}

/// Does `deed` to the chosen articles, or takes it back. Lists those that it changed.
///
/// # Errors
/// When no article is so, the library cannot be read or changed, or the output cannot be written.
pub(super) fn carry_out(
    chosen: &Chosen,
    deed: &Deed,
    told: Told<'_>,
    global: &Global,
    output: &mut Output,
) -> Result<(), Stop> {
    let mut library = library(global)?;
    let ids = meant(&mut library, &chosen.articles)?;
    if ids.is_empty() {
        warn(&none_is(&chosen.articles));
        return Err(Stop::Told);
    }
    if chosen.dry_run {
        tell(&mut library, &ids, output)?;
        return output.line(&format!("{} would be changed", counted(ids.len(), "article")));
    }
    let deed = if chosen.off { deed.inverse() } else { deed.clone() };
    let done = library.change(&deed, &ids, now()).map_err(|error| unwritten(&error))?;
    let others = ids.len() - done.articles.len();
    tell(&mut library, &done.articles, output)?;
    let others = match (others, done.articles.is_empty()) {
        (0, _) => String::new(),
        (count, true) => {
            return output.line(&format!("{}: {}", counted(count, "article"), told.nothing(chosen.off)));
        }
        (count, false) => format!("; {count} more: {}", told.nothing(chosen.off)),
    };
    output.line(&format!("{}: {}{others}", counted(done.articles.len(), "article"), told.way(chosen.off)))
}

impl<'a> Told<'a> {
    fn way(self, off: bool) -> &'a str {
        if off { self.off } else { self.on }
    }

    fn nothing(self, off: bool) -> &'a str {
        self.already[usize::from(off)]
    }
}
