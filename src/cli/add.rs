//! `sayso add`: articles into the library.

use std::iter::once;
use std::path::Path;

use clap::Args;

use super::arguments::Global;
use super::bar::Bar;
use super::output::Output;
use super::setting_right::Corrections;
use super::shelf::{grouped, library, now};
use super::stop::{Stop, tell, warn};
use super::web::Web;
use crate::app::Problem;
use crate::article::{Origin, SafeText};
use crate::import::Subscription;
use crate::import::corpus::Choice;
use crate::library::{Added, Library};
use crate::shell::adding::{Item, Progress, add, has_better, listen};
use crate::shell::feeds::List;
use crate::shell::kept::take_notices;
use crate::shell::open::corpus::{choose_columns, drafts, is_corpus};
use crate::shell::open::{expand_to_corpora, feeds_of, is_of_file, outline, own_address, whole_of};
use crate::shell::reference::Reference;

/// Add articles to your library, with their texts, and find the voices in them
///
/// What is added is found by "sayso search" and "sayso list", and opens also when the file is gone. Nothing is there twice:
/// what was added before is left alone, a text that has changed is kept beside the old one, a renamed file is the same
/// article. Adding can be stopped at any time; adding the same again goes on.
///
/// A feed, or a list of feeds, is followed: "sayso feeds" lists them, and "sayso refresh" gets what is new.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Files, folders, addresses of pages and feeds, lists of feeds (OPML), or sayso:NAME
    #[arg(value_name = "ARTICLE", required = true)]
    articles: Vec<Reference>,
    /// Give each of them this tag; may be given several times
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Follow the feed that a page or a file names or is a copy of, rather than keep what is there now
    #[arg(long)]
    feed: bool,
    /// Which column of a corpus holds which part of its articles, such as text=content or author=writer; may be given
    /// several times
    #[arg(long, value_name = "PART=NAME", value_parser = Choice::parse)]
    column: Vec<Choice>,
    /// Do not find the voices now; the next "sayso add" does
    #[arg(long)]
    no_voices: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso add column.md
  sayso add columns/ --tag ferry
  sayso add https://example.org/feed.xml
  sayso add --feed saved-feed.xml --tag river
  sayso add news.csv --column text=body
  sayso add big-folder/ --no-voices";

/// More problems than this are only counted.
const MOST_TOLD: usize = 20;

/// # Errors
/// When something cannot be read, at the end; when the library cannot be written, at once.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let tags: Vec<SafeText> = options.tag.iter().map(|tag| SafeText::one_line(tag)).collect();
    choose_columns(options.column.clone());
    let Named { articles, origins, lists, mut is_well } = named(options)?;
    if origins.contains(&Origin::StandardInput) {
        warn("what is piped in has no name to be opened by again, and is not kept; write it to a file first");
        return Err(Stop::Told);
    }
    let mut library = library(global)?;
    library.purge_old(now()).ok();
    let addresses: Vec<Origin> = articles.iter().filter_map(page_of).collect();
    // What a file has is taken as it stands there: nobody asked for its page.
    let is_page = |origin: &Origin| {
        matches!(origin, Origin::Address(_)) && (addresses.contains(origin) || !is_of_file(origin))
    };
    let (pages, origins): (Vec<Origin>, Vec<Origin>) = origins.into_iter().partition(is_page);
    let web = Web { pages, lists, wants_feed: options.feed };
    let added = take(&mut library, origins, &tags, &mut is_well)?;
    is_well &= web.is_empty() || web.take(&mut library, &tags, output)?;
    if !articles.is_empty() && (web.is_empty() || !added.ids.is_empty()) {
        output.line(&told(&added))?;
    }
    offer_feeds(&library, &articles, output)?;
    output.flush()?;
    if !options.no_voices {
        find_voices(&mut library, global)?;
    }
    for finding in library.index_findings() {
        warn(&finding.to_string());
    }
    if is_well { Ok(()) } else { Err(Stop::Told) }
}

/// Adds what is on this machine; what cannot be read is told.
fn take(
    library: &mut Library,
    origins: Vec<Origin>,
    tags: &[SafeText],
    is_well: &mut bool,
) -> Result<Added, Stop> {
    if origins.is_empty() {
        return Ok(Added::default());
    }
    let mut failed = 0;
    let fail = |problem| {
        failed += 1;
        if failed <= MOST_TOLD {
            tell(&problem);
        }
    };
    let (mut better, mut wanted) = (0, Vec::with_capacity(origins.len()));
    for origin in origins {
        if has_better(library, &origin)? {
            better += 1;
        } else {
            wanted.push(origin);
        }
    }
    let origins = wanted;
    let of = (!origins.iter().any(holds_several)).then_some(origins.len());
    let mut bar = Bar::new("adding");
    let tell_adding = |progress: Progress| bar.tell(Progress { of, ..progress });
    let mut added = add(library, origins.into_iter().flat_map(items), tags, tell_adding, fail)?;
    added.known += better;
    bar.end();
    if failed > MOST_TOLD {
        warn(&format!("{} could not be read", grouped(failed)));
    }
    *is_well &= failed == 0;
    Ok(added)
}

