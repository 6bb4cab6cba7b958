//! `sayso compare`: two articles side by side, or two speakers.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::output::Output;
use super::setting_right::Corrections;
use super::shelf::{library, notebook, unread};
use super::stop::{Stop, tell_shortfall, warn};
use super::who::{Person, hear_corrected, people};
use crate::app::Problem;
use crate::article::Article;
use crate::comparison::{Comparison, Heard};
use crate::export::compared::{Both, Side, Sides, Sum, Two};
use crate::library::{ArticleId, Library, Saying};
use crate::shell::open::{expand, open};
use crate::shell::reference::Reference;

/// Lay two articles side by side, or two speakers
///
/// Of two articles: whom both quote, whom only one quotes, how much each of them says, and the quotations that both have:
/// word by word, cut short, or altered, with what only A has as [-...-] and what only B has as {+...+}. Where the arguments
/// are no articles, or with --speakers, they are the names of two speakers of your library: how much each says there, which
/// articles quote both, and who is quoted first in them.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// An article, or a speaker of your library
    #[arg(value_name = "A")]
    one: Reference,
    /// Another one
    #[arg(value_name = "B")]
    other: Reference,
    /// They are speakers, whatever else is called so
    #[arg(long)]
    speakers: bool,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Show what the program found by itself, without your corrections
    #[arg(long, conflicts_with = "speakers")]
    as_found: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso compare herald.html times.html
  sayso compare 3f9a12 77ab01 --format markdown
  sayso compare 'James Comey' 'Jeff Sessions'
  sayso compare lincoln douglas --speakers --format jsonl";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading, fitted to the terminal
    Table,
    /// One JSON object a line
    Jsonl,
    /// As a table, and block quotations
    Markdown,
}

/// # Errors
/// When one of them can neither be opened nor speaks in the library, the library cannot be read, or the output not written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let mut library = library(global)?;
    if options.speakers {
        return match called(&mut library, options)? {
            Ok(found) => speakers(&found, options, output),
            Err(name) => Err(nobody(&name).into()),
        };
    }
    match (article(&options.one), article(&options.other)) {
        (Ok(one), Ok(other)) => articles(&[one, other], options, global, output),
        (Err(_), Err(_)) if [&options.one, &options.other].into_iter().all(may_be_name) => {
            match called(&mut library, options)? {
                Ok(found) => speakers(&found, options, output),
                Err(name) => Err(neither(&name).into()),
            }
        }
        (one, other) => Err(one.err().or(other.err()).map_or(Stop::Told, |problem| {
            problem.hint("compare two articles, or two speakers whom \"sayso who\" knows").into()
        })),
    }
}

/// Whether nothing is there to open, so that it may be the name of somebody.
fn may_be_name(reference: &Reference) -> bool {
    matches!(reference, Reference::Path(path) if path.symlink_metadata().is_err())
}

fn article(reference: &Reference) -> Result<Article, Problem> {
    let origins = expand(std::slice::from_ref(reference))?;
    match origins.as_slice() {
        [origin] => open(origin),
        _ => Err(Problem::new(&format!("cannot compare {reference}"), "it holds several articles")),
    }
}

fn articles(
    both: &[Article; 2],
    options: &Options,
    global: &Global,
    output: &mut Output,
) -> Result<(), Stop> {
    both.iter().for_each(tell_shortfall);
    let corrections = if options.as_found { Corrections::none() } else { Corrections::read(global) };
    let analyses = both.each_ref().map(|article| corrections.analyze(article));
    let [one, other] = [0, 1].map(|at| Heard { article: &both[at], analysis: &analyses[at] });
    let found = Comparison::new(one, other);
    let ids = both.each_ref().map(Article::id);
    let titles = both.each_ref().map(Article::display_title);
    let origins = both.each_ref().map(|article| article.origin.to_string());
    let articles = [0, 1].map(|at| Side {
        id: &ids[at],
        title: &titles[at],
        byline: both[at].metadata.byline.as_deref(),
        origin: &origins[at],
        text: both[at].text(),
    });
    let sides = Sides { articles, found: &found };
    output.text(&match options.format {
        Format::Table => sides.table(output.columns(), output.paint),
        Format::Jsonl => sides.jsonl(),
        Format::Markdown => sides.markdown(),
    })
}

