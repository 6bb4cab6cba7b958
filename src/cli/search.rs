//! `sayso search`: words in the library.

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::output::Output;
use super::shelf::{grouped, library, name_hint, notebook, query, unread};
use super::stop::{Stop, warn};
use crate::export::hit_list::{self, Group, jsonl, table};
use crate::library::{Field, Found, Hit, Hits, Search};
use crate::shell::hinting::{Columns, waiting};

/// Find words in your library: in articles, in what people are quoted with, and in your notes
///
/// A QUERY is words, "phrases" and begin*, all of which must be there, -without, and any of speaker:NAME, by:NAME,
/// in:PUBLICATION, tag:TAG, is:unread|read|starred|archived|new, has:notes|quotations, before:DATE, after:DATE, on:DATE.
/// A name of several words is written 'by:"ann lee"'. Capitals and accents do not count. What a speaker said is found with speaker: once "sayso add" has found the voices, or
/// the article was opened.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// What is looked for
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// Where to look; may be given several times [default: everywhere]
    #[arg(long = "in", value_enum, value_name = "WHERE")]
    fields: Vec<Where>,
    /// How to write what was found
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// At most so many of each
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

const EXAMPLES: &str = "\
Examples:
  sayso search ferry bridge
  sayso search '\"show me the bridge\"' speaker:moore after:2020
  sayso search speaker:comey --in quotations --limit 100 --format jsonl";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Where {
    /// Titles, bylines and texts
    Articles,
    /// What people are quoted with
    Quotations,
    /// Your notes and the words that they are about
    Notes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// One object a line
    Jsonl,
}

/// # Errors
/// When the query makes no sense, the library cannot be read, or the output cannot be written.
pub(super) fn run(options: &Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let query = query(&options.query)?;
    let mut library = library(global)?;
    let notebook = notebook(&mut library);
    let field = |wanted: &Where| match wanted {
        Where::Articles => Field::Articles,
        Where::Quotations => Field::Quotations,
        Where::Notes => Field::Notes,
    };
    let fields: Vec<Field> = options.fields.iter().map(field).collect();
    let search = Search { query: &query, notebook: &notebook, fields: &fields, limit: options.limit };
    let found = library.search(&search).map_err(|error| unread(&error))?;
    let groups = groups(&found);
    if found.is_empty() {
        let hint = name_hint(&options.query).map(|hint| format!(" ({hint})")).unwrap_or_default();
        warn(&format!("nothing is found for “{}”{hint}", options.query.join(" ")));
    }
    let wants_voices = query.asks_for_voices() || fields.contains(&Field::Quotations);
    let waiting = if wants_voices { waiting(&mut library).map_err(|error| unread(&error))? } else { None };
    let nothing = || if found.is_empty() { Columns::default().hint(&mut library, &query) } else { None };
    if let Some(hint) = waiting.or_else(nothing) {
        warn(&hint);
    }
    output.text(&match options.format {
        Format::Table => table(&groups, output.columns(), output.paint),
        Format::Jsonl => jsonl(&groups),
    })
}

fn groups(found: &Found) -> [Group<'_>; 3] {
    [("articles", &found.articles), ("quotations", &found.quotations), ("notes", &found.notes)]
        .map(|(field, hits)| Group { field, total: total(hits), hits: hits.hits.iter().map(hit).collect() })
}

fn total(hits: &Hits) -> String {
    if hits.is_cut { format!("{} or more", grouped(hits.total)) } else { grouped(hits.total) }
}

fn hit(hit: &Hit) -> hit_list::Hit<'_> {
    let article = hit.article.as_ref();
    hit_list::Hit {
        id: article.map(|article| article.digest.to_string()),
        title: &hit.title,
        byline: article.and_then(|article| article.byline.as_deref()),
        date: article.and_then(|article| article.date.as_deref()),
        origin: &hit.origin,
        points: hit.points,
        speaker: hit.speaker.as_deref(),
        note: hit.note.as_ref().map(|id| id.0.to_string()),
        excerpt: &hit.excerpt.text,
        marks: &hit.excerpt.marks,
    }
}
