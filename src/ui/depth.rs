//! How many colours a terminal has, and the nearest one to each that it lacks.

use ratatui::style::{Color, Style};

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// All of them.
    #[default]
    Full,
    /// The 256 that xterm has.
    Indexed,
    /// The first sixteen of those.
    Sixteen,
}

/// The sixteen, as xterm shows them; what a terminal makes of them is its own affair.
const NAMED: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// The shares of the cube of 216 colours.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Depth {
    /// The depth that a terminal says it has, by `COLORTERM` and `TERM`.
    pub fn told(colorterm: &str, term: &str) -> Self {
        if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
            return Self::Full;
        }
        let few = ["linux", "ansi", "vt", "cons", "rxvt-16", "xterm-16", "screen-16"];
        if term.ends_with("-16color") || few.iter().any(|name| term.starts_with(name)) {
            return Self::Sixteen;
        }
        Self::Indexed
    }

    /// `style` with colours that there are.
    pub(super) fn style(self, style: Style) -> Style {
        let shown = |color: Option<Color>| color.map(|color| self.color(color));
        Style { fg: shown(style.fg), bg: shown(style.bg), ..style }
    }

    fn color(self, color: Color) -> Color {
        match (self, color) {
            (Self::Indexed, Color::Rgb(red, green, blue)) => {
                Color::Indexed(nearest_index([red, green, blue]))
            }
            (Self::Sixteen, Color::Rgb(red, green, blue)) => nearest_name([red, green, blue]),
            (Self::Sixteen, Color::Indexed(index)) => match NAMED.get(usize::from(index)) {
                Some((name, _)) => *name,
                None => nearest_name(shares(index)),
            },
            _ => color,
        }
    }
}

/// Red, green and blue of one of the 256 colours.
fn shares(index: u8) -> [u8; 3] {
    match index {
        0..=15 => NAMED[usize::from(index)].1,
        16..=231 => {
            let place = usize::from(index - 16);
            [STEPS[place / 36], STEPS[place / 6 % 6], STEPS[place % 6]]
        }
        grey => [8 + 10 * (grey - 232); 3],
    }
}

/// The nearest of the 240 colours that all terminals show alike.
fn nearest_index(wanted: [u8; 3]) -> u8 {
    (16..=255).min_by_key(|index| distance(wanted, shares(*index))).unwrap_or(15)
}

fn nearest_name(wanted: [u8; 3]) -> Color {
    let nearest = NAMED.iter().min_by_key(|(_, shown)| distance(wanted, *shown));
    nearest.map_or(Color::Reset, |(name, _)| *name)
}

/// How far two colours are apart: squares weighed by how much each share is seen.
fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let weights = [2, 4, 3];
    let shares = one.iter().zip(other).zip(weights);
    shares.map(|((one, other), weight)| weight * u32::from(one.abs_diff(other)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_says_how_many_colours_it_has() {
        for (colorterm, term, depth) in [
            ("truecolor", "xterm-256color", Depth::Full),
            ("24bit", "screen", Depth::Full),
            ("", "xterm-direct", Depth::Full),
            ("", "xterm-256color", Depth::Indexed),
            ("yes", "tmux-256color", Depth::Indexed),
            ("", "linux", Depth::Sixteen),
            ("", "xterm-16color", Depth::Sixteen),
            ("", "vt220", Depth::Sixteen),
        ] {
            assert_eq!(Depth::told(colorterm, term), depth, "{colorterm:?} {term}");
        }
    }

    #[test]
    fn the_nearest_colour_stands_for_one_that_is_missing() {
        for (depth, wanted, shown) in [
            (Depth::Full, Color::Rgb(1, 2, 3), Color::Rgb(1, 2, 3)),
            (Depth::Indexed, Color::Rgb(255, 255, 255), Color::Indexed(231)),
            (Depth::Indexed, Color::Rgb(16, 20, 24), Color::Indexed(233)),
            (Depth::Indexed, Color::Indexed(240), Color::Indexed(240)),
            (Depth::Sixteen, Color::Rgb(250, 5, 5), Color::LightRed),
            (Depth::Sixteen, Color::Indexed(9), Color::LightRed),
            (Depth::Sixteen, Color::Indexed(234), Color::Black),
            (Depth::Sixteen, Color::Indexed(252), Color::Gray),
            (Depth::Sixteen, Color::Red, Color::Red),
        ] {
            assert_eq!(depth.color(wanted), shown, "{wanted:?}");
        }
    }
}
