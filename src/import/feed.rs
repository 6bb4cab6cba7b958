//! Feeds: RSS of all versions, RDF, Atom and JSON Feed.
//!
//! They are read from the bounded tree of `xml`, which also takes a feed that breaks off or has bare ampersands: what
//! stands before the damage is read. Which element is meant is told by its name; of several with one name the one without a
//! prefix, or with that of the outermost element, counts before one of Dublin Core, and one about pictures or sound last.

mod date;
mod item;
mod json;
mod pace;

use std::borrow::Cow;

use super::found::{Feed, FeedItem, Names};
use super::html::paragraphs;
use super::target::{self, Raw};
use super::xml::{self, Element};
use super::{Error, fields, html};
use crate::article::{Metadata, SafeText};

/// The most items of one feed.
const MOST_ITEMS: usize = 20_000;

/// Prefixes of elements that say something of pictures, sound, places or other feeds.
const FOREIGN: [&str; 10] =
    ["googleplay", "podcast", "geo", "georss", "psc", "slash", "thr", "image", "g", "source"];

/// The feed of a decoded text.
///
/// # Errors
/// What is no feed.
pub(super) fn read(text: &str) -> Result<Feed, Error> {
    if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        return json::read(text);
    }
    let root = xml::read(text)?;
    let channel = root.descendants().take(NEAR).find(|element| element.name == "channel").unwrap_or(&root);
    let site = Site {
        title: own(channel, "title").or_else(|| own(&root, "title")).and_then(line),
        address: item::address(channel, None),
        byline: item::byline(channel),
        language: own(channel, "language")
            .map(Element::text)
            .or_else(|| root.attribute("lang").map(str::to_owned))
            .and_then(|tag| fields::language(&tag)),
    };
    let items = channel.named("item").chain(root.named("item").filter(|_| channel != &root));
    let items = items.chain(root.named("entry")).chain(channel.named("entry").filter(|_| channel != &root));
    let mut names = Names::default();
    let items: Vec<FeedItem> = items
        .take(MOST_ITEMS)
        .enumerate()
        .map(|(at, element)| site.item(item::read(element, &site), at, &mut names))
        .collect();
    let own_address = item::own_address(channel).or_else(|| item::own_address(&root));
    Ok(Feed { title: site.title, address: site.address, own_address, pace: pace::read(channel), items })
}

/// How many elements are looked at to find the channel.
const NEAR: usize = 50;

/// What a feed says of all of its items.
struct Site {
    title: Option<SafeText>,
    address: Option<String>,
    byline: Option<SafeText>,
    language: Option<SafeText>,
}

/// What an item says of itself.
#[derive(Default)]
struct Raws {
    id: Option<String>,
    title: Option<SafeText>,
    address: Option<String>,
    byline: Option<SafeText>,
    date: Option<jiff::Timestamp>,
    /// HTML.
    content: Option<String>,
    /// HTML.
    summary: Option<String>,
}

impl Site {
    /// The item in the place `at`, counted from 0.
    fn item(&self, raws: Raws, at: usize, names: &mut Names) -> FeedItem {
        let date = raws.date.map(|date| SafeText::new(&date.to_string()));
        let byline = raws.byline.or_else(|| self.byline.clone());
        let unnamed = || {
            let feed = self.title.as_deref().unwrap_or("Feed");
            SafeText::one_line(&format!("{feed}, {}", at + 1))
        };
        let metadata = Metadata {
            title: Some(raws.title.clone().unwrap_or_else(unnamed)),
            byline: byline.clone(),
            publication: self.title.clone(),
            date: date.clone(),
            url: raws.address.as_deref().map(SafeText::new),
            language: self.language.clone(),
            ..Metadata::default()
        };
        let is_summary = raws.content.is_none();
        let words = raws.content.or(raws.summary);
        let mut draft = words.and_then(|words| html::whole(&words, metadata).ok());
        let is_teaser = draft.as_ref().is_none_or(|draft| item::is_teaser(&draft.text, is_summary));
        if let Some(draft) = draft.as_mut().filter(|_| is_teaser) {
            draft.metadata.shortfall = Some(crate::article::Shortfall::Teaser);
        }
        let id = raws.id.or_else(|| raws.address.clone()).map(|id| SafeText::one_line(&id).to_string());
        let id = names.once(id.filter(|id| !id.is_empty()).unwrap_or_else(|| "item".to_owned()));
        FeedItem { id, title: raws.title, address: raws.address, byline, date, draft, is_teaser }
    }
}

/// The element of this name that is the feed's own.
fn own<'e>(parent: &'e Element, name: &str) -> Option<&'e Element> {
    let rank = |element: &&Element| match element.prefix.as_str() {
        "" => 0,
        prefix if prefix == parent.prefix => 1,
        "dc" | "dcterms" => 3,
        "media" | "itunes" => 4,
        _ => 2,
    };
    let named = parent.children().filter(|element| {
        element.name.eq_ignore_ascii_case(name) && !FOREIGN.contains(&element.prefix.as_str())
    });
    named.filter(|element| !element.nodes.is_empty()).min_by_key(rank)
}

/// The words of an element as HTML. What is plain is told by its type, or by having no mark-up.
fn markup(element: &Element) -> Cow<'_, str> {
    if element.children().next().is_some() {
        return Cow::Owned(element.inner_html(|name| name));
    }
    let words = element.words();
    let unpacked =
        (element.attribute("mode") == Some("base64") || is_packed(element)).then(|| base64(&words)).flatten();
    if let Some(unpacked) = unpacked {
        return Cow::Owned(unpacked);
    }
    let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
    let is_plain = match kind.as_str() {
        "text" | "text/plain" => true,
        kind if kind.contains("html") || kind.contains("xml") => false,
        _ => !looks_marked_up(&words),
    };
    if is_plain { Cow::Owned(paragraphs(&words)) } else { words }
}

/// Atom packs what is neither words nor XML.
fn is_packed(element: &Element) -> bool {
    element.attribute("type").is_some_and(|kind| {
        kind.starts_with("application/") && !kind.ends_with("xml")
            || kind == "text/html" && !looks_marked_up(&element.words())
    })
}

/// Words out of base64 (RFC 4648, §4); `None` for what is none.
fn base64(packed: &str) -> Option<String> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for byte in packed.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        held = (held << 6 | u32::from(value(byte)?)) & 0xff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    String::from_utf8(bytes).ok().filter(|words| !words.is_empty())
}

/// RSS does not say whether its words are marked up.
fn looks_marked_up(words: &str) -> bool {
    let is_tag = |after: &str| after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    let has_tag = words.match_indices('<').any(|(at, _)| words.get(at + 1..).is_some_and(is_tag));
    let is_entity = |after: &str| {
        let name: String =
            after.chars().take(10).take_while(|c| c.is_ascii_alphanumeric() || *c == '#').collect();
        !name.is_empty() && after.get(name.len()..).is_some_and(|rest| rest.starts_with(';'))
    };
    has_tag || words.match_indices('&').any(|(at, _)| words.get(at + 1..).is_some_and(is_entity))
}

/// The words of an element on one line, without mark-up.
fn line(element: &Element) -> Option<SafeText> {
    let draft = html::whole(&markup(element), Metadata::default()).ok()?;
    fields::line(&draft.text)
}

/// An address of the web, made whole where it is only a part.
fn of_web(href: &str, base: Option<&str>) -> Option<String> {
    match target::read(&target::resolved(href.trim(), base)) {
        Some(Raw::Address(address)) if address.starts_with("http") => Some(address.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
