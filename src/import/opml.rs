//! OPML: a list of feeds. Only addresses of the web are taken; what would start a program or read a file is refused
//! and told.

use std::collections::BTreeMap;

use super::found::{Found, Haul, Refusal, Subscription};
use super::target::{self, Raw};
use super::xml::Element;
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
    let mut list = List::default();
    let mut waiting: Vec<(&Element, Vec<SafeText>)> = vec![(&root, Vec::new())];
    while let Some((element, folders)) = waiting.pop() {
        let mut within = folders.clone();
        if element.name.eq_ignore_ascii_case("outline") {
            match element.attribute("xmlUrl").map(str::trim).filter(|own| !own.is_empty()) {
                Some(address) => list.take(element, address, folders)?,
                None => within.extend(name(element).filter(|name| !folders.contains(name))),
            }
        }
        let at = waiting.len();
        waiting.extend(element.children().map(|child| (child, within.clone())));
        waiting.get_mut(at..).unwrap_or_default().reverse();
    }
    let List { feeds, refused, .. } = list;
    Ok(Haul { found: Found::Outline(feeds), refused })
}

/// What was read of a list so far.
#[derive(Default)]
struct List {
    feeds: Vec<Subscription>,
    /// Where each feed stands among them.
    places: BTreeMap<String, usize>,
    refused: Vec<Refusal>,
}

impl List {
    /// Takes a feed that stands in these folders.
    fn take(&mut self, element: &Element, address: &str, folders: Vec<SafeText>) -> Result<(), Error> {
        match target::read(address) {
            Some(Raw::Address(own)) if own.starts_with("http") => {
                let tags = folders.into_iter().chain(categories(element));
                let place = *self.places.entry(own.to_string()).or_insert(self.feeds.len());
                if place == self.feeds.len() {
                    let (title, address) = (name(element), own.to_string());
                    self.feeds.push(Subscription { title, address, tags: Vec::new() });
                }
                if let Some(feed) = self.feeds.get_mut(place) {
                    tags.take(MOST_TAGS).for_each(|tag| tagged(feed, tag));
                }
            }
            _ if self.refused.len() < MOST_TOLD => {
                self.refused.push(Refusal { name: SafeText::one_line(address), why: Error::NoAddress });
            }
            _ => {}
        }
        if self.feeds.len() > MOST_FEEDS {
            return Err(Error::TooMuch { what: "list of feeds" });
        }
        Ok(())
    }
}

/// Gives a feed a tag, once, as long as there is room for it.
fn tagged(feed: &mut Subscription, tag: SafeText) {
    if !feed.tags.contains(&tag) && feed.tags.len() < MOST_TAGS {
        feed.tags.push(tag);
    }
}

/// What a folder or a feed is called.
fn name(outline: &Element) -> Option<SafeText> {
    ["title", "text"].iter().find_map(|name| fields::line(outline.attribute(name)?))
}

/// The categories of a feed (OPML 2.0): parted by commas, each a path from a slash on or a word. What stands for a comma or
/// a slash within one is as [`category`] writes it.
fn categories(outline: &Element) -> impl Iterator<Item = SafeText> + use<> {
    let list = outline.attribute("category").unwrap_or_default().to_owned();
    let names: Vec<String> = list.split([',', '/']).map(str::to_owned).collect();
    names
        .into_iter()
        .filter_map(|name| fields::line(&name.replace("%2C", ",").replace("%2F", "/").replace("%25", "%")))
}

/// A tag as a category of a feed.
pub fn category(tag: &str) -> String {
    tag.replace('%', "%25").replace(',', "%2C").replace('/', "%2F")
}

/// The most tags of one feed.
const MOST_TAGS: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        let list = "<opml version='2.0'><body><outline text='News'>
            <outline text='One' title='The One' xmlUrl='https://example.org/one.xml'/>
            <outline text='Two \x1b]52;c;x\x07' XMLURL='HTTP://example.org/two' category='/Politics/Local,News'/>
            <outline text='Again'><outline text='1' xmlUrl='https://example.org/one.xml' category='A%2Fb'/></outline>
            <outline text='a' xmlUrl='exec:reboot'/><outline text='b' xmlUrl='filter:sed:https://example.org'/>
            <outline text='c' xmlUrl='|reboot'/><outline text='d' xmlUrl='file:///etc/passwd'/>
            <outline text='e' xmlUrl='-oProxyCommand=x'/><outline text='f' xmlUrl='javascript:x'/>
            <outline text='g' xmlUrl='https://$(reboot)'/><outline text='h' xmlUrl='mailto:a@example.org'/>
            </outline></body></opml>";
        let haul = read(list).unwrap();
        let Found::Outline(feeds) = haul.found else { panic!("no list") };
        let shown: Vec<String> = feeds
            .iter()
            .map(|feed| {
                let tags: Vec<&str> = feed.tags.iter().map(SafeText::as_str).collect();
                let title = feed.title.as_ref().map_or("-", SafeText::as_str);
                format!("{title} {} {}", feed.address, tags.join("+"))
            })
            .collect();
        assert_eq!(
            shown,
            [
                "The One https://example.org/one.xml News+Again+A/b",
                "Two http://example.org/two News+Politics+Local"
            ]
        );
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
