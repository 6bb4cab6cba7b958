//! Where a link leads, read from what a page or a Markdown file says.
//!
//! A target ends up in the arguments of another program, in a terminal's hyperlink and on the screen, so it is taken
//! for what it is only where it is harmless in all three: a web or mail address without control characters, a place
//! in the article, or the path of a file beside it. Anything else is no link, and its words are plain words.

use std::borrow::Cow;
use std::fmt::Write as _;

use url::Host;

use crate::article::SafeText;

/// A target whose place in the text is not looked up yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Raw {
    /// The name of a place in the article.
    Fragment(String),
    /// A file beside the article, and the name of a place in it.
    File(SafeText, Option<String>),
    Address(SafeText),
    /// Some other page that nobody can be sent to. Its words are plain words, but they were made to lead away.
    Lost,
}

/// Bytes of an address; a longer one is a picture or an attack.
const LONGEST: usize = 2048;

/// Reads what an `href` says; `None` where it leads nowhere that a reader may be sent to.
pub(super) fn read(href: &str) -> Option<Raw> {
    let href = href.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if href.is_empty() || href.len() > LONGEST || !is_plain(href) {
        return None;
    }
    if let Some(name) = href.strip_prefix('#') {
        return (!name.is_empty()).then(|| Raw::Fragment(name.to_owned()));
    }
    match scheme(href) {
        Some("http" | "https") => web(href),
        Some("mailto") => mail(href),
        Some(_) => None,
        None => file(href),
    }
}

/// The address that `href` means on a page that has the address `page`; `href` itself where it is whole already.
pub(super) fn resolved(href: &str, page: Option<&str>) -> String {
    let trimmed = href.trim();
    let Some(page) = page.filter(|_| scheme(trimmed).is_none() && !trimmed.starts_with('#')) else {
        return href.to_owned();
    };
    let whole = page.split(['#', '?']).next().unwrap_or(page);
    let Some((scheme, rest)) = whole.split_once("://") else {
        return href.to_owned();
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(elsewhere) = trimmed.strip_prefix("//") {
        return format!("{scheme}://{elsewhere}");
    }
    if trimmed.is_empty() {
        return href.to_owned();
    }
    let mut parts: Vec<&str> =
        if trimmed.starts_with(['/', '?']) { Vec::new() } else { path.split('/').collect() };
    if trimmed.starts_with('?') {
        return format!("{whole}{trimmed}");
    }
    parts.pop();
    for part in trimmed.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("{scheme}://{host}/{}", parts.join("/"))
}

/// `text` with each `%41` as the character that it stands for; `None` where that is no text.
pub(super) fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        if let (b'%', [high, low, behind @ ..]) = (first, behind)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(high * 16 + low);
            rest = behind;
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether nothing in it could be obeyed by a terminal or hide what it says.
fn is_plain(href: &str) -> bool {
    !href.chars().any(|c| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    }) && SafeText::new(href).as_str() == href
}

/// The scheme, if there is one: letters before the first colon. `None` for what is only a name or a path.
fn scheme(href: &str) -> Option<&'static str> {
    let (name, _) = href.split_once(':')?;
    if name.contains(['/', '?', '#']) {
        return None;
    }
    let known = ["http", "https", "mailto"];
    Some(known.into_iter().find(|known| name.eq_ignore_ascii_case(known)).unwrap_or("other"))
}

fn web(href: &str) -> Option<Raw> {
    let (scheme, rest) = href.split_once("://")?;
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let path = rest.get(place.len()..).unwrap_or_default();
    // A user before the host is only ever there to make the host look like another.
    let place = place.rsplit('@').next().unwrap_or_default();
    let is_host =
        place.starts_with(|c: char| c.is_alphanumeric() || c == '[') && !place.contains([' ', '\\']);
    let place = is_host.then(|| plain_host(place))??;
    let address = format!("{}://{place}{}", scheme.to_ascii_lowercase(), quoted(path));
    Some(Raw::Address(SafeText::new(&address)))
}

/// Host and port, with letters of other scripts in their ASCII form: many of them look like ours.
fn plain_host(place: &str) -> Option<Cow<'_, str>> {
    if place.is_ascii() {
        return Some(Cow::Borrowed(place));
    }
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, Some(port)),
        _ => (place, None),
    };
    let host = Host::parse(host).ok()?;
    Some(Cow::Owned(port.map_or_else(|| host.to_string(), |port| format!("{host}:{port}"))))
}

/// Only whom to write to: what else a mail address can ask for, such as a file to attach, is left out.
fn mail(href: &str) -> Option<Raw> {
    let (_, rest) = href.split_once(':')?;
    let to = rest.split('?').next().unwrap_or_default();
    let is_address = to.contains('@') && to.starts_with(char::is_alphanumeric);
    is_address.then(|| Raw::Address(SafeText::new(&format!("mailto:{}", quoted(to)))))
}

