//! A terminal whose cells can be hyperlinks (OSC 8), and whether a terminal is known to show them well.
//!
//! See <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda> for the sequence and its limits.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::Color;

use crate::ui::hyperlink::Addresses;

/// Draws cells; those that carry the mark of an address become hyperlinks to it. A mark is never drawn.
#[derive(Debug)]
pub(super) struct Hyperlinked<W: Write> {
    inner: CrosstermBackend<W>,
    /// The addresses that may become hyperlinks, by their marks; none where the terminal does not know them.
    pub(super) addresses: Addresses,
}

impl<W: Write> Hyperlinked<W> {
    pub(super) fn new(writer: W) -> Self {
        Self { inner: CrosstermBackend::new(writer), addresses: Addresses::new() }
    }

    fn address(&self, cell: &Cell) -> Option<&str> {
        let Color::Rgb(red, green, blue) = cell.underline_color else {
            return None;
        };
        self.addresses.get(&(red, green, blue)).map(String::as_str)
    }
}

/// The sequence that begins a hyperlink. Parts of one link on several lines are told to be one by its id. An address
/// may only have printable ASCII in it; importers let nothing else through but letters of other scripts.
fn opening(address: &str, (red, green, blue): (u8, u8, u8)) -> String {
    let mut sequence = format!("\x1b]8;id={red:02x}{green:02x}{blue:02x};");
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            sequence.push(char::from(byte));
        } else {
            write!(sequence, "%{byte:02X}").ok();
        }
    }
    sequence + "\x1b\\"
}

fn unmarked(cell: &Cell) -> Cell {
    let mut cell = cell.clone();
    cell.underline_color = Color::Reset;
    cell
}

const CLOSING: &str = "\x1b]8;;\x1b\\";

impl<W: Write> Backend for Hyperlinked<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        while let Some(&(_, _, first)) = content.peek() {
            let mark = first.underline_color;
            let address = self.address(first).map(str::to_owned);
            let mut run = std::iter::from_fn(|| content.next_if(|(_, _, cell)| cell.underline_color == mark));
            let Color::Rgb(red, green, blue) = mark else {
                self.inner.draw(run)?;
                continue;
            };
            let cells: Vec<(u16, u16, Cell)> =
                run.by_ref().map(|(x, y, cell)| (x, y, unmarked(cell))).collect();
            let drawn = cells.iter().map(|(x, y, cell)| (*x, *y, cell));
            if let Some(address) = address {
                self.inner.write_all(opening(&address, (red, green, blue)).as_bytes())?;
                self.inner.draw(drawn)?;
                self.inner.write_all(CLOSING.as_bytes())?;
            } else {
                self.inner.draw(drawn)?;
            }
        }
        Ok(())
    }

    fn append_lines(&mut self, lines: u16) -> io::Result<()> {
        self.inner.append_lines(lines)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

/// Whether the terminal is one that is known to show hyperlinks, by the variables that it sets. Inside tmux and screen
/// nobody can tell, so there it is not.
pub(super) fn are_known(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let term = variable("TERM").unwrap_or_default();
    if is_set("TMUX") || is_set("STY") || ["screen", "tmux"].iter().any(|name| term.starts_with(name)) {
        return false;
    }
    let program = variable("TERM_PROGRAM").unwrap_or_default();
    let is_good_program = ["iTerm.app", "WezTerm", "ghostty", "vscode", "rio"].contains(&program.as_str());
    let is_good_term = ["xterm-kitty", "foot", "alacritty", "xterm-ghostty", "wezterm", "contour"]
        .iter()
        .any(|name| term.starts_with(name));
    // From 0.50 on; a version is written as 5002.
    let is_good_vte = variable("VTE_VERSION")
        .and_then(|version| version.parse().ok())
        .is_some_and(|version: u32| version >= 5000);
    is_good_program
        || is_good_term
        || is_good_vte
        || is_set("KITTY_WINDOW_ID")
        || is_set("WT_SESSION")
        || is_set("KONSOLE_VERSION")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(addresses: Addresses, marks: &[(char, Color)]) -> String {
        let mut bytes = Vec::new();
        let mut backend = Hyperlinked { inner: CrosstermBackend::new(&mut bytes), addresses };
        let cells: Vec<Cell> = marks
            .iter()
            .map(|(sign, mark)| {
                let mut cell = Cell::default();
                cell.set_char(*sign);
                cell.underline_color = *mark;
                cell
            })
            .collect();
        let places = (0u16..).zip(&cells).map(|(x, cell)| (x, 0, cell));
        backend.draw(places).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn cells_with_a_mark_are_hyperlinks_and_the_mark_is_not_drawn() {
        let mark = Color::Rgb(1, 2, 3);
        let cells =
            [('a', Color::Reset), ('b', mark), ('c', mark), ('d', Color::Rgb(9, 9, 9)), ('e', Color::Reset)];
        let known = Addresses::from([((1, 2, 3), "https://example.org/é\x1b;a".to_owned())]);
        let output = written(known, &cells);
        assert_eq!(output.matches("\x1b]8;id=010203;https://example.org/%C3%A9%1B;a\x1b\\").count(), 1);
        assert_eq!(output.matches(CLOSING).count(), 1);
        let linked = output.split("a\x1b\\").nth(1).unwrap().split(CLOSING).next().unwrap();
        assert!(linked.contains("bc") && !linked.contains('d'), "{linked:?}");
        assert!(!output.contains("58;2;1;2;3") && !output.contains("58:2:"), "{output:?}");
        let plain = written(Addresses::new(), &cells);
        assert!(!plain.contains("\x1b]8") && !plain.contains("58;2"), "{plain:?}");
    }

    #[test]
    fn only_terminals_that_are_known_get_them() {
        for (variables, expected) in [
            (&[("TERM", "xterm-256color")][..], false),
            (&[("TERM", "xterm-kitty")], true),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")], true),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "4601")], false),
            (&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "WezTerm")], false),
            (&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/x")], false),
            (&[("TERM", "dumb")], false),
            (&[], false),
        ] {
            let variable = |name: &str| {
                variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(are_known(variable), expected, "{variables:?}");
        }
    }
}
