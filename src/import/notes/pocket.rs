//! Pocket: the list of saved articles, as CSV (`title,url,time_added,tags,status`) or, of old, as a page of links
//! (`ril_export.html`), and its highlights in JSON.
//!
//! An article that was saved becomes a bookmark with its tags, which are parted by bars, in the page by commas.

use serde_json::Value;

use super::json::text;
use super::table;
use super::{Drafts, Error, Incoming, bare, line, moment, tags};
use crate::annotation::Colour;
use crate::article::Metadata;
use crate::import::xml;

pub(super) fn is(names: &[String]) -> bool {
    ["title", "url", "time_added"].iter().all(|name| names.iter().any(|own| own == name))
}

pub(super) fn read(text: &str) -> Result<Drafts, Error> {
    let mut drafts = Drafts::default();
    table::each(text, |row| {
        let (title, url) = (line(row.cell(&["title"])), line(row.cell(&["url"])));
        drafts.notes.push(Incoming {
            about: Metadata { title, url, ..Metadata::default() },
            tags: tags(row.cell(&["tags"]).split('|')),
            created: moment::of_text(row.cell(&["time_added"])),
            ..Incoming::default()
        });
    })?;
    Ok(drafts)
}

/// Whether this is the page of links.
pub(super) fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(2000).collect();
    start.starts_with('<')
        && (start.contains("<title>Pocket Export</title>") || start.contains(" time_added=\""))
}

/// The links of the page. A title is the address where Pocket knew none, and then is none.
///
/// # Errors
/// When it lies deeper or is larger than any that Pocket wrote.
pub(super) fn read_page(text: &str) -> Result<Drafts, Error> {
    let mut drafts = Drafts::default();
    let page = xml::read(text).map_err(|error| Error::Broken(error.to_string()))?;
    for link in page.descendants().filter(|element| element.name == "a") {
        let field = |name| link.attribute(name).unwrap_or_default();
        let Some(url) = line(field("href")) else {
            drafts.left_out += 1;
            continue;
        };
        let title = line(&link.text()).filter(|title| *title != url);
        drafts.notes.push(Incoming {
            about: Metadata { title, url: Some(url), ..Metadata::default() },
            tags: tags(field("tags").split(',')),
            created: moment::of_text(field("time_added")),
            ..Incoming::default()
        });
    }
    Ok(drafts)
}

pub(super) fn read_json(documents: &[Value]) -> Drafts {
    let mut drafts = Drafts::default();
    for article in documents.iter().flat_map(|document| super::json::each(Some(document))) {
        let field = |name| text(article, name).and_then(line);
        let about = Metadata { title: field("title"), url: field("url"), ..Metadata::default() };
        for highlight in super::json::each(article.get("highlights")) {
            let Some(quote) = text(highlight, "quote").and_then(bare) else {
                drafts.left_out += 1;
                continue;
            };
            drafts.notes.push(Incoming {
                quote: Some(quote),
                about: about.clone(),
                colour: Some(Colour::default()),
                created: moment::of_value(highlight.get("created_at")),
                ..Incoming::default()
            });
        }
    }
    drafts
}
