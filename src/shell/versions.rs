//! The versions of an article that the library keeps.

use crate::article::{Article, Digest, Origin, Shortfall};
use crate::library::{Error, Library, Version};
use crate::segment::with_blocks;

/// Of the `versions` of an article, the last one first, the one before this of which more than a feed's beginning is kept;
/// where there is none, the last one of the others.
///
/// # Errors
/// When the library cannot be read.
pub fn before(library: &mut Library, versions: &[Version], digest: &Digest) -> Result<Option<Digest>, Error> {
    let at = versions.iter().position(|version| version.digest == *digest);
    let (later, earlier) = versions.split_at(at.unwrap_or(0));
    for version in earlier.iter().chain(later).filter(|version| version.digest != *digest) {
        let copy = library.copy(&version.digest)?;
        if copy.is_some_and(|copy| copy.metadata.shortfall != Some(Shortfall::Teaser)) {
            return Ok(Some(version.digest));
        }
    }
    Ok(None)
}

/// The version of the article at `origin` with this text; `None` where the text is not kept.
///
/// # Errors
/// When the library cannot be read.
pub fn text(library: &mut Library, origin: &Origin, digest: &Digest) -> Result<Option<Article>, Error> {
    let copy = library.copy(digest)?;
    Ok(copy.map(|copy| Article::new(origin.clone(), with_blocks(copy))))
}
