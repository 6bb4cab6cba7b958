//! `sayso who`: what one speaker said in all articles of the library.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::output::Output;
use super::setting_right::Corrections;
use super::shelf::{library, notebook, now, unread};
use super::stop::{Stop, warn};
use crate::annotation::Notebook;
use crate::app::Problem;
use crate::article::{Article, Digest};
use crate::correction::is_one_person;
use crate::export::dossier::{Dossier, Saying, csv, jsonl, markdown, table};
use crate::library::{self, ArticleId, Error, Library};
use crate::shell::hearing::heard;

/// Show what somebody said, in all articles of your library
///
/// Every quotation by date, with its article, as you corrected it; a speaker that is only a guess is "perhaps" one. A family
/// name alone is taken for the one person who has it; where several have it, each is listed. Those whose names are kept
/// back are never taken for one person in two articles.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The name, or words of it
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  sayso who comey
  sayso who james comey --format markdown > comey.md
  sayso who 'James Comey' --format jsonl | jq -r .words";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// One object a line
    Jsonl,
    /// For spreadsheets
    Csv,
    /// As block quotations
    Markdown,
}

/// # Errors
/// When nobody in the library is called so, the library cannot be read, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let name = options.name.join(" ");
    let mut library = library(global)?;
    let notebook = notebook(&mut library);
    hear_corrected(&mut library, &notebook).map_err(|error| unread(&error))?;
    let sayings = library.sayings_by(&name).map_err(|error| unread(&error))?;
    let people = people(&sayings);
    if people.is_empty() {
        let problem =
            Problem::new(&format!("cannot find “{name}”"), "nobody who speaks in the library is called so");
        return Err(problem.hint("\"sayso add\" adds articles and finds their voices").into());
    }
    if people.len() > 1 {
        let count = people.len();
        warn(&format!("{count} speakers are called “{name}”; write more of the name of one"));
    }
    let dossiers: Vec<Dossier<'_>> = people.iter().map(dossier).collect();
    output.text(&match options.format {
        Format::Table => table(&dossiers, output.columns(), output.paint),
        Format::Jsonl => jsonl(&dossiers),
        Format::Csv => csv(&dossiers),
        Format::Markdown => markdown(&dossiers),
    })
}

/// Listens again to articles in which something was corrected since.
///
/// # Errors
/// When the library cannot be read or written.
pub(super) fn hear_corrected(library: &mut Library, notebook: &Notebook) -> Result<(), Error> {
    let mut corrected: BTreeMap<Digest, i64> = BTreeMap::new();
    for (entry, _) in notebook.corrections() {
        let last = corrected.entry(entry.annotation.target.digest).or_default();
        *last = entry.annotation.modified.0.max(*last);
    }
    let corrections = Corrections::of(notebook, library.old_texts());
    for (digest, modified) in corrected {
        let Some((entry, _)) = library.heard_at(&digest)?.filter(|(_, heard)| *heard <= modified) else {
            continue;
        };
        if let Some(draft) = library.copy(&digest)? {
            let article = Article::new(entry.origin, draft);
            let analysis = corrections.quietly(&article);
            library.hear(&[heard(entry.id, &article, &analysis)], now())?;
        }
    }
    Ok(())
}

/// One person with what they said, by date.
pub(super) struct Person<'a> {
    /// The names, the fullest first.
    pub(super) names: Vec<&'a str>,
    pub(super) sayings: Vec<&'a library::Saying>,
}

/// Who said what: one person has one full name, and the family name where no other person has it.
pub(super) fn people(sayings: &[library::Saying]) -> Vec<Person<'_>> {
    let mut names: BTreeMap<(&str, Option<ArticleId>), Vec<&library::Saying>> = BTreeMap::new();
    for saying in sayings {
        let Some(name) = saying.speaker.as_deref() else { continue };
        let is_nameless =
            !name.split_whitespace().next_back().is_some_and(|last| last.starts_with(char::is_uppercase));
        names.entry((name, is_nameless.then_some(saying.article.id))).or_default().push(saying);
    }
    let mut all: Vec<_> = names.into_iter().collect();
    all.sort_by_key(|((name, _), _)| std::cmp::Reverse(name.split_whitespace().count()));
    let mut people: Vec<(Person<'_>, bool)> = Vec::new();
    for ((name, article), sayings) in all {
        let is_nameless = article.is_some();
        let same: Vec<usize> = people
            .iter()
            .enumerate()
            .filter(|(_, (person, other))| !is_nameless && !other && is_all_alike(person, name))
            .map(|(at, _)| at)
            .collect();
        match (same.as_slice(), people.get_mut(same.first().copied().unwrap_or(usize::MAX))) {
            ([_], Some((person, _))) => {
                person.names.push(name);
                person.sayings.extend(sayings);
            }
            _ => people.push((Person { names: vec![name], sayings }, is_nameless)),
        }
    }
    let mut people: Vec<Person<'_>> = people.into_iter().map(|(person, _)| person).collect();
    let place: BTreeMap<(ArticleId, usize), usize> = sayings
        .iter()
        .enumerate()
        .map(|(at, saying)| ((saying.article.id, saying.pieces.first().map_or(0, |piece| piece.start)), at))
        .collect();
    let at = |saying: &&library::Saying| {
        place.get(&(saying.article.id, saying.pieces.first().map_or(0, |piece| piece.start))).copied()
    };
    for person in &mut people {
        person.sayings.sort_by_key(at);
    }
    people.sort_by_key(|person| std::cmp::Reverse(person.sayings.len()));
    people
}

/// Whether a name may be that of a person with all of these names.
fn is_all_alike(person: &Person<'_>, name: &str) -> bool {
    person.names.iter().all(|own| is_one_person(own, name))
}

fn dossier<'a>(person: &Person<'a>) -> Dossier<'a> {
    let speaker = person.names.first().copied().unwrap_or_default();
    let saying = |saying: &&'a library::Saying| {
        let entry = &saying.article;
        let hundredths = |share: f32| (f64::from(share) * 100.0).round() / 100.0;
        Saying {
            speaker,
            name: saying.speaker.as_deref().unwrap_or_default(),
            date: entry.date.as_deref(),
            id: entry.digest.to_string(),
            title: &entry.title,
            publication: entry.publication.as_deref(),
            origin: entry.origin.to_string(),
            kind: &saying.kind,
            confidence: saying.confidence.map(hundredths),
            words: &saying.words,
        }
    };
    let names = person.names.iter().skip(1).copied().collect();
    Dossier { name: speaker, names, sayings: person.sayings.iter().map(saying).collect() }
}
