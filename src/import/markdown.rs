//! Markdown: CommonMark with footnotes and tables. The canonical text is what a reader of the rendered page sees.
//!
//! Emphasis and other marks are gone; links keep their words, and where they lead is kept beside the text. An image is
//! its title, which serves as its caption, or its alternative text; one without either is gone. HTML comments and
//! blocks are dropped, of inline HTML only the tags are. A row of a table is a line. Quotation marks stay as typed. A first heading that is the only one of
//! level 1 becomes the title when the front matter gives none, and is then not in the text.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::page::{CELL_BREAK, Container, Page};
use super::target::Raw;
use super::{Error, front_matter, masthead, target};
use crate::article::Draft;

/// The draft of a decoded Markdown text.
///
/// # Errors
/// No words to read.
pub(super) fn read(text: &str, page: Option<&str>) -> Result<Draft, Error> {
    let (metadata, body) = front_matter::split(text);
    let mut reading = Reading { address: page.map(str::to_owned), ..Reading::default() };
    for event in Parser::new_ext(body, Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES) {
        reading.add(event);
    }
    let mut draft = reading.page.finish(metadata)?;
    let first = draft.blocks.iter().map(|block| block.span.of(&draft.text));
    masthead::read(first, &mut draft.metadata);
    Ok(draft)
}

/// A page being made of the events of a parser.
#[derive(Default)]
struct Reading {
    page: Page,
    /// Where the page is, if it is on the web.
    address: Option<String>,
    /// The picture whose words come next: where they start, and its caption if it has one.
    picture: Option<(usize, String)>,
    /// The number of the next item in each open list; none where items are not counted.
    numbers: Vec<Option<u64>>,
    /// Whether the next cell is the first of its row.
    at_row_start: bool,
}

