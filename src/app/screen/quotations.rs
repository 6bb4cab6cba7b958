//! All quotations: a list over the page. Enter goes there.

use super::reader::Ring;
use crate::app::list::List;
use crate::article::Article;
use crate::attribution::Analysis;

/// The list of quotations: all, or those of the voice that is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Model {
    /// Which quotations are listed.
    pub ring: Ring,
    /// The picked one.
    pub list: List,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The quotation, by index into [`Analysis::quotations`].
    pub quotation: usize,
    /// The speaker, by index into [`Analysis::speakers`].
    pub speaker: Option<usize>,
    /// The name shown.
    pub name: String,
    /// Its words, on one line.
    pub words: String,
}

/// The most characters of a quotation that a line can show.
const LONGEST: usize = 240;

/// The lines of a ring, in the order of the text.
pub fn lines(article: &Article, analysis: &Analysis, ring: Ring) -> Vec<Line> {
    let members = ring.members(analysis);
    let quotations =
        members.into_iter().filter_map(|index| analysis.quotations.get(index).map(|found| (index, found)));
    quotations
        .map(|(index, quotation)| {
            let pieces: Vec<&str> = quotation.spans.iter().map(|span| span.of(article.text())).collect();
            let words = pieces.join(" ");
            Line {
                quotation: index,
                speaker: quotation.speaker(),
                name: super::reader::name_of(analysis, index).to_owned(),
                words: words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect(),
            }
        })
        .collect()
}
