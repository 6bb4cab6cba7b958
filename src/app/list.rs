//! A list with one line picked, scrolled so that the picked line is seen.

use super::action::Action;

/// A place in a list of which only `height` lines are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The picked line.
    pub picked: usize,
    /// The first line seen.
    pub top: usize,
}

impl List {
    /// A list with `picked` picked.
    pub fn at(picked: usize) -> Self {
        Self { picked, top: 0 }
    }

    /// Carries out a moving action on a list of `count` lines, `height` of them seen; `false` for any other action.
    pub fn act(&mut self, action: Action, count: usize, height: u16, times: usize) -> bool {
        let last = count.saturating_sub(1);
        let page = usize::from(height.saturating_sub(1).max(1)).saturating_mul(times);
        self.picked = match action {
            Action::LineDown => self.picked.saturating_add(times),
            Action::LineUp => self.picked.saturating_sub(times),
            Action::PageDown => self.picked.saturating_add(page),
            Action::PageUp => self.picked.saturating_sub(page),
            Action::Start => 0,
            Action::End => last,
            _ => return false,
        };
        self.settle(count, height);
        true
    }

    /// Brings the picked line into the list and into sight.
    pub fn settle(&mut self, count: usize, height: u16) {
        let height = usize::from(height).max(1);
        self.picked = self.picked.min(count.saturating_sub(1));
        let lowest = (self.picked + 1).saturating_sub(height);
        self.top = self.top.clamp(lowest, self.picked).min(count.saturating_sub(height)).max(lowest);
    }

    /// The lines that are seen, as indexes.
    pub fn seen(self, count: usize, height: u16) -> std::ops::Range<usize> {
        self.top.min(count)..count.min(self.top + usize::from(height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_picked_line_is_always_seen(count in 0usize..40, height in 0u16..12, moves in prop::collection::vec(0usize..6, 0..20)) {
            let all = [Action::LineDown, Action::LineUp, Action::PageDown, Action::PageUp, Action::Start, Action::End];
            let mut list = List::default();
            for pick in moves {
                prop_assert!(list.act(all[pick], count, height, 1));
                prop_assert!(count == 0 || list.picked < count);
                prop_assert!(count == 0 || height == 0 || list.seen(count, height).contains(&list.picked));
            }
        }
    }
}
