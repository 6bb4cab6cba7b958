//! `sayso remove`: articles out of the library, and back.

use clap::Args;

use super::arguments::Global;
use super::meant::{meant, none_is, tell};
use super::output::Output;
use super::shelf::{library, now, unread, unwritten};
use super::stop::{Stop, warn};
use crate::export::counted;
use crate::library::Deed;

/// Take articles out of your library; --undo brings back those that were taken out last
///
/// Files are left alone, and so are your notes. What was taken out can be brought back for 30 days.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Ids of articles, files that were added or what they came out of, or else a query as in "sayso list"
    #[arg(value_name = "ID|ARTICLE|QUERY", required_unless_present_any = ["undo", "for_good"])]
    articles: Vec<String>,
    /// Only list what would go
    #[arg(long)]
    dry_run: bool,
    /// Bring back what was taken out last
    #[arg(long, conflicts_with_all = ["articles", "dry_run"])]
    undo: bool,
    /// Forget everything that was taken out, so that it cannot be brought back
    #[arg(long, conflicts_with_all = ["articles", "undo", "dry_run"])]
    for_good: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso remove 3f9a12
  sayso remove corpus.jsonl
  sayso remove is:archived before:2010 --dry-run
  sayso remove --undo";

/// # Errors
/// When nothing is so, the library cannot be read or changed, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let mut library = library(global)?;
    if options.undo {
        let ids = library.removed_last().map_err(|error| unread(&error))?;
        let done = library.change(&Deed::Restore, &ids, now()).map_err(|error| unwritten(&error))?;
        return match done.articles.len() {
            0 => {
                warn("nothing was taken out that can be brought back");
                Err(Stop::Told)
            }
            count => output.line(&format!("{} back", counted(count, "article"))),
        };
    }
    if options.for_good {
        let count = library.purge().map_err(|error| unwritten(&error))?;
        return output.line(&format!("{} forgotten", counted(count, "article")));
    }
    library.purge_old(now()).ok();
    let ids = meant(&mut library, &options.articles)?;
    if ids.is_empty() {
        warn(&none_is(&options.articles));
        return Err(Stop::Told);
    }
    tell(&mut library, &ids, output)?;
    if options.dry_run {
        return output.line(&format!("{} would go", counted(ids.len(), "article")));
    }
    let done = library.change(&Deed::Remove, &ids, now()).map_err(|error| unwritten(&error))?;
    let told = counted(done.articles.len(), "article");
    output.line(&format!("{told} taken out; \"sayso remove --undo\" brings back what was taken out last"))
}
