//! Lines that say "Advertisement", "Share this story" or "Read more: …" between the paragraphs of an article.

use super::phrases::{KEPT, LEADS, LINES, TAILS, plain};
use crate::article::BlockKind;
use crate::import::page::Line;

/// Adds the numbers of such lines. A list is one only as a whole: its items say anything.
pub(super) fn find(lines: &[Line<'_>], unwanted: &mut Vec<usize>) {
    let mut first = 0;
    let is_item = |line: &Line<'_>| line.kind == BlockKind::ListItem;
    for group in lines.chunk_by(|one, other| is_item(one) && is_item(other)) {
        if group.iter().all(|line| is_label(line) || leads_elsewhere(line)) {
            unwanted.extend(first..first + group.len());
        }
        first += group.len();
    }
    let mut number = 0;
    while let Some(rest) = lines.get(number..) {
        let run = list_elsewhere(rest);
        unwanted.extend(number..number + run);
        number += run.max(1);
    }
}

/// How many lines a list of other articles has that `lines` begin with, with the words above it; 0 where there is none.
fn list_elsewhere(lines: &[Line<'_>]) -> usize {
    let Some((head, rest)) = lines.split_first() else { return 0 };
    let is_head = head.text.len() <= LONGEST_HEAD && {
        let words = plain(head.text);
        !KEPT.has(&words) && (TAILS.has(&words) || LEADS.has(&words))
    };
    let is_entry = |line: &&Line<'_>| {
        let is_right = matches!(line.kind, BlockKind::ListItem | BlockKind::Paragraph);
        is_right && line.text.len() <= LONGEST && line.is_link()
    };
    let entries = if is_head { rest.iter().take_while(is_entry).count() } else { 0 };
    if entries > 0 { entries + 1 } else { 0 }
}

/// Bytes of what stands above a list.
const LONGEST_HEAD: usize = 60;

/// The most bytes of a line that leads elsewhere.
const LONGEST: usize = 250;

fn is_label(line: &Line<'_>) -> bool {
    let is_right = matches!(line.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_));
    if !is_right || line.text.len() > LONGEST || !LINES.has(&plain(line.text)) {
        return false;
    }
    // A word alone may be a heading, or a sentence: "Listen."
    let is_word = !line.text.trim().contains(' ');
    !is_word || (!matches!(line.kind, BlockKind::Heading(_)) && line.text.ends_with(char::is_alphanumeric))
}

fn leads_elsewhere(line: &Line<'_>) -> bool {
    let is_right = matches!(line.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_));
    is_right
        && line.text.len() <= LONGEST
        && line.linked * 2 >= line.text.len()
        && !line.leads_within
        && LEADS.begin(&plain(line.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_labels_and_ways_elsewhere_go() {
        use BlockKind::{BlockQuotation, Heading, ListItem, Paragraph};
        for (kind, text, linked, is_out) in [
            (Paragraph, "Advertisement", 0, true),
            (Paragraph, "ADVERTISEMENT", 0, true),
            (Paragraph, "Story continues below advertisement", 0, true),
            (Paragraph, "Share this article", 0, true),
            (Paragraph, "Listen.", 0, false),
            (Paragraph, "“Share.”", 0, false),
            (Heading(2), "Newsletter", 0, false),
            (BlockQuotation, "Advertisement", 0, false),
            (Paragraph, "Read more: How the bridge was lost", 25, true),
            (Paragraph, "Read more: the law says how, and at length", 0, false),
            (Paragraph, "Read more of it and you will know", 6, false),
            (ListItem, "Related: The bridge", 10, true),
            (ListItem, "Print", 0, true),
            (Paragraph, "An advertisement", 0, false),
        ] {
            let lines = [Line { kind, text, linked, leads_within: false }];
            let mut unwanted = Vec::new();
            find(&lines, &mut unwanted);
            assert_eq!(!unwanted.is_empty(), is_out, "{text}");
        }
    }

    #[test]
    fn a_list_of_other_articles_goes_with_its_head() {
        let line = |text: &'static str| match text.strip_prefix('*') {
            Some(text) => Line { kind: BlockKind::ListItem, text, linked: text.len(), leads_within: false },
            None => Line { kind: BlockKind::Paragraph, text, linked: 0, leads_within: false },
        };
        for (lines, expected) in [
            (&["One.", "People are also reading…", "*A", "*B", "Two."][..], &[1, 2, 3][..]),
            (&["One.", "Related", "Two."], &[]),
            (&["One.", "The papers:", "*A", "*B", "Two."], &[]),
            (&["Read more", "*A"], &[0, 1]),
            (&["See also", "*A"], &[]),
        ] {
            let lines: Vec<Line<'_>> = lines.iter().map(|text| line(text)).collect();
            let mut unwanted = Vec::new();
            find(&lines, &mut unwanted);
            unwanted.sort_unstable();
            unwanted.dedup();
            assert_eq!(unwanted, expected, "{lines:?}");
        }
    }

    #[test]
    fn a_list_goes_as_a_whole_or_not_at_all() {
        let item = |text| Line { kind: BlockKind::ListItem, text, linked: 0, leads_within: false };
        for (items, expected) in
            [(&["Share", "Tweet", "Print"][..], &[0, 1, 2][..]), (&["Print", "Radio", "Television"], &[])]
        {
            let lines: Vec<Line<'_>> = items.iter().map(|text| item(text)).collect();
            let mut unwanted = Vec::new();
            find(&lines, &mut unwanted);
            assert_eq!(unwanted, expected, "{items:?}");
        }
    }
}
