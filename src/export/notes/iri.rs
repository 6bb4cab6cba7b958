//! Names of articles and texts that other programs understand.

use std::fmt::Write as _;

use crate::article::{Digest, Metadata};

/// The name of an article: its address, else the file it came from, else its text by its digest. Always absolute, and of
/// ASCII only, so that it is a URI (RFC 3986) as well.
pub(super) fn of_article(about: &Metadata, origin: &str, digest: Digest) -> String {
    if let Some(url) = about.url.as_ref().and_then(|url| of_web(url)) {
        return url;
    }
    if let Some(name) = origin.strip_prefix("sayso:") {
        return format!("sayso:{}", encoded(name, is_in_path));
    }
    if origin.starts_with('/') {
        return format!("file://{}", encoded(origin, is_in_path));
    }
    let mut characters = origin.chars();
    let is_drive =
        characters.next().is_some_and(|c| c.is_ascii_alphabetic()) && characters.next() == Some(':');
    if is_drive {
        return format!("file:///{}", encoded(&origin.replace('\\', "/"), is_in_path));
    }
    of_text(digest)
}

/// The name of a text by its SHA-256 (RFC 6920).
pub(super) fn of_text(digest: Digest) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let hex: Vec<usize> =
        digest.to_string().chars().filter_map(|c| c.to_digit(16)).map(|digit| digit as usize).collect();
    let mut name = "ni:///sha-256;".to_owned();
    // Three digits of four bits are two of six; 256 bits leave four over, which are one of six with zeros behind them.
    for three in hex.chunks(3) {
        let bits = three.iter().fold(0, |bits, digit| bits << 4 | digit) << (12 - 4 * three.len());
        let digits = [bits >> 6, bits & 63].map(|digit| char::from(DIGITS[digit]));
        name.extend(digits.into_iter().take(three.len().min(2)));
    }
    name
}

/// The name of an annotation.
pub(super) fn of_note(id: &str) -> String {
    format!("urn:uuid:{}", encoded(id, |c| c.is_ascii_alphanumeric() || c == '-'))
}

/// An address on the web, where it is one.
pub(super) fn of_web(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end)?;
    let is_host =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']' | '@' | '%' | '~');
    if host.is_empty() || !host.chars().all(is_host) {
        return None;
    }
    // A second `#` has no place in an address.
    let (path, fragment) =
        path.split_once('#').map_or((path, None), |(path, fragment)| (path, Some(fragment)));
    let is_kept = |c: char| is_in_path(c) || matches!(c, '?' | '%');
    let fragment = fragment.map(|fragment| format!("#{}", encoded(fragment, is_kept))).unwrap_or_default();
    let host = encoded(host, |c| is_in_path(c) || matches!(c, '[' | ']' | '%'));
    Some(format!("{scheme}://{host}{}{fragment}", encoded(path, is_kept)))
}

/// What may stand in a path as it is.
fn is_in_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(c)
}

/// `text` with all but what is `kept` as percent and hexadecimal digits of its UTF-8; so also a percent sign that begins
/// no such escape.
pub(super) fn encoded(text: &str, kept: impl Fn(char) -> bool) -> String {
    let mut written = String::with_capacity(text.len());
    for (place, c) in text.char_indices() {
        let is_stray = c == '%' && !is_escape(text.get(place..).unwrap_or_default());
        if kept(c) && !is_stray {
            written.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            write!(written, "%{byte:02X}").ok();
        }
    }
    written
}

fn is_escape(text: &str) -> bool {
    text.get(1..3).is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::SafeText;

    fn of(url: Option<&str>, origin: &str) -> String {
        let about = Metadata { url: url.map(SafeText::new), ..Metadata::default() };
        of_article(&about, origin, Digest::of("abc"))
    }

    #[test]
    fn an_article_has_an_absolute_name() {
        let text = "ni:///sha-256;ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0";
        for (url, origin, expected) in [
            (
                Some("https://example.org/a b?c=“d”#e#f"),
                "x",
                "https://example.org/a%20b?c=%E2%80%9Cd%E2%80%9D#e%23f",
            ),
            (Some("HTTP://[::1]:80/%41%"), "x", "http://[::1]:80/%41%25"),
            (Some("javascript:alert(1)"), "/home/a b/100%?.md", "file:///home/a%20b/100%25%3F.md"),
            (Some("https:///x"), "sayso:lincoln-douglas", "sayso:lincoln-douglas"),
            (None, "C:\\My Texts\\a.md", "file:///C:/My%20Texts/a.md"),
            (Some("relative/path"), "-", text),
            (None, "row 17", text),
        ] {
            assert_eq!(of(url, origin), expected);
        }
    }
}
