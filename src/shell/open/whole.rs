//! What holds several articles: read once, with its parts kept while the program runs.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::article::{Draft, Origin};
use crate::import::{self, Error, Found, Haul, Hint};

/// The parts of a whole, each with its draft, or with why there is none.
type Parts = Arc<Vec<Own>>;

/// A part, and its draft or why there is none.
pub(super) type Own = (Origin, Result<Draft, Error>);

/// A whole that was read.
struct Kept {
    whole: Origin,
    /// What the file was when it was read.
    stamp: Option<Stamp>,
    parts: Parts,
    /// Bytes of all texts.
    size: usize,
}

impl Kept {
    /// Standard input cannot, nor can the items of a feed: their names lead to the web.
    fn can_be_read_again(&self) -> bool {
        let is_far = |(origin, _): &Own| matches!(origin, Origin::Address(_));
        self.whole != Origin::StandardInput && !self.parts.iter().any(is_far)
    }
}

/// Length in bytes, and when it was changed last.
type Stamp = (u64, Option<SystemTime>);

/// Bytes of texts that are kept of all wholes but the last one.
const MOST_KEPT: usize = 64 << 20;

static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

fn kept() -> MutexGuard<'static, Vec<Kept>> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What bytes are, where the library of a format may panic: that is this file's problem and nobody else's.
pub(super) fn hauled(bytes: &[u8], hint: &Hint) -> Result<Haul, Error> {
    let work = AssertUnwindSafe(|| import::haul(bytes, hint));
    panic::catch_unwind(work).unwrap_or(Err(Error::Broken { what: "file" }))
}

/// The parts of `whole`, as what they are opened by; only itself when it is one article, or cannot be read.
pub(super) fn origins(whole: &Origin, bytes: &[u8], hint: &Hint) -> Vec<Origin> {
    let parts = match hauled(bytes, hint) {
        Ok(haul) => parts_of(whole, haul),
        Err(_) => Vec::new(),
    };
    if parts.is_empty() { vec![whole.clone()] } else { keep_all(whole, parts) }
}

/// Keeps the parts of `whole`, and gives what they are opened by.
pub(super) fn keep_all(whole: &Origin, parts: Vec<Own>) -> Vec<Origin> {
    let origins = parts.iter().map(|(origin, _)| origin.clone()).collect();
    keep(whole, parts);
    origins
}

/// The parts of `whole` as they were read before; `None` when they were not, or the file has changed since.
pub(super) fn known_origins(whole: &Origin) -> Option<Vec<Origin>> {
    let stamp = stamp(whole);
    let kept = kept();
    let known = kept.iter().find(|kept| kept.whole == *whole && kept.stamp == stamp)?;
    Some(known.parts.iter().map(|(origin, _)| origin.clone()).collect())
}

/// The draft of a part that was read before, or why there is none.
pub(super) fn draft(part: &Origin) -> Option<Result<Draft, Error>> {
    let kept = kept();
    let (whole, draft) = kept.iter().rev().find_map(|kept| {
        let (_, draft) = kept.parts.iter().find(|(origin, _)| origin == part)?;
        Some((kept, draft.clone()))
    })?;
    (whole.stamp == stamp(&whole.whole)).then_some(draft)
}

fn keep(whole: &Origin, parts: Vec<(Origin, Result<Draft, Error>)>) {
    let size = parts.iter().filter_map(|(_, draft)| Some(draft.as_ref().ok()?.text.len())).sum();
    let new = Kept { whole: whole.clone(), stamp: stamp(whole), parts: Arc::new(parts), size };
    let mut kept = kept();
    kept.retain(|kept| kept.whole != *whole);
    while kept.iter().map(|kept| kept.size).sum::<usize>() > MOST_KEPT {
        let Some(oldest) = kept.iter().position(Kept::can_be_read_again) else { break };
        kept.remove(oldest);
    }
    kept.push(new);
}

fn stamp(whole: &Origin) -> Option<Stamp> {
    let Origin::File(path) = whole else { return None };
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}

/// What was found, part by part. One article alone is the whole itself.
fn parts_of(whole: &Origin, haul: Haul) -> Vec<(Origin, Result<Draft, Error>)> {
    let part = |name: String| Origin::Part(Box::new(whole.clone()), name);
    let mut parts: Vec<(Origin, Result<Draft, Error>)> = match haul.found {
        Found::Article(draft) => vec![(whole.clone(), Ok(draft))],
        Found::Outline(_) => return Vec::new(),
        Found::Parts(parts) => parts.into_iter().map(|own| (part(own.name), Ok(own.draft))).collect(),
        Found::Feed(feed) => {
            let mut seen = std::collections::BTreeSet::new();
            let mut parts = Vec::new();
            for item in feed.items {
                let Some(draft) = item.draft else { continue };
                let own = item.address.filter(|address| seen.insert(address.clone()));
                parts.push((own.map_or_else(|| part(item.id), Origin::Address), Ok(draft)));
            }
            parts
        }
    };
    if let ([(only, _)], []) = (parts.as_mut_slice(), haul.refused.as_slice()) {
        *only = whole.clone();
    }
    parts.extend(haul.refused.into_iter().map(|refusal| (part(refusal.name.to_string()), Err(refusal.why))));
    parts
}

/// A file and a part of it, where `path` names both: `book.epub#chapter-2.xhtml`, when no file is called so.
pub(crate) fn named_part(path: &Path) -> Option<Origin> {
    if path.symlink_metadata().is_ok() {
        return None;
    }
    let text = path.to_str()?;
    let signs = text.match_indices('#').map(|(at, _)| at);
    signs.into_iter().find_map(|at| {
        let (file, name) = (text.get(..at)?, text.get(at + 1..)?);
        let file = Path::new(file);
        (file.is_file() && !name.is_empty())
            .then(|| Origin::Part(Box::new(Origin::File(super::whole_path(file))), name.to_owned()))
    })
}
