//! Notes and texts put together: which articles, what is in them, which notes are taken.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::annotation::anchor::Anchors;
use crate::annotation::{Entry, Notebook};
use crate::app::Problem;
use crate::article::{Article, Digest, Draft, Metadata, Origin, SafeText};
use crate::attribution::Analysis;
use crate::cli::export::problem;
use crate::cli::setting_right::Corrections;
use crate::cli::stop::tell;
use crate::export::notes::{Selection, Sheaf, Wanted};
use crate::export::quotes::{Filter, listed};
use crate::export::{Noted, corrections};
use crate::library::{Library, bundled};
use crate::segment::with_blocks;
use crate::shell::open::open;
use crate::span::CodePoints;

/// An article with where annotations are in it.
pub(super) struct Present {
    article: Arc<Article>,
    anchors: Anchors,
}

impl Present {
    /// # Errors
    /// When the article cannot be opened.
    pub(super) fn open(origin: &Origin, notebook: &Notebook, library: &Library) -> Result<Self, Problem> {
        let article = open(origin)?;
        let anchors = library.old_texts().anchors(&article, notebook);
        Ok(Self { article: Arc::new(article), anchors })
    }
}

/// What the reader wrote about one article, which may not be there any more.
pub(super) struct Group<'a> {
    present: Option<Present>,
    pub(super) entries: Vec<&'a Entry>,
}

/// All there is, by article, in the order in which the first of each was made.
pub(super) fn all<'a>(
    entries: &[&'a Entry],
    open: impl Fn(&Origin) -> Result<Present, Problem>,
) -> Vec<Group<'a>> {
    let mut places: BTreeMap<(&SafeText, Option<Digest>), usize> = BTreeMap::new();
    let mut groups: Vec<(&SafeText, Vec<&Entry>)> = Vec::new();
    for entry in entries {
        let target = &entry.annotation.target;
        // What was piped in has no name but its text.
        let piped = (*target.origin == *"-").then_some(target.digest);
        let place = *places.entry((&target.origin, piped)).or_insert(groups.len());
        if place == groups.len() {
            groups.push((&target.origin, Vec::new()));
        }
        if let Some((_, group)) = groups.get_mut(place) {
            group.push(entry);
        }
    }
    let group = |(origin, entries): (&SafeText, _)| Group {
        present: named_so(origin).and_then(|origin| open(&origin).ok()),
        entries,
    };
    groups.into_iter().map(group).collect()
}

/// What there is about these articles, and whether some article was not there and had nothing. What is about one that is
/// not there any more is there all the same.
pub(super) fn named<'a>(
    origins: &[Origin],
    entries: &[&'a Entry],
    open: impl Fn(&Origin) -> Result<Present, Problem>,
) -> (Vec<Group<'a>>, bool) {
    let mut failed = false;
    let mut groups = Vec::new();
    for origin in origins {
        let opened = open(origin);
        let belongs = |entry: &&&Entry| belongs(entry, origin, opened.as_ref().ok());
        let entries: Vec<&Entry> = entries.iter().filter(belongs).copied().collect();
        match opened {
            Ok(present) => groups.push(Group { present: Some(present), entries }),
            Err(_) if !entries.is_empty() => groups.push(Group { present: None, entries }),
            Err(problem) => {
                tell(&problem);
                failed = true;
            }
        }
    }
    (groups, failed)
}

/// Puts notes and texts together.
pub(super) struct Desk<'a> {
    library: &'a Library,
    corrections: Corrections,
    /// The kept texts that were looked at, with what was found in them.
    kept: BTreeMap<Digest, Option<Kept>>,
}

/// A text that was kept with the notes, with what was found in it.
type Kept = (Arc<Present>, Arc<Analysis>);

/// An article with what was found in it.
type Read = (Arc<Article>, Arc<Analysis>);

impl<'a> Desk<'a> {
    pub(super) fn new(library: &'a Library, notebook: &Notebook) -> Self {
        Self { library, corrections: Corrections::of(notebook, library.old_texts()), kept: BTreeMap::new() }
    }

    /// What is taken of each article, in the order of its text, orphans last. Articles of which nothing is are left out.
    pub(super) fn sheaves(
        &mut self,
        groups: Vec<Group<'_>>,
        wanted: Wanted,
        selection: &Selection,
    ) -> Vec<Sheaf> {
        let mut sheaves: Vec<Sheaf> =
            groups.into_iter().filter_map(|group| self.sheaf(group, wanted, selection)).collect();
        sheaves.retain(|sheaf| !sheaf.notes.is_empty());
        sheaves
    }

