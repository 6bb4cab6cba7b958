//! Addresses of the web, in one spelling.

use std::fmt;

use url::{Host, Url};

/// The longest address, in bytes.
const LONGEST: usize = 4096;

/// What pages add to their addresses to learn who came which way. The page is the same without.
const TRACKING: &[&str] = &[
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "igshid",
    "mc_cid", "mc_eid",
];

/// An address that begins with `http://` or `https://`, has a host and neither a user nor a fragment. A host in another
/// script than ours is in its ASCII form (`xn--…`), so that none looks like another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(Url);

/// Why words are no address of the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It is none.
    #[error("it is no address of the web")]
    Malformed,
    /// It is of another kind than `http` and `https`.
    #[error("sayso asks only for addresses that begin with https:// or http://")]
    NotWeb,
    /// There is a name or a password before the host.
    #[error("there is a user name before the host, which can make one site look like another")]
    User,
    /// It is longer than any page's.
    #[error("it is longer than {LONGEST} bytes")]
    TooLong,
    /// It holds characters that are not seen.
    #[error("there are characters in it that cannot be seen")]
    Control,
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is none of the web, or pretends to be another.
    pub fn parse(text: &str) -> Result<Self, Unfit> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(Unfit::TooLong);
        }
        if text.chars().any(|c| c.is_control() || is_unseen(c)) {
            return Err(Unfit::Control);
        }
        Self::checked(Url::parse(text).map_err(|_unread| Unfit::Malformed)?)
    }

    /// The address that `reference` means on the page with this one.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn join(&self, reference: &str) -> Result<Self, Unfit> {
        let reference = reference.trim();
        if reference.len() > LONGEST {
            return Err(Unfit::TooLong);
        }
        if reference.chars().any(|c| c.is_control() || is_unseen(c)) {
            return Err(Unfit::Control);
        }
        Self::checked(self.0.join(reference).map_err(|_unread| Unfit::Malformed)?)
    }

    fn checked(mut url: Url) -> Result<Self, Unfit> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Unfit::NotWeb);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Unfit::User);
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(Unfit::Malformed);
        }
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The address without what was added to follow its readers: two that differ only in that are one.
    #[must_use]
    pub fn untracked(&self) -> Self {
        let Some(query) = self.0.query() else { return self.clone() };
        let is_kept = |part: &&str| {
            let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
            !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
        };
        let kept: Vec<&str> = query.split('&').filter(is_kept).collect();
        let mut url = self.0.clone();
        url.set_query((!kept.is_empty()).then(|| kept.join("&")).as_deref());
        Self(url)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host, in ASCII; an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The name of the file, if the path ends in one, as it stands in the address.
    pub fn file_name(&self) -> Option<&str> {
        self.0.path_segments()?.next_back().filter(|name| !name.is_empty())
    }

    /// Host and port: what one server is known by.
    pub(super) fn server(&self) -> String {
        format!("{}:{}", self.host(), self.0.port_or_known_default().unwrap_or_default())
    }

    /// The host, as what it is.
    pub(super) fn parsed_host(&self) -> Option<Host<&str>> {
        self.0.host()
    }

    /// Whether what is sent there is enciphered.
    pub(super) fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Path and query, as a server is asked for them.
    pub(super) fn target(&self) -> String {
        match self.0.query() {
            Some(query) => format!("{}?{query}", self.0.path()),
            None => self.0.path().to_owned(),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Characters that change how what is around them looks, and cannot be seen themselves.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        Address::parse(text).map_or_else(|unfit| format!("{unfit:?}"), |address| address.to_string())
    }

    #[test]
    fn every_address_has_one_spelling() {
        for (text, expected) in [
            ("https://example.org", "https://example.org/"),
            (" HTTPS://Example.ORG:443/a/../b#c ", "https://example.org/b"),
            ("http://example.org:8080/a b?c=d e", "http://example.org:8080/a%20b?c=d%20e"),
            ("https://example.org/$(id)/`id`;x", "https://example.org/$(id)/%60id%60;x"),
            // Cyrillic letters that look like ours.
            ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
            ("https://xn--80ak6aa92e.com/", "https://xn--80ak6aa92e.com/"),
            ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
            ("https://example。org/", "https://example.org/"),
            // Other ways to write an address of IPv4.
            ("http://0x7f.1/", "http://127.0.0.1/"),
            ("http://2130706433/", "http://127.0.0.1/"),
            ("http://017700000001/", "http://127.0.0.1/"),
            ("http://127.1/", "http://127.0.0.1/"),
            ("http://[::FFFF:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
            ("https://bbc.co.uk@evil.example/", "User"),
            ("https://user:word@example.org/", "User"),
            ("https://:word@example.org/", "User"),
            ("javascript:alert(1)", "NotWeb"),
            ("data:text/html,x", "NotWeb"),
            ("file:///etc/passwd", "NotWeb"),
            ("ssh://-oProxyCommand=x/", "NotWeb"),
            ("man:ls", "NotWeb"),
            ("https://", "Malformed"),
            ("https:///", "Malformed"),
            ("https://exa mple.org/", "Malformed"),
            ("https://300.1.1.1/", "Malformed"),
            ("example.org", "Malformed"),
            ("-oProxyCommand=x", "Malformed"),
            ("", "Malformed"),
            ("https://example.org/a\nb", "Control"),
            ("https://example.org/\x1b]8;;x\x07", "Control"),
            ("https://example.org/\u{202e}gro", "Control"),
            ("https://exam\u{200b}ple.org/", "Control"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
        assert_eq!(read(&format!("https://example.org/{}", "a".repeat(5000))), "TooLong");
    }

    #[test]
    fn a_page_is_the_same_however_one_came_to_it() {
        for (text, expected) in [
            ("https://e.org/a?utm_source=x&id=1&UTM_medium=y", "https://e.org/a?id=1"),
            ("https://e.org/a?fbclid=x", "https://e.org/a"),
            ("https://e.org/a?a=%20b&gclid=1&c", "https://e.org/a?a=%20b&c"),
            ("https://e.org/a?utmost=1", "https://e.org/a?utmost=1"),
            ("https://e.org/a", "https://e.org/a"),
        ] {
            assert_eq!(Address::parse(text).unwrap().untracked().as_str(), expected);
        }
    }
}
