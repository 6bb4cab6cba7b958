//! Newsletters: mails in HTML, whose article is all of the letter but the small print around it.

use dom_query::Document;

use super::phrases::{MAIL, plain};
use super::{boxes, passes, pull_quote, sweep, walk};
use crate::article::{BlockKind, Draft, Metadata};
use crate::import::Error;
use crate::import::page::{Line, Page};

/// The draft of a mail that is written in HTML.
///
/// # Errors
/// No words to read.
pub(in crate::import) fn read(html: &str, metadata: Metadata) -> Result<Draft, Error> {
    let page = Document::from(sweep::sweep(html));
    pull_quote::take_out(&page);
    boxes::take_out(&page);
    let mut letter = Page::default();
    if let Some(body) = page.body() {
        walk::add_blocks(body, None, &mut letter);
    }
    let mut unwanted = Vec::new();
    find(&letter.lines(), &mut unwanted);
    letter.take_out(&unwanted);
    passes::run(&mut letter, &metadata);
    letter.finish(metadata)
}

/// Whether a paragraph is about the mail rather than part of the letter: how to read it elsewhere or get no more.
pub(in crate::import) fn about_words(paragraph: &str) -> bool {
    paragraph.len() <= LONGEST && MAIL.count_in(&plain(paragraph)) > 0
}

/// Lines at the start and at the end of a letter where its small print stands, and the bytes of one.
const FIRST: usize = 8;
const LAST: usize = 25;
const LONGEST: usize = 700;

/// Bytes of a line between or behind small print that goes with it, such as the address of a publisher.
const LONGEST_ADDRESS: usize = 160;

fn find(lines: &[Line<'_>], unwanted: &mut Vec<usize>) {
    let is_small_print = |line: &Line<'_>| {
        let is_right = !matches!(line.kind, BlockKind::BlockQuotation | BlockKind::Preformatted);
        is_right && about_words(line.text) && (line.linked > 0 || line.text.len() < LONGEST_ADDRESS)
    };
    unwanted.extend((0..lines.len().min(FIRST)).filter(|&number| {
        lines.get(number).is_some_and(|line| is_small_print(line) && line.text.len() <= LONGEST_ADDRESS)
    }));
    let start = lines.len().saturating_sub(LAST).max(FIRST.min(lines.len() / 2));
    let Some(end) = (start..lines.len()).find(|&number| lines.get(number).is_some_and(&is_small_print))
    else {
        return;
    };
    // What stands behind the small print is more of it, unless it is long enough to be a text.
    let is_over = lines.iter().skip(end).all(|line| line.text.len() <= LONGEST);
    let rest = end..lines.len();
    unwanted.extend(rest.filter(|&number| is_over || lines.get(number).is_some_and(&is_small_print)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        read(html, Metadata::default()).unwrap().text.to_string()
    }

    #[test]
    fn tables_for_looks_read_as_paragraphs() {
        let long = "It was a long day in the hall, and nobody in the room wanted it to go on.";
        for (html, expected) in [
            (format!("<table><tr><td>{long}</td><td>{long}</td></tr></table>"), format!("{long}\n\n{long}")),
            (
                format!("<table role=presentation><tr><td>One.<td>Two.<tr><td>Three.<td>{long}</table>"),
                format!("One. Two.\n\nThree.\n\n{long}"),
            ),
            (
                format!("<table><tr><td><table><tr><td><p>{long}</p><p>b</p></table></table>"),
                format!("{long}\n\nb"),
            ),
            (
                format!(
                    "<div style='display:none;max-height:0'>Preview</div><div style='MAX-HEIGHT: 0px'>x</div><p>{long}"
                ),
                long.to_owned(),
            ),
            (
                format!("<p>{long}<img src=https://t.example/open.gif width=1 height=1 alt=open>"),
                long.to_owned(),
            ),
        ] {
            assert_eq!(text(&html), expected, "{html}");
        }
    }

    #[test]
    fn the_small_print_goes() {
        let story = "<p>It was a long day in the hall.</p>".repeat(9);
        let html = format!(
            "<a href=https://x.example/v>View in browser</a>{story}<p>Yours, J.</p><p>You are receiving this because you \
             asked. <a href=https://x.example/u>Unsubscribe</a></p><p>1 High Street, Springfield</p><p>© 2024</p>"
        );
        let text = text(&html);
        assert!(text.starts_with("It was") && text.ends_with("Yours, J."), "{text}");
    }

    #[test]
    fn a_letter_about_letters_stays() {
        let html = "<p>Nobody can unsubscribe from history, and nobody should try to, as the mayor said when she was asked \
                    about it in the hall on that long day, of which the papers wrote at length and to no end.</p><p>So we go on.</p>";
        assert!(text(html).contains("Nobody can unsubscribe") && text(html).ends_with("So we go on."));
    }
}
