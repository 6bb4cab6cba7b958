//! `sayso export`: the reader's notes, for other programs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::output::Output;
use super::setting_right::Corrections;
use super::stop::{Stop, tell, warn};
use crate::annotation::anchor::Anchors;
use crate::annotation::{Entry, Notebook};
use crate::app::Problem;
use crate::article::{Article, Digest, Draft, Origin, SafeText};
use crate::attribution::Analysis;
use crate::export::{Noted, corrections, json, markdown};
use crate::library::{Library, Paths, bundled};
use crate::segment::with_blocks;
use crate::shell::open::{expand, open};
use crate::shell::reference::Reference;
use crate::shell::save::{Existing, save};

/// Write your notes for other programs
///
/// Each note with the words it is about, who said them, the article and its date, and when it was made.
/// A note whose words are not in the article any more is there too, and says so. What you set right of who
/// speaks is no note: --format corrections writes it, in the order in which it was done.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The articles whose notes are wanted; all notes where none is named
    #[arg(value_name = "ARTICLE")]
    articles: Vec<Reference>,
    /// How to write them
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Where to write them; standard output where this is left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace FILE where it is there
    #[arg(long, requires = "output")]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso export
  sayso export column.md -o notes.md
  sayso export --format json | jq -r '.[].quotation'
  sayso export --format corrections column.md > corrections.jsonl";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// CommonMark
    Markdown,
    /// One array of objects
    Json,
    /// What you set right of who speaks, one object a line
    Corrections,
}

impl Format {
    /// What is exported in it.
    fn things(self) -> &'static str {
        match self {
            Self::Markdown | Self::Json => "notes",
            Self::Corrections => "corrections",
        }
    }
}

/// # Errors
/// When the notes cannot be read, a named article is not there and has none, or the export cannot be written.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let Options { articles, format, output: path, force } = options;
    let paths =
        Paths::new(global.data_dir.clone(), global.config.clone()).map_err(|error| problem(&error))?;
    let mut library = Library::new(paths);
    let loaded = library.notebook().map_err(|error| problem(&error))?;
    for finding in &loaded.report {
        warn(&SafeText::one_line(&finding.to_string()));
    }
    let entries: Vec<&Entry> = match format {
        Format::Markdown | Format::Json => loaded.notebook.notes().collect(),
        Format::Corrections => loaded.notebook.corrections().map(|(entry, _)| entry).collect(),
    };
    let open = |origin: &Origin| Present::open(origin, &loaded.notebook, &library);
    let (groups, failed) = if articles.is_empty() {
        (all(&entries, open), false)
    } else {
        named(&expand(&articles)?, &entries, open)
    };
    if groups.iter().all(|group| group.entries.is_empty()) && !failed {
        warn(&format!("there are no {} to export", format.things()));
    }
    let mut desk = Desk {
        library: &library,
        corrections: Corrections::of(&loaded.notebook, library.old_texts()),
        kept: BTreeMap::new(),
    };
    let text = match format {
        Format::Markdown => markdown::notes(&desk.notes(&groups)),
        Format::Json => json::notes(&desk.notes(&groups)),
        Format::Corrections => desk.corrections(&groups),
    };
    match path.filter(|path| path != Path::new("-")) {
        Some(path) => save(&path, &text, if force { Existing::Replace } else { Existing::Keep })?,
        None => output.text(&text)?,
    }
    if failed { Err(Stop::Told) } else { Ok(()) }
}

/// An article with where annotations are in it.
struct Present {
    article: Article,
    anchors: Anchors,
}

impl Present {
    fn open(origin: &Origin, notebook: &Notebook, library: &Library) -> Result<Self, Problem> {
        let article = open(origin)?;
        let anchors = library.old_texts().anchors(&article, notebook);
        Ok(Self { article, anchors })
    }

    fn noted(&self, entry: &Entry, analysis: &Analysis) -> Noted {
        Noted::new(entry, self.anchors.place(entry), &self.article, analysis)
    }
}

/// What the reader wrote about one article, which may not be there any more.
struct Group<'a> {
    present: Option<Present>,
    entries: Vec<&'a Entry>,
}