/// The page that a reference names by its address.
fn page_of(reference: &Reference) -> Option<Origin> {
    matches!(reference, Reference::Address(_)).then(|| whole_of(reference)).flatten()
}

/// What was named, told apart.
struct Named {
    /// As it was named, without the files that stand for feeds.
    articles: Vec<Reference>,
    origins: Vec<Origin>,
    /// Feeds that files list or stand for.
    lists: Vec<Subscription>,
    /// Whether all of the lists can be followed.
    is_well: bool,
}

fn named(options: &Options) -> Result<Named, Stop> {
    let (files, articles) = feed_files(options);
    let expanded = expand_to_corpora(&articles);
    take_notices().iter().for_each(tell);
    let Listed { origins, mut feeds, is_whole } = without_lists(expanded?)?;
    let mut is_well = is_whole;
    for file in files {
        match feeds_of(file) {
            Ok(own) => feeds.extend(own),
            Err(problem) => {
                tell(&problem);
                is_well = false;
            }
        }
    }
    Ok(Named { articles, origins, lists: feeds, is_well })
}

/// Whether an origin holds an unknown number of articles.
fn holds_several(origin: &Origin) -> bool {
    matches!(origin, Origin::File(path) if is_corpus(path))
}

/// What there is to add at an origin: itself, or what it holds.
fn items(origin: Origin) -> Box<dyn Iterator<Item = Item> + Send> {
    let Origin::File(path) = &origin else { return Box::new(once(Item::Origin(origin))) };
    if !is_corpus(path) {
        return Box::new(once(Item::Origin(origin)));
    }
    match drafts(path) {
        Ok(rows) => Box::new(rows.map(|row| match row {
            Ok((origin, draft)) => Item::Part(origin, Box::new(draft)),
            Err(problem) => Item::Unread(problem),
        })),
        Err(problem) => Box::new(once(Item::Unread(problem))),
    }
}

pub(super) fn find_voices(library: &mut Library, global: &Global) -> Result<(), Stop> {
    let corrections = Corrections::read(global);
    let mut bar = Bar::new("finding voices");
    listen(library, move |article| corrections.quietly(article), |progress| bar.tell(progress))?;
    bar.end();
    Ok(())
}

/// What was named, without the lists of feeds.
struct Listed {
    origins: Vec<Origin>,
    /// What the lists have.
    feeds: Vec<Subscription>,
    /// Whether nothing of the lists was refused.
    is_whole: bool,
}

fn without_lists(origins: Vec<Origin>) -> Result<Listed, Stop> {
    let mut listed = Listed { origins: Vec::with_capacity(origins.len()), feeds: Vec::new(), is_whole: true };
    for origin in origins {
        let Some((feeds, refused)) = outline(&origin)? else {
            listed.origins.push(origin);
            continue;
        };
        listed.feeds.extend(feeds);
        listed.is_whole &= refused.is_empty();
        for refusal in refused {
            let what = format!("cannot follow {}", refusal.name);
            tell(&Problem::new(&what, &refusal.why.to_string()));
        }
    }
    Ok(listed)
}

/// The files that stand for a feed to follow, where that is asked for, and the other things that were named.
fn feed_files(options: &Options) -> (Vec<&Path>, Vec<Reference>) {
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for reference in &options.articles {
        match reference {
            Reference::Path(path) if options.feed && path.is_file() => files.push(path.as_path()),
            other => others.push(other.clone()),
        }
    }
    (files, others)
}

/// Says of copies of feeds where these are, if they are not followed yet.
fn offer_feeds(library: &Library, articles: &[Reference], output: &mut Output) -> Result<(), Stop> {
    let files = articles.iter().filter_map(|reference| match reference {
        Reference::Path(path) if path.is_file() => own_address(path),
        _ => None,
    });
    for feed in files {
        let is_known = List::read(library)?.feeds.iter().any(|known| known.address == feed.address);
        if !is_known {
            output.line(&format!("this is a copy of a feed: sayso add {} follows it", feed.address))?;
        }
    }
    Ok(())
}

/// What became of it: "3 added, 1 changed, 2 there already".
fn told(added: &Added) -> String {
    let parts = [
        (added.new, "added"),
        (added.changed, "changed"),
        (added.twins, "there already from another place"),
        (added.known, "there already"),
    ];
    let told = parts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, what)| format!("{} {what}", grouped(*count))).collect();
    if told.is_empty() { "nothing added".to_owned() } else { told.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_happened_is_told() {
        let added = Added { new: 1200, known: 3, ..Added::default() };
        assert_eq!(told(&added), "1,200 added, 3 there already");
        assert_eq!(told(&Added::default()), "nothing added");
    }
}
