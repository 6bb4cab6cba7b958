//! An item of RSS, RDF or Atom.

use super::{Raws, Site, date, line, markup, of_web, own};
use crate::article::SafeText;
use crate::import::fields;
use crate::import::xml::Element;

/// A text of fewer bytes that is only a summary is taken for the beginning of an article.
const TEASER: usize = 1_200;

/// What an item says of itself.
pub(super) fn read(item: &Element, site: &Site) -> Raws {
    let html = |name: &str| {
        let markup = own(item, name).map(|element| markup(element).into_owned());
        markup.filter(|words| !words.trim().is_empty())
    };
    let dates = ["pubDate", "published", "issued", "date", "created", "updated", "modified", "lastBuildDate"];
    let text = |name: &str| own(item, name).map(Element::text).filter(|text| !text.is_empty());
    // Of several dates of one kind the last one was meant to take the place of the others.
    let last = |name: &str| {
        let same = own(item, name)?;
        let others = item.children().filter(|other| other.name == same.name && other.prefix == same.prefix);
        others.last().map(Element::text)
    };
    Raws {
        id: text("guid").or_else(|| text("id")).or_else(|| item.attribute("about").map(str::to_owned)),
        title: own(item, "title").and_then(line),
        address: address(item, site.address.as_deref()),
        byline: byline(item),
        date: dates.iter().find_map(|name| date::read(&last(name)?)),
        content: html("encoded")
            .or_else(|| html("content"))
            .or_else(|| html("body"))
            .or_else(|| html("fullitem")),
        summary: html("description").or_else(|| html("summary")).or_else(|| html("abstract")),
    }
}

/// Where a feed is itself: its link to itself.
pub(super) fn own_address(channel: &Element) -> Option<String> {
    let own = channel.named("link").filter(|link| link.attribute("rel") == Some("self"));
    own.filter_map(|link| link.attribute("href")).find_map(|href| of_web(href, None))
}

/// The page of an item or a feed: its link, the alternate one of several, else what identifies it.
pub(super) fn address(element: &Element, site: Option<&str>) -> Option<String> {
    let base = element.attribute("base").filter(|base| base.starts_with("http")).or(site);
    let is_page = |link: &&Element| matches!(link.attribute("rel"), None | Some("alternate" | ""));
    let links = || element.named("link").filter(is_page);
    let hrefs = links().filter_map(|link| link.attribute("href").map(str::to_owned));
    let texts = links().map(Element::text).filter(|text| !text.is_empty());
    let guid = || {
        let guid = own(element, "guid").filter(|guid| guid.attribute("isPermaLink") != Some("false"))?;
        Some(guid.text()).filter(|text| text.starts_with("http"))
    };
    let original = element.named("origLink").map(Element::text);
    original.chain(hrefs).chain(texts).find_map(|href| of_web(&href, base)).or_else(|| of_web(&guid()?, base))
}

/// Who wrote it: names of Atom, of Dublin Core, or the name in brackets behind the mail address of RSS.
pub(super) fn byline(element: &Element) -> Option<SafeText> {
    let named = element.named("author").filter_map(|author| author.named("name").next()).map(Element::text);
    let named: Vec<String> = named.filter(|name| !name.is_empty()).take(20).collect();
    if !named.is_empty() {
        return fields::byline(&named.join(", "));
    }
    let creators: Vec<String> = element.named("creator").map(Element::text).take(20).collect();
    let text =
        if creators.is_empty() { own(element, "author").map(Element::text)? } else { creators.join(", ") };
    let in_brackets = text.split_once('(').filter(|(mail, _)| mail.contains('@'));
    let name = in_brackets.map_or(text.as_str(), |(_, name)| name.trim_end_matches(')'));
    fields::byline(name)
}

/// Whether the words of an item are only the beginning of it.
pub(super) fn is_teaser(words: &str, is_summary: bool) -> bool {
    let end = words.trim_end().to_lowercase();
    let breaks_off =
        ["…", "...", "[…]", "[...]", "read more", "continue reading", "read more »", "continue reading →"];
    breaks_off.iter().any(|sign| end.ends_with(sign)) || (is_summary && words.len() < TEASER)
}
