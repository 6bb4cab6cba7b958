//! The blocks of plain text: what blank lines, list marks and line lengths say.

use crate::article::{Block, BlockKind, Marker};
use crate::span::Span;

/// Finds the blocks of `text`. Lines without a blank line between them are one block when they look wrapped at a
/// margin, and one block each when they do not.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut group = Vec::new();
    for line in lines(text) {
        if line.of(text).trim().is_empty() {
            close(text, &mut group, &mut blocks);
        } else {
            group.push(line);
        }
    }
    close(text, &mut group, &mut blocks);
    name_headline(text, &mut blocks);
    blocks
}

/// The lines of `text`, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.trim_end_matches('\n').len());
        start += line.len();
        span
    })
}

/// Turns the lines between two blank ones into blocks.
fn close(text: &str, group: &mut Vec<Span>, blocks: &mut Vec<Block>) {
    let wrapped = is_wrapped(text, group);
    let mut open: Option<Block> = None;
    for line in group.drain(..) {
        let kind = kind_of(line.of(text));
        match &mut open {
            Some(block)
                if kind == BlockKind::Paragraph
                    && (wrapped || runs_on(block.span.of(text), line.of(text))) =>
            {
                block.span = block.span.hull(line.trimmed(text));
            }
            _ => {
                blocks.extend(open.take());
                // An item has its mark in its words.
                open = Some(Block::given(line.trimmed(text), kind).marked(Marker::None));
            }
        }
    }
    blocks.extend(open);
}

/// Whether a group of lines was broken at a margin: each line but the last ends where the next line's first word
/// would not have fitted any more, and the margin is one that mail, typewriters and Gutenberg use.
fn is_wrapped(text: &str, group: &[Span]) -> bool {
    let width = |line: &Span| line.of(text).trim_end().chars().count();
    let margin = group.iter().map(width).max().unwrap_or(0);
    if group.len() < 2 || !(30..=100).contains(&margin) {
        return false;
    }
    let broke_early = group
        .windows(2)
        .filter(|pair| {
            let next_word = pair[1].of(text).split_whitespace().next().map_or(0, |word| word.chars().count());
            width(&pair[0]) + 1 + next_word <= margin.saturating_sub(2)
        })
        .count();
    broke_early * 5 < group.len()
}

/// Fewer characters are a headline or a byline rather than the beginning of a paragraph.
const SHORTEST: usize = 30;

/// Whether a sentence goes on over a line end: the line before ends without a stop, and not like a headline, and this
/// one begins small.
fn runs_on(before: &str, line: &str) -> bool {
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    let is_open = last_line.ends_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | '—' | '-'));
    let is_prose = before.chars().take(SHORTEST).count() == SHORTEST;
    is_prose && is_open && line.trim_start().starts_with(char::is_lowercase)
}

fn kind_of(line: &str) -> BlockKind {
    let line = line.trim();
    let is_rule = line.chars().all(|c| matches!(c, '*' | '-' | '_' | '#' | '=' | ' ' | '~' | '•'));
    if is_rule && line.chars().filter(|c| *c != ' ').count() >= 3 {
        return BlockKind::Separator;
    }
    let bullet =
        line.strip_prefix(['•', '*', '-', '–', '·']).is_some_and(|rest| rest.starts_with([' ', '\t']));
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered =
        digits.len() < line.len() && line.len() - digits.len() <= 2 && digits.starts_with([')', '.']);
    let is_item = bullet || (numbered && digits.get(1..).is_some_and(|rest| rest.starts_with([' ', '\t'])));
    if is_item { BlockKind::ListItem } else { BlockKind::Paragraph }
}

/// A short first block without a stop is the headline.
fn name_headline(text: &str, blocks: &mut [Block]) {
    let [first, _, ..] = blocks else { return };
    let words = first.span.of(text);
    let ends_open = !words.ends_with(['.', '!', ':', ';', ',', '”', '"', '…']);
    if first.kind == BlockKind::Paragraph
        && ends_open
        && words.chars().count() <= 130
        && !words.contains('\n')
    {
        first.kind = BlockKind::Heading(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shape(text: &str) -> Vec<(&'static str, String)> {
        let all = blocks(text);
        all.iter().map(|block| (block.kind.name(), block.span.of(text).replace('\n', "/"))).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(
            shape("One sentence.\n\nTwo.\n \n\nThree."),
            [
                ("paragraph", "One sentence.".to_owned()),
                ("paragraph", "Two.".to_owned()),
                ("paragraph", "Three.".to_owned())
            ]
        );
    }

    #[test]
    fn lines_wrapped_at_a_margin_are_one_paragraph() {
        let text = "It was the best of times, it was the worst of times, it was the\n\
                    age of wisdom, it was the age of foolishness, it was the epoch of\n\
                    belief, it was the epoch of incredulity.\n\nNext.";
        assert_eq!(shape(text).len(), 2);
    }

    #[test]
    fn a_sentence_that_runs_on_keeps_an_uneven_paragraph_together() {
        let text = "A Vote in Port Alder\nby Ann Lee\nThe council met on Monday, and the mayor said she\n\
                    had waited\nlong enough for a bridge that nobody, as far as anyone could tell,\nwanted.";
        assert_eq!(shape(text).len(), 3, "{:?}", shape(text));
    }

    #[test]
    fn long_and_uneven_lines_are_paragraphs_each() {
        let long = "He spoke for an hour and nobody left the hall, which was remarkable in a town that \
                    had heard everything twice and believed it once.";
        assert_eq!(shape(&format!("{long}\nShe laughed.\n{long}")).len(), 3);
        assert_eq!(shape("“No,” he said.\n“Why not?” she asked him at last.\n“Because.”").len(), 3);
    }

    #[test]
    fn headline_items_and_rules_are_told_apart() {
        let kinds: Vec<&str> = shape("A headline\n\nText.\n\n- one\n- two\n\n* * *\n\n1. first")
            .iter()
            .map(|block| block.0)
            .collect();
        assert_eq!(kinds, ["heading", "paragraph", "list-item", "list-item", "separator", "list-item"]);
    }

    proptest! {
        #[test]
        fn blocks_hold_every_word_once(text in "(\\PC|\n){0,120}") {
            let mut place = 0;
            for block in blocks(&text) {
                prop_assert!(Span::new(place, block.span.start).of(&text).trim().is_empty());
                prop_assert!(!block.span.of(&text).is_empty());
                place = block.span.end;
            }
            prop_assert!(Span::new(place, text.len()).of(&text).trim().is_empty());
        }
    }
}
