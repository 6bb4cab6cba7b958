//! Web pages: the article of a page, found as Firefox's reader view finds it, as blocks.
//!
//! `sweep` takes out of the source what no reader sees and what would choke a parser; the extractor finds the
//! article; `walk` turns its elements into blocks. A page without furniture (menus, boxes, forms), such as a
//! fragment saved by hand, is read whole, and so is a page whose article was not found or is very short.

mod json_ld;
mod note;
mod picture;
mod sweep;
mod table;
mod tag;
mod walk;
mod whole;

pub(super) use whole::{paragraphs, whole};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::page::Page;
use super::{Error, fields};
use crate::article::{Draft, Metadata};

/// The draft of a decoded web page.
///
/// # Errors
/// No words to read.
pub(super) fn read(html: &str) -> Result<Draft, Error> {
    let swept = sweep::sweep(html);
    let mut reader = Readability {
        doc: Document::from(swept.as_str()),
        doc_url: None,
        config: Config { disable_json_ld: true, ..Config::default() },
    };
    let mut metadata = metadata(&reader);
    let mut whole = Page::default();
    if let Some(body) = reader.doc.body() {
        walk::add_blocks(body, metadata.url.as_deref(), &mut whole);
    }
    if !is_worth_extracting(&reader.doc) {
        return whole.finish(metadata);
    }
    let article = extracted(&mut reader, &mut metadata);
    if article.len() >= SHORT || article.len() >= whole.len() {
        article.finish(metadata)
    } else {
        whole.finish(metadata)
    }
}

/// An article with fewer bytes than this may as well be a caption or a cookie notice.
const SHORT: usize = 250;

/// More elements than any page for readers has, and few enough for the extractor to take a second at most.
const MOST_ELEMENTS: usize = 50_000;

/// What stands around an article and never in one that was saved alone.
const FURNITURE: [&str; 9] =
    ["nav", "aside", "footer", "form", "button", "input", "table", "object", "dialog"];

/// Whether there is something around the article to leave out, on a page of a bearable size.
fn is_worth_extracting(page: &Document) -> bool {
    let mut elements = 0;
    let mut is_furnished = false;
    for node in page.root().descendants_it() {
        elements += usize::from(node.is_element());
        is_furnished = is_furnished || is_furniture(&node);
    }
    is_furnished && elements <= MOST_ELEMENTS
}

fn is_furniture(node: &NodeRef<'_>) -> bool {
    node.element_ref().is_some_and(|element| {
        let name = element.name.local.as_ref();
        let is_styled = element.has_attr("class") || element.has_attr("id") || element.has_attr("role");
        FURNITURE.contains(&name) || (matches!(name, "div" | "section" | "ul") && is_styled)
    })
}

/// The blocks of the article as the extractor finds it; none when it finds none.
fn extracted(reader: &mut Readability, metadata: &mut Metadata) -> Page {
    let mut page = Page::default();
    let Ok(article) = reader.parse() else {
        return page;
    };
    if metadata.byline.is_none() {
        metadata.byline = article.byline.as_deref().and_then(fields::byline);
    }
    if let Some(&content) = reader.doc.select_single("#readability-page-1").nodes().first() {
        walk::add_blocks(content, metadata.url.as_deref(), &mut page);
    }
    page
}

fn metadata(reader: &Readability) -> Metadata {
    let about = reader.get_article_metadata(json_ld::read(&reader.doc));
    Metadata {
        title: fields::line(&about.title),
        byline: about.byline.as_deref().and_then(fields::byline),
        publication: about.site_name.as_deref().and_then(fields::line),
        date: about.published_time.as_deref().and_then(fields::date),
        url: address(&reader.doc).or(about.url).as_deref().and_then(fields::line),
        language: about.lang.as_deref().and_then(fields::language),
        ..Metadata::default()
    }
}

/// The page's own word for where it belongs.
fn address(page: &Document) -> Option<String> {
    let attribute = |selector, name: &str| page.select_single(selector).attr(name);
    attribute("link[rel=canonical]", "href")
        .or_else(|| attribute("meta[property='og:url']", "content"))
        .filter(|address| address.starts_with("https://") || address.starts_with("http://"))
        .map(|address| address.to_string())
}

#[cfg(test)]
mod tests;
