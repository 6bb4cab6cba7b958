//! What is added from the web: pages, feeds, lists of feeds.

use super::bar::Bar;
use super::output::Output;
use super::shelf::{grouped, now, unwritten};
use super::stop::{Stop, tell, warn};
use crate::app::Problem;
use crate::article::{Origin, SafeText};
use crate::export::counted;
use crate::fetch::Asked;
use crate::import::Subscription;
use crate::library::{Deed, Library};
use crate::shell::adding::Progress;
use crate::shell::feeds::{self, List, News, Refreshed, Refused, Source};
use crate::shell::refreshing::{Brought, How, Outcome, bring, keep, refresh};

/// What is to be added from the web.
pub(super) struct Web {
    pub(super) pages: Vec<Origin>,
    /// Feeds that a file lists.
    pub(super) lists: Vec<Subscription>,
    /// Whether a page stands for the feed that it names.
    pub(super) wants_feed: bool,
}

impl Web {
    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.lists.is_empty()
    }

    /// Adds it; whether all went well. What did not is told.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub(super) fn take(
        &self,
        library: &mut Library,
        tags: &[SafeText],
        output: &mut Output,
    ) -> Result<bool, Stop> {
        let asked = if self.pages.len() > 1 { Asked::ByProgram } else { Asked::ByUser };
        let how = How { asked, ..How::default() };
        let mut is_well = true;
        for origin in &self.pages {
            match self.take_one(library, (origin, tags), &how, output) {
                Ok(is_done) => is_well &= is_done,
                Err(Stop::Problem(problem)) => {
                    tell(&problem);
                    is_well = false;
                }
                Err(stop) => return Err(stop),
            }
            tagged(library, origin, tags)?;
        }
        if !self.lists.is_empty() {
            is_well &= follow(library, &tagged_feeds(&self.lists, tags), Source::Reader, output)?;
        }
        Ok(is_well)
    }

    fn take_one(
        &self,
        library: &mut Library,
        (origin, tags): (&Origin, &[SafeText]),
        how: &How,
        output: &mut Output,
    ) -> Result<bool, Stop> {
        let is_kept = library.copy_of(origin).is_ok_and(|copy| copy.is_some());
        if is_kept && !self.wants_feed {
            return again(library, std::slice::from_ref(origin), how, output);
        }
        match bring(library, origin, how)? {
            Brought::Article(page, fetched) => {
                if self.wants_feed {
                    let [feed] = page.feeds.as_slice() else {
                        return Err(no_feed(origin, &page.feeds).into());
                    };
                    return follow(
                        library,
                        &tagged_feeds(std::slice::from_ref(feed), tags),
                        Source::Web,
                        output,
                    );
                }
                let title = crate::library::Parcel::new(origin.clone(), &page.draft).title().clone();
                keep(library, origin, &page.draft, fetched, how.shorter)?;
                output.line(&format!("added: {title}"))?;
                if let Some(shortfall) = page.draft.metadata.shortfall {
                    warn(&format!("{origin}: {shortfall}"));
                }
                if let Some(feed) = page.feeds.first() {
                    output.line(&format!("this site has a feed: sayso add {} follows it", feed.address))?;
                }
                Ok(true)
            }
            Brought::Several(parts) => {
                let parcels: Vec<_> = parts
                    .into_iter()
                    .map(|(origin, draft)| crate::library::Parcel::new(origin, &draft))
                    .collect();
                let added = library.add(&parcels, now()).map_err(|error| unwritten(&error))?;
                output.line(&format!("{} added", counted(added.new, "article")))?;
                Ok(true)
            }
            Brought::Feed(read, fetched) => {
                let feed = Subscription {
                    title: read.title.clone(),
                    address: origin.to_string(),
                    tags: tags.to_vec(),
                };
                let is_new = subscribe(library, std::slice::from_ref(&feed), Source::Reader)?.0 > 0;
                let mut bar = Bar::new("fetching");
                let told =
                    feeds::take_fetched(library, (&feed, *read, fetched), how, |news| draw(&mut bar, &news));
                bar.end();
                let told = told?;
                tell_short(&told);
                let new = counted(told.new, "new article");
                let name = feed.title.as_deref().unwrap_or(&feed.address).to_owned();
                let following = if is_new { "following" } else { "already following" };
                output.line(&format!("{following} {name}: {new}"))?;
                Ok(true)
            }
            Brought::Outline(list, _) => follow(library, &tagged_feeds(&list, tags), Source::Web, output),
            Brought::Same => Ok(true),
        }
    }
}

