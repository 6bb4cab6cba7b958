//! A note being written: a text and a place in it. Moves by what a reader sees as one character.

use unicode_segmentation::UnicodeSegmentation;

use super::action::Action;
use crate::span::Span;

/// A text being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    cursor: usize,
}

impl Editor {
    /// An editor over `text`, the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len() }
    }

    /// What is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor's place, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts words in at the cursor. Line ends become `\n`; other control characters are left out.
    pub fn insert(&mut self, words: &str) {
        let words = words.replace("\r\n", "\n").replace('\r', "\n");
        let words: String = words.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        self.text.insert_str(self.cursor, &words);
        self.cursor += words.len();
    }

    /// Carries out an action of the note context; `false` when it is none of moving and erasing.
    pub fn act(&mut self, action: Action) -> bool {
        match action {
            Action::NewLine => self.insert("\n"),
            Action::Left => self.cursor = self.before(),
            Action::Right => self.cursor = self.behind(),
            Action::Up => self.move_line(&Vertical::Up),
            Action::Down => self.move_line(&Vertical::Down),
            Action::LineStart => self.cursor = self.line_start(),
            Action::LineEnd => self.cursor = self.line_end(),
            Action::Erase => self.erase(self.before(), self.cursor),
            Action::EraseForward => self.erase(self.cursor, self.behind()),
            Action::EraseWord => self.erase(self.word_before(), self.cursor),
            _ => return false,
        }
        true
    }

    fn erase(&mut self, start: usize, end: usize) {
        self.text.replace_range(start..end, "");
        self.cursor = start;
    }

    fn head(&self) -> &str {
        Span::new(0, self.cursor).of(&self.text)
    }

    fn tail(&self) -> &str {
        Span::new(self.cursor, self.text.len()).of(&self.text)
    }

    fn before(&self) -> usize {
        self.head().grapheme_indices(true).next_back().map_or(0, |(place, _)| place)
    }

    fn behind(&self) -> usize {
        self.cursor + self.tail().graphemes(true).next().map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let words = self.head().trim_end();
        words.rfind(char::is_whitespace).map_or(0, |blank| {
            blank + words.get(blank..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        })
    }

    fn line_start(&self) -> usize {
        self.head().rfind('\n').map_or(0, |end| end + 1)
    }

    fn line_end(&self) -> usize {
        self.cursor + self.tail().find('\n').unwrap_or(self.tail().len())
    }

    /// Moves a line up or down, keeping the column as far as the other line has it.
    fn move_line(&mut self, direction: &Vertical) {
        let column = Span::new(self.line_start(), self.cursor).of(&self.text).graphemes(true).count();
        let start = match direction {
            Vertical::Up => self
                .line_start()
                .checked_sub(1)
                .map(|end| Span::new(0, end).of(&self.text).rfind('\n').map_or(0, |end| end + 1)),
            Vertical::Down => Some(self.line_end() + 1).filter(|start| *start <= self.text.len()),
        };
        let Some(start) = start else { return };
        let rest = Span::new(start, self.text.len()).of(&self.text);
        let line = rest.split('\n').next().unwrap_or_default();
        self.cursor = start + line.grapheme_indices(true).nth(column).map_or(line.len(), |(place, _)| place);
    }
}

enum Vertical {
    Up,
    Down,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn after(start: &str, actions: &[Action]) -> String {
        let mut editor = Editor::new(start);
        for action in actions {
            assert!(editor.act(*action));
        }
        let (head, tail) = editor.text.split_at(editor.cursor);
        format!("{head}|{tail}")
    }

    #[test]
    fn moves_and_erases_by_what_one_sees() {
        use Action::{Down, Erase, EraseForward, EraseWord, Left, LineEnd, LineStart, NewLine, Up};
        for (start, actions, expected) in [
            ("cafe\u{301}", &[Left][..], "caf|e\u{301}"),
            ("a👩‍👧b", &[Left, Erase], "a|b"),
            ("ab", &[LineStart, EraseForward], "|b"),
            ("one two  ", &[EraseWord], "one |"),
            ("long line\nx", &[Up, LineEnd, Down], "long line\nx|"),
            ("ab\ncd", &[Up], "ab|\ncd"),
            ("ab\ncd", &[LineStart, Erase], "ab|cd"),
            ("a", &[NewLine, Up, Up], "|a\n"),
            ("", &[Erase, EraseForward, EraseWord, Up, Down], "|"),
        ] {
            assert_eq!(after(start, actions), expected);
        }
    }

    proptest! {
        #[test]
        fn the_cursor_stays_on_a_boundary(words in "\\PC{0,20}\n?\\PC{0,20}", picks in prop::collection::vec(0usize..10, 0..30)) {
            use Action::{Down, Erase, EraseForward, EraseWord, Left, LineEnd, LineStart, NewLine, Right, Up};
            let all = [NewLine, Left, Right, Up, Down, LineStart, LineEnd, Erase, EraseForward, EraseWord];
            let mut editor = Editor::new(&words);
            for pick in picks {
                editor.act(all[pick]);
                prop_assert!(editor.text.is_char_boundary(editor.cursor));
            }
        }
    }
}
