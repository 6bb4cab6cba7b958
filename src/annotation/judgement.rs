//! What the reader said of an annotation whose words were changed.

use super::{PositionSelector, QuoteSelector};
use crate::article::Digest;

/// A decision about one text. It never changes the annotation's own target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The digest of the text that it is about.
    pub digest: Digest,
    /// What was decided.
    pub verdict: Verdict,
    /// How the place was found that was judged, by its short name.
    pub method: String,
    /// How much alike the old and the new words were, in percent.
    pub score: u8,
}

/// Where the words of an annotation are in a text that has changed, as the reader says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Here.
    At(QuoteSelector, PositionSelector),
    /// Nowhere: it is an orphan in this text.
    Nowhere,
    /// Not decided: an earlier decision was taken back.
    Open,
}
