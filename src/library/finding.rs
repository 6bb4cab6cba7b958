//! What the reader should hear about the files, though nothing failed.

use std::fmt;
use std::path::PathBuf;

/// Something that was found while reading, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A line of a journal is not what was once written. It stays in its file, and a copy is kept.
    Damaged {
        /// The journal.
        file: PathBuf,
        /// Which line, counted from 1.
        line: usize,
        /// How that is known.
        why: &'static str,
        /// The copy; `None` when it could not be made.
        copy: Option<PathBuf>,
        /// Whether this is the first time it was seen, so that a reader need not be told at every start.
        is_new: bool,
    },
    /// A newer version of the program wrote operations that this one cannot carry out; they stay in their files.
    Newer {
        /// How many.
        operations: usize,
    },
    /// The index could not be used and was moved aside; a new one was begun.
    IndexSetAside {
        /// Where the old one is now.
        moved_to: PathBuf,
        /// What was wrong with it.
        why: &'static str,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged { file, line, why, copy, .. } => {
                write!(f, "line {line} of {} was left out: {why}", file.display())?;
                match copy {
                    Some(copy) => write!(f, "; a copy is in {}", copy.display()),
                    None => Ok(()),
                }
            }
            Self::Newer { operations } => {
                let (s, are) = if *operations == 1 { ("", "is") } else { ("s", "are") };
                write!(
                    f,
                    "{operations} change{s} to your notes {are} from a newer version of sayso; update to see them"
                )
            }
            Self::IndexSetAside { moved_to, why } => write!(
                f,
                "the index of the library {why}; it is now {} and a new one was begun",
                moved_to.display()
            ),
        }
    }
}
