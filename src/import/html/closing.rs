//! What stands behind the last words of an article: who wrote it, tags, other articles.

use super::phrases::{BIOGRAPHIES, KEPT, LEADS, TAILS, plain};
use crate::article::{BlockKind, Metadata};
use crate::import::page::Line;

/// Adds the numbers of the lines at the end that are no part of the article. A list of links under a heading that is
/// not known to begin such an end belongs to the article, and so do notes.
pub(super) fn find(lines: &[Line<'_>], metadata: &Metadata, unwanted: &mut Vec<usize>) {
    let mut end = lines.len();
    loop {
        let before = end;
        end = without_links(lines, end);
        end = without_biography(lines, end, metadata);
        if end == before {
            break;
        }
    }
    unwanted.extend(end..lines.len());
}

/// Bytes of one entry in a list of other articles, of one tag, and of a line about the author.
const LONGEST_LINK: usize = 250;
const LONGEST_TAG: usize = 40;
const LONGEST_BIOGRAPHY: usize = 500;

/// Paragraphs that an article has before a line about its author.
const FEWEST_PARAGRAPHS: usize = 3;

/// The end before a run of links that stands at `end`, together with the heading that begins it.
fn without_links(all: &[Line<'_>], end: usize) -> usize {
    let Some(before) = all.get(..end) else { return end };
    let is_link = |line: &Line<'_>| {
        let is_right =
            matches!(line.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(3..));
        is_right && line.text.len() <= LONGEST_LINK && line.is_link()
    };
    let is_idle = |line: &Line<'_>| matches!(line.kind, BlockKind::Image | BlockKind::Separator);
    let run = before.iter().rev().take_while(|line| is_link(line) || is_idle(line)).count();
    let entries: Vec<&Line<'_>> = before.iter().skip(end - run).filter(|line| is_link(line)).collect();
    let heading = before.get(..end - run).and_then(<[_]>::last);
    if let Some(heading) = heading.filter(|line| line.text.len() <= LONGEST_LINK) {
        let words = plain(heading.text);
        let can_head = matches!(heading.kind, BlockKind::Heading(_)) || heading.text.len() <= LONGEST_TAG;
        if can_head && KEPT.has(&words) {
            return end;
        }
        if can_head && (TAILS.has(&words) || (LEADS.begin(&words) && !entries.is_empty())) {
            return end - run - 1;
        }
        if matches!(heading.kind, BlockKind::Heading(_)) || heading.text.ends_with(':') {
            return end;
        }
    }
    let are_tags = entries.len() > 1 && entries.iter().all(|line| line.text.len() <= LONGEST_TAG);
    if are_tags || entries.len() > 2 { end - run } else { end }
}

/// The end before lines about who wrote the article.
fn without_biography(lines: &[Line<'_>], end: usize, metadata: &Metadata) -> usize {
    let Some(lines) = lines.get(..end) else { return end };
    let paragraphs = lines.iter().filter(|line| line.kind == BlockKind::Paragraph).count();
    let Some(last) = lines.last() else { return end };
    let is_right =
        last.kind == BlockKind::Paragraph && last.text.len() <= LONGEST_BIOGRAPHY && !last.leads_within;
    if paragraphs <= FEWEST_PARAGRAPHS || !is_right {
        return end;
    }
    let byline = metadata.byline.as_deref().unwrap_or_default();
    if is_about_author(last.text, byline) { end - 1 } else { end }
}

fn is_about_author(text: &str, byline: &str) -> bool {
    let words = plain(text);
    let authors = byline.split([',', '&', ';']).flat_map(|part| part.split(" and ")).map(plain);
    let mut authors = authors.filter(|name| name.contains(' '));
    let verbs = [
        " is ",
        " was ",
        " writes ",
        " covers ",
        " reports ",
        " can be reached ",
        ", a ",
        ", an ",
        ", the ",
        " teaches ",
        " has been ",
    ];
    let begins = authors.any(|name| {
        words.strip_prefix(name.as_str()).is_some_and(|rest| verbs.iter().any(|verb| rest.starts_with(verb)))
    });
    let starts = [
        "follow him on ",
        "follow her on ",
        "follow them on ",
        "reach him at ",
        "reach her at ",
        "the writer is ",
        "the author is ",
        "email him at ",
        "email her at ",
        "contact him at ",
        "contact her at ",
    ];
    // Without a byline the line itself must say that it is about a writer, in the words of such lines and after a name.
    let is_named = || {
        let names = text.split_whitespace().take_while(|word| word.starts_with(char::is_uppercase)).count();
        byline.is_empty() && (2..=4).contains(&names) && BIOGRAPHIES.count_in(&words) > 0
    };
    begins || starts.iter().any(|start| words.starts_with(start)) || is_named()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::SafeText;

    /// A line as it is written in the cases: `- ` an item, `# ` a heading, `[…]` a link of all of it.
    fn line(text: &str) -> Line<'_> {
        let (kind, rest) = if let Some(rest) = text.strip_prefix("- ") {
            (BlockKind::ListItem, rest)
        } else if let Some(rest) = text.strip_prefix("# ") {
            (BlockKind::Heading(2), rest)
        } else {
            (BlockKind::Paragraph, text)
        };
        let inner = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let text = inner.unwrap_or(rest);
        Line { kind, text, linked: if inner.is_some() { text.len() } else { 0 }, leads_within: false }
    }

    #[test]
    fn what_stands_behind_the_last_words_goes() {
        for (tail, kept) in [
            (&["# Related", "- [How the bridge was lost]"][..], 0),
            (&["Read more", "[How the bridge was lost]", "[Who will pay]"], 0),
            (&["# Sources", "- [How the bridge was lost]", "- [Who will pay]"], 3),
            (&["# What we read", "- [How the bridge was lost]", "- [Who]", "- [When]"], 4),
            (&["We asked three papers:", "- [The one]", "- [The two]", "- [The three]"], 4),
            (&["- [Politics]", "- [Ohio]"], 0),
            (&["[How the bridge was lost, a long story of a town]"], 1),
            (&["Jane Doe is a columnist for The Paper."], 0),
            (&["John Roe is a columnist for The Paper."], 1),
            (&["Jane Doe is a columnist.", "Follow her on Twitter @jd", "# Tags", "- [Ohio]"], 0),
            (&["Jane Doe told me so, and I believed it."], 1),
            (&["# Comments"], 0),
            (&["He left."], 1),
        ] {
            let start = ["One.", "Two.", "Three.", "Four."];
            let lines: Vec<Line<'_>> = start.iter().chain(tail).map(|text| line(text)).collect();
            let metadata = Metadata { byline: Some(SafeText::new("Jane Doe")), ..Metadata::default() };
            let mut unwanted = Vec::new();
            find(&lines, &metadata, &mut unwanted);
            assert_eq!(lines.len() - unwanted.len(), start.len() + kept, "{tail:?}");
        }
    }

    #[test]
    fn without_a_byline_a_line_about_a_writer_has_to_say_so() {
        for (text, is_out) in [
            ("Jane Doe is a columnist for The Paper.", true),
            ("Jane Doe is a baker.", false),
            ("She is a columnist for The Paper.", false),
        ] {
            assert_eq!(is_about_author(text, ""), is_out, "{text}");
        }
    }
}
