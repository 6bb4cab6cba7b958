use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::voices::heard;
use crate::annotation::sample;
use crate::app::screen::chart::Chart;
use crate::article::{Article, Draft, Origin, SafeText};
use crate::attribution::{Analysis, analyze};
use crate::correction::{Placed, corrected};
use crate::export::{Tally, is_reported};
use crate::lexicon::Lexicon;
use crate::segment::with_blocks;
use crate::span::Span;

const TEXT: &str = "“We lost the room,” said Ada Moore. “We will lose it again,” the mayor said.\n\nCarl Beck, who \
    keeps the keys, said that nobody had asked him. “Nobody did,” he added.\n\n“Who is it for?” Moore told the Herald \
    that she had “no idea at all” what the mayor meant.\n\n“Shut the door.”\n\nThe band played “Lost Rooms” all night.";

fn article() -> Article {
    let draft = Draft { text: SafeText::new(TEXT), ..Draft::default() };
    Article::new(Origin::StandardInput, with_blocks(draft))
}

fn name() -> impl Strategy<Value = SafeText> {
    let names = vec!["Ada Moore", "Carl Beck", "the mayor", "Moore", "he", "Ruth Calder", ""];
    prop::sample::select(names).prop_map(SafeText::new)
}

fn placed() -> impl Strategy<Value = Placed> {
    let places: Vec<usize> = TEXT.char_indices().map(|(place, _)| place).collect();
    let place = prop::sample::select(places);
    (place.clone(), place, sample::correction(name)).prop_map(|(one, other, correction)| Placed {
        span: Span::new(one.min(other), one.max(other)),
        correction,
    })
}

/// What the engine finds, once for all cases.
static FOUND: LazyLock<Analysis> = LazyLock::new(|| analyze(&article(), Lexicon::bundled()));

/// Quotations, words, and words of those in marks.
fn counts(analysis: &Analysis) -> (usize, usize, usize) {
    let quotations = || analysis.quotations.iter();
    let quoted = quotations().filter(|said| !is_reported(said)).map(|said| said.words).sum();
    (analysis.quotations.len(), quotations().map(|said| said.words).sum(), quoted)
}

proptest! {
    #[test]
    fn the_list_and_the_chart_add_up_whatever_is_corrected(corrections in prop::collection::vec(placed(), 0..8), parts in 1usize..90) {
        let article = article();
        let analysis = corrected(&FOUND, TEXT, &corrections);
        let (quotations, words, quoted) = counts(&analysis);

        let voices = heard(&analysis, &article);
        prop_assert_eq!(voices.iter().map(|voice| voice.said.all()).sum::<usize>(), quotations);
        let all = Tally::of(&analysis.quotations);
        prop_assert_eq!(voices.iter().map(|voice| voice.said.quoted).sum::<usize>(), all.quoted);
        prop_assert_eq!(voices.iter().map(|voice| voice.said.reported).sum::<usize>(), all.reported);
        prop_assert_eq!(voices.iter().map(|voice| voice.words).sum::<usize>(), words);
        prop_assert_eq!(voices.iter().map(|voice| voice.reported).sum::<usize>(), words - quoted);
        prop_assert!(voices.iter().all(|voice| voice.said.all() > 0 && voice.ends.0 <= voice.ends.1));

        let signs: BTreeSet<usize> = analysis.speakers.iter().map(|speaker| speaker.sign).collect();
        prop_assert_eq!(signs.len(), analysis.speakers.len(), "no two voices have the same sign");

        let chart = Chart::new(&analysis, &article, parts);
        prop_assert_eq!(chart.rows.len(), voices.len());
        let mut all = (0, 0);
        for row in &chart.rows {
            prop_assert_eq!(row.cells.len(), parts);
            let cells = row.cells.iter().fold((0, 0), |sum, cell| (sum.0 + cell.quoted, sum.1 + cell.reported));
            prop_assert_eq!(cells, (row.all.quoted, row.all.reported));
            all = (all.0 + cells.0, all.1 + cells.1);
        }
        prop_assert_eq!(all, (quoted, words - quoted));
    }
}
