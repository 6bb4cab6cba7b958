//! Who was heard in an article, as the library keeps it.

use crate::article::{Article, SafeText};
use crate::attribution::{Analysis, Quotation};
use crate::library::{ArticleId, Heard, HeardQuotation};

/// What was found in `article`, which the library calls `id`.
pub fn heard(id: ArticleId, article: &Article, analysis: &Analysis) -> Heard {
    let words = |quotation: &Quotation| {
        let pieces = quotation.spans.iter().map(|piece| piece.of(article.text()));
        pieces.collect::<Vec<_>>().join(" ")
    };
    let quotation = |quotation: &Quotation| HeardQuotation {
        words: words(quotation),
        pieces: quotation.spans.to_vec(),
        kind: quotation.kind.name(),
        speaker: analysis.speaker_of(quotation).map(|speaker| SafeText::one_line(&speaker.name)),
        confidence: quotation.attribution.as_ref().map(|attribution| attribution.confidence),
    };
    let quotations = analysis.quotations.iter().map(quotation).collect();
    Heard { id, digest: article.digest, words: analysis.words, quotations }
}
