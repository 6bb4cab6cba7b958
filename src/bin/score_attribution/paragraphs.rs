//! How well lost breaks between paragraphs are restored.

use std::collections::BTreeSet;
use std::fmt;

use sayso::article::Article;
use sayso::span::{CodePoints, Span};

use super::{f1, percent, share};

/// Breaks over a corpus.
#[derive(Debug, Default)]
pub(crate) struct Breaks {
    pub(crate) articles: usize,
    gold: usize,
    made: usize,
    right: usize,
}

impl Breaks {
    /// Adds one article whose breaks were at these code points.
    pub(crate) fn count(&mut self, article: &Article, gold: &[usize]) {
        let points = CodePoints::new(article.text());
        let start = |span: Span| {
            let blanks = Span::new(span.start, article.text().len()).of(article.text());
            points.at(span.start + blanks.len() - blanks.trim_start().len())
        };
        // Where the first paragraph begins there is no break.
        let made: BTreeSet<usize> = article.blocks().iter().map(|block| start(block.span)).collect();
        let made: BTreeSet<usize> = made.into_iter().skip(1).collect();
        let gold: BTreeSet<usize> = gold.iter().copied().collect();
        self.articles += 1;
        self.gold += gold.len();
        self.made += made.len();
        self.right += gold.intersection(&made).count();
    }
}

impl fmt::Display for Breaks {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precision = share(self.right, self.made).unwrap_or_default();
        let recall = share(self.right, self.gold).unwrap_or_default();
        write!(
            out,
            "breaks {}  P {}  R {}  F1 {}",
            self.gold,
            percent(Some(precision)),
            percent(Some(recall)),
            percent(Some(f1(precision, recall)))
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_paragraph_is_no_break() {
        let mut breaks = Breaks::default();
        breaks.count(&super::super::article("É one.\n\nTwo.\n\nThree."), &[8, 10]);
        assert_eq!(breaks.to_string(), "breaks 2  P  50.0  R  50.0  F1  50.0");
    }
}