/// Asks for pages again, and says what became of each.
///
/// # Errors
/// When the output cannot be written.
pub(super) fn again(
    library: &mut Library,
    pages: &[Origin],
    how: &How,
    output: &mut Output,
) -> Result<bool, Stop> {
    let (mut same, mut changed, mut failed, mut done) = (0, 0, 0, 0);
    let (is_one, mut lines) = (pages.len() == 1, Vec::new());
    let mut bar = Bar::new("refreshing");
    refresh(library, pages, how, |origin, outcome| {
        done += 1;
        match outcome {
            Ok(Outcome::Same) => same += 1,
            Ok(Outcome::New | Outcome::Changed) => {
                changed += 1;
                lines.push(format!("changed: {origin}"));
            }
            Ok(Outcome::Held(worse)) => {
                bar.end();
                warn(&format!("{origin}: {worse}; the copy that you have stays (--shorter takes this one)"));
                failed += 1;
            }
            Err(problem) => {
                bar.end();
                tell(&problem);
                failed += 1;
            }
        }
        bar.tell(Progress { done, of: Some(pages.len()) });
    });
    bar.end();
    for line in lines {
        output.line(&line)?;
    }
    if changed > 0 && is_one {
        output.line("\"sayso changes\" with the same address shows how")?;
    } else if is_one && same == 1 {
        output.line("not changed")?;
    } else if !is_one {
        output.line(&format!("{} changed, {} not", grouped(changed), grouped(same)))?;
    }
    Ok(failed == 0)
}

/// Follows feeds, and gets what they have.
fn follow(
    library: &mut Library,
    list: &[Subscription],
    source: Source,
    output: &mut Output,
) -> Result<bool, Stop> {
    let (new, refused) = subscribe(library, list, source)?;
    for Refused(problem) in &refused {
        tell(problem);
    }
    output.line(&format!("following {}", counted(new, "more feed")))?;
    let is_taken = |feed: &&Subscription| list.iter().any(|own| own.address == feed.address);
    let all = List::read(library)?.feeds;
    let feeds: Vec<Subscription> = all.iter().filter(is_taken).cloned().collect();
    Ok(fetch(library, &feeds, output)? && refused.is_empty())
}

/// The same feeds, whose articles get these tags too.
fn tagged_feeds(feeds: &[Subscription], tags: &[SafeText]) -> Vec<Subscription> {
    let more = |feed: &Subscription| {
        let new: Vec<SafeText> = tags.iter().filter(|tag| !feed.tags.contains(tag)).cloned().collect();
        Subscription { tags: feed.tags.iter().cloned().chain(new).collect(), ..feed.clone() }
    };
    feeds.iter().map(more).collect()
}

fn subscribe(
    library: &Library,
    list: &[Subscription],
    source: Source,
) -> Result<(usize, Vec<Refused>), Problem> {
    let mut known = List::read(library)?;
    let before = known.clone();
    let (new, refused) = known.add(list, source);
    if known != before {
        known.keep(library)?;
    }
    Ok((new, refused))
}

/// Gets what feeds have, and says what is new.
///
/// # Errors
/// When the library cannot be written.
pub(super) fn fetch(
    library: &mut Library,
    feeds: &[Subscription],
    output: &mut Output,
) -> Result<bool, Stop> {
    let mut bar = Bar::new("refreshing");
    let (mut failed, mut lines) = (0, Vec::new());
    let sum = feeds::refresh(library, feeds, &How::default(), |news| match news {
        News::Step(_) => draw(&mut bar, &news),
        News::Feed(feed, Ok(refreshed)) if refreshed.new + refreshed.changed > 0 => {
            let name = feed.title.as_deref().unwrap_or(&feed.address).to_owned();
            let changed = match refreshed.changed {
                0 => String::new(),
                changed => format!(", {} changed", grouped(changed)),
            };
            lines.push(format!("{name}: {} new{changed}", grouped(refreshed.new)));
        }
        News::Feed(_, Ok(_)) => {}
        News::Feed(_, Err(problem)) => {
            bar.end();
            tell(&problem);
            failed += 1;
        }
    });
    bar.end();
    let sum = sum?;
    for line in lines {
        output.line(&line)?;
    }
    tell_short(&sum);
    let told = format!("{} in {}", counted(sum.new, "new article"), counted(feeds.len(), "feed"));
    output.line(&told)?;
    Ok(failed == 0)
}

/// Says of how many articles only the beginning could be kept, and why of one.
fn tell_short(refreshed: &Refreshed) {
    if let Some(why) = &refreshed.why_short {
        warn(&format!("only the beginning is kept of {}: {why}", counted(refreshed.short, "article")));
    }
}

fn draw(bar: &mut Bar, news: &News<'_>) {
    if let News::Step(step) = news {
        bar.tell(Progress { done: step.done, of: Some(step.of) });
    }
}

fn tagged(library: &mut Library, origin: &Origin, tags: &[SafeText]) -> Result<(), Stop> {
    for tag in tags {
        let ids = library.met_at(origin).map_err(|error| unwritten(&error))?;
        library.change(&Deed::Tag(tag.clone()), &ids, now()).map_err(|error| unwritten(&error))?;
    }
    Ok(())
}

fn no_feed(origin: &Origin, feeds: &[Subscription]) -> Problem {
    let what = format!("cannot follow {origin}");
    if feeds.is_empty() {
        return Problem::new(&what, "the page names no feed");
    }
    let names: Vec<&str> = feeds.iter().map(|feed| feed.address.as_str()).collect();
    Problem::new(&what, "the page names several feeds").hint(&format!("add one of {}", names.join(", ")))
}
