//! The articles that notes from a file may be about: those that were named, noted on, opened, or ship with the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::annotation::Notebook;
use crate::article::{Article, Metadata, Origin, SafeText};
use crate::fetch::Address;
use crate::import::notes::Incoming;
use crate::library::{Library, Page, Query, bundled};
use crate::shell::open::{open, open_here};

/// How many articles of the library are known by their titles and addresses.
const SHELF: usize = 10_000;
/// How many articles one note is looked for in.
const MOST_CANDIDATES: usize = 8;
/// From so many words on, the beginning of a title tells an article: pages add the name of their site.
const TELLING: usize = 3;

/// Where articles are, by what a file may call them.
#[derive(Debug, Default)]
pub(super) struct Articles {
    by_title: BTreeMap<String, BTreeSet<Origin>>,
    by_address: BTreeMap<String, BTreeSet<Origin>>,
}

impl Articles {
    /// Those that are known here.
    pub(super) fn known(named: &[Origin], notebook: &Notebook, library: &mut Library) -> Self {
        let mut articles = Self::default();
        let bundled = bundled::columns().iter().map(|column| Origin::Bundled(column.name.to_owned()));
        for origin in named.iter().cloned().chain(bundled) {
            if let Ok(article) = open(&origin) {
                articles.add(&origin, Some(&article.display_title()), article.metadata.url.as_ref());
            }
        }
        for entry in notebook.notes() {
            let target = &entry.annotation.target;
            if let Some(origin) = origin(&target.origin) {
                articles.add(&origin, target.metadata.title.as_ref(), target.metadata.url.as_ref());
            }
        }
        // Without an index the notes tell enough.
        for entry in library.shelf(&Query::default(), notebook, Page::first(SHELF)).unwrap_or_default() {
            articles.add(&entry.origin, Some(&entry.title), entry.url.as_ref());
        }
        articles
    }

    fn add(&mut self, origin: &Origin, title: Option<&SafeText>, url: Option<&SafeText>) {
        let title = title.map(|title| words(title)).filter(|title| !title.is_empty());
        if let Some(title) = title {
            self.by_title.entry(title).or_default().insert(origin.clone());
        }
        let own = if let Origin::Address(own) = origin { Some(own.as_str()) } else { None };
        for address in [url.map(SafeText::as_str), own].into_iter().flatten().filter_map(address) {
            self.by_address.entry(address).or_default().insert(origin.clone());
        }
    }

    /// The articles that `note` may be about, likeliest first.
    pub(super) fn of(&self, note: &Incoming) -> Vec<Article> {
        let mut origins: Vec<Origin> = Vec::new();
        origins.extend(note.origin.as_ref().and_then(|own| origin(own)));
        origins.extend(self.at(&note.about));
        if let Some(title) = &note.about.title {
            let title = words(title);
            origins.extend(self.by_title.get(&title).into_iter().flatten().cloned());
            let is_beginning = |known: &&String| {
                let rest = title.strip_prefix(known.as_str());
                known.split(' ').count() >= TELLING && rest.is_some_and(|rest| rest.starts_with(' '))
            };
            // What a title may begin with stands before it in the order of the alphabet, with the same first word.
            let first = title.split(' ').next().unwrap_or_default().to_owned();
            let before =
                self.by_title.range(first..title.clone()).map(|(known, _)| known).filter(is_beginning);
            let longest = before.max_by_key(|known| known.len());
            origins.extend(longest.and_then(|known| self.by_title.get(known)).into_iter().flatten().cloned());
        }
        let mut seen = BTreeSet::new();
        origins.retain(|origin| seen.insert(origin.clone()));
        origins.iter().take(MOST_CANDIDATES).filter_map(open_here).collect()
    }

    /// The articles at the address of `about`.
    fn at(&self, about: &Metadata) -> Vec<Origin> {
        let address = about.url.as_ref().and_then(|url| address(url));
        let origins = address.and_then(|address| self.by_address.get(&address));
        origins.into_iter().flatten().cloned().collect()
    }
}

/// What an article is called in notes, as what to open; a file only where it is there.
fn origin(name: &str) -> Option<Origin> {
    let path = Path::new(name);
    if let Some(name) = name.strip_prefix("sayso:") {
        return bundled::find(name).map(|column| Origin::Bundled(column.name.to_owned()));
    }
    if name.starts_with("https://") || name.starts_with("http://") {
        return Some(Origin::Address(name.to_owned()));
    }
    (path.is_absolute() && path.is_file()).then(|| Origin::File(path.to_owned()))
}

/// The words of a title, without what a file name or another program may change in it.
pub(super) fn words(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// What two addresses of one page have in common.
pub(super) fn address(url: &str) -> Option<String> {
    let untracked = Address::parse(url.trim()).map(|address| address.untracked().to_string());
    let url = untracked.as_deref().unwrap_or(url);
    let (scheme, rest) = url.trim().split_once("://")?;
    let rest = rest.split('#').next()?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_lowercase();
    let is_page = matches!(scheme, "http" | "https") && !path.trim_end_matches('/').is_empty();
    is_page.then(|| format!("{}/{}", host.trim_start_matches("www."), path.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_addresses_are_known_again() {
        assert_eq!(words("How a vote was lost – The Paper"), "how a vote was lost the paper");
        assert_eq!(words("how-a-vote_was lost"), "how a vote was lost");
        assert_eq!(address("http://www.Example.org/a/#b"), address("https://example.org/a"));
        assert_eq!(address("https://example.org/a?utm_source=x"), address("https://example.org/a"));
        assert_ne!(address("https://example.org/a?page=2"), address("https://example.org/a"));
        assert_eq!(address("https://example.org/"), None);
        assert_eq!(address("urn:x:y"), None);
    }
}
