//! Standard output: how wide it is, whether it has colours, and that a closed pipe ends the work.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write as _};

use super::stop::Stop;
use crate::export::Paint;
use crate::shell::reading::Color;

/// Width in cells of what is no terminal.
const COLUMNS: u16 = 100;

/// Standard output.
#[derive(Debug)]
pub(super) struct Output {
    out: BufWriter<StdoutLock<'static>>,
    /// Colours, as they were asked for.
    pub(super) paint: Paint,
    /// The width of the terminal in cells; `None` where there is none.
    terminal: Option<u16>,
}

impl Output {
    pub(super) fn new(color: Color) -> Self {
        let out = io::stdout().lock();
        let is_terminal = out.is_terminal();
        let columns = || crossterm::terminal::size().map_or(COLUMNS, |(columns, _)| columns);
        Self {
            out: BufWriter::with_capacity(64 * 1024, out),
            paint: Paint::new(color.is_on(is_terminal)),
            // Some terminals do not know their size and say 0.
            terminal: is_terminal.then(columns).filter(|&columns| columns > 0),
        }
    }

    /// How many cells a table may take.
    pub(super) fn columns(&self) -> usize {
        self.terminal.unwrap_or(COLUMNS).into()
    }

    /// The width of the terminal, if it is one.
    pub(super) fn terminal_columns(&self) -> Option<u16> {
        self.terminal
    }

    /// Writes `text` as it is.
    ///
    /// # Errors
    /// When nobody reads it any more, or it cannot be written.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Stop> {
        self.bytes(text.as_bytes())
    }

    /// Writes bytes as they are.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.out.write_all(bytes).map_err(|error| Stop::unwritten(&error))
    }

    /// Writes `line` and a line end.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub(super) fn line(&mut self, line: &str) -> Result<(), Stop> {
        self.text(line)?;
        self.text("\n")
    }

    /// Hands over what was written so far.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        self.out.flush().map_err(|error| Stop::unwritten(&error))
    }

    /// The end of the output.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub(super) fn finish(mut self) -> Result<(), Stop> {
        self.flush()
    }
}
