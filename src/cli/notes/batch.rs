//! `sayso notes add --batch`: notes from another program, each answered when it is on the disk.

use std::io::{self, BufRead as _};

use serde::Deserialize;

use super::add::{New, colour, keep, request};
use super::desk::{Desk, article};
use super::passage::Passage;
use crate::app::Problem;
use crate::article::Article;
use crate::cli::arguments::Global;
use crate::cli::output::Output;
use crate::cli::stop::{Stop, tell};
use crate::shell::reference::Reference;

/// One line of the input.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    article: Option<String>,
    quote: String,
    prefix: Option<String>,
    suffix: Option<String>,
    note: Option<String>,
    colour: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
}

/// The article that the lines are about; most lines are about that of the line before.
#[derive(Default)]
struct Open(Option<(Reference, Article)>);

impl Open {
    fn get(&mut self, reference: &Reference) -> Result<&Article, Problem> {
        if self.0.as_ref().is_none_or(|(open, _)| open != reference) {
            if *reference == Reference::StandardInput {
                let problem =
                    Problem::new("cannot read an article from standard input", "the notes come from it");
                return Err(problem.hint("save the article to a file"));
            }
            self.0 = Some((reference.clone(), article(reference)?));
        }
        match &self.0 {
            Some((_, article)) => Ok(article),
            None => Err(Problem::new("no note was made", "no article is open")),
        }
    }
}

/// # Errors
/// When the input cannot be read or a note cannot be written, which ends it; at the end when lines were refused.
pub(super) fn run(named: Option<&Reference>, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let mut desk = Desk::open(global)?;
    let mut open = Open::default();
    let mut is_refused = false;
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line =
            line.map_err(|error| Problem::new("cannot read standard input", &error.kind().to_string()))?;
        if line.trim().is_empty() {
            continue;
        }
        match understood(&line, named, &mut open) {
            Ok((article, request)) => {
                let id = keep(&mut desk, article, request)?;
                output.line(&id.0.to_string())?;
            }
            Err(problem) => {
                let what = format!("line {}: {}", number + 1, problem.what);
                tell(&Problem { what: crate::article::SafeText::one_line(&what), ..problem });
                is_refused = true;
                output.line("")?;
            }
        }
        output.flush()?;
    }
    if is_refused { Err(Stop::Told) } else { Ok(()) }
}

fn understood<'o>(
    line: &str,
    named: Option<&Reference>,
    open: &'o mut Open,
) -> Result<(&'o Article, crate::annotation::Request), Problem> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        Problem::new("this is not a note", &error.to_string()).hint("see sayso notes add --help")
    })?;
    let own = line.article.map(|article| Reference::from(std::ffi::OsString::from(article)));
    let Some(reference) = own.as_ref().or(named) else {
        return Err(
            Problem::new("no note was made", "no article is named").hint("add \"article\" to the line")
        );
    };
    let article = open.get(reference)?;
    let passage =
        Passage { quote: &line.quote, prefix: line.prefix.as_deref(), suffix: line.suffix.as_deref() };
    let colour = line.colour.as_deref().map(colour).transpose();
    let colour = colour.map_err(|names| Problem::new("there is no such colour", &names))?;
    let request = request(article, New { passage, note: line.note.as_deref(), tags: &line.tags, colour })?;
    Ok((article, request))
}