    fn sheaf(&mut self, group: Group<'_>, wanted: Wanted, selection: &Selection) -> Option<Sheaf> {
        let Group { present, entries } = group;
        if entries.is_empty() && !wanted.has_quotations() {
            return None;
        }
        let present = present.map(|present| {
            let analysis = Arc::new(self.corrections.analyze(&present.article));
            (present, analysis)
        });
        let first = entries.first().copied();
        let read: Option<Read> = match &present {
            Some((present, analysis)) => Some((Arc::clone(&present.article), Arc::clone(analysis))),
            None => self.kept(first?).map(|(then, analysis)| (Arc::clone(&then.article), analysis)),
        };
        let mut notes: Vec<Noted> = Vec::new();
        if wanted.has_notes() {
            let at = read.as_ref().map(|(article, _)| CodePoints::new(article.text()));
            for entry in &entries {
                let here = present.as_ref().zip(at.as_ref()).map(|((present, analysis), at)| {
                    Noted::at(entry, present.anchors.place(entry), &present.article, analysis, at)
                });
                notes.push(self.noted(here, entry));
            }
        }
        if let Some((article, analysis)) = read.as_ref().filter(|_| wanted.has_quotations()) {
            let listed = listed(article, analysis, &Filter::default());
            notes.extend(listed.iter().map(|listed| Noted::quotation(listed, article)));
        }
        let mut notes: Vec<Noted> = notes.into_iter().filter_map(|noted| selection.taken(noted)).collect();
        notes.sort_by_key(Noted::order);
        let target = first.map(|entry| &entry.annotation.target);
        let (about, origin) = match (&present, target) {
            (Some((Present { article, .. }, _)), _) => {
                let about = Metadata { title: Some(article.display_title()), ..article.metadata.clone() };
                (about, SafeText::new(&article.origin.to_string()))
            }
            (None, target) => target.map(|target| ((*target.metadata).clone(), target.origin.clone()))?,
        };
        Some(Sheaf { about, origin, read, notes })
    }

    fn noted(&mut self, here: Option<Noted>, entry: &Entry) -> Noted {
        let here = match here {
            Some(here) if here.place.is_some() => return here,
            here => here,
        };
        let then = self
            .kept(entry)
            .map(|(then, analysis)| Noted::new(entry, then.anchors.place(entry), &then.article, &analysis));
        match (here, then) {
            // The words have no place in what the article is now, but the text that was marked tells who said them.
            (Some(here), Some(Noted { speaker, aliases, by_reader, .. })) => {
                Noted { speaker, aliases, by_reader, ..here }
            }
            (None, Some(then)) => then,
            (_, None) => Noted::orphan(entry),
        }
    }

    /// The lines of the corrections of each article, in the order in which they were made. Where an article is not there
    /// any more, their places are those in the text that was kept.
    pub(super) fn corrections(&mut self, groups: &[Group<'_>]) -> String {
        let mut text = String::new();
        for group in groups {
            let mut entries = group.entries.clone();
            entries.sort_by_key(|entry| entry.annotation.created);
            for entry in entries {
                let kept = if group.present.is_none() { self.kept(entry) } else { None };
                let kept = kept.as_ref().map(|(then, _)| &**then);
                let placed = group.present.as_ref().or(kept).map(|Present { article, anchors }| {
                    corrections::Placed::new(entry, anchors.place(entry), article.text())
                });
                let placed = placed.unwrap_or_else(|| corrections::Placed::orphan(entry));
                text.push_str(&corrections::lines(&[placed]));
            }
        }
        text
    }

    /// The text that was marked, as it was kept with the notes.
    fn kept(&mut self, entry: &Entry) -> Option<Kept> {
        let target = &entry.annotation.target;
        let library = self.library;
        let kept = self.kept.entry(target.digest).or_insert_with(|| {
            let text = match library.text(&target.digest) {
                Ok(text) => text?,
                Err(error) => {
                    tell(&problem(&error));
                    return None;
                }
            };
            let draft = Draft { text, metadata: (*target.metadata).clone(), ..Draft::default() };
            let article = Article::new(Origin::Row(target.origin.to_string()), with_blocks(draft));
            let analysis = self.corrections.quietly(&article);
            let anchors = Anchors::new(&article, &Notebook::default(), |_| None);
            let then = Present { article: Arc::new(article), anchors };
            Some((Arc::new(then), Arc::new(analysis)))
        });
        kept.clone()
    }
}

/// Whether a note is about the article at `origin`: by its name, or because it is about this very text. What came
/// from standard input has no name of its own.
fn belongs(entry: &Entry, origin: &Origin, present: Option<&Present>) -> bool {
    let target = &entry.annotation.target;
    target.is_from(origin) || present.is_some_and(|present| present.anchors.concerns(target))
}

/// Where the article can be opened by what its notes call it.
fn named_so(origin: &str) -> Option<Origin> {
    let path = Path::new(origin);
    let origin = if let Some(name) = origin.strip_prefix("sayso:") {
        Origin::Bundled(bundled::find(name)?.name.to_owned())
    } else if path.is_absolute() && path.is_file() {
        Origin::File(path.to_owned())
    } else {
        return None;
    };
    Some(origin)
}
