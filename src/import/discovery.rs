//! The feeds that a page names in its head.

use dom_query::Document;

use super::found::Subscription;
use super::target::{self, Raw};
use super::{Hint, charset, fields};

/// No head is longer, in bytes.
const LONGEST: usize = 256 << 10;
/// The most feeds of one page.
const MOST: usize = 20;
/// The media types of feeds.
const TYPES: &[&str] = &["application/rss+xml", "application/atom+xml", "application/feed+json"];

/// The feeds that a page names, in its order, each once; none for what is no page. Only addresses of the web count.
pub fn feeds_named(bytes: &[u8], hint: &Hint) -> Vec<Subscription> {
    let start = bytes.get(..bytes.len().min(LONGEST)).unwrap_or_default();
    let text = charset::decode(start, hint);
    let lower = text.to_ascii_lowercase();
    let end = lower.find("<body").unwrap_or(lower.len());
    let head = text.get(..end).unwrap_or_default();
    if !lower.get(..end).is_some_and(|head| TYPES.iter().any(|kind| head.contains(kind))) {
        return Vec::new();
    }
    let document = Document::from(head);
    let mut feeds: Vec<Subscription> = Vec::new();
    for link in &document.select("link[href]") {
        let attribute = |name: &str| link.attr(name).map(|value| value.trim().to_ascii_lowercase());
        let is_alternate =
            attribute("rel").is_some_and(|rel| rel.split_whitespace().any(|own| own == "alternate"));
        let is_feed = attribute("type").is_some_and(|kind| TYPES.contains(&kind.as_str()));
        let Some(href) = link.attr("href").filter(|_| is_alternate && is_feed) else { continue };
        let whole = target::resolved(href.trim(), hint.address.as_deref());
        let Some(Raw::Address(address)) = target::read(&whole) else { continue };
        if address.starts_with("http") && feeds.iter().all(|known| known.address != *address) {
            let title = link.attr("title").and_then(|title| fields::line(&title));
            feeds.push(Subscription { title, address: address.to_string(), ..Subscription::default() });
        }
        if feeds.len() >= MOST {
            break;
        }
    }
    feeds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feeds_of_a_page_are_those_it_names_as_such() {
        let hint = Hint { address: Some("https://example.org/a/b".to_owned()), ..Hint::default() };
        let rss = "type=\"application/rss+xml\"";
        for (head, feeds) in [
            (
                format!("<link rel=alternate {rss} href=/feed title='All of it'>"),
                vec!["https://example.org/feed"],
            ),
            (format!("<LINK REL='alternate home' {rss} HREF='x.xml'>"), vec!["https://example.org/a/x.xml"]),
            (
                "<link rel=alternate type=application/feed+json href=f.json>".to_owned(),
                vec!["https://example.org/a/f.json"],
            ),
            (format!("<link rel=stylesheet {rss} href=/feed>"), vec![]),
            ("<link rel=alternate hreflang=de href=/de>".to_owned(), vec![]),
            (format!("<link rel=alternate {rss} href=file:///etc/passwd>"), vec![]),
            (format!("</head><body><link rel=alternate {rss} href=/feed>"), vec![]),
        ] {
            let page = format!("<html><head>{head}</head><body></body></html>");
            let found = feeds_named(page.as_bytes(), &hint);
            let found: Vec<&str> = found.iter().map(|feed| feed.address.as_str()).collect();
            assert_eq!(found, feeds, "{head}");
        }
    }
}
