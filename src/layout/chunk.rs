//! A large block in pieces: where each starts is known without looking at those before it.

use unicode_segmentation::GraphemeCursor;

use super::cluster::is_blank;
use crate::article::{Block, BlockKind};
use crate::span::{Span, ceil_boundary, floor_boundary};

/// Bytes of a chunk. A block of less than two chunks is not cut.
const CHUNK: usize = 16 * 1024;
/// Bytes that are searched for a good place to cut; less than a chunk, so that cuts stay in order.
const SEARCHED: usize = 1024;

/// How many chunks a block has; at least 1.
pub(super) fn count(block: &Block) -> usize {
    let length = block.span.len();
    if length <= 2 * CHUNK { 1 } else { length / CHUNK }
}

/// The bytes of one chunk.
pub(super) fn span(text: &str, block: &Block, chunk: usize) -> Span {
    Span::new(start(text, block, chunk), start(text, block, chunk + 1))
}

/// The chunk that the byte at `offset` is in; the nearest one for a place outside the block.
pub(super) fn at(text: &str, block: &Block, offset: usize) -> usize {
    let chunk = (offset.saturating_sub(block.span.start) / CHUNK).min(count(block) - 1);
    if offset < start(text, block, chunk) { chunk.saturating_sub(1) } else { chunk }
}

/// Where a chunk starts; the block's end for the one after the last.
fn start(text: &str, block: &Block, chunk: usize) -> usize {
    if chunk == 0 {
        block.span.start
    } else if chunk >= count(block) {
        block.span.end
    } else {
        cut(text, block.kind, block.span.start.saturating_add(chunk * CHUNK))
    }
}

/// The first place after `target` where a line may end unnoticed: after a line end if those are kept, after
/// white space, or at least between two clusters.
fn cut(text: &str, kind: BlockKind, target: usize) -> usize {
    let window =
        Span::new(ceil_boundary(text, target), floor_boundary(text, target.saturating_add(SEARCHED)));
    let after = |ends: fn(char) -> bool| {
        let (place, end) = window.of(text).char_indices().find(|&(_, c)| ends(c))?;
        Some(window.start + place + end.len_utf8())
    };
    let line_end = (kind == BlockKind::Preformatted).then(|| after(|c| c == '\n')).flatten();
    line_end.or_else(|| after(is_blank)).or_else(|| cluster_start(text, window)).unwrap_or(window.start)
}

/// The first place in `window` where a cluster starts, as far as the bytes around it tell.
fn cluster_start(text: &str, window: Span) -> Option<usize> {
    let around = Span::new(floor_boundary(text, window.start.saturating_sub(SEARCHED)), window.end);
    let mut places = window.of(text).char_indices().map(|(place, _)| window.start + place);
    places.find(|&place| {
        let mut cursor = GraphemeCursor::new(place - around.start, around.len(), true);
        cursor.is_boundary(around.of(text), 0).unwrap_or(false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str, kind: BlockKind) -> Block {
        Block::given(Span::new(0, text.len()), kind)
    }

    #[test]
    fn cover_their_block_in_order_and_find_every_place() {
        let cases = [
            ("word ".repeat(30_000), BlockKind::Paragraph),
            ("x".repeat(100_001), BlockKind::Paragraph),
            ("中".repeat(40_000), BlockKind::Paragraph),
            (format!("e{}", "\u{301}".repeat(50_000)), BlockKind::Paragraph),
            ("🇩🇪".repeat(10_000), BlockKind::Paragraph),
            (" ".repeat(70_000), BlockKind::Paragraph),
            ("a line of verse\n".repeat(9_000), BlockKind::Preformatted),
            ("short".to_owned(), BlockKind::Paragraph),
            (String::new(), BlockKind::Paragraph),
        ];
        for (text, kind) in cases {
            let block = whole(&text, kind);
            let mut end = 0;
            for chunk in 0..count(&block) {
                let span = span(&text, &block, chunk);
                assert_eq!(span.start, end);
                assert!(span.is_empty() == text.is_empty() && span.len() <= 2 * CHUNK);
                assert_eq!(span.of(&text).len(), span.len());
                for place in
                    [span.start, span.start + span.len() / 2, span.end.saturating_sub(1).max(span.start)]
                {
                    assert_eq!(at(&text, &block, place), chunk);
                }
                end = span.end;
            }
            assert_eq!(end, text.len());
        }
    }

    #[test]
    fn start_where_a_line_may() {
        let prose = "five words in a row ".repeat(5_000);
        let verse = "five words in a row\n".repeat(5_000);
        let emoji = "👨\u{200d}👩\u{200d}👧".repeat(5_000);
        for chunk in 1..3 {
            let start = |text: &str, kind| span(text, &whole(text, kind), chunk).start;
            let place = start(&prose, BlockKind::Paragraph);
            assert!(Span::new(0, place).of(&prose).ends_with(' '));
            let place = start(&verse, BlockKind::Preformatted);
            assert!(Span::new(0, place).of(&verse).ends_with('\n'));
            let place = start(&emoji, BlockKind::Paragraph);
            assert!(Span::new(place, emoji.len()).of(&emoji).starts_with('👨'));
        }
    }
}
