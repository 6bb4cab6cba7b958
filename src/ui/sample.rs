//! A theme in one line, for a terminal that is no screen of ours.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier, Style};

use super::theme::Theme;
use crate::export::voice_sign::sign_of;

/// Some words in the styles of a theme, with the sequences that a terminal obeys; nothing of it is left behind.
pub fn sample(theme: &Theme) -> String {
    let page = theme.page;
    let mut line = String::new();
    for (words, style) in [
        (" Headline ", page.patch(theme.title)),
        ("words ", page),
        ("faded ", page.patch(theme.faded)),
        ("marked", page.patch(theme.highlight)),
        (" ", page),
        ("found", page.patch(theme.found)),
        (" ", page),
    ] {
        line.push_str(&dressed(words, style));
    }
    for voice in 0..VOICES {
        line.push_str(&dressed(&format!("{} ", sign_of(Some(voice))), page.patch(theme.voice(voice))));
    }
    line.push_str(&dressed("warning ", page.patch(theme.alarm)));
    line
}

/// Voices that the sample shows.
const VOICES: usize = 6;

fn dressed(words: &str, style: Style) -> String {
    let mut codes = Vec::new();
    for (modifier, code) in [
        (Modifier::BOLD, "1"),
        (Modifier::DIM, "2"),
        (Modifier::ITALIC, "3"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
    ] {
        if style.add_modifier.contains(modifier) {
            codes.push(code.to_owned());
        }
    }
    codes.extend(style.fg.map(|color| color_code(color, 30)));
    codes.extend(style.bg.map(|color| color_code(color, 40)));
    if codes.is_empty() { words.to_owned() } else { format!("\u{1b}[{}m{words}\u{1b}[0m", codes.join(";")) }
}

/// The number of a colour, counted from 30 for words and from 40 for what is behind them.
fn color_code(color: Color, from: u8) -> String {
    let named = match color {
        Color::Reset => Some(9),
        Color::Black => Some(0),
        Color::Red => Some(1),
        Color::Green => Some(2),
        Color::Yellow => Some(3),
        Color::Blue => Some(4),
        Color::Magenta => Some(5),
        Color::Cyan => Some(6),
        Color::Gray => Some(7),
        Color::DarkGray => Some(60),
        Color::LightRed => Some(61),
        Color::LightGreen => Some(62),
        Color::LightYellow => Some(63),
        Color::LightBlue => Some(64),
        Color::LightMagenta => Some(65),
        Color::LightCyan => Some(66),
        Color::White => Some(67),
        Color::Rgb(..) | Color::Indexed(_) => None,
    };
    let mut code = String::new();
    match (named, color) {
        (Some(number), _) => write!(code, "{}", from + number).ok(),
        (None, Color::Rgb(red, green, blue)) => write!(code, "{};2;{red};{green};{blue}", from + 8).ok(),
        (None, Color::Indexed(number)) => write!(code, "{};5;{number}", from + 8).ok(),
        (None, _) => None,
    };
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_told_as_a_terminal_reads_it() {
        let plain = Style::new();
        for (style, told) in [
            (plain, "x"),
            (plain.add_modifier(Modifier::BOLD).fg(Color::LightBlue), "␛[1;94mx␛[0m"),
            (plain.fg(Color::Indexed(252)).bg(Color::Black), "␛[38;5;252;40mx␛[0m"),
            (plain.bg(Color::Rgb(1, 2, 3)), "␛[48;2;1;2;3mx␛[0m"),
        ] {
            assert_eq!(dressed("x", style).replace('\u{1b}', "␛"), told);
        }
        assert!(sample(&Theme::none()).contains("Headline"));
    }
}
