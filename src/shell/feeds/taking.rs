//! The items of a feed, kept each once.

use super::Refreshed;
use crate::app::Problem;
use crate::article::{Digest, Draft, Metadata, Origin, SafeText, Shortfall};
use crate::fetch::Address;
use crate::import::{Feed, FeedItem, Subscription};
use crate::library::{Deed, Library, Parcel};
use crate::shell::clerk::now;
use crate::shell::refreshing::unkept;

/// An article of which only the beginning is known.
#[derive(Clone, Debug)]
pub(super) struct Teaser {
    /// The feed it is from.
    pub feed: String,
    /// What the library knows it by.
    pub origin: Origin,
    /// Its own page.
    pub address: String,
    /// The beginning.
    pub draft: Draft,
}

/// What came of the items of a feed.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub refreshed: Refreshed,
    /// Of these the whole is to be asked for.
    pub teasers: Vec<Teaser>,
}

/// What an item is known by.
struct Names {
    /// What its feed calls it.
    by_feed: Origin,
    /// Its address where it has one, else the same.
    own: Origin,
    address: Option<String>,
}

/// Keeps the items of a feed that are new, with the tags that it has in the list, and those that were edited.
///
/// # Errors
/// When the library cannot be written.
pub(super) fn take(library: &mut Library, listed: &Subscription, feed: Feed) -> Result<Taken, Problem> {
    let mut taken = Taken::default();
    for item in feed.items {
        let names = names(&listed.address, &item);
        let Some(draft) = words(item, feed.title.as_ref()) else { continue };
        take_one(library, listed, names, draft, &mut taken)?;
    }
    Ok(taken)
}

fn names(feed: &str, item: &FeedItem) -> Names {
    let by_feed = Origin::Part(Box::new(Origin::Address(feed.to_owned())), item.id.clone());
    let address = item.address.as_deref().and_then(|address| Address::parse(address).ok());
    let address = address.map(|address| address.untracked().to_string());
    let own = address.clone().map_or_else(|| by_feed.clone(), Origin::Address);
    Names { by_feed, own, address }
}

/// The words of an item; of one that only links, its headline.
fn words(item: FeedItem, publication: Option<&SafeText>) -> Option<Draft> {
    if let Some(draft) = item.draft {
        return Some(draft);
    }
    let title = item.title.filter(|_| item.address.is_some())?;
    let metadata = Metadata {
        title: Some(title.clone()),
        byline: item.byline,
        publication: publication.cloned(),
        date: item.date,
        url: item.address.as_deref().map(SafeText::new),
        shortfall: Some(Shortfall::Teaser),
        ..Metadata::default()
    };
    Some(Draft { text: title, metadata, ..Draft::default() })
}

fn take_one(
    library: &mut Library,
    feed: &Subscription,
    names: Names,
    draft: Draft,
    taken: &mut Taken,
) -> Result<(), Problem> {
    let cannot = |error: crate::library::Error| unkept(&error);
    let is_teaser = draft.metadata.shortfall == Some(Shortfall::Teaser);
    if library.is_known(&names.by_feed).map_err(cannot)? {
        let last = library.copy_of(&names.by_feed).map_err(cannot)?;
        let is_as_it_was = last.is_some_and(|last| last.text == draft.text);
        let Some(id) = library.met_at(&names.by_feed).map_err(cannot)?.first().copied() else {
            // The reader has taken it out of the library.
            return Ok(());
        };
        let Some(entry) = library.entry(id).map_err(cannot)? else { return Ok(()) };
        if !is_teaser && !is_as_it_was {
            let parcels = [Parcel::new(entry.origin, &draft), Parcel::new(names.by_feed, &draft)];
            library.add(&parcels, now()).map_err(cannot)?;
            taken.refreshed.changed += 1;
        } else if is_teaser && entry.shortfall == Some(Shortfall::Teaser) {
            // The program may have ended before the whole was asked for.
            want_whole(library, &feed.address, (entry.origin, names.address), draft, taken)?;
        }
        return Ok(());
    }
    if names.own != names.by_feed && library.is_known(&names.own).map_err(cannot)? {
        // It came by another feed, or its page is kept: from now on it has this name too, with the words it has.
        let kept = library.copy_of(&names.own).map_err(cannot)?;
        if let (Some(kept), false) = (kept, library.met_at(&names.own).map_err(cannot)?.is_empty()) {
            library.add(&[Parcel::new(names.by_feed, &kept)], now()).map_err(cannot)?;
        }
        return Ok(());
    }
    let Some(draft) = of_its_own(library, draft, is_teaser)? else { return Ok(()) };
    let mut parcels = vec![Parcel::new(names.own.clone(), &draft)];
    if names.own != names.by_feed {
        parcels.push(Parcel::new(names.by_feed, &draft));
    }
    let added = library.add(&parcels, now()).map_err(cannot)?;
    taken.refreshed.new += added.new;
    for tag in &feed.tags {
        library.change(&Deed::Tag(tag.clone()), &added.ids, now()).map_err(cannot)?;
    }
    if is_teaser {
        want_whole(library, &feed.address, (names.own, names.address), draft, taken)?;
    }
    Ok(())
}

/// The words of a new item. Beginnings that say the same, such as "read more", are different articles: such a one begins
/// with its headline instead. `None` where that is nobody's own either.
fn of_its_own(library: &mut Library, draft: Draft, is_teaser: bool) -> Result<Option<Draft>, Problem> {
    let mut is_taken = |text: &str| {
        let copy = library.copy(&Digest::of(text)).map_err(|error| unkept(&error))?;
        Ok::<bool, Problem>(copy.is_some())
    };
    if !is_teaser || !is_taken(&draft.text)? {
        return Ok(Some(draft));
    }
    let Some(title) = draft.metadata.title.clone() else { return Ok(None) };
    let is_free = !is_taken(&title)?;
    Ok(is_free.then(|| Draft { text: title, metadata: draft.metadata, ..Draft::default() }))
}

/// Wants the whole of an article that was not asked for yet.
fn want_whole(
    library: &mut Library,
    feed: &str,
    (origin, address): (Origin, Option<String>),
    draft: Draft,
    taken: &mut Taken,
) -> Result<(), Problem> {
    let Some(address) = address else { return Ok(()) };
    let was_asked = library.fetched(&origin).map_err(|error| unkept(&error))?.is_some();
    if !was_asked {
        taken.teasers.push(Teaser { feed: feed.to_owned(), origin, address, draft });
    }
    Ok(())
}
