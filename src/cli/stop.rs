//! Why a command ends before it is done.

use std::io::{self, Write as _};

use crate::app::Problem;
use crate::article::{Article, SafeText};

/// The end of a command.
#[derive(Debug)]
pub(super) enum Stop {
    /// It failed.
    Problem(Problem),
    /// It failed, and all was told on the way.
    Told,
    /// Nobody reads the output any more.
    Closed,
    /// The arguments make no sense together.
    Usage(clap::Error),
}

impl Stop {
    /// What a failure to write to standard output means.
    pub(super) fn unwritten(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        Self::Problem(Problem::new("cannot write to standard output", &error.kind().to_string()))
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// Tells a problem on standard error, on one line.
pub(super) fn tell(problem: &Problem) {
    warn(&problem.to_string());
}

/// Tells on standard error that an article is not all there, if it is not.
pub(super) fn tell_shortfall(article: &Article) {
    if let Some(shortfall) = article.metadata.shortfall {
        let name = SafeText::one_line(&article.origin.to_string());
        warn(&format!("{name}: {shortfall}"));
    }
}

/// Says something on standard error, on one line.
pub(super) fn warn(line: &str) {
    // What was typed is told again, and nobody types what a terminal obeys, but some paste it.
    let line = SafeText::one_line(line);
    // Where nobody listens, nothing can be said.
    writeln!(io::stderr().lock(), "sayso: {line}").ok();
}
