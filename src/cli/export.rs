//! `sayso export`: the reader's notes, for other programs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::output::Output;
use super::stop::{Stop, tell, warn};
use crate::annotation::Entry;
use crate::app::Problem;
use crate::article::{Article, Digest, Draft, Origin, SafeText};
use crate::attribution::{Analysis, analyze};
use crate::export::{Noted, json, markdown};
use crate::lexicon::Lexicon;
use crate::library::{Library, Paths, bundled};
use crate::segment::with_blocks;
use crate::shell::open::{expand, open};
use crate::shell::reference::Reference;
use crate::shell::save::{Existing, save};

/// Write your notes for other programs
///
/// Each note with the words it is about, who said them, the article and its date, and when it was made.
/// A note whose words are not in the article any more is there too, and says so.
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
  sayso export --format json | jq -r '.[].quotation'";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// CommonMark
    Markdown,
    /// One array of objects
    Json,
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
    let entries: Vec<&Entry> = loaded.notebook.standing().collect();
    let mut desk = Desk::new(&library);
    let (noted, failed) = if articles.is_empty() {
        (desk.all(&entries), false)
    } else {
        desk.of(&expand(&articles)?, &entries)
    };
    if noted.is_empty() && !failed {
        warn("there are no notes to export");
    }
    let text = match format {
        Format::Markdown => markdown::notes(&noted),
        Format::Json => json::notes(&noted),
    };
    match path.filter(|path| path != Path::new("-")) {
        Some(path) => save(&path, &text, if force { Existing::Replace } else { Existing::Keep })?,
        None => output.text(&text)?,
    }
    if failed { Err(Stop::Told) } else { Ok(()) }
}

/// Puts notes and texts together.
struct Desk<'a> {
    library: &'a Library,
    /// The kept texts that were looked at, with what was found in them.
    kept: BTreeMap<Digest, Option<(Article, Analysis)>>,
}

impl<'a> Desk<'a> {
    fn new(library: &'a Library) -> Self {
        Self { library, kept: BTreeMap::new() }
    }

    /// All notes, by article, in the order in which the first note of each was made.
    fn all(&mut self, entries: &[&Entry]) -> Vec<Noted> {
        let mut groups: Vec<(&SafeText, Vec<&Entry>)> = Vec::new();
        for entry in entries {
            let origin = &entry.annotation.target.origin;
            match groups.iter_mut().find(|(other, _)| *other == origin) {
                Some((_, group)) => group.push(entry),
                None => groups.push((origin, vec![entry])),
            }
        }
        groups.into_iter().flat_map(|(origin, group)| self.group(present(origin).as_ref(), &group)).collect()
    }

    /// The notes of these articles, and whether some article was not there and had none. One that is not there any
    /// more has its notes all the same.
    fn of(&mut self, origins: &[Origin], entries: &[&Entry]) -> (Vec<Noted>, bool) {
        let mut failed = false;
        let mut noted = Vec::new();
        for origin in origins {
            let opened = open(origin);
            let group: Vec<&Entry> = entries
                .iter()
                .copied()
                .filter(|entry| belongs(entry, origin, opened.as_ref().ok()))
                .collect();
            match opened {
                Ok(article) => {
                    let analysis = analyze(&article, Lexicon::bundled());
                    noted.extend(self.group(Some(&(article, analysis)), &group));
                }
                Err(_) if !group.is_empty() => noted.extend(self.group(None, &group)),
                Err(problem) => {
                    tell(&problem);
                    failed = true;
                }
            }
        }
        (noted, failed)
    }

    /// The notes of one article in the order of its text, orphans last.
    fn group(&mut self, present: Option<&(Article, Analysis)>, entries: &[&Entry]) -> Vec<Noted> {
        let mut noted: Vec<Noted> = entries.iter().map(|entry| self.noted(present, entry)).collect();
        noted.sort_by_key(|noted| (noted.is_orphan(), noted.place, noted.created));
        noted
    }

    fn noted(&mut self, present: Option<&(Article, Analysis)>, entry: &Entry) -> Noted {
        let here = present.map(|(article, analysis)| Noted::new(entry, article, analysis));
        if let Some(here) = here.as_ref().filter(|here| !here.is_orphan()) {
            return here.clone();
        }
        let then = self.kept(entry).map(|(article, analysis)| Noted::new(entry, article, analysis));
        match (here, then) {
            // The words have no place in what the article is now, but the text that was marked tells who said them.
            (Some(here), Some(then)) => Noted { speaker: then.speaker, ..here },
            (None, Some(then)) => then,
            (_, None) => Noted::orphan(entry),
        }
    }

    /// The text that was marked, as it was kept with the notes.
    fn kept(&mut self, entry: &Entry) -> Option<&(Article, Analysis)> {
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
            let analysis = analyze(&article, Lexicon::bundled());
            Some((article, analysis))
        });
        kept.as_ref()
    }
}

/// Whether a note is about the article at `origin`: by its name, or because it is about this very text. What came
/// from standard input has no name of its own.
fn belongs(entry: &Entry, origin: &Origin, article: Option<&Article>) -> bool {
    let target = &entry.annotation.target;
    let name = SafeText::new(&origin.to_string());
    let is_named = *origin != Origin::StandardInput && target.origin == name;
    is_named || article.is_some_and(|article| article.digest == target.digest)
}

/// The article as it is now, where it can be opened by what its notes call it.
fn present(origin: &str) -> Option<(Article, Analysis)> {
    let path = Path::new(origin);
    let origin = if let Some(name) = origin.strip_prefix("sayso:") {
        Origin::Bundled(bundled::find(name)?.name.to_owned())
    } else if path.is_absolute() && path.is_file() {
        Origin::File(path.to_owned())
    } else {
        return None;
    };
    let article = open(&origin).ok()?;
    let analysis = analyze(&article, Lexicon::bundled());
    Some((article, analysis))
}

/// The library's own words: they are a whole line with a path in it.
fn problem(error: &crate::library::Error) -> Problem {
    let text = error.to_string();
    match text.split_once(": ") {
        Some((what, why)) => Problem::new(what, why),
        None => Problem::new("cannot use the library", &text),
    }
}