/// What the two speakers who are meant say in the library; the name of the one whom nobody has.
fn called(library: &mut Library, options: &Options) -> Result<Result<[Vec<Saying>; 2], String>, Stop> {
    let notebook = notebook(library);
    hear_corrected(library, &notebook).map_err(|error| unread(&error))?;
    let mut found = [Vec::new(), Vec::new()];
    for (sayings, reference) in found.iter_mut().zip([&options.one, &options.other]) {
        let name = reference.to_string();
        *sayings = library.sayings_by(&name).map_err(|error| unread(&error))?;
        if sayings.is_empty() {
            return Ok(Err(name));
        }
        // An article may have the family name alone; whose that is, is told by all who have it.
        let family = name.split_whitespace().next_back().unwrap_or(&name);
        *sayings = library.sayings_by(family).map_err(|error| unread(&error))?;
    }
    Ok(Ok(found))
}

/// Whether somebody has a name with all of these words.
fn is_called(person: &Person<'_>, words: &str) -> bool {
    let folded = |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    let wanted = folded(words);
    person.names.iter().any(|name| {
        let name = folded(name);
        wanted.iter().all(|word| name.iter().any(|own| own.starts_with(word)))
    })
}

fn speakers(found: &[Vec<Saying>; 2], options: &Options, output: &mut Output) -> Result<(), Stop> {
    let mut both = Vec::new();
    for (sayings, reference) in found.iter().zip([&options.one, &options.other]) {
        let name = reference.to_string();
        let mut people = people(sayings).into_iter().filter(|person| is_called(person, &name));
        let Some(first) = people.next() else { return Err(nobody(&name).into()) };
        let others: Vec<&str> = people.filter_map(|person| person.names.first().copied()).collect();
        if !others.is_empty() {
            let taken = first.names.first().copied().unwrap_or_default();
            warn(&format!("“{name}” is taken for {taken}; so called are also {}", others.join(", ")));
        }
        both.push(first);
    }
    let [one, other] = both.as_slice() else { return Err(Stop::Told) };
    let two = Two { sums: [sum(one), sum(other)], both: shared(one, other) };
    output.text(&match options.format {
        Format::Table => two.table(output.columns(), output.paint),
        Format::Jsonl => two.jsonl(),
        Format::Markdown => two.markdown(),
    })
}

fn nobody(name: &str) -> Problem {
    let problem =
        Problem::new(&format!("cannot find “{name}”"), "nobody who speaks in the library is called so");
    problem.hint("\"sayso add\" adds articles and finds their voices")
}

fn neither(name: &str) -> Problem {
    let why = "there is no such article, and nobody who speaks in the library is called so";
    Problem::new(&format!("cannot find “{name}”"), why)
        .hint("\"sayso list\" lists your articles, \"sayso who\" knows who speaks in them")
}

fn sum<'a>(person: &Person<'a>) -> Sum<'a> {
    let count = |kind: &str| person.sayings.iter().filter(|saying| saying.kind == kind).count();
    let mut articles: Vec<ArticleId> = person.sayings.iter().map(|saying| saying.article.id).collect();
    articles.sort_unstable();
    articles.dedup();
    let dates = || person.sayings.iter().filter_map(|saying| saying.article.date.as_deref());
    Sum {
        name: person.names.first().copied().unwrap_or_default(),
        names: person.names.iter().skip(1).copied().collect(),
        kinds: ["direct", "mixed", "indirect"].map(count),
        words: person.sayings.iter().map(|saying| words(saying)).sum(),
        articles: articles.len(),
        dates: dates().min().zip(dates().max()),
    }
}

fn words(saying: &Saying) -> usize {
    saying.words.split_whitespace().count()
}

/// The articles that quote both, by date.
fn shared<'a>(one: &Person<'a>, other: &Person<'a>) -> Vec<Both<'a>> {
    let mut found: BTreeMap<ArticleId, [Vec<&'a Saying>; 2]> = BTreeMap::new();
    for (side, person) in [one, other].into_iter().enumerate() {
        for saying in &person.sayings {
            found.entry(saying.article.id).or_default()[side].push(saying);
        }
    }
    let start = |sayings: &[&Saying]| {
        sayings.iter().filter_map(|saying| saying.pieces.first()).map(|piece| piece.start).min()
    };
    let mut both: Vec<Both<'a>> = found
        .into_values()
        .filter(|[one, other]| !one.is_empty() && !other.is_empty())
        .filter_map(|[one, other]| {
            let entry = &one.first()?.article;
            Some(Both {
                id: entry.digest.to_string(),
                title: &entry.title,
                date: entry.date.as_deref(),
                quotations: [one.len(), other.len()],
                words: [&one, &other].map(|sayings| sayings.iter().map(|saying| words(saying)).sum()),
                first: usize::from(start(&other) < start(&one)),
            })
        })
        .collect();
    both.sort_by_key(|both| (both.date.is_none(), both.date, both.title));
    both
}
