//! `sayso check`: the quotations of a draft, held against the library.

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::each::{Named, each};
use super::output::Output;
use super::shelf::{library, notebook, query, unread};
use super::stop::{Stop, warn};
use crate::article::Article;
use crate::attribution::Analysis;
use crate::export::checked::{Checked, Outcome, Source, jsonl, table};
use crate::library::Against;
use crate::shell::checking::{self, check};
use crate::span::{CodePoints, Span};

/// Hold every quotation of a draft against your library
///
/// For each quotation in quotation marks: whether it stands in an article of the library word by word, is cut short, or was
/// altered; who says it there; and where. Marks, dashes, capitals and white space do not count, "[he]" stands for other
/// words and "…" for words left out. A changed number, negation or name is flagged. An article that is the draft itself is
/// not asked.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    named: Named,
    /// Only against these articles, as "sayso list" finds them; may be given several times, and all of it must be so
    #[arg(long, value_name = "QUERY")]
    against: Vec<String>,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Fail when anything is altered, not found, or said by somebody else
    #[arg(long)]
    strict: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso check draft.md
  sayso check draft.md --against 'in:herald' --against after:2020
  sayso check draft.md --strict --format jsonl";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// One object a line
    Jsonl,
}

/// # Errors
/// When a draft or the library cannot be read, the query makes no sense, the output cannot be written; and with `--strict`
/// when something is wrong.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let Options { named, against, format, strict } = options;
    let query = query(&against)?;
    let mut library = library(global)?;
    let notebook = notebook(&mut library);
    if library.count(&query, &notebook).map_err(|error| unread(&error))? == 0 {
        warn("there are no such articles in the library; \"sayso add\" adds some");
    }
    let unheard = library.unheard_count().map_err(|error| unread(&error))?;
    if unheard > 0 {
        warn(&format!("{unheard} articles wait for their voices to be found; \"sayso add\" does that"));
    }
    let mut is_wrong = false;
    each(named, global, |turn, article, analysis| {
        let against = Against { query: &query, notebook: &notebook, but: Some(&article.digest) };
        let checked = check(&mut library, article, analysis, against).map_err(|error| unread(&error))?;
        let id = article.id();
        let points = CodePoints::new(article.text());
        let told: Vec<Checked<'_>> = checked.iter().map(|one| told(one, analysis, &id, &points)).collect();
        is_wrong |= told.iter().any(|one| one.wrong);
        output.text(&match format {
            Format::Jsonl => jsonl(&told),
            Format::Table if turn.of > 1 => {
                format!("{}\n\n{}\n", title(article), table(&told, output.columns(), output.paint))
            }
            Format::Table => table(&told, output.columns(), output.paint),
        })
    })?;
    if is_wrong && strict {
        output.flush()?;
        return Err(Stop::Told);
    }
    Ok(())
}

fn title(article: &Article) -> String {
    article.display_title().to_string()
}

/// One quotation as it is shown.
fn told<'a>(
    checked: &'a checking::Checked,
    analysis: &'a Analysis,
    article: &'a str,
    points: &CodePoints<&str>,
) -> Checked<'a> {
    let quotation = analysis.quotations.get(checked.index);
    let hull = quotation.map(crate::attribution::Quotation::hull).unwrap_or_default();
    let speaker = quotation.and_then(|quotation| analysis.speaker_of(quotation));
    let found = checked.found.as_ref();
    let verdict = verdict(checked);
    let same_speaker = found.and_then(|found| found.is_same_speaker);
    let change = found.and_then(|found| found.rendering.change.as_ref());
    let is_cut = verdict == Outcome::CutShort;
    let (before, after) = found.filter(|_| is_cut).map(left_out).unwrap_or_default();
    Checked {
        article,
        id: format!("q{}", checked.index + 1),
        start: points.at(hull.start),
        end: points.at(hull.end),
        words: &checked.words,
        speaker: speaker.map(|speaker| speaker.name.as_str()),
        verdict,
        wrong: matches!(verdict, Outcome::Altered | Outcome::NotFound) || same_speaker == Some(false),
        same_speaker,
        critical: change.and_then(|change| change.weighty).map(crate::annotation::anchor::Weighty::name),
        difference: change.map(ToString::to_string),
        before,
        after,
        leaves_out_negation: change.is_none()
            && found.is_some_and(|found| found.rendering.leaves_out_negation),
        source: found.map(source),
        elsewhere: checked.elsewhere,
    }
}

fn verdict(checked: &checking::Checked) -> Outcome {
    match &checked.found {
        None if checked.is_short => Outcome::TooShort,
        None => Outcome::NotFound,
        Some(found) if found.rendering.change.is_some() => Outcome::Altered,
        Some(found) if found.is_quoted && found.rendering.is_part => Outcome::CutShort,
        Some(_) => Outcome::Verbatim,
    }
}

/// What of a quotation stands before and behind the words that were found; nothing where that is only marks.
fn left_out(found: &checking::Source) -> (Option<&str>, Option<&str>) {
    if !found.is_quoted {
        return (None, None);
    }
    let words = found.words.as_str();
    let span = found.rendering.span;
    let is_mark = |c: char| c.is_whitespace() || "\"“”‘’'«»,;".contains(c);
    let before = Span::new(0, span.start).of(words).trim().trim_end_matches(is_mark);
    let after = Span::new(span.end, words.len()).of(words);
    let after = after.trim_start_matches(|c: char| is_mark(c) || c == '.').trim();
    let is_said = |part: &&str| part.contains(char::is_alphanumeric);
    (Some(before).filter(is_said), Some(after).filter(is_said))
}

fn source(found: &checking::Source) -> Source<'_> {
    let entry = &found.article;
    let hundredths = |share: f32| (f64::from(share) * 100.0).round() / 100.0;
    Source {
        id: entry.digest.to_string(),
        title: &entry.title,
        publication: entry.publication.as_deref(),
        date: entry.date.as_deref(),
        origin: entry.origin.to_string(),
        speaker: found.speaker.as_deref(),
        confidence: found.confidence.map(hundredths),
        quoted: found.is_quoted,
        words: &found.words,
    }
}
