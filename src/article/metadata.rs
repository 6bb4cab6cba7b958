//! What an article says about itself.

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
    /// When, as given; ISO 8601 where it could be understood.
    pub date: Option<SafeText>,
    /// The canonical address.
    pub url: Option<SafeText>,
    /// BCP 47 language tag, such as `en`.
    pub language: Option<SafeText>,
}
