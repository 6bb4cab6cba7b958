//! Markdown: CommonMark with footnotes. The canonical text is what a reader of the rendered page sees.
//!
//! Emphasis, link targets and other marks are gone; an image is its alternative text; HTML comments and blocks are
//! dropped, of inline HTML only the tags are. Quotation marks stay as typed. A first heading that is the only one of
//! level 1 becomes the title when the front matter gives none, and is then not in the text.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::page::{Container, Page};
use super::{Error, front_matter};
use crate::article::Draft;

/// The draft of a decoded Markdown text.
///
/// # Errors
/// No words to read.
pub(super) fn read(text: &str) -> Result<Draft, Error> {
    let (metadata, body) = front_matter::split(text);
    let mut page = Page::default();
    for event in Parser::new_ext(body, Options::ENABLE_FOOTNOTES) {
        add(&mut page, event);
    }
    page.finish(metadata)
}

fn add(page: &mut Page, event: Event<'_>) {
    match event {
        Event::Start(tag) => start(page, &tag),
        Event::End(tag) => end(page, tag),
        Event::Text(text) | Event::Code(text) => page.text(&text),
        Event::SoftBreak => page.text(" "),
        Event::HardBreak => page.line_break(),
        Event::InlineHtml(tag) if is_break(&tag) => page.line_break(),
        Event::Rule => page.separator(),
        Event::FootnoteReference(label) => page.text(&format!("[{label}]")),
        Event::Html(_)
        | Event::InlineHtml(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::TaskListMarker(_) => {}
    }
}

fn start(page: &mut Page, tag: &Tag<'_>) {
    match tag {
        Tag::Heading { level, .. } => page.enter(Container::Heading(*level as u8)),
        Tag::BlockQuote(_) => page.enter(Container::Quotation),
        Tag::Item => page.enter(Container::Item),
        Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
            page.enter(Container::Preformatted);
        }
        Tag::FootnoteDefinition(label) => {
            page.end_block();
            page.text(&format!("[{label}] "));
        }
        Tag::List(_) | Tag::HtmlBlock => page.end_block(),
        _ => {}
    }
}

fn end(page: &mut Page, tag: TagEnd) {
    match tag {
        TagEnd::Heading(level) => page.leave(Container::Heading(level as u8)),
        TagEnd::BlockQuote(_) => page.leave(Container::Quotation),
        TagEnd::Item => page.leave(Container::Item),
        TagEnd::CodeBlock => page.leave(Container::Preformatted),
        TagEnd::Paragraph | TagEnd::List(_) | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => {
            page.end_block();
        }
        _ => {}
    }
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_matches(['<', '>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks as lines: kind, then text.
    fn blocks(markdown: &str) -> Vec<String> {
        let draft = read(markdown).unwrap();
        draft
            .blocks
            .iter()
            .map(|block| format!("{}: {}", block.kind.name(), block.span.of(&draft.text)))
            .collect()
    }

    #[test]
    fn renders_each_block() {
        for (markdown, expected) in [
            ("one\ntwo\n\nthree", &["paragraph: one two", "paragraph: three"][..]),
            ("one  \ntwo\\\nthree<br/>four", &["paragraph: one\ntwo\nthree\nfour"]),
            ("*a* **b** [c](http://d) ![e](f) `g`", &["paragraph: a b c e g"]),
            ("\"x\" -- y... 'z'", &["paragraph: \"x\" -- y... 'z'"]),
            ("- a\n- b\n\n  c\n  - d", &["list-item: a", "list-item: b", "list-item: c", "list-item: d"]),
            ("1. a\n2. b", &["list-item: a", "list-item: b"]),
            ("> a\n>\n> b\n\nc", &["block-quotation: a", "block-quotation: b", "paragraph: c"]),
            ("> - a", &["block-quotation: a"]),
            ("    a\n     b\n\nc", &["preformatted: a\n b", "paragraph: c"]),
            ("```rust\nfn\n\n x\n```", &["preformatted: fn\n\n x"]),
            ("a\n\n---\n\nb\n\n***", &["paragraph: a", "separator: * * *", "paragraph: b"]),
            ("## a *b*\nc", &["heading: a b", "paragraph: c"]),
            ("a <b>c</b> <!-- d --> e", &["paragraph: a c  e"]),
            ("<div>\nx\n</div>\n\na\n\n<!-- b -->", &["paragraph: a"]),
            ("a[^1].\n\n[^1]: b\n\n    c", &["paragraph: a[1].", "paragraph: [1] b", "paragraph: c"]),
            ("a &amp; &ldquo;b&rdquo; \\*c\\*", &["paragraph: a & “b” *c*"]),
            ("a|b\n-|-\nc|d", &["paragraph: a|b -|- c|d"]),
            ("a\x1b]0;b\x07c &#27;[31md", &["paragraph: ac d"]),
        ] {
            assert_eq!(blocks(markdown), expected, "{markdown:?}");
        }
    }

    #[test]
    fn the_only_first_heading_is_the_title() {
        for (markdown, title, text) in [
            ("# T *t*\n\na", Some("T t"), "a"),
            ("T\n=\n\na\n\n## b", Some("T"), "a\n\nb"),
            ("# T\n\na\n\n# U", None, "T\n\na\n\nU"),
            ("a\n\n# T", None, "a\n\nT"),
            ("## T\n\na", None, "T\n\na"),
            ("# T", Some("T"), "T"),
            ("---\ntitle: F\n---\n# T\n\na", Some("F"), "T\n\na"),
            ("---\ntitle: T\n---\n# T\n\na", Some("T"), "a"),
        ] {
            let draft = read(markdown).unwrap();
            assert_eq!(draft.metadata.title.as_deref(), title, "{markdown:?}");
            assert_eq!(draft.text.as_str(), text, "{markdown:?}");
        }
    }

    #[test]
    fn a_file_of_fields_only_has_no_text() {
        assert_eq!(read("---\ntitle: T\n---\n"), Err(Error::NoText));
        assert_eq!(read("<!-- x -->"), Err(Error::NoText));
    }
}
