//! A line of the quotations: who says what, and how sure that is.

use super::{Line, one_line};
use crate::app::screen::reader::name_of;
use crate::article::Article;
use crate::attribution::Analysis;
use crate::export::certainty;

/// The line of the quotation at `index`.
pub(super) fn line(article: &Article, analysis: &Analysis, index: usize) -> Option<Line> {
    let quotation = analysis.quotations.get(index)?;
    let pieces: Vec<&str> = quotation.spans.iter().map(|span| span.of(article.text())).collect();
    Some(Line::Quotation {
        place: quotation.hull().start,
        sign: analysis.sign_of(quotation.speaker()),
        certainty: certainty(quotation),
        name: name_of(analysis, index).to_owned(),
        words: one_line(&pieces.join(" ")),
    })
}
