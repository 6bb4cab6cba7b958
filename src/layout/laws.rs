//! What holds for every text, every division into blocks and every width.

use std::ops::RangeInclusive;

use proptest::prelude::*;

use super::cluster::is_blank;
use super::{Edge, Hyphens, Line, Measure, Page, Paragraphs, Row, Setting, Spacing, Top};
use crate::article::{Block, BlockKind, Marker, SafeText};
use crate::span::Span;

/// Pieces of text that are hard to set, and plain words between them.
fn text() -> impl Strategy<Value = SafeText> {
    let piece = prop_oneof![
        4 => "[a-zé]{1,12}",
        4 => "[ \n\t]{1,4}",
        1 => Just("\n\n".to_owned()),
        1 => "[“”‘’\"'(),.!?—–-]{1,3}",
        1 => "[中文字。「」カッ한국]{1,9}",
        1 => "[א-ת ]{1,9}",
        1 => "[a-z]{60,90}",
        1 => prop::sample::select(vec![
            "👨\u{200d}👩\u{200d}👧", "❤\u{fe0f}", "🇩🇪🇫🇷", "👍🏽", "e\u{301}", "\u{301}\u{308}", " \u{301}", "\u{200b}", "\u{ad}",
            "\u{200d}", "\u{200f}", "\u{2060}", "\u{feff}", "\u{a0}", "\u{3000}", "क्षत्रि", "ᄀᄀᄀ각", "ﾊﾟ", "لا", "--",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,9}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| SafeText::new(&pieces.concat()))
}

const KINDS: usize = 8;

fn kind(index: usize) -> BlockKind {
    [
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::Preformatted,
        BlockKind::ListItem,
        BlockKind::BlockQuotation,
        BlockKind::Heading(2),
        BlockKind::Separator,
        BlockKind::Image,
    ][index % KINDS]
}

/// Blocks between empty lines, their kinds by turns from `first` on.
fn blocks(text: &str, first: usize) -> Vec<Block> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let span = Span::new(start, start + part.len()).trimmed(text);
        start += part.len() + 2;
        if !span.is_empty() {
            let markers =
                [Marker::Bullet, Marker::Number(9), Marker::Number(1234), Marker::BelowNumber, Marker::None];
            let block = Block::given(span, kind(first + blocks.len()));
            let number = blocks.len();
            blocks.push(Block {
                depth: u8::try_from(number % 9).unwrap_or(0),
                ..block.marked(markers[number / 2 % markers.len()])
            });
        }
    }
    blocks
}

/// All ways to set a page, by a number that also says of what kind the first block is.
const WAYS: usize = KINDS * 2 * 2 * 3 * 2 * 2;

fn setting(way: usize) -> Setting {
    Setting {
        edge: [Edge::Ragged, Edge::Justified][way / KINDS % 2],
        hyphens: [Hyphens::None, Hyphens::English][way / (2 * KINDS) % 2],
        spacing: [Spacing::Single, Spacing::OneAndAHalf, Spacing::Double][way / (4 * KINDS) % 3],
        paragraphs: [Paragraphs::Apart, Paragraphs::Indented][way / (12 * KINDS) % 2],
    }
}

fn page(text: &SafeText, way: usize, width: u16) -> Page {
    let hang = u16::from(way / (24 * KINDS) % 2 == 1 && width > 1);
    let measure = Measure { hang, ..Measure::bare(width) };
    Page::set(text.clone(), blocks(text, way % KINDS).into(), measure, setting(way))
}

fn lines(page: &mut Page) -> Vec<(usize, Line)> {
    let rows = page.rows_from(Top::default(), u16::MAX);
    let lines = rows.into_iter().filter_map(|row| match row {
        Row::Blank => None,
        Row::Line { block, line } => Some((block, line)),
    });
    lines.collect()
}

fn tops(page: &mut Page) -> Vec<Top> {
    let mut tops = vec![page.scroll(Top::default(), isize::MIN, 1)];
    while let Some(&last) = tops.last() {
        let next = page.scroll(last, 1, 1);
        if next == last {
            break;
        }
        tops.push(next);
    }
    tops
}

