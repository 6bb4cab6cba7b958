//! An article cut into runs of words that are all of one voice and under the same notes, so that it can be written with
//! marks that never cross each other.

use std::collections::BTreeSet;

use super::Sheaf;
use crate::annotation::Colour;
use crate::article::{Article, Block};
use crate::attribution::Analysis;
use crate::export::noted::{Noted, NotedKind};
use crate::span::Span;

/// Words of one voice under the same notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The words.
    pub(super) span: Span,
    /// Which of [`Analysis::quotations`] they belong to.
    pub(super) quotation: Option<usize>,
    /// How they are painted.
    pub(super) colour: Option<Colour>,
    /// Which notes of the sheaf end with these words.
    pub(super) ended: Vec<usize>,
}

/// A block with its runs.
#[derive(Clone, Debug)]
pub(super) struct Marked<'a> {
    /// The block.
    pub(super) block: &'a Block,
    /// Its words, in order; together they are the block.
    pub(super) runs: Vec<Run>,
}

/// The blocks of an article with what was found and noted in them, and the notes that have no place in it.
pub(super) fn marked<'a>(
    sheaf: &Sheaf,
    article: &'a Article,
    analysis: &Analysis,
) -> (Vec<Marked<'a>>, Vec<usize>) {
    let places = places(sheaf, article);
    let mut cuts: BTreeSet<usize> = BTreeSet::new();
    let quoted = analysis.quotations.iter().flat_map(|quotation| &quotation.spans);
    for span in quoted.chain(places.iter().map(|(_, span)| span)) {
        cuts.extend([span.start, span.end]);
    }
    let mut blocks = Vec::new();
    let mut open: Vec<(usize, Span)> = Vec::new();
    let mut next = places.iter().peekable();
    for block in article.blocks() {
        let inside = cuts.range(block.span.start + 1..block.span.end.max(block.span.start + 1));
        let mut edges: Vec<usize> = vec![block.span.start];
        edges.extend(inside);
        edges.push(block.span.end);
        let mut runs = Vec::new();
        for edge in edges.windows(2) {
            let &[start, end] = edge else { continue };
            while let Some(place) = next.next_if(|(_, span)| span.start < end.max(start + 1)) {
                open.push(*place);
            }
            let span = Span::new(start, end);
            let here = open.iter().filter(|(_, place)| place.overlaps(span));
            let colour = here.filter_map(|&(index, _)| sheaf.notes.get(index)?.colour).next_back();
            let (over, still): (Vec<_>, Vec<_>) = open.iter().partition(|(_, place)| place.end <= end);
            open = still;
            let ended = over.into_iter().map(|(index, _)| index).collect();
            runs.push(Run { span, quotation: analysis.quotation_at(start), colour, ended });
        }
        blocks.push(Marked { block, runs });
    }
    let found: BTreeSet<usize> = places.iter().map(|&(index, _)| index).collect();
    let mut lost: Vec<usize> = (0..sheaf.notes.len()).filter(|index| !found.contains(index)).collect();
    lost.retain(|&index| sheaf.notes.get(index).is_some_and(is_written));
    lost.extend(open.into_iter().map(|(index, _)| index));
    lost.extend(next.map(|&(index, _)| index));
    (blocks, lost)
}

/// Quotations that were found are in the text anyway.
fn is_written(noted: &Noted) -> bool {
    noted.kind != NotedKind::Quotation
}

/// Where the notes are, in bytes, in the order of the text.
fn places(sheaf: &Sheaf, article: &Article) -> Vec<(usize, Span)> {
    let text = article.text();
    let bytes: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
    let place = |noted: &Noted| {
        let (start, end) = sheaf.place_of(noted)?;
        Some(Span::new(*bytes.get(start)?, *bytes.get(end)?))
    };
    let notes = sheaf.notes.iter().enumerate().filter(|(_, noted)| is_written(noted));
    let mut places: Vec<(usize, Span)> =
        notes.filter_map(|(index, noted)| Some((index, place(noted)?))).collect();
    places.retain(|(_, span)| !span.is_empty());
    places.sort_by_key(|&(index, span)| (span.start, span.end, index));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::export::noted::tests::{entry, noted};
    use crate::export::sample;

    #[test]
    fn runs_are_the_whole_text_and_never_cross() {
        let article = sample::article("T", &["Pre “One two,” said A.", "“Three.” End."]);
        let analysis = sample::analysis(&article, &[("“One two,”", "A"), ("“Three.”", "B")]);
        let words = ["two,” said", "said A.\n\n“Three", "gone", "End."];
        let mut notes: Vec<Noted> = Vec::new();
        let other = sample::article("T", &["gone"]);
        for words in words {
            let made_in = if words == "gone" { &other } else { &article };
            notes.push(noted(&entry(made_in, words, Some("n"), &[]), &article, &analysis));
        }
        let mut sheaf = Sheaf::gathered(&notes).remove(0);
        sheaf.read = Some((Arc::new(article.clone()), Arc::new(analysis.clone())));
        let (blocks, lost) = marked(&sheaf, &article, &analysis);
        assert_eq!(lost, [2]);
        for marked in &blocks {
            let words: String = marked.runs.iter().map(|run| run.span.of(article.text())).collect();
            assert_eq!(words, marked.block.span.of(article.text()));
        }
        let told: Vec<_> = blocks
            .iter()
            .flat_map(|marked| &marked.runs)
            .map(|run| {
                (run.span.of(article.text()), run.quotation, run.colour.is_some(), run.ended.as_slice())
            })
            .collect();
        assert_eq!(
            told,
            [
                ("Pre ", None, false, &[][..]),
                ("“One ", Some(0), false, &[]),
                ("two,”", Some(0), true, &[]),
                (" ", None, true, &[]),
                ("said", None, true, &[0]),
                (" A.", None, true, &[]),
                ("“Three", Some(1), true, &[1]),
                (".”", Some(1), false, &[]),
                (" ", None, false, &[]),
                ("End.", None, true, &[3]),
            ]
        );
    }
}
