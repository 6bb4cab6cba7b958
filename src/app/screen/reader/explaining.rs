//! Why a quotation has its speaker.

use super::{Model, Ring};
use crate::app::action::Action;
use crate::export::reason::{Reason, reason};
use crate::layout::Top;
use crate::span::Span;

impl Model {
    /// Why the quotation at the cursor has its speaker.
    ///
    /// # Errors
    /// Where there is no quotation: what there is instead.
    pub(in crate::app) fn reason(&self) -> Result<Reason, String> {
        let (Some(analysis), Some(found)) = (&self.analysis, &self.found) else {
            return Err("still listening for voices; try again in a moment".to_owned());
        };
        if let Some(here) = self.quotation_here() {
            let reason = reason(&self.article, analysis, found, here);
            return reason.ok_or_else(|| "there is no quotation here".to_owned());
        }
        let is_unspoken = analysis.unspoken.iter().any(|span| span.contains(self.cursor));
        Err(if is_unspoken {
            "these words in marks are taken for nobody's speech".to_owned()
        } else {
            "put the cursor on a quotation first: n goes to the next".to_owned()
        })
    }

    /// The action that walks quotations where this one would walk something else.
    pub(in crate::app) fn along_quotations(&self, action: Action) -> Action {
        let is_astray = self.search.is_some() || self.ring == Ring::Unspoken;
        match action {
            Action::NextInRing if is_astray => Action::NextQuotation,
            Action::PreviousInRing if is_astray => Action::PreviousQuotation,
            action => action,
        }
    }

    /// Scrolls so that the words at `about` leave `rows` of the page free under them, if they do not leave them free
    /// already, below or above; the cursor stays in sight.
    pub(in crate::app) fn make_room(&mut self, about: Span, rows: u16) {
        let height = isize::try_from(self.height).unwrap_or(0);
        let wanted = isize::try_from(rows).unwrap_or(0);
        let last_byte = about.end.saturating_sub(1).max(about.start);
        let row_of = |model: &mut Self, place| model.page.distance(model.top, place, model.height);
        let (first, last) = (row_of(self, about.start), row_of(self, last_byte));
        let is_free = match (first, last) {
            (Some(first), Some(last)) if first >= 0 => last < height - wanted || first >= wanted,
            _ => false,
        };
        if is_free {
            return;
        }
        let before = self.top;
        let context = if height > wanted + 2 { -1 } else { 0 };
        self.top = self.page.scroll(Top::at(about.start), context, self.height);
        let cursor = self.page.distance(self.top, self.cursor, self.height);
        if !cursor.is_some_and(|row| row >= 0 && row < height) {
            self.top = before;
        }
        self.show();
    }
}