const WIDTHS: RangeInclusive<u16> = 0..=200;

proptest! {
    #[test]
    fn each_word_is_on_exactly_one_line(text in text(), way in 0..WAYS, width in WIDTHS) {
        let mut page = page(&text, way, width);
        let mut ends: Vec<usize> = page.blocks().iter().map(|block| block.span.start).collect();
        for (block, line) in lines(&mut page) {
            prop_assert!(page.blocks()[block].span.covers(line.span));
            prop_assert_eq!(line.span.of(&text).len(), line.span.len());
            let skipped = Span::new(ends[block], line.span.start);
            prop_assert!(line.span.start >= ends[block]);
            prop_assert!(skipped.of(&text).chars().all(is_blank), "{:?}", skipped.of(&text));
            ends[block] = line.span.end;
        }
        let whole: Vec<usize> = page.blocks().iter().map(|block| block.span.end).collect();
        prop_assert_eq!(ends, whole);
    }

    #[test]
    fn no_line_is_wider_than_the_measure(text in text(), way in 0..WAYS, width in WIDTHS) {
        let mut page = page(&text, way, width);
        for (_, line) in lines(&mut page) {
            let drawn: Vec<u16> = line.clusters(&text).map(|cluster| cluster.width).filter(|&width| width > 0).collect();
            prop_assert_eq!(line.width, drawn.iter().sum::<u16>());
            let hyphen = u16::from(line.hyphen);
            prop_assert!(line.indent + line.width + hyphen <= width.max(1) || drawn.len() == 1, "{:?}", line.span.of(&text));
        }
    }

    #[test]
    fn cells_and_bytes_agree(text in text(), way in 0..WAYS, width in WIDTHS) {
        let mut page = page(&text, way, width);
        for (_, line) in lines(&mut page) {
            for cluster in line.clusters(&text).filter(|cluster| cluster.width > 0) {
                let column = line.cell_of(&text, cluster.span.start);
                prop_assert_eq!(line.offset_at(&text, column), cluster.span.start);
                prop_assert_eq!(page.cell_of(cluster.span.start), column);
                prop_assert_eq!(line.offset_at(&text, column + cluster.width - 1), cluster.span.start);
            }
        }
    }

    #[test]
    fn scrolling_there_and_back_is_no_move(text in text(), way in 0..WAYS, width in WIDTHS, height in 0u16..9, rows in 0isize..9) {
        let mut page = page(&text, way, width);
        let tops = tops(&mut page);
        let end = page.scroll_end(height);
        let last = tops.iter().position(|&top| top == end).unwrap_or(0);
        for (row, &top) in tops.iter().enumerate() {
            let there = page.scroll(top, rows, height);
            let target = row + rows.unsigned_abs();
            prop_assert_eq!(there, tops[target.min(last)]);
            if target <= last {
                prop_assert_eq!(page.scroll(there, -rows, height), top);
            }
        }
    }

    #[test]
    fn a_row_further_shows_the_same_rows(text in text(), way in 0..WAYS, width in WIDTHS, height in 1u16..9) {
        let mut page = page(&text, way, width);
        let all = page.rows_from(Top::default(), u16::MAX);
        for (row, top) in tops(&mut page).into_iter().enumerate() {
            let shown = page.rows_from(top, height);
            let end = (row + usize::from(height)).min(all.len());
            prop_assert_eq!(&shown, &all[row.min(end)..end]);
        }
    }

    #[test]
    fn the_distance_is_what_scrolling_moves(text in text(), way in 0..WAYS, width in WIDTHS) {
        let mut page = page(&text, way, width);
        let tops = tops(&mut page);
        for (row, &top) in tops.iter().enumerate().take(20) {
            for (other, target) in tops.iter().enumerate().filter(|(_, target)| target.blank_above == 0).take(20) {
                let rows = other.cast_signed() - row.cast_signed();
                let near = rows.abs() <= 99 && !page.blocks().is_empty();
                prop_assert_eq!(page.distance(top, target.offset, 99), near.then_some(rows));
            }
        }
    }

    #[test]
    fn another_width_shows_the_same_words_at_the_top(text in text(), way in 0..WAYS, width in WIDTHS, other in WIDTHS) {
        let (mut before, mut between) = (page(&text, way, width), page(&text, way, other));
        for top in tops(&mut before) {
            if let Some(line) = between.line_at(top.offset) {
                let skipped = Span::new(top.offset, line.span.start);
                prop_assert!(line.span.start <= top.offset || skipped.of(&text).chars().all(is_blank));
                prop_assert!(line.span.end >= top.offset);
            }
            let mut after = page(&text, way, width);
            prop_assert_eq!(after.rows_from(top, 3), before.rows_from(top, 3));
        }
    }

    #[test]
    fn every_offset_has_a_line(text in text(), way in 0..WAYS, width in WIDTHS) {
        let mut page = page(&text, way, width);
        let mut last = None;
        for offset in 0..text.len() + 3 {
            let line = page.line_at(offset);
            prop_assert_eq!(line.is_none(), page.blocks().is_empty());
            let start = line.map(|line| line.span.start);
            prop_assert!(start >= last);
            last = start;
        }
    }

    #[test]
    fn fractions_and_blocks_are_found_back(text in text(), way in 0..WAYS, fraction in -1.0f64..2.0) {
        let page = page(&text, way, 40);
        let offset = page.offset_at_fraction(fraction);
        prop_assert!(text.is_char_boundary(offset));
        prop_assert!((0.0..=1.0).contains(&page.fraction(offset)));
        for block in page.blocks() {
            prop_assert_eq!(page.previous_block(block.span.start + 1), Some(block.span.start));
            if block.span.start > 0 {
                prop_assert_eq!(page.next_block(block.span.start - 1), Some(block.span.start));
            }
        }
    }

    #[test]
    fn blocks_that_do_not_fit_the_text_are_harmless(text in text(), spans in prop::collection::vec((0usize..300, 0usize..300), 0..5), width in WIDTHS) {
        let blocks: Vec<Block> = spans.iter().enumerate().map(|(index, &(start, length))| Block::given(Span::new(start, start + length), kind(index))).collect();
        let mut page = Page::new(text, blocks.into(), Measure::bare(width));
        for offset in [0, 1, 50, 299, usize::MAX] {
            page.rows_from(Top { offset, blank_above: 2 }, 9);
            page.scroll(Top::at(offset), 5, 9);
            page.scroll(Top::at(offset), -5, 0);
            page.distance(Top::at(offset), 7, 9);
            page.offset_at_fraction(page.fraction(offset));
        }
    }
}

#[test]
fn a_large_block_keeps_the_laws_across_its_chunks() {
    let cases = [
        ("some words—and a long-winded “one” 中文。\n".repeat(1_500), BlockKind::Paragraph),
        ("中".repeat(30_000), BlockKind::Paragraph),
        ("x".repeat(70_000), BlockKind::Paragraph),
        ("  a line\tof verse\n\n".repeat(4_000), BlockKind::Preformatted),
    ];
    for (text, kind) in cases {
        let text = SafeText::new(text.trim());
        let block = Block::given(Span::new(0, text.len()), kind);
        let mut page = Page::new(text.clone(), vec![block].into(), Measure::bare(30));
        let lines = lines(&mut page);
        let mut end = 0;
        for &(_, line) in &lines {
            assert!(line.width <= 30);
            assert!(Span::new(end, line.span.start).of(&text).chars().all(is_blank));
            assert_eq!(page.line_at(line.span.start), Some(line));
            assert_eq!((line.first, line.last), (line.span.start == 0, line.span.end == text.len()));
            end = line.span.end;
        }
        assert_eq!(end, text.len());
        let last = page.scroll_end(1);
        assert_eq!(page.scroll(last, 1 - lines.len().cast_signed(), 1), Top::default());
    }
}