/// A path that stays in the folder of the article.
fn file(href: &str) -> Option<Raw> {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let name = href.split_once('#').map(|(_, name)| name.to_owned()).filter(|name| !name.is_empty());
    let path = percent_decoded(path)?;
    let path = path.strip_prefix("./").unwrap_or(&path);
    let is_below = !path.split('/').any(|part| part.is_empty() || part == "." || part == "..");
    (is_below && is_plain(path) && !path.contains(['\\', ':'])).then(|| Raw::File(SafeText::new(path), name))
}

/// `address` with the characters that no address has, and that would end it elsewhere, as `%41`.
fn quoted(address: &str) -> String {
    let mut quoted = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_whitespace() || "\"<>\\^`{|}'$".contains(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                write!(quoted, "%{byte:02X}").ok();
            }
        } else {
            quoted.push(c);
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(href: &str) -> String {
        match read(href) {
            None => "-".to_owned(),
            Some(Raw::Fragment(name)) => format!("#{name}"),
            Some(Raw::File(path, _)) => format!("file {path}"),
            Some(Raw::Address(address)) => address.to_string(),
            Some(Raw::Lost) => "lost".to_owned(),
        }
    }

    #[test]
    fn only_harmless_targets_are_links() {
        for (href, expected) in [
            ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
            (" HTTP://example.org \n", "http://example.org"),
            ("https://example.org/a b\"c'", "https://example.org/a%20b%22c%27"),
            ("https://de.example.org/wiki/Müller", "https://de.example.org/wiki/Müller"),
            // Cyrillic letters that look like ours; a user that looks like a host.
            ("https://аррӏе.com/a", "https://xn--80ak6aa92e.com/a"),
            ("https://аррӏе.com:8080?b", "https://xn--80ak6aa92e.com:8080?b"),
            ("https://bbc.co.uk@evil.example/a@b", "https://evil.example/a@b"),
            ("https://a:b@c@evil.example", "https://evil.example"),
            ("https://a@-oProxyCommand=x/", "-"),
            ("https://exa\u{3000}mple。org/", "-"),
            ("mailto:jane@example.org", "mailto:jane@example.org"),
            ("mailto:jane@example.org?attach=/etc/passwd", "mailto:jane@example.org"),
            ("mailto:-x@example.org", "-"),
            ("mailto:?body=x", "-"),
            ("#fn1", "#fn1"),
            ("#", "-"),
            ("", "-"),
            ("other.md", "file other.md"),
            ("./part/two%20b.html#x", "file part/two b.html"),
            ("../up.md", "-"),
            ("a/../../up.md", "-"),
            ("%2e%2e/up.md", "-"),
            ("%2fetc/passwd", "-"),
            ("/etc/passwd", "-"),
            ("//example.org/a", "-"),
            ("c:\\a", "-"),
            ("a\\b", "-"),
            ("a%00b", "-"),
            ("a%1b[31m", "-"),
            ("javascript:alert(1)", "-"),
            ("JaVaScRiPt:alert(1)", "-"),
            ("java\nscript:alert(1)", "-"),
            ("\u{1}javascript:alert(1)", "-"),
            ("data:text/html,x", "-"),
            ("file:///etc/passwd", "-"),
            ("vbscript:x", "-"),
            ("https://", "-"),
            ("https:x", "-"),
            ("https://-oProxyCommand=x/", "-"),
            ("https://exa mple.org", "-"),
            ("https://example.org/\x1b]8;;x\x07", "-"),
            ("https://example.org/\u{202e}x", "-"),
            ("https://exam\u{200b}ple.org/", "-"),
            ("-rf", "file -rf"),
            ("https://example.org/$(reboot)", "https://example.org/%24(reboot)"),
        ] {
            assert_eq!(shown(href), expected, "{href:?}");
        }
        assert_eq!(read(&format!("https://example.org/{}", "a".repeat(3000))), None);
    }

    #[test]
    fn a_page_with_an_address_makes_whole_ones_of_parts() {
        let page = Some("https://example.org/news/today.html?x#y");
        for (href, expected) in [
            ("/a/b", "https://example.org/a/b"),
            ("c.html", "https://example.org/news/c.html"),
            ("../c.html", "https://example.org/c.html"),
            ("../../../c.html", "https://example.org/c.html"),
            ("./c.html", "https://example.org/news/c.html"),
            ("//example.com/c", "https://example.com/c"),
            ("?page=2", "https://example.org/news/today.html?page=2"),
            ("#d", "#d"),
            ("mailto:a@b", "mailto:a@b"),
            ("", ""),
        ] {
            assert_eq!(resolved(href, page), expected, "{href:?}");
        }
        assert_eq!(resolved("c.html", None), "c.html");
        assert_eq!(resolved("/c", Some("https://example.org")), "https://example.org/c");
    }
}
