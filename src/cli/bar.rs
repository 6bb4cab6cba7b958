//! How far long work is.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use super::shelf::grouped;
use crate::shell::adding::Progress;

/// How far the work is, on standard error where that is a terminal.
pub(super) struct Bar {
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
    /// One for work that is called `what`.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, is_shown: io::stderr().is_terminal(), began: Instant::now(), last: None }
    }

    /// Draws it, where that is due.
    pub(super) fn tell(&mut self, progress: Progress) {
        let is_due = self.last.is_none_or(|last| last.elapsed() >= EACH);
        if !self.is_shown || !is_due {
            return;
        }
        self.last = Some(Instant::now());
        let line = line(self.what, progress, self.began.elapsed());
        write!(io::stderr().lock(), "\r{line}\u{1b}[K").ok();
    }

    /// Takes it away.
    pub(super) fn end(&self) {
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
}
