//! JSON Feed 1.0 and 1.1.

use serde_json::Value;

use super::{MOST_ITEMS, Raws, Site, date, of_web};
use crate::article::SafeText;
use crate::import::found::{Feed, Names};
use crate::import::html::paragraphs;
use crate::import::{Error, fields};

/// The feed of a decoded text.
pub(super) fn read(text: &str) -> Result<Feed, Error> {
    let feed: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|_broken| Error::Broken { what: "feed" })?;
    let site = Site {
        title: string(&feed, "title").and_then(fields::line),
        address: string(&feed, "home_page_url").and_then(|href| of_web(href, None)),
        byline: byline(&feed),
        language: string(&feed, "language").and_then(fields::language),
    };
    let items = feed.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut names = Names::default();
    let items = items.iter().take(MOST_ITEMS).enumerate();
    let items = items.map(|(at, own)| site.item(item(own, &site), at, &mut names)).collect();
    let own_address = string(&feed, "feed_url").and_then(|href| of_web(href, None));
    Ok(Feed { title: site.title, address: site.address, own_address, items, ..Feed::default() })
}

fn item(item: &Value, site: &Site) -> Raws {
    let own = |name: &str| string(item, name).filter(|text| !text.trim().is_empty());
    let id = item.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    let dated = own("date_published").or_else(|| own("date_modified"));
    Raws {
        id,
        title: own("title").and_then(fields::line),
        address: own("url")
            .or_else(|| own("external_url"))
            .and_then(|href| of_web(href, site.address.as_deref())),
        byline: byline(item),
        date: dated.and_then(date::read),
        content: own("content_html").map(str::to_owned).or_else(|| own("content_text").map(paragraphs)),
        summary: own("summary").map(paragraphs),
    }
}

fn byline(value: &Value) -> Option<SafeText> {
    let authors = value.get("authors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let authors = authors.iter().chain(value.get("author"));
    let names: Vec<&str> = authors.filter_map(|author| author.get("name")?.as_str()).take(20).collect();
    fields::byline(&names.join(", "))
}

fn string<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name).and_then(Value::as_str)
}
