//! Words typed to make a list shorter.

use super::editor::Editor;
use crate::find::{Kind, Query};

/// Which lines of a list are shown: those with these words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The words.
    pub editor: Editor,
    /// Whether keys type into it.
    pub is_typing: bool,
}

impl Filter {
    /// Which of the lines, folded for searching, are shown; all of them while nothing is typed. Each word typed must be
    /// in a line, in any order.
    pub fn kept<'l>(&self, folded: impl Iterator<Item = &'l str>) -> Vec<usize> {
        let queries: Vec<Query> = self
            .editor
            .text()
            .split_whitespace()
            .filter_map(|word| Query::new(word, Kind::Words).ok().flatten())
            .collect();
        let has_all = |line: &str| queries.iter().all(|query| query.is_in(line));
        folded.enumerate().filter(|(_, line)| has_all(line)).map(|(index, _)| index).collect()
    }

    /// Begins to type.
    pub(super) fn begin(&mut self) {
        self.is_typing = true;
    }

    /// Ends typing and shows all lines again.
    pub(super) fn end(&mut self) {
        *self = Self::default();
    }

    /// Whether lines are left out.
    pub fn is_empty(&self) -> bool {
        self.editor.text().trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_lines_that_have_each_word() {
        let kept = |words: &str| {
            let filter = Filter { editor: Editor::new(words), is_typing: true };
            filter.kept(["Ruth Calder", "Tomas Reyes", "\"Don't,\" Ruth"].into_iter())
        };
        assert_eq!(kept("ruth"), [0, 2]);
        assert_eq!(kept("cal ru"), [0]);
        assert_eq!(kept("don’t"), [2]);
        assert_eq!(kept(" "), [0, 1, 2]);
        assert_eq!(kept("x"), [0; 0]);
    }
}
