//! OPML: a list of feeds. Only addresses of the web are taken; what would start a program or read a file is refused
//! and told.

use super::found::{Found, Haul, Refusal, Subscription};
use super::target::{self, Raw};
use super::{Error, fields, xml};
use crate::article::SafeText;

/// The most feeds of one list.
const MOST_FEEDS: usize = 10_000;

/// The most refusals that are told.
const MOST_TOLD: usize = 1_000;

/// The feeds of a decoded list, each once.
///
/// # Errors
/// No XML, or more feeds than anybody follows.
pub(super) fn read(text: &str) -> Result<Haul, Error> {
    let root = xml::read(text)?;
    let mut feeds = Vec::new();
    let mut refused = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for outline in root.descendants().filter(|element| element.name.eq_ignore_ascii_case("outline")) {
        let Some(address) = outline.attribute("xmlUrl").map(str::trim).filter(|own| !own.is_empty()) else {
            continue;
        };
        let title = ["title", "text"].iter().find_map(|name| fields::line(outline.attribute(name)?));
        match target::read(address) {
            Some(Raw::Address(own)) if own.starts_with("http") => {
                let is_first = seen.insert(own.clone());
                feeds.extend(is_first.then(|| Subscription { title, address: own.to_string() }));
            }
            _ if refused.len() < MOST_TOLD => {
                refused.push(Refusal { name: SafeText::one_line(address), why: Error::NoAddress });
            }
            _ => {}
        }
        if feeds.len() > MOST_FEEDS {
            return Err(Error::TooMuch { what: "list of feeds" });
        }
    }
    Ok(Haul { found: Found::Outline(feeds), refused })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        let list = "<opml version='2.0'><body><outline text='News'>
            <outline text='One' title='The One' xmlUrl='https://example.org/one.xml'/>
            <outline text='Two \x1b]52;c;x\x07' XMLURL='HTTP://example.org/two'/>
            <outline text='Again' xmlUrl='https://example.org/one.xml'/>
            <outline text='a' xmlUrl='exec:reboot'/><outline text='b' xmlUrl='filter:sed:https://example.org'/>
            <outline text='c' xmlUrl='|reboot'/><outline text='d' xmlUrl='file:///etc/passwd'/>
            <outline text='e' xmlUrl='-oProxyCommand=x'/><outline text='f' xmlUrl='javascript:x'/>
            <outline text='g' xmlUrl='https://$(reboot)'/><outline text='h' xmlUrl='mailto:a@example.org'/>
            </outline></body></opml>";
        let haul = read(list).unwrap();
        let Found::Outline(feeds) = haul.found else { panic!("no list") };
        let shown: Vec<String> = feeds
            .iter()
            .map(|feed| format!("{} {}", feed.title.as_ref().map_or("-", SafeText::as_str), feed.address))
            .collect();
        assert_eq!(shown, ["The One https://example.org/one.xml", "Two http://example.org/two"]);
        let refused: Vec<&str> = haul.refused.iter().map(|refusal| refusal.name.as_str()).collect();
        assert_eq!(
            refused,
            [
                "exec:reboot",
                "filter:sed:https://example.org",
                "|reboot",
                "file:///etc/passwd",
                "-oProxyCommand=x",
                "javascript:x",
                "https://$(reboot)",
                "mailto:a@example.org"
            ]
        );
    }

    #[test]
    fn a_million_feeds_are_too_many() {
        let outline = "<outline xmlUrl='https://a.org'/>".repeat(600_000);
        let list = format!("<opml><body>{outline}</body></opml>");
        assert_eq!(read(&list).map(|_| ()), Err(Error::TooMuch { what: "XML" }));
    }
}
