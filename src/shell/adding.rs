//! Many articles into the library: read and made ready on all cores, written some at a time, in their order.

use std::io;
use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use super::clerk::now;
use super::hearing::heard;
use super::kept::take_said;
use super::open::{Asking, draft};
use super::parallel::{Panicked, ordered};
use crate::app::Problem;
use crate::article::{Article, Draft, Origin, SafeText, Shortfall};
use crate::attribution::Analysis;
use crate::library::{Added, ArticleId, Error, Heard, Library, Parcel, Unheard};
use crate::segment::with_blocks;

/// How many articles are put on the disk together. Those are what a sudden end costs, and adding again takes them in.
const BATCH: usize = 1_000;
/// How long those that are ready wait for others, in milliseconds.
const PATIENCE: i64 = 500;
/// How many quotations' articles are put on the disk together.
const HEARD_BATCH: usize = 100;

/// Something to be added.
#[derive(Clone, Debug)]
pub enum Item {
    /// What is to be opened.
    Origin(Origin),
    /// What was read out of something larger: a row of a corpus, a chapter, an item of a feed.
    Part(Origin, Box<Draft>),
    /// What could not be read out of it.
    Unread(Problem),
}

/// How far the work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many articles are done.
    pub done: usize,
    /// How many there are, where that is known.
    pub of: Option<usize>,
}

/// Adds `items`, each with `tags`, and tells how far it is; `fail` hears of each that cannot be read.
///
/// # Errors
/// When the library cannot be written, or no thread can be had; what was told as done is there.
pub fn add(
    library: &mut Library,
    items: impl Iterator<Item = Item> + Send + 'static,
    tags: &[SafeText],
    mut tell: impl FnMut(Progress),
    mut fail: impl FnMut(Problem),
) -> Result<Added, Problem> {
    let cannot = |error: &Error| Problem::new("cannot add to the library", &error.to_string());
    library.expect_many().map_err(|error| cannot(&error))?;
    let tags = tags.to_vec();
    let parcels = ordered(items, threads(), move |item| parcel(item).map(|parcel| parcel.tagged(&tags)))
        .map_err(|error| no_threads(&error))?;
    let (mut added, mut batch, mut written) = (Added::default(), Vec::with_capacity(BATCH), now());
    for parcel in parcels {
        match parcel.unwrap_or_else(|Panicked| Err(upset())) {
            Ok(parcel) => batch.push(parcel),
            Err(problem) => fail(problem),
        }
        if batch.len() >= BATCH || (!batch.is_empty() && now() - written > PATIENCE) {
            added.and(library.add(&batch, now()).map_err(|error| cannot(&error))?);
            batch.clear();
            written = now();
            tell(Progress { done: added.ids.len(), of: None });
        }
    }
    if !batch.is_empty() {
        added.and(library.add(&batch, now()).map_err(|error| cannot(&error))?);
    }
    tell(Progress { done: added.ids.len(), of: None });
    Ok(added)
}

/// Whether the library has the words of an article of the web from its own page, or all of them, where a file on this
/// machine has it as an item of a feed.
///
/// # Errors
/// When the library cannot be read.
pub fn has_better(library: &mut Library, origin: &Origin) -> Result<bool, Problem> {
    let cannot = |error: &Error| Problem::new("cannot read the library", &error.to_string());
    if !matches!(origin, Origin::Address(_)) {
        return Ok(false);
    }
    let Some(kept) = library.copy_of(origin).map_err(|error| cannot(&error))? else { return Ok(false) };
    let own = draft(origin, &Asking::default())?;
    let is_fetched = library.fetched(origin).map_err(|error| cannot(&error))?.is_some();
    let is_whole = kept.metadata.shortfall.is_none();
    Ok(is_whole && (is_fetched || own.metadata.shortfall == Some(Shortfall::Teaser)))
}

fn parcel(item: Item) -> Result<Parcel, Problem> {
    match item {
        Item::Origin(origin) => {
            let draft = draft(&origin, &Asking::default())?;
            let said = take_said(&origin);
            let parcel = Parcel::new(origin, &draft);
            Ok(match said {
                Some(fetched) => parcel.fetched(fetched),
                None => parcel,
            })
        }
        Item::Part(origin, draft) => Ok(Parcel::new(origin, &draft)),
        Item::Unread(problem) => Err(problem),
    }
}

/// Listens to all articles of the library that nobody was listened for in yet, with `analyze`; how many those were.
///
/// # Errors
/// When the library cannot be read or written, or no thread can be had.
pub fn listen(
    library: &mut Library,
    analyze: impl Fn(&Article) -> Analysis + Send + Sync + 'static,
    mut tell: impl FnMut(Progress),
) -> Result<usize, Problem> {
    let cannot = |error: &Error| Problem::new("cannot keep the voices", &error.to_string());
    let of = library.unheard_count().map_err(|error| cannot(&error))?;
    let waiting = Waiting::new(Library::new(library.paths().clone()));
    let work = move |unheard: Unheard| {
        let article = Article::new(unheard.origin, with_blocks(unheard.draft));
        heard(unheard.id, &article, &analyze(&article))
    };
    let all = ordered(waiting, threads(), work).map_err(|error| no_threads(&error))?;
    let (mut batch, mut done): (Vec<Heard>, usize) = (Vec::with_capacity(HEARD_BATCH), 0);
    // An article that upsets the engine has no voices yet, and the others have theirs.
    for heard in all.flatten() {
        batch.push(heard);
        if batch.len() >= HEARD_BATCH {
            library.hear(&batch, now()).map_err(|error| cannot(&error))?;
            done += batch.len();
            batch.clear();
            tell(Progress { done, of: Some(of) });
        }
    }
    library.hear(&batch, now()).map_err(|error| cannot(&error))?;
    Ok(done + batch.len())
}

/// The articles that wait to be listened to, read some at a time.
struct Waiting {
    library: Library,
    after: ArticleId,
    some: std::vec::IntoIter<Unheard>,
}

impl Waiting {
    fn new(library: Library) -> Self {
        Self { library, after: ArticleId(0), some: Vec::new().into_iter() }
    }
}

impl Iterator for Waiting {
    type Item = Unheard;

    fn next(&mut self) -> Option<Unheard> {
        if let Some(next) = self.some.next() {
            return Some(next);
        }
        let some = self.library.unheard(self.after, HEARD_BATCH).unwrap_or_default();
        self.after = some.last()?.id;
        self.some = some.into_iter();
        self.some.next()
    }
}

fn threads() -> NonZeroUsize {
    available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

fn upset() -> Problem {
    Problem::new("an article was left out", "it upset the program; this is a mistake in sayso")
}

fn no_threads(error: &io::Error) -> Problem {
    Problem::new("cannot start to work", &error.to_string())
}
