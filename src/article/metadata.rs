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

impl Metadata {
    /// When it was published, as people read it; [`Metadata::date`] is for other programs.
    pub fn day(&self) -> Option<&str> {
        self.date.as_deref().map(day)
    }
}

/// A date as people read it: of a moment such as `2024-11-05T08:00:00Z` the day, anything else as it stands.
pub fn day(date: &str) -> &str {
    const FORM: &[u8; 10] = b"0000-00-00";
    let fits = |(form, byte): (&u8, u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == *form };
    let (day, rest) = (date.get(..FORM.len()), date.get(FORM.len()..).unwrap_or_default());
    let is_day = day.is_some_and(|day| FORM.iter().zip(day.bytes()).all(fits));
    let has_time =
        rest.starts_with(['T', 't', ' ']) && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    day.filter(|_| is_day && has_time).unwrap_or(date)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_moment_people_read_the_day() {
        for (date, shown) in [
            ("2024-11-05T08:00:00Z", "2024-11-05"),
            ("2024-11-05T08:00:00.123+02:00", "2024-11-05"),
            ("2024-11-05 08:00", "2024-11-05"),
            ("2024-11-05", "2024-11-05"),
            ("2024-11", "2024-11"),
            ("5 November 2024, 8 o’clock", "5 November 2024, 8 o’clock"),
            ("2024-11-05 (corrected)", "2024-11-05 (corrected)"),
            ("2024-11-0½T08:00", "2024-11-0½T08:00"),
            ("", ""),
        ] {
            assert_eq!(day(date), shown);
        }
    }
}
