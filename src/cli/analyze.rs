//! `sayso analyze`: everything found, as JSON.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use clap::{Args, ValueEnum};

use super::arguments::Global;
use super::corpus::{Line, Lines};
use super::each::{Named, expanded};
use super::output::Output;
use super::setting_right::Corrections;
use super::stop::{Stop, tell, tell_shortfall, warn};
use crate::app::Problem;
use crate::article::Article;
use crate::export::analysis::{json, json_line};
use crate::shell::open::open;
use crate::shell::parallel::{Panicked, ordered};

/// Write everything that is found, as JSON
///
/// Text, paragraphs, sentences, gaps, quotations and speakers; apart from these, "thoughts" (what
/// somebody is reported to think, wish or mean to do), "nested" (reports within a quotation) and
/// "unspoken" (words in marks that nobody said). Offsets count Unicode code points of "text", end
/// exclusive. What you have corrected is as you corrected it, and its "sieve" is "reader".
///
/// With --input jsonl each line of the files or of standard input is an article:
/// {"id": …, "text": …} and, where they are known, "title", "url", "author", "date". The results come in
/// the order of the lines, whatever the number of threads. A line that cannot be read is told on
/// standard error, and the others are analyzed all the same.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    named: Named,
    /// How to write it [default: json, and jsonl for a corpus]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What the files hold, when it is not an article each
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// How many articles to work on at once [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

const EXAMPLES: &str = "\
Examples:
  sayso analyze column.md | jq '.quotations[].speaker'
  sayso analyze --input jsonl corpus.jsonl > found.jsonl
  zcat corpus.jsonl.gz | sayso analyze --input jsonl --jobs 2 -";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For eyes: an object for one article, an array for several
    Json,
    /// One object a line
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Input {
    /// One article a line
    Jsonl,
}

/// One article's JSON, or why there is none.
type Found = Result<String, Problem>;

/// # Errors
/// When an article or a line cannot be read, at the end; when the output cannot be written, at once.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let is_corpus = options.input == Some(Input::Jsonl);
    let paragraphs = options.named.paragraphs();
    // Nobody corrects the lines of a corpus, and a corpus is no place to wait for the library.
    let corrections = if is_corpus { Corrections::none() } else { options.named.corrections(global) };
    let references = options.named.references()?;
    let format = options.format.unwrap_or(if is_corpus { Format::Jsonl } else { Format::Json });
    let jobs = options.jobs.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let work = move |opened: Result<Article, Problem>| {
        opened.map(|article| {
            tell_shortfall(&article);
            found(&paragraphs.of(article), &corrections, format)
        })
    };
    if is_corpus {
        let lines = move |line: Result<Line, Problem>| work(line.and_then(Line::article));
        let results = ordered(Lines::new(references), jobs, lines).map_err(|error| no_threads(&error))?;
        let mut written = Written::new(output, format, true);
        written.all(results)?;
        return written.end("line");
    }
    let origins = expanded(&references)?;
    let is_many = origins.len() != 1;
    let jobs = jobs.min(NonZeroUsize::new(origins.len()).unwrap_or(jobs));
    let results = ordered(origins.into_iter(), jobs, move |origin| work(open(&origin)))
        .map_err(|error| no_threads(&error))?;
    let mut written = Written::new(output, format, is_many);
    written.all(results)?;
    written.end("article")
}

fn found(article: &Article, corrections: &Corrections, format: Format) -> String {
    let analysis = corrections.analyze(article);
    match format {
        Format::Json => json(article, &analysis),
        Format::Jsonl => json_line(article, &analysis),
    }
}

fn no_threads(error: &std::io::Error) -> Problem {
    Problem::new("cannot start to work", &error.to_string()).hint("try --jobs 1")
}

/// More problems than this are only counted.
const MOST_TOLD: usize = 20;

/// What was written so far.
struct Written<'a> {
    output: &'a mut Output,
    /// Whether the objects stand in an array.
    is_array: bool,
    done: usize,
    failed: usize,
}

impl<'a> Written<'a> {
    fn new(output: &'a mut Output, format: Format, is_many: bool) -> Self {
        Self { output, is_array: is_many && format == Format::Json, done: 0, failed: 0 }
    }

    fn all(&mut self, results: impl Iterator<Item = Result<Found, Panicked>>) -> Result<(), Stop> {
        for result in results {
            let found = result.unwrap_or_else(|Panicked| {
                let number = self.done + self.failed + 1;
                Err(Problem::new(&format!("cannot analyze number {number}"), "the program failed")
                    .hint("please report it"))
            });
            match found {
                Ok(json) => self.object(&json)?,
                Err(problem) => self.problem(&problem),
            }
        }
        Ok(())
    }

    fn object(&mut self, json: &str) -> Result<(), Stop> {
        match (self.is_array, self.done) {
            (true, 0) => self.output.text("[\n")?,
            (true, _) => self.output.text(",\n")?,
            (false, _) => {}
        }
        self.output.text(json)?;
        if !self.is_array {
            self.output.text("\n")?;
            // Whoever reads the lines as they come need not wait for the next one.
            self.output.flush()?;
        }
        self.done += 1;
        Ok(())
    }

    fn problem(&mut self, problem: &Problem) {
        self.failed += 1;
        if self.failed <= MOST_TOLD {
            tell(problem);
        }
    }

    /// Ends the output; `what` was read.
    fn end(self, what: &str) -> Result<(), Stop> {
        match (self.is_array, self.done) {
            (true, 0) => self.output.line("[]")?,
            (true, _) => self.output.line("\n]")?,
            (false, _) => {}
        }
        self.output.flush()?;
        let (failed, all) = (self.failed, self.done + self.failed);
        if failed == 0 {
            return Ok(());
        }
        if all > 1 {
            warn(&format!("{failed} of {all} {what}s could not be read and were left out"));
        }
        Err(Stop::Told)
    }
}
