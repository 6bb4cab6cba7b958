//! What an article says about itself.

use std::fmt;

use super::SafeText;

/// Title, byline and so on, each only when the article gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<SafeText>,
    /// Who wrote it, as printed, without "By".
    pub byline: Option<SafeText>,
    /// Where it was published.
    pub publication: Option<SafeText>,
    /// The part of the publication, such as "Opinion".
    pub section: Option<SafeText>,
    /// When, as given; ISO 8601 where it could be understood.
    pub date: Option<SafeText>,
    /// The canonical address.
    pub url: Option<SafeText>,
    /// BCP 47 language tag, such as `en`.
    pub language: Option<SafeText>,
    /// Why this may not be the whole article.
    pub shortfall: Option<Shortfall>,
}

/// Why a page may not hold the article that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shortfall {
    /// The rest is for subscribers.
    Paywall,
    /// The page asks to agree to something first.
    ConsentWall,
    /// The words come by a script, which is not run.
    Script,
    /// It is the beginning that a feed gave.
    Teaser,
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Paywall => "the rest of this article is for subscribers",
            Self::ConsentWall => "this page asks for consent before it shows the article",
            Self::Script => "this page shows its article only by a script",
            Self::Teaser => "the feed gave only the beginning of this article",
        })
    }
}
