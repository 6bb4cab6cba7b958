//! EPUB books, 2 and 3: the chapters in the order of reading, each an article.
//!
//! The package is read here rather than by a library for books, since those read members as large as they come.
//! A chapter goes through the same walk as a web page, but whole. What is no running text is left out: covers, contents,
//! imprints, title pages.

mod package;

use std::collections::{BTreeMap, BTreeSet};

use super::archive::{Archive, Member};
use super::found::{Names, Part};
use super::html;
use super::page::Named;
use super::{Error, Hint, charset, xml};
use crate::article::{BlockKind, Draft, Metadata, SafeText, Target};
use package::{Chapter, Package};

/// Where a book says where its package is.
const CONTAINER: &str = "META-INF/container.xml";

/// Where a book says which of its members are encrypted.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// The most chapters of one book.
const MOST_CHAPTERS: usize = 5_000;

/// Whether an archive of these members is a book.
pub(super) fn is(members: &[Member]) -> bool {
    members.iter().any(|member| member.name == CONTAINER)
}

/// The chapters of a book.
///
/// # Errors
/// A package that cannot be read, an encrypted book, or one without words.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Vec<Part>, Error> {
    let package = Package::read(archive)?;
    let locked = locked(archive);
    let chapters: Vec<&Chapter> = package.chapters.iter().take(MOST_CHAPTERS).collect();
    if !chapters.is_empty() && chapters.iter().all(|chapter| locked.contains(&chapter.path)) {
        return Err(Error::Locked { what: "this EPUB book" });
    }
    let mut names = Names::default();
    let mut parts = Vec::new();
    let mut asides = Vec::new();
    for (at, chapter) in chapters.iter().enumerate().filter(|(_, chapter)| !locked.contains(&chapter.path)) {
        let Some(page) = draft(archive, &package, chapter, at + 1) else { continue };
        let is_aside = chapter.is_front || !has_running_text(&page.draft);
        let list = if is_aside { &mut asides } else { &mut parts };
        list.push((names.once(chapter.name.clone()), page));
    }
    // A book of nothing but short pages is read as it is.
    let parts = if parts.is_empty() { asides } else { parts };
    if parts.is_empty() { Err(Error::NoText) } else { Ok(linked(parts)) }
}

/// The chapters, in which a link from one to a place in another leads to that very place.
fn linked(chapters: Vec<(String, Named)>) -> Vec<Part> {
    let (mut parts, mut places, mut waiting) = (Vec::new(), BTreeMap::new(), Vec::new());
    for (name, Named { draft, names, beside }) in chapters {
        waiting.push(beside);
        places.insert(name.clone(), names);
        parts.push(Part { name, draft });
    }
    for (part, beside) in parts.iter_mut().zip(waiting) {
        let folder = part.name.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        for link in &mut part.draft.links {
            let Target::File(path) = &link.target else { continue };
            let fragment = beside.iter().find(|(span, _)| *span == link.span);
            let place = fragment.and_then(|(_, name)| places.get(&format!("{folder}{path}"))?.place(name));
            if let Some(place) = place {
                link.target = Target::FilePlace(path.clone(), place);
            }
        }
    }
    parts
}

fn draft(archive: &mut Archive<'_>, package: &Package, chapter: &Chapter, number: usize) -> Option<Named> {
    let bytes = archive.named(&chapter.path)?.ok()?;
    let hint = Hint { media_type: Some("application/xhtml+xml".to_owned()), ..Hint::default() };
    let text = charset::decode(&bytes, &hint);
    let metadata = Metadata { title: chapter.title.clone(), ..package.metadata.clone() };
    let mut named = html::named(&text, metadata).ok()?;
    let draft = &mut named.draft;
    if draft.metadata.title.is_none() {
        let book = package.metadata.publication.clone().unwrap_or_else(|| SafeText::new("Chapter"));
        draft.metadata.title =
            Some(heading(draft).unwrap_or_else(|| SafeText::new(&format!("{book}, {number}"))));
    }
    Some(named)
}

/// The first heading near the beginning.
fn heading(draft: &Draft) -> Option<SafeText> {
    let mut first = draft.blocks.iter().take(3);
    let heading = first.find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
    Some(SafeText::one_line(heading.span.of(&draft.text)))
}

/// Words that a page has which is to be read rather than looked at.
const LEAST_WORDS: usize = 25;

/// Whether there is more on a page than titles and pictures.
fn has_running_text(draft: &Draft) -> bool {
    let is_running =
        |kind: BlockKind| !matches!(kind, BlockKind::Heading(_) | BlockKind::Image | BlockKind::Separator);
    let blocks = draft.blocks.iter().filter(|block| is_running(block.kind));
    let mut words = blocks.flat_map(|block| block.span.of(&draft.text).split_whitespace());
    words.nth(LEAST_WORDS - 1).is_some()
}

/// The members that nobody without a key can read; a book's fonts may be among them.
fn locked(archive: &mut Archive<'_>) -> BTreeSet<String> {
    let Some(Ok(bytes)) = archive.named(ENCRYPTION) else {
        return BTreeSet::new();
    };
    let text = charset::decode(&bytes, &Hint::default());
    let Ok(root) = xml::read(&text) else {
        return BTreeSet::new();
    };
    let references = root.descendants().filter(|element| element.name == "CipherReference");
    references.filter_map(|reference| reference.attribute("URI")).map(package::decoded).collect()
}

#[cfg(test)]
mod tests;
