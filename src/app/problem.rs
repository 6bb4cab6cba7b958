//! What went wrong, told so that a reader can act on it.

use std::fmt;

use crate::article::SafeText;

/// Something that could not be done: what, why, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What could not be done, with the file or address: "cannot open letters.txt".
    pub what: SafeText,
    /// Why: "the file is empty".
    pub why: SafeText,
    /// What helps, where something does: "press L for the library".
    pub hint: Option<SafeText>,
}

impl Problem {
    /// What is wrong at byte `place` of a settings file: "keymap.toml:3: …".
    pub(super) fn at(file: &str, text: &str, place: usize, why: &str) -> Self {
        Self::new(&format!("{file}:{}", line_number(text, place)), why)
    }

    /// A problem without advice.
    pub fn new(what: &str, why: &str) -> Self {
        Self { what: SafeText::one_line(what), why: SafeText::one_line(why), hint: None }
    }

    /// The same problem with what to do next.
    pub fn hint(self, hint: &str) -> Self {
        Self { hint: Some(SafeText::one_line(hint)), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.why)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, " ({hint})"))
    }
}

/// The line, from 1, that holds byte `place`.
pub(super) fn line_number(text: &str, place: usize) -> usize {
    text.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1
}