/// All there is, by article, in the order in which the first of each was made.
fn all<'a>(entries: &[&'a Entry], open: impl Fn(&Origin) -> Result<Present, Problem>) -> Vec<Group<'a>> {
    let mut groups: Vec<(&SafeText, Vec<&Entry>)> = Vec::new();
    for entry in entries {
        let origin = &entry.annotation.target.origin;
        match groups.iter_mut().find(|(other, _)| *other == origin) {
            Some((_, group)) => group.push(entry),
            None => groups.push((origin, vec![entry])),
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
fn named<'a>(
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
struct Desk<'a> {
    library: &'a Library,
    corrections: Corrections,
    /// The kept texts that were looked at, with what was found in them.
    kept: BTreeMap<Digest, Option<(Present, Analysis)>>,
}

impl Desk<'_> {
    /// The notes of each article in the order of its text, orphans last.
    fn notes(&mut self, groups: &[Group<'_>]) -> Vec<Noted> {
        groups.iter().flat_map(|group| self.notes_of(group)).collect()
    }

    fn notes_of(&mut self, group: &Group<'_>) -> Vec<Noted> {
        let present = group.present.as_ref().filter(|_| !group.entries.is_empty());
        let present = present.map(|present| (present, self.corrections.analyze(&present.article)));
        let mut noted: Vec<Noted> =
            group.entries.iter().map(|entry| self.noted(present.as_ref(), entry)).collect();
        noted.sort_by_key(|noted| {
            let place = noted.place.or(noted.review.as_ref().map(|changed| changed.place));
            (noted.is_orphan(), place, noted.created)
        });
        noted
    }

    fn noted(&mut self, present: Option<&(&Present, Analysis)>, entry: &Entry) -> Noted {
        let here = present.map(|(present, analysis)| present.noted(entry, analysis));
        if let Some(here) = here.as_ref().filter(|here| here.place.is_some()) {
            return here.clone();
        }
        let then = self.kept(entry).map(|(then, analysis)| then.noted(entry, analysis));
        match (here, then) {
            // The words have no place in what the article is now, but the text that was marked tells who said them.
            (Some(here), Some(then)) => Noted { speaker: then.speaker, by_reader: then.by_reader, ..here },
            (None, Some(then)) => then,
            (_, None) => Noted::orphan(entry),
        }
    }

    /// The lines of the corrections of each article, in the order in which they were made. Where an article is not there
    /// any more, their places are those in the text that was kept.
    fn corrections(&mut self, groups: &[Group<'_>]) -> String {
        let mut text = String::new();
        for group in groups {
            let mut entries = group.entries.clone();
            entries.sort_by_key(|entry| entry.annotation.created);
            for entry in entries {
                let present = match &group.present {
                    Some(present) => Some(present),
                    None => self.kept(entry).map(|(then, _)| then),
                };
                let placed = present.map(|Present { article, anchors }| {
                    corrections::Placed::new(entry, anchors.place(entry), article.text())
                });
                let placed = placed.unwrap_or_else(|| corrections::Placed::orphan(entry));
                text.push_str(&corrections::lines(&[placed]));
            }
        }
        text
    }

    /// The text that was marked, as it was kept with the notes.
    fn kept(&mut self, entry: &Entry) -> Option<&(Present, Analysis)> {
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
            let draft = Draft { text, metadata: target.metadata.clone(), ..Draft::default() };
            let article = Article::new(Origin::Row(target.origin.to_string()), with_blocks(draft));
            let analysis = self.corrections.quietly(&article);
            let anchors = Anchors::new(&article, &Notebook::default(), |_| None);
            Some((Present { article, anchors }, analysis))
        });
        kept.as_ref()
    }
}

/// Whether a note is about the article at `origin`: by its name, or because it is about this very text. What came
/// from standard input has no name of its own.
fn belongs(entry: &Entry, origin: &Origin, present: Option<&Present>) -> bool {
    let annotation = &entry.annotation;
    annotation.target.is_from(origin)
        || present.is_some_and(|present| present.anchors.concerns(&annotation.target))
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

/// The library's own words: they are a whole line with a path in it.
fn problem(error: &crate::library::Error) -> Problem {
    let text = error.to_string();
    match text.split_once(": ") {
        Some((what, why)) => Problem::new(what, why),
        None => Problem::new("cannot use the library", &text),
    }
}
