//! Addresses that stand in a text as they are.

use super::target::{self, Raw};
use crate::article::{Link, Target};
use crate::span::Span;

/// The web addresses written out in `span` of `text`, in order.
pub(super) fn links(text: &str, span: Span) -> Vec<Link> {
    let words = span.of(text);
    let mut links = Vec::new();
    // Most texts have none, and this search is much faster.
    if !words.contains("://") {
        return links;
    }
    let mut place = 0;
    while let Some(found) = words.get(place..).and_then(|rest| rest.find("http")) {
        let start = place + found;
        place = start + "http".len();
        let Some(length) = words.get(start..).and_then(address_len) else { continue };
        let before = words.get(..start).and_then(|before| before.chars().next_back());
        if before.is_some_and(char::is_alphanumeric) {
            continue;
        }
        place = start + length;
        let link = Span::new(span.start + start, span.start + place);
        if let Some(Raw::Address(address)) = target::read(link.of(text)) {
            links.push(Link { span: link, target: Target::Address(address) });
        }
    }
    links
}

/// The length of the address that `words` starts with. What ends a sentence or closes a bracket before it is not
/// part of it.
fn address_len(words: &str) -> Option<usize> {
    let rest = words.strip_prefix("http")?;
    let rest = rest.strip_prefix('s').unwrap_or(rest).strip_prefix("://")?;
    let head = words.len() - rest.len();
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"“”‘’«»`|\\^{}、。「」".contains(c));
    let mut address = words.get(..head + end.unwrap_or(rest.len()))?;
    loop {
        let last = address.chars().next_back()?;
        let opening = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '…' | '*' | '_' | '~' => None,
            ')' => Some('('),
            ']' => Some('['),
            _ => break,
        };
        if opening.is_some_and(|opening| address.matches(opening).count() >= address.matches(last).count()) {
            break;
        }
        address = address.get(..address.len() - last.len_utf8())?;
    }
    (address.len() > head).then_some(address.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_its_reader_ends_it() {
        for (text, expected) in [
            ("See https://example.org/a.", &["https://example.org/a"][..]),
            ("(https://example.org/a_(b)), https://c.de?", &["https://example.org/a_(b)", "https://c.de"]),
            ("“http://example.org/a”", &["http://example.org/a"]),
            ("<https://example.org>", &["https://example.org"]),
            ("xhttps://example.org http https://", &[]),
            ("https://例え.jp/あ。次", &["https://例え.jp/あ"]),
            ("https://-x/ httphttps://a.b", &[]),
            ("http:// https://a.b/…", &["https://a.b/"]),
        ] {
            let found = links(text, Span::new(0, text.len()));
            let words: Vec<&str> = found.iter().map(|link| link.span.of(text)).collect();
            assert_eq!(words, expected, "{text}");
        }
    }
}
