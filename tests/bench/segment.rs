//! How fast a text is cut into its parts, beside the plain boundaries of UAX 29: `cargo bench --bench segment`.
//!
//! Each figure is the median of several runs over a text of the bundled columns, repeated to some megabytes.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and prints"
)]

use std::hint::black_box;
use std::time::Instant;

use sayso::article::{Article, Block, BlockKind, Draft, Origin, SafeText};
use sayso::lexicon::Lexicon;
use sayso::library::bundled;
use sayso::segment::{segment, sentences, tokens, with_blocks};
use sayso::span::Span;
use unicode_segmentation::UnicodeSegmentation as _;

const MEGABYTES: usize = 8;
const RUNS: usize = 9;

fn main() {
    let columns: String = bundled::columns().iter().map(|column| column.markdown).collect();
    let text = columns.repeat(MEGABYTES * 1_000_000 / columns.len() + 1);
    let safe = SafeText::new(&text);
    let article =
        Article::new(Origin::StandardInput, with_blocks(Draft { text: safe.clone(), ..Draft::default() }));
    let lexicon = Lexicon::bundled();
    let whole = Block::given(Span::new(0, text.len()), BlockKind::Paragraph);
    rate("plain UAX 29 boundaries (the peer)", text.len(), || {
        black_box(text.split_sentence_bound_indices().count());
    });
    rate("sentences", text.len(), || {
        let mut found = Vec::new();
        article.blocks().iter().for_each(|block| sentences(&text, block.span, lexicon, &mut found));
        black_box(found);
    });
    rate("tokens", text.len(), || {
        let mut found = Vec::new();
        tokens(&text, whole.span, &mut found);
        black_box(found);
    });
    rate("sentences, tokens and gaps", text.len(), || {
        black_box(segment(&article, lexicon));
    });
    restored(&columns);
    rate("blocks of plain text", text.len(), || {
        black_box(with_blocks(Draft { text: safe.clone(), ..Draft::default() }));
    });
}

/// The columns on one line, which loses their paragraphs, from bytes to the last token.
fn restored(columns: &str) {
    let flat = columns.split_whitespace().collect::<Vec<_>>().join(" ");
    let flat = SafeText::new(&flat.repeat(MEGABYTES * 1_000_000 / flat.len() + 1));
    rate("restored, sentences, tokens and gaps", flat.len(), || {
        let draft = with_blocks(Draft { text: flat.clone(), ..Draft::default() });
        black_box(segment(&Article::new(Origin::StandardInput, draft), Lexicon::bundled()));
    });
}

/// Prints the median speed of `work` over `bytes` bytes.
fn rate(what: &str, bytes: usize, mut work: impl FnMut()) {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "a speed for eyes")]
    let megabytes = bytes as f64 / 1e6;
    println!("{what:36} {:7.1} MB/s", megabytes / times[RUNS / 2]);
}
