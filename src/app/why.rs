//! Why this speaker: the rule that decided about the quotation at the cursor, the words it saw, and who else it may be.

use super::action::Action;
use super::answer;
use super::beside::{self, Beside, beside};
use super::effect::Effect;
use super::model::{Model, Overlay, Screen};
use super::naming;
use super::screen::reader;
use super::update::carry_out;
use crate::export::reason::{Part, Reason};

/// The answer, over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What there is to say.
    pub reason: Reason,
    /// The first row that is seen.
    pub top: usize,
}

/// Asks why about the quotation at the cursor.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    match model.reader().map(reader::Model::reason) {
        None => {}
        Some(Err(refusal)) => model.tell(refusal),
        Some(Ok(reason)) => {
            model.overlays.push(Overlay::Why(Why { reason, top: 0 }));
            settle(model);
        }
    }
    Vec::new()
}

/// Carries out an action over the answer: it goes along to the next quotation, and what is corrected shows at once.
pub(super) fn act(model: &mut Model, action: Action, times: Option<usize>) -> Vec<Effect> {
    match action {
        Action::Close | Action::Why | Action::Choose => {
            model.overlays.pop();
            Vec::new()
        }
        Action::Reattribute => naming::open(model, reader::Model::to_attribute),
        Action::LineDown
        | Action::LineUp
        | Action::PageDown
        | Action::PageUp
        | Action::Start
        | Action::End => {
            scroll(model, action, times.unwrap_or(1));
            Vec::new()
        }
        _ => {
            let Screen::Reader(reader) = &mut model.screen else {
                return Vec::new();
            };
            let outcome = reader.update(reader.along_quotations(action), times);
            let effects = carry_out(model, outcome);
            refresh(model);
            effects
        }
    }
}

/// Answers anew after something changed; closes where there is no quotation any more.
pub(super) fn refresh(model: &mut Model) {
    let Some(place) = model.overlays.iter().position(|overlay| matches!(overlay, Overlay::Why(_))) else {
        return;
    };
    match model.reader().map(reader::Model::reason) {
        Some(Ok(reason)) => {
            model.overlays[place] = Overlay::Why(Why { reason, top: 0 });
            settle(model);
        }
        _ => {
            model.overlays.remove(place);
        }
    }
}

/// Puts the page so that the quotation and the answer are seen together.
pub(super) fn settle(model: &mut Model) {
    let Some(why) = shown(model) else { return };
    let (about, count) = (why.reason.about, why.rows(beside::width(model)).len());
    beside::make_room(model, about, count);
}

/// The answer that is open, if it is.
pub fn shown(model: &Model) -> Option<&Why> {
    model.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Why(why) => Some(why),
        _ => None,
    })
}

fn scroll(model: &mut Model, action: Action, times: usize) {
    let Some(why) = shown(model) else { return };
    let count = why.rows(beside::width(model)).len();
    let height = usize::from(why.place(model).inner);
    let page = height.saturating_sub(1).max(1);
    let last = count.saturating_sub(height);
    let top = why.top;
    let top = match action {
        Action::LineDown => top.saturating_add(times),
        Action::LineUp => top.saturating_sub(times),
        Action::PageDown => top.saturating_add(times.saturating_mul(page)),
        Action::PageUp => top.saturating_sub(times.saturating_mul(page)),
        Action::End => last,
        _ => 0,
    };
    if let Some(Overlay::Why(why)) = model.overlays.last_mut() {
        why.top = top.min(last);
    }
}

impl Why {
    /// Where it stands.
    pub fn place(&self, model: &Model) -> Beside {
        beside(model, self.reason.about, self.rows(beside::width(model)).len())
    }

    /// What the words at byte `place` of the article have to do with the answer.
    pub fn part_at(&self, place: usize) -> Option<Part> {
        let holding = self.reason.lit.iter().filter(|(span, _)| span.contains(place));
        holding.min_by_key(|(span, _)| span.len()).map(|(_, part)| *part)
    }

    /// The answer in rows of so many cells.
    pub fn rows(&self, width: u16) -> Vec<answer::Told<Part>> {
        let lines = self.reason.lines.iter().map(|line| (line.about, &line.pieces));
        answer::rows(lines, width, Part::Plain)
    }
}
