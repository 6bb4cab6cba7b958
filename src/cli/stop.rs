//! Why a command ends before it is done.

use std::io::{self, Write as _};

use crate::app::Problem;

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

/// Says something on standard error, on one line.
pub(super) fn warn(line: &str) {
    // Where nobody listens, nothing can be said.
    writeln!(io::stderr().lock(), "sayso: {line}").ok();
}
