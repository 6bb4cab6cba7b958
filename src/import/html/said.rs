//! What a page says about its article, gathered from the places where pages say it.

use crate::article::Metadata;
use crate::import::{fields, target};

/// What one place says, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) publication: Option<String>,
    pub(super) section: Option<String>,
    pub(super) date: Option<String>,
    pub(super) language: Option<String>,
    pub(super) address: Option<String>,
    /// Whether the whole article may be read by anyone.
    pub(super) is_free: Option<bool>,
    /// The words of the article.
    pub(super) body: Option<String>,
}

impl Said {
    /// What this place says and, where it is silent, what `other` says.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            byline: self.byline.or(other.byline),
            publication: self.publication.or(other.publication),
            section: self.section.or(other.section),
            date: self.date.or(other.date),
            language: self.language.or(other.language),
            address: self.address.or(other.address),
            is_free: self.is_free.or(other.is_free),
            body: self.body.or(other.body),
        }
    }

    /// The words of the article, unless they are sold.
    pub(super) fn free_body(&self) -> Option<&str> {
        self.body.as_deref().filter(|_| self.is_free != Some(false))
    }

    /// The same in the form of [`Metadata`]: one line each, safe, dates in ISO 8601.
    pub(super) fn metadata(&self) -> Metadata {
        let line = |field: &Option<String>| field.as_deref().and_then(fields::line);
        Metadata {
            title: line(&self.title),
            byline: self.byline.as_deref().and_then(fields::byline),
            publication: line(&self.publication),
            section: line(&self.section),
            date: self.date.as_deref().and_then(fields::date),
            url: line(&self.address),
            language: self.language.as_deref().and_then(fields::language),
            ..Metadata::default()
        }
    }
}

/// `raw` on one line, without character references that were escaped once too often; `None` when nothing is left.
pub(super) fn words(raw: &str) -> Option<String> {
    let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_escaped = line.len() < LONGEST && line.contains('&') && line.contains(';');
    let line = if is_escaped { dom_query::Document::fragment(line).text().to_string() } else { line };
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

/// The most bytes of a field that is looked into.
const LONGEST: usize = 2_000;

/// The web address that `raw` means on a page whose base is `base`; `None` when it is none.
pub(super) fn web_address(raw: &str, base: Option<&str>) -> Option<String> {
    let whole = target::resolved(raw.trim(), base);
    match target::read(&whole) {
        Some(target::Raw::Address(address)) if address.starts_with("http") => Some(address.to_string()),
        _ => None,
    }
}

/// Whether an address is a whole site rather than a page of it.
pub(super) fn is_front_page(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

/// The name of the site in an address: `paper` in `https://www.paper.example/a`.
pub(super) fn site(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_of_the_web() {
        for (raw, base, expected) in [
            ("https://x.org/a", None, Some("https://x.org/a")),
            ("/a", Some("https://x.org/b/c"), Some("https://x.org/a")),
            ("a", Some("https://x.org/b/c"), Some("https://x.org/b/a")),
            ("//y.org/a", Some("https://x.org/b"), Some("https://y.org/a")),
            ("/a", None, None),
            ("javascript:alert(1)", Some("https://x.org/"), None),
            ("mailto:a@x.org", None, None),
            ("file:///etc/passwd", None, None),
            ("https://x.org/\u{202e}a", None, None),
            ("", Some("https://x.org/a"), None),
        ] {
            assert_eq!(web_address(raw, base).as_deref(), expected, "{raw}");
        }
    }

    #[test]
    fn a_front_page_is_none_of_its_articles() {
        for (address, expected, name) in [
            ("https://www.x.org/", true, "x.org"),
            ("https://x.org", true, "x.org"),
            ("https://x.org/a", false, "x.org"),
        ] {
            assert_eq!((is_front_page(address), site(address)), (expected, name), "{address}");
        }
    }
}
