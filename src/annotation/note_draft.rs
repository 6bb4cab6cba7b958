//! A note that is being written: it is no annotation yet, and must not be lost either.

use super::Target;
use crate::article::SafeText;

/// The words so far, and what they are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDraft {
    /// The words that the note is about. There is one draft for each such place.
    pub target: Target,
    /// The note so far.
    pub note: SafeText,
}
