//! What of an article is shown: its restored paragraphs, where words are missing, which words are not faded.

use std::sync::Arc;

use super::{Focus, Gaps, Model, Outcome};

impl Model {
    /// Shows the article with or without its restored paragraphs. It is the same text, so what was found in it stands
    /// until it is worked out anew.
    pub(super) fn toggle_paragraphs(&mut self) -> Outcome {
        match self.set_aside.take() {
            Some(restored) => self.article = restored,
            None if self.article.has_restored() => {
                let given = Arc::new(self.article.as_given());
                self.set_aside = Some(std::mem::replace(&mut self.article, given));
            }
            None => return Outcome::Tell("these paragraphs are the text's own".to_owned()),
        }
        self.unfold();
        self.set(self.page.measure());
        self.go(self.cursor);
        Outcome::Analyze
    }

    pub(super) fn focus_on(&mut self, focus: Focus) -> Outcome {
        self.focus = if self.focus == focus { Focus::All } else { focus };
        let words = match self.focus {
            Focus::All => "nothing is faded",
            Focus::Quotations => "only the quotations; the rest is faded",
            Focus::Columnist => "only the columnist; quotations are faded",
        };
        Outcome::Tell(words.to_owned())
    }

    pub(super) fn toggle_gaps(&mut self) -> Outcome {
        let (gaps, words) = match self.gaps {
            Gaps::Shown => (Gaps::Hidden, "missing words are not shown"),
            Gaps::Hidden => (Gaps::Shown, "missing words are shown: – a dash, … words, · one or the other"),
        };
        self.gaps = gaps;
        Outcome::Tell(words.to_owned())
    }
}
