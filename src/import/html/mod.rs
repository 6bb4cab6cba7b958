//! Web pages: the article of a page, found as Firefox's reader view finds it, as blocks.
//!
//! `sweep` takes out of the source what no reader sees and what would choke a parser; `boxes` and `pull_quote` take out
//! of the tree what surrounds an article by its names; the extractor finds the article; `walk` turns its elements into
//! blocks; `passes` look at these line by line. A page without furniture (menus, boxes, forms), such as a fragment saved
//! by hand, is read whole, and so is a page whose article was not found or is very short. Where a page marks its article,
//! or gives its words in its metadata, and the extractor found much less, that is taken.
//!
//! `json_ld`, `meta` and `headline` read what the page says about its article, `shortfall` tells why it may not be all.

mod boxes;
mod caption;
mod closing;
mod headline;
mod json_ld;
mod letter;
mod meta;
mod note;
mod opening;
mod passes;
mod phrase_line;
mod phrases;
mod picture;
mod pull_quote;
mod said;
mod shortfall;
mod sweep;
mod table;
mod tag;
mod walk;
mod whole;

pub(super) use whole::{named, paragraphs, whole};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::page::Page;
use super::{Error, fields};
use crate::article::{Draft, Metadata};
pub(super) use letter::{about_words, read as read_letter};
use said::Said;
use shortfall::Signs;

/// The draft of a decoded web page. `address` is where it was found, if that is known.
///
/// # Errors
/// No words to read.
pub(super) fn read(html: &str, address: Option<&str>) -> Result<Draft, Error> {
    let asks_for_script = shortfall::asks_for_script(html);
    let swept = sweep::sweep(html);
    let mut reader = Readability {
        doc: Document::from(swept.as_str()),
        doc_url: None,
        config: Config { disable_json_ld: true, ..Config::default() },
    };
    let said = said(&reader, address);
    let mut metadata = said.metadata();
    let base = base(&reader.doc, address, said.address.as_deref());
    pull_quote::take_out(&reader.doc);
    let mut whole = Page::default();
    if let Some(body) = reader.doc.body() {
        walk::add_blocks(body, base.as_deref(), &mut whole);
    }
    if whole.len() == 0 && asks_for_script && said.free_body().is_none() {
        return Err(Error::Script);
    }
    let shown = Page::clone(&whole);
    let mut article = if is_worth_extracting(&reader.doc) {
        article(&mut reader, base.as_deref(), whole, &mut metadata)
    } else {
        whole
    };
    if let Some(body) = said.free_body().filter(|body| body.len() >= 2 * article.len().max(SHORT)) {
        article = of_words(body);
    }
    let signs = Signs { is_free: said.is_free, asks_for_script };
    metadata.shortfall = shortfall::of(&article.lines(), &shown.lines(), signs);
    let mut walls = Vec::new();
    shortfall::find_walls(&article.lines(), &mut walls);
    article.take_out(&walls);
    if metadata.byline.is_none() {
        metadata.byline = opening::byline(&article.lines());
    }
    passes::run(&mut article, &metadata);
    article.finish(metadata)
}

/// The article as the extractor finds it, as the page marks it where that is more, or the whole page where both are
/// next to nothing.
fn article(reader: &mut Readability, base: Option<&str>, whole: Page, metadata: &mut Metadata) -> Page {
    boxes::take_out(&reader.doc);
    let marked = marked(&reader.doc, base);
    let article = extracted(reader, base, metadata);
    let article = if marked.len() * 7 >= article.len() * 10 { marked } else { article };
    if article.len() >= SHORT || article.len() >= whole.len() { article } else { whole }
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

/// What the page marks as the words of its article, which newspapers often do in several pieces.
fn marked(page: &Document, base: Option<&str>) -> Page {
    let mut words = Page::default();
    let pieces = page.select("[itemprop~='articleBody']");
    let mut last: Option<NodeRef<'_>> = None;
    for piece in pieces.nodes().iter().take(MOST_PIECES) {
        let is_within = last.is_some_and(|last| piece.ancestors_it(None).any(|above| above.id == last.id));
        if !is_within && !piece.has_name("meta") {
            walk::add_blocks(*piece, base, &mut words);
            last = Some(*piece);
        }
    }
    words
}

/// The most pieces of a marked article.
const MOST_PIECES: usize = 100;

/// The blocks of the article as the extractor finds it; none when it finds none.
fn extracted(reader: &mut Readability, base: Option<&str>, metadata: &mut Metadata) -> Page {
    let mut page = Page::default();
    let Ok(article) = reader.parse() else {
        return page;
    };
    if metadata.byline.is_none() {
        metadata.byline = article.byline.as_deref().and_then(fields::byline);
    }
    if let Some(&content) = reader.doc.select_single("#readability-page-1").nodes().first() {
        walk::add_blocks(content, base, &mut page);
    }
    page
}

/// The words that a page gives in its metadata, a paragraph a line.
fn of_words(body: &str) -> Page {
    let mut page = Page::default();
    for line in body.lines() {
        page.flowing_text(line);
        page.end_block();
    }
    page
}

/// What the page says about its article, the surest place first.
fn said(reader: &Readability, address: Option<&str>) -> Said {
    let page = &reader.doc;
    let found = reader.get_article_metadata(None);
    let guessed = Said {
        title: said::words(&found.title),
        byline: found.byline,
        publication: found.site_name,
        date: found.published_time,
        language: found.lang,
        ..Said::default()
    };
    let by_structure = json_ld::read(page);
    let in_head = meta::read(page);
    let language = in_head.language.clone();
    let addresses = [
        canonical(page, address),
        in_head.address.clone(),
        by_structure.address.clone(),
        address.map(str::to_owned),
    ];
    let mut said = by_structure.or(in_head).or(meta::of_markup(page)).or(guessed);
    // Structured data is often made by a tool that knows one language only.
    said.language = language.or(said.language);
    let addresses = addresses.into_iter().flatten().filter_map(|found| said::web_address(&found, address));
    let addresses: Vec<String> = addresses.collect();
    said.address = addresses.iter().find(|found| !said::is_front_page(found)).or(addresses.first()).cloned();
    let host = said.address.as_deref().map(|found| said::site(found).to_owned());
    let names: Vec<&str> = [said.publication.as_deref(), said.section.as_deref(), host.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    said.title = said.title.as_deref().map(|title| headline::bare(title, page, &names));
    said
}

/// The page's own word for where it belongs.
fn canonical(page: &Document, address: Option<&str>) -> Option<String> {
    let href = page.select_single("link[rel~=canonical]").attr("href")?;
    said::web_address(&href, address)
}

/// What relative links are meant from: the base that the page gives, where it was found, where it says that it belongs.
fn base(page: &Document, address: Option<&str>, canonical: Option<&str>) -> Option<String> {
    let given = page.select_single("base[href]").attr("href");
    let given = given.and_then(|href| said::web_address(&href, address.or(canonical)));
    given.or_else(|| address.or(canonical).map(str::to_owned))
}

#[cfg(test)]
mod tests;
