//! Whether what a site gives now may take the place of what it gave before.

use std::fmt;

use crate::article::{Draft, Shortfall};

/// Why a text is worse than the one that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worse {
    /// It says itself that it is not the whole article, and the kept one is longer.
    Short(Shortfall),
    /// It has so many words, where the kept one has so many more.
    Shrunk {
        /// Words that came.
        new: usize,
        /// Words that are kept.
        old: usize,
    },
}

/// A text that has lost more than this part of its words, in hundredths, is another page: a notice, an error, a stub.
const LOST: usize = 60;
/// Of a text with fewer words than this nobody can tell.
const FEW: usize = 30;

impl Worse {
    /// Why `new` is worse than `old`; `None` when it may take its place.
    pub(super) fn between(old: &Draft, new: &Draft) -> Option<Self> {
        let words = |draft: &Draft| draft.text.split_whitespace().count();
        let (before, after) = (words(old), words(new));
        if let Some(shortfall) = new.metadata.shortfall
            && after < before
        {
            return Some(Self::Short(shortfall));
        }
        let has_shrunk = before >= FEW && after * 100 < before * (100 - LOST);
        has_shrunk.then_some(Self::Shrunk { new: after, old: before })
    }
}

impl fmt::Display for Worse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Short(shortfall) => write!(f, "{shortfall}"),
            Self::Shrunk { new, old } => write!(f, "only {new} of {old} words came"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Metadata, SafeText};

    fn draft(words: usize, shortfall: Option<Shortfall>) -> Draft {
        let text = SafeText::new(&vec!["word"; words].join(" "));
        let metadata = Metadata { shortfall, ..Metadata::default() };
        Draft { text, metadata, ..Draft::default() }
    }

    #[test]
    fn a_good_copy_stays_where_only_part_came() {
        use Shortfall::{ConsentWall, Paywall, Teaser};
        for (old, new, is_worse) in [
            ((500, None), (510, None), false),
            ((500, None), (201, None), false),
            ((500, None), (199, None), true),
            ((29, None), (2, None), false),
            ((500, None), (499, Some(Paywall)), true),
            // What has all the words is the article, whatever stands around it.
            ((500, None), (500, Some(ConsentWall)), false),
            ((60, Some(Teaser)), (500, None), false),
            ((60, Some(Teaser)), (80, Some(Paywall)), false),
            ((60, Some(Teaser)), (40, Some(Paywall)), true),
        ] {
            let found = Worse::between(&draft(old.0, old.1), &draft(new.0, new.1));
            assert_eq!(found.is_some(), is_worse, "{old:?} {new:?}");
        }
    }
}
