//! A page of which every word is wanted: a chapter, an item of a feed, an article that a newsroom sends.

use dom_query::Document;

use super::tag::Tag;
use super::{sweep, walk};
use crate::article::{Draft, Metadata};
use crate::import::page::{Named, Page};
use crate::import::xml::escaped;
use crate::import::{Error, fields};

/// The draft of all words of a page or a fragment, with `metadata`; its own title and language count where that has none.
///
/// # Errors
/// No words to read.
pub(in crate::import) fn whole(html: &str, metadata: Metadata) -> Result<Draft, Error> {
    Ok(named(html, metadata)?.draft)
}

/// The same, with the names of its places.
///
/// # Errors
/// No words to read.
pub(in crate::import) fn named(html: &str, mut metadata: Metadata) -> Result<Named, Error> {
    let swept = sweep::sweep(&with_ends(html));
    let document = Document::from(swept.as_str());
    let mut page = Page::default();
    if let Some(body) = document.body() {
        walk::add_blocks(body, metadata.url.as_deref(), &mut page);
    }
    if metadata.language.is_none() {
        let language = document.select_single("html").attr("lang");
        metadata.language = language.as_deref().and_then(fields::language);
    }
    page.finish_named(metadata)
}

/// Plain words as HTML; blank lines part paragraphs.
pub(in crate::import) fn paragraphs(words: &str) -> String {
    let words = words.replace("\r\n", "\n");
    let mut html = String::with_capacity(words.len() + 16);
    for paragraph in words.split("\n\n") {
        html.push_str("<p>");
        html.push_str(&escaped(paragraph));
        html.push_str("</p>");
    }
    html
}

/// The same with an end tag for each element that only XHTML may write without one: `<a id="x"/>`, `<title/>`.
fn with_ends(html: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (words, from) = rest.split_at(at);
        whole.push_str(words);
        let comment = from.strip_prefix("<!--").and_then(|inner| inner.find("-->")).map(|end| end + 7);
        let length = comment.or_else(|| Tag::at_start_of(from).map(|tag| tag.len)).unwrap_or(1);
        let (tag, after) = from.split_at(length);
        rest = after;
        match Tag::at_start_of(tag) {
            Some(own) if own.attributes.ends_with('/') && !own.is_end && !is_void(own.name) => {
                whole.push_str(tag.strip_suffix("/>").unwrap_or(tag));
                whole.push_str("></");
                whole.push_str(own.name);
                whole.push('>');
            }
            _ => whole.push_str(tag),
        }
    }
    whole.push_str(rest);
    whole
}

fn is_void(name: &str) -> bool {
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ]
    .iter()
    .any(|void| name.eq_ignore_ascii_case(void))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xhtml_ends_in_itself_is_ended() {
        for (html, expected) in [
            ("<a id=\"x\"/>words", "<a id=\"x\"></a>words"),
            ("<p>a<br/>b</p>", "<p>a<br/>b</p>"),
            ("<title/><p>a", "<title></title><p>a"),
            ("<!-- <p/> --><p/>", "<!-- <p/> --><p></p>"),
            ("1 < 2 <", "1 < 2 <"),
            ("é<é/>", "é<é/>"),
        ] {
            assert_eq!(with_ends(html), expected);
        }
    }

    #[test]
    fn nothing_is_left_out() {
        let html = "<html lang='en'><head><title/></head><body><div class='nav'><h2>One</h2></div><p>Short.</p>\
            <p>See<a href='#n'><sup>1</sup></a>.</p><aside epub:type='footnote' id='n'>A note.</aside></body></html>";
        let draft = whole(html, Metadata::default()).unwrap();
        assert_eq!(draft.text.as_str(), "One\n\nShort.\n\nSee[1].\n\nA note.");
        assert_eq!(draft.metadata.language.as_deref(), Some("en"));
        assert_eq!(draft.links.len(), 1);
    }
}
