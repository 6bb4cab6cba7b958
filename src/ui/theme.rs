//! Roles to styles, from `assets/themes`.

use ratatui::style::{Color, Modifier, ParseColorError, Style};
use serde::Deserialize;

/// What each part of the picture looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The headline.
    pub title: Style,
    /// Byline and date.
    pub byline: Style,
    /// Section titles.
    pub heading: Style,
    /// Added to the quotation at the cursor.
    pub quotation_here: Style,
    /// The sign at the cursor's line.
    pub cursor: Style,
    /// Added to highlighted words.
    pub highlight: Style,
    /// Added to words that were found.
    pub found: Style,
    /// Added to the match at the cursor.
    pub match_here: Style,
    /// Added to the part of the map that is seen.
    pub seen: Style,
    /// The status line.
    pub status: Style,
    /// The ring in the status line.
    pub ring: Style,
    /// A word to the reader.
    pub notice: Style,
    /// A word of warning.
    pub alarm: Style,
    /// Lines around overlays.
    pub border: Style,
    /// The picked line of a list.
    pub picked: Style,
    /// Keys in the help.
    pub key: Style,
    /// Quotations that nobody is known to have said.
    pub unknown: Style,
    voices: Vec<Style>,
}

/// A theme file.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    title: String,
    byline: String,
    heading: String,
    quotation_here: String,
    cursor: String,
    highlight: String,
    found: String,
    match_here: String,
    seen: String,
    status: String,
    ring: String,
    notice: String,
    alarm: String,
    border: String,
    picked: String,
    key: String,
    unknown: String,
    voices: Vec<String>,
}

impl Theme {
    /// The terminal's own colours.
    pub fn terminal() -> Self {
        Self::shipped(include_str!("../../assets/themes/terminal.toml"))
    }

    /// No colours.
    pub fn none() -> Self {
        Self::shipped(include_str!("../../assets/themes/none.toml"))
    }

    /// The style of the speaker at `index`.
    pub fn voice(&self, index: usize) -> Style {
        self.voices.get(index % self.voices.len().max(1)).copied().unwrap_or_default()
    }

    /// A theme that is part of the program, and tested to be right.
    fn shipped(text: &str) -> Self {
        Self::read(text).unwrap_or_else(|why| {
            debug_assert!(false, "{why}");
            Self::plain()
        })
    }

    fn read(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self {
            title: style(&file.title)?,
            byline: style(&file.byline)?,
            heading: style(&file.heading)?,
            quotation_here: style(&file.quotation_here)?,
            cursor: style(&file.cursor)?,
            highlight: style(&file.highlight)?,
            found: style(&file.found)?,
            match_here: style(&file.match_here)?,
            seen: style(&file.seen)?,
            status: style(&file.status)?,
            ring: style(&file.ring)?,
            notice: style(&file.notice)?,
            alarm: style(&file.alarm)?,
            border: style(&file.border)?,
            picked: style(&file.picked)?,
            key: style(&file.key)?,
            unknown: style(&file.unknown)?,
            voices: file.voices.iter().map(|voice| style(voice)).collect::<Result<_, _>>()?,
        })
    }

    fn plain() -> Self {
        let plain = Style::new();
        Self {
            title: plain,
            byline: plain,
            heading: plain,
            quotation_here: plain,
            cursor: plain,
            highlight: plain,
            found: plain,
            match_here: plain.add_modifier(Modifier::REVERSED),
            seen: plain,
            status: plain,
            ring: plain,
            notice: plain,
            alarm: plain,
            border: plain,
            picked: plain.add_modifier(Modifier::REVERSED),
            key: plain,
            unknown: plain,
            voices: vec![plain],
        }
    }
}

/// Reads a style: "bold lightblue on black".
fn style(words: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut words = words.split_whitespace();
    while let Some(word) = words.next() {
        style = match word {
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underlined" => style.add_modifier(Modifier::UNDERLINED),
            "reversed" => style.add_modifier(Modifier::REVERSED),
            "on" => style.bg(color(words.next().unwrap_or_default())?),
            name => style.fg(color(name)?),
        };
    }
    Ok(style)
}

fn color(name: &str) -> Result<Color, String> {
    name.parse().map_err(|error: ParseColorError| format!("“{name}”: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_themes_are_right_and_none_has_no_colour() {
        assert_ne!(Theme::terminal(), Theme::plain());
        let none = Theme::none();
        assert_ne!(none, Theme::plain());
        assert!((0..20).all(|index| none.voice(index).fg.is_none()));
        assert_eq!(none.alarm.fg, None);
    }

    #[test]
    fn a_style_is_read_or_its_mistake_is_told() {
        let expected = Style::new().add_modifier(Modifier::BOLD).fg(Color::LightBlue).bg(Color::Black);
        assert_eq!(style("bold lightblue on black"), Ok(expected));
        assert_eq!(style("bold bleu"), Err("“bleu”: Failed to parse Colors".to_owned()));
    }
}