impl Reading {
    fn add(&mut self, event: Event<'_>) {
        let page = &mut self.page;
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => page.text(&text),
            Event::SoftBreak => page.text(" "),
            Event::HardBreak => page.line_break(),
            Event::InlineHtml(tag) if is_break(&tag) => page.line_break(),
            Event::Rule => page.separator(),
            Event::FootnoteReference(label) => {
                page.name(&format!("{REFERENCE}{label}"));
                page.open_link(Raw::Fragment(format!("{NOTE}{label}")));
                page.text(&format!("[{label}]"));
                page.close_link();
            }
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let page = &mut self.page;
        match tag {
            Tag::Heading { level, .. } => page.enter(Container::Heading(*level as u8)),
            Tag::BlockQuote(_) => page.enter(Container::Quotation),
            Tag::Item => {
                page.enter(Container::Item);
                if let Some(Some(number)) = self.numbers.last_mut() {
                    page.number(u32::try_from(*number).unwrap_or(u32::MAX));
                    *number += 1;
                }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) | Tag::Table(_) => {
                page.enter(Container::Preformatted);
            }
            Tag::TableHead | Tag::TableRow => self.at_row_start = true,
            Tag::TableCell => {
                let is_first = std::mem::replace(&mut self.at_row_start, false);
                page.text(if is_first { "" } else { CELL_BREAK });
            }
            Tag::FootnoteDefinition(label) => {
                page.end_block();
                page.name(&format!("{NOTE}{label}"));
                page.open_link(Raw::Fragment(format!("{REFERENCE}{label}")));
                page.text(&format!("[{label}]"));
                page.close_link();
                page.text(" ");
            }
            Tag::Link { link_type, dest_url, .. } => {
                let is_mail = *link_type == LinkType::Email && !dest_url.starts_with("mailto:");
                let address = if is_mail { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let address = target::resolved(&address, self.address.as_deref());
                if let Some(target) = target::read(&address) {
                    page.open_link(target);
                }
            }
            Tag::Image { title, .. } => {
                // Beside other words a caption would be read as one of them.
                let caption = if page.has_words() { String::new() } else { title.to_string() };
                self.picture = Some((page.open_len(), caption));
            }
            Tag::List(first) => {
                page.end_block();
                self.numbers.push(*first);
            }
            Tag::HtmlBlock => page.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let page = &mut self.page;
        match tag {
            TagEnd::Heading(level) => page.leave(Container::Heading(level as u8)),
            TagEnd::BlockQuote(_) => page.leave(Container::Quotation),
            TagEnd::Item => page.leave(Container::Item),
            TagEnd::CodeBlock | TagEnd::Table => page.leave(Container::Preformatted),
            TagEnd::TableHead | TagEnd::TableRow => page.text("\n"),
            TagEnd::Link => page.close_link(),
            TagEnd::Image => {
                if let Some((start, caption)) = self.picture.take() {
                    page.end_picture(start, &caption);
                }
            }
            TagEnd::List(_) => {
                page.end_block();
                self.numbers.pop();
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => {
                page.end_block();
            }
            _ => {}
        }
    }
}

/// How the name of a note begins, and that of the words which it belongs to.
const NOTE: &str = "fn:";
const REFERENCE: &str = "fnref:";

fn is_break(tag: &str) -> bool {
    let name = tag.trim_matches(['<', '>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks as lines: kind, then text.
    fn blocks(markdown: &str) -> Vec<String> {
        let draft = read(markdown, None).unwrap();
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
            ("a|b\n-|-\n*c*|d\n| |e|", &["preformatted: a | b\nc | d\n | e"]),
            ("a\n\n![b](c)\n\n![](d)\n\ne", &["paragraph: a", "image: b", "paragraph: e"]),
            ("![b](c \"B, at home\")\n![d](e)", &["image: B, at home", "image: d"]),
            ("[![b](c)](https://d.org)\n\n- ![e](f)", &["image: b", "image: e"]),
            ("a ![b](c \"d\") e", &["paragraph: a b e"]),
            ("a\x1b]0;b\x07c &#27;[31md", &["paragraph: ac d"]),
        ] {
            assert_eq!(blocks(markdown), expected, "{markdown:?}");
        }
    }

    /// The links as lines: their words, and where they lead; a place by the words that stand there.
    fn links(markdown: &str) -> Vec<String> {
        let draft = read(markdown, None).unwrap();
        let shown = |link: &crate::article::Link| {
            let target = match link.target {
                crate::article::Target::Place(place) => {
                    format!("= {}", draft.text.get(place..).unwrap().split('\n').next().unwrap())
                }
                ref target => target.to_string(),
            };
            format!("{} -> {target}", link.span.of(&draft.text))
        };
        draft.links.iter().map(shown).collect()
    }

    #[test]
    fn links_keep_their_words_and_where_they_lead() {
        for (markdown, expected) in [
            ("a [b *c*](https://d.org \"e\") f", &["b c -> https://d.org"][..]),
            (
                "a [b] [c][d]\n\n[b]: https://e.org\n[d]: mailto:f@g.org",
                &["b -> https://e.org", "c -> mailto:f@g.org"],
            ),
            (
                "<https://a.org> <b@c.org> https://d.org.",
                &[
                    "https://a.org -> https://a.org",
                    "b@c.org -> mailto:b@c.org",
                    "https://d.org -> https://d.org",
                ],
            ),
            ("[a](javascript:x) [b](file:///c) [d](../e.md) [f](g.md)", &["f -> g.md"]),
            (
                "# T\n\n[a](#the-money) [b](#t) [c](#none)\n\n## The money",
                &["a -> = The money", "b -> = a b c"],
            ),
            (
                "a[^1] and[^1].\n\n[^1]: b\n[^2]: c",
                &["[1] -> = [1] b", "[1] -> = [1] b", "[1] -> = [1] and[1]."],
            ),
            (
                "- [a](https://b.org)  \n  c\n- [d](https://e.org)",
                &["a -> https://b.org", "d -> https://e.org"],
            ),
            ("[![b](c)](https://d.org)", &["b -> https://d.org"]),
        ] {
            assert_eq!(links(markdown), expected, "{markdown:?}");
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
            let draft = read(markdown, None).unwrap();
            assert_eq!(draft.metadata.title.as_deref(), title, "{markdown:?}");
            assert_eq!(draft.text.as_str(), text, "{markdown:?}");
        }
    }

    #[test]
    fn a_file_of_fields_only_has_no_text() {
        assert_eq!(read("---\ntitle: T\n---\n", None), Err(Error::NoText));
        assert_eq!(read("<!-- x -->", None), Err(Error::NoText));
    }
}
