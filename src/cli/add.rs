//! `sayso add`: articles into the library.

use std::io::{self, IsTerminal as _, Write as _};
use std::iter::once;
use std::time::{Duration, Instant};

use clap::Args;

use super::arguments::Global;
use super::output::Output;
use super::setting_right::Corrections;
use super::shelf::{grouped, library, now};
use super::stop::{Stop, tell, warn};
use crate::article::{Origin, SafeText};
use crate::import::corpus::Choice;
use crate::library::{Added, Library};
use crate::shell::adding::{Item, Progress, add, listen};
use crate::shell::open::corpus::{choose_columns, drafts, is_corpus};
use crate::shell::open::expand_to_corpora;
use crate::shell::reference::Reference;

/// Add articles to your library, with their texts, and find the voices in them
///
/// What is added is found by "sayso search" and "sayso list", and opens also when the file is gone. Nothing is there twice:
/// what was added before is left alone, a text that has changed is kept beside the old one, a renamed file is the same
/// article. Adding can be stopped at any time; adding the same again goes on.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Files, folders, or sayso:NAME
    #[arg(value_name = "ARTICLE", required = true)]
    articles: Vec<Reference>,
    /// Give each of them this tag; may be given several times
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Which column of a corpus holds which part of its articles, such as text=content or author=writer; may be given
    /// several times
    #[arg(long, value_name = "PART=NAME", value_parser = Choice::parse)]
    column: Vec<Choice>,
    /// Do not find the voices now; the next "sayso add" does
    #[arg(long)]
    no_voices: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso add column.md
  sayso add columns/ --tag ferry
  sayso add news.csv --column text=body
  sayso add big-folder/ --no-voices";

/// More problems than this are only counted.
const MOST_TOLD: usize = 20;

/// # Errors
/// When something cannot be read, at the end; when the library cannot be written, at once.
pub(super) fn run(options: Options, global: &Global, output: &mut Output) -> Result<(), Stop> {
    let tags: Vec<SafeText> = options.tag.iter().map(|tag| SafeText::one_line(tag)).collect();
    choose_columns(options.column);
    let origins = expand_to_corpora(&options.articles)?;
    if origins.contains(&Origin::StandardInput) {
        warn("what is piped in has no name to be opened by again, and is not kept; write it to a file first");
        return Err(Stop::Told);
    }
    let mut library = library(global)?;
    library.purge_old(now()).ok();
    let mut failed = 0;
    let fail = |problem| {
        failed += 1;
        if failed <= MOST_TOLD {
            tell(&problem);
        }
    };
    let of = (!origins.iter().any(holds_several)).then_some(origins.len());
    let mut bar = Bar::new("adding");
    let tell_adding = |progress: Progress| bar.tell(Progress { of, ..progress });
    let added = add(&mut library, origins.into_iter().flat_map(items), &tags, tell_adding, fail)?;
    bar.end();
    output.line(&told(&added))?;
    output.flush()?;
    if !options.no_voices {
        find_voices(&mut library, global)?;
    }
    for finding in library.index_findings() {
        warn(&finding.to_string());
    }
    if failed == 0 {
        return Ok(());
    }
    if failed > MOST_TOLD {
        warn(&format!("{} could not be read", grouped(failed)));
    }
    Err(Stop::Told)
}

/// Whether an origin holds an unknown number of articles.
fn holds_several(origin: &Origin) -> bool {
    matches!(origin, Origin::File(path) if is_corpus(path))
}

/// What there is to add at an origin: itself, or what it holds.
fn items(origin: Origin) -> Box<dyn Iterator<Item = Item> + Send> {
    let Origin::File(path) = &origin else { return Box::new(once(Item::Origin(origin))) };
    if !is_corpus(path) {
        return Box::new(once(Item::Origin(origin)));
    }
    match drafts(path) {
        Ok(rows) => Box::new(rows.map(|row| match row {
            Ok((origin, draft)) => Item::Part(origin, Box::new(draft)),
            Err(problem) => Item::Unread(problem),
        })),
        Err(problem) => Box::new(once(Item::Unread(problem))),
    }
}

fn find_voices(library: &mut Library, global: &Global) -> Result<(), Stop> {
    let corrections = Corrections::read(global);
    let mut bar = Bar::new("finding voices");
    listen(library, move |article| corrections.quietly(article), |progress| bar.tell(progress))?;
    bar.end();
    Ok(())
}

/// What became of it: "3 added, 1 changed, 2 there already".
fn told(added: &Added) -> String {
    let parts = [
        (added.new, "added"),
        (added.changed, "changed"),
        (added.twins, "there already from another place"),
        (added.known, "there already"),
    ];
    let told = parts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, what)| format!("{} {what}", grouped(*count))).collect();
    if told.is_empty() { "nothing added".to_owned() } else { told.join(", ") }
}

/// How far the work is, on standard error where that is a terminal.
struct Bar {
    what: &'static str,
    is_shown: bool,
    began: Instant,
    last: Option<Instant>,
}

/// How often it is drawn.
const EACH: Duration = Duration::from_millis(100);
/// How wide it is, in cells.
const WIDTH: usize = 20;

impl Bar {
    fn new(what: &'static str) -> Self {
        Self { what, is_shown: io::stderr().is_terminal(), began: Instant::now(), last: None }
    }

    fn tell(&mut self, progress: Progress) {
        let is_due = self.last.is_none_or(|last| last.elapsed() >= EACH);
        if !self.is_shown || !is_due {
            return;
        }
        self.last = Some(Instant::now());
        let line = line(self.what, progress, self.began.elapsed());
        write!(io::stderr().lock(), "\r{line}\u{1b}[K").ok();
    }

    /// Takes it away.
    fn end(&self) {
        if self.last.is_some() {
            write!(io::stderr().lock(), "\r\u{1b}[K").ok();
        }
    }
}

fn line(what: &str, progress: Progress, elapsed: Duration) -> String {
    let millis = usize::try_from(elapsed.as_millis()).unwrap_or(usize::MAX).max(1);
    let rate = grouped(progress.done.saturating_mul(1000) / millis);
    let done = grouped(progress.done);
    match progress.of.filter(|of| *of > 0) {
        Some(of) => {
            let full = (progress.done * WIDTH / of).min(WIDTH);
            let bar = format!("{}{}", "━".repeat(full), "╌".repeat(WIDTH - full));
            format!("{what}  {bar}  {done} of {}  {rate} a second", grouped(of))
        }
        None => format!("{what}  {done}  {rate} a second"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_as_full_as_the_work_is_done() {
        let progress = Progress { done: 500, of: Some(2000) };
        assert_eq!(
            line("adding", progress, Duration::from_secs(2)),
            "adding  ━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌  500 of 2,000  250 a second"
        );
        let open = Progress { done: 500, of: None };
        assert_eq!(line("adding", open, Duration::from_secs(2)), "adding  500  250 a second");
    }

    #[test]
    fn only_what_happened_is_told() {
        let added = Added { new: 1200, known: 3, ..Added::default() };
        assert_eq!(told(&added), "1,200 added, 3 there already");
        assert_eq!(told(&Added::default()), "nothing added");
    }
}
