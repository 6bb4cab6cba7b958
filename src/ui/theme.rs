//! Roles to styles, from `assets/themes`.

use ratatui::style::{Color, Modifier, ParseColorError, Style};
use serde::Deserialize;

use super::depth::Depth;
use crate::annotation::Colour;
use crate::export::reason::Part;

/// Writes each role once: as a field of [`Theme`], and as a field of the file that it is read from.
macro_rules! roles {
    ($($(#[$about:meta])* $role:ident,)*) => {
        /// What each part of the picture looks like.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Theme {
            $($(#[$about])* pub $role: Style,)*
            voices: Vec<Style>,
        }

        impl Theme {
            /// The same in the colours that a terminal has.
            fn within(self, depth: Depth) -> Self {
                Self {
                    $($role: depth.style(self.$role),)*
                    voices: self.voices.into_iter().map(|voice| depth.style(voice)).collect(),
                }
            }
        }

        /// A theme file. What it leaves out is as in the theme that it is based on.
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        struct File {
            based_on: Option<String>,
            $($role: Option<String>,)*
            voices: Option<Vec<String>>,
        }

        impl File {
            fn over(self, base: &Theme) -> Result<Theme, String> {
                let styled = |words: Option<String>, base: Style| words.map_or(Ok(base), |words| style(&words));
                let voices = self.voices.map(|voices| voices.iter().map(|voice| style(voice)).collect());
                Ok(Theme {
                    $($role: styled(self.$role, base.$role)?,)*
                    voices: voices.unwrap_or_else(|| Ok(base.voices.clone()))?,
                })
            }
        }
    };
}

roles! {
    /// Everything, before the others are added.
    page,
    /// The headline.
    title,
    /// Byline and date.
    byline,
    /// Section titles.
    heading,
    /// Added to the words of a link.
    link,
    /// Added to the link at the cursor.
    link_here,
    /// What is selected.
    selected,
    /// What is said about a picture.
    picture,
    /// Added to the quotation at the cursor.
    quotation_here,
    /// The sign at the cursor's line.
    cursor,
    /// Added to what is highlighted in yellow.
    highlight,
    /// In green.
    highlight_green,
    /// In blue.
    highlight_blue,
    /// In red.
    highlight_red,
    /// In purple.
    highlight_purple,
    /// Added to words that were found.
    found,
    /// Added to the match at the cursor.
    match_here,
    /// Added to the part of the map that is seen.
    seen,
    /// Added to words that one does not want to read now.
    faded,
    /// Added to the line that is read, where there is a ruler.
    ruler,
    /// The status line.
    status,
    /// The ring in the status line.
    ring,
    /// A word to the reader.
    notice,
    /// A word of warning.
    alarm,
    /// Lines around overlays.
    border,
    /// The picked line of a list.
    picked,
    /// Keys in the help.
    key,
    /// Quotations that nobody is known to have said.
    unknown,
    /// Added, while it is told why somebody is the speaker, to the words that report.
    cue,
    /// Added then to the words that say who.
    mention,
    /// Added then to the name that these lead to.
    named,
    /// Lines around what explains the page.
    frame,
}

/// The themes that ship with the program, by name.
const SHIPPED: &[(&str, &str)] = &[
    ("terminal", include_str!("../../assets/themes/terminal.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("sepia", include_str!("../../assets/themes/sepia.toml")),
    ("high-contrast", include_str!("../../assets/themes/high-contrast.toml")),
    ("none", include_str!("../../assets/themes/none.toml")),
    ("terminal-light", include_str!("../../assets/themes/terminal-light.toml")),
];

/// All themes: those that ship, and the reader's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Themes {
    named: Vec<(String, Theme)>,
    last_resort: Theme,
}

impl Themes {
    /// The themes that ship with the program.
    pub fn shipped() -> Self {
        let named = SHIPPED.iter().map(|(name, _)| ((*name).to_owned(), Theme::shipped(name)));
        Self { named: named.collect(), last_resort: Theme::default() }
    }

    /// The file of a theme that ships with the program.
    pub fn shipped_text(name: &str) -> Option<&'static str> {
        SHIPPED.iter().find(|(other, _)| *other == name).map(|(_, text)| *text)
    }

    /// Adds a theme file of the reader's own; one with the name of another takes its place.
    ///
    /// # Errors
    /// What is wrong in it; then nothing is added.
    pub fn add(&mut self, name: &str, text: &str) -> Result<(), String> {
        let file: File = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        let base = match &file.based_on {
            None => Theme::terminal(),
            Some(base) => self.get(base).cloned().ok_or_else(|| format!("there is no theme “{base}”"))?,
        };
        let theme = file.over(&base)?;
        self.named.retain(|(other, _)| other != name);
        self.named.push((name.to_owned(), theme));
        Ok(())
    }

    /// The same in the colours that a terminal has.
    #[must_use]
    pub fn within(self, depth: Depth) -> Self {
        let named = self.named.into_iter().map(|(name, theme)| (name, theme.within(depth)));
        Self { named: named.collect(), last_resort: self.last_resort }
    }

    /// The theme of this name.
    pub fn get(&self, name: &str) -> Option<&Theme> {
        self.named.iter().find(|(other, _)| other == name).map(|(_, theme)| theme)
    }

    /// The theme that there always is.
    pub fn usual(&self) -> &Theme {
        self.named.first().map_or(&self.last_resort, |(_, theme)| theme)
    }

    /// Their names.
    pub fn names(&self) -> Vec<String> {
        self.named.iter().map(|(name, _)| name.clone()).collect()
    }
}

impl Theme {
    /// The terminal's own colours.
    pub fn terminal() -> Self {
        Self::shipped("terminal")
    }

    /// No colours.
    pub fn none() -> Self {
        Self::shipped("none")
    }

    /// What is added to words that are highlighted in a colour.
    pub fn highlight(&self, colour: Colour) -> Style {
        match colour {
            Colour::Yellow => self.highlight,
            Colour::Green => self.highlight_green,
            Colour::Blue => self.highlight_blue,
            Colour::Red => self.highlight_red,
            Colour::Purple => self.highlight_purple,
        }
    }

    /// What is added to words that decided who speaks.
    pub fn lit(&self, part: Part) -> Style {
        match part {
            Part::Plain => Style::new(),
            Part::Cue => self.cue,
            Part::Mention => self.mention,
            Part::Name => self.named,
        }
    }

    /// The style of the speaker who has the sign with this number.
    pub fn voice(&self, sign: usize) -> Style {
        self.voices.get(sign % self.voices.len().max(1)).copied().unwrap_or_default()
    }

    /// A theme that is part of the program, and tested to be right.
    fn shipped(name: &str) -> Self {
        let text = SHIPPED.iter().find(|(other, _)| *other == name).map_or("", |(_, text)| text);
        let read = toml::from_str(text).map_err(|error| error.to_string());
        read.and_then(|file: File| file.over(&Self::default())).unwrap_or_else(|why| {
            debug_assert!(false, "{name}: {why}");
            Self::default()
        })
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
        let themes = Themes::shipped();
        for (name, text) in SHIPPED {
            assert_ne!(themes.get(name), Some(&Theme::default()), "{name}");
            let mut again = Themes::shipped();
            assert_eq!(again.add("again", text), Ok(()), "{name}");
            assert_eq!(again.get("again"), themes.get(name), "{name} leaves nothing to another");
        }
        let none = Theme::none();
        assert!((0..20).all(|index| none.voice(index).fg.is_none()));
        assert_eq!((none.alarm.fg, none.page.bg), (None, None));
        assert_ne!(none.found, Style::new(), "matches are seen without colours");
    }

    #[test]
    fn ones_own_theme_is_based_on_another() {
        let mut themes = Themes::shipped();
        let dark = themes.get("dark").cloned().unwrap();
        assert_eq!(themes.add("mine", "based-on = \"dark\"\ntitle = \"bold red\""), Ok(()));
        let title = Style::new().add_modifier(Modifier::BOLD).fg(Color::Red);
        assert_eq!(themes.get("mine"), Some(&Theme { title, ..dark }));
        assert_eq!(themes.add("bad", "based-on = \"drak\""), Err("there is no theme “drak”".to_owned()));
        assert!(themes.add("bad", "titel = \"bold\"").unwrap_err().contains("unknown field `titel`"));
        assert!(themes.add("bad", "title = \"bold bleu\"").unwrap_err().contains("bleu"));
        assert!(themes.names().contains(&"mine".to_owned()) && !themes.names().contains(&"bad".to_owned()));
    }

    #[test]
    fn a_style_is_read_or_its_mistake_is_told() {
        let expected = Style::new().add_modifier(Modifier::BOLD).fg(Color::LightBlue).bg(Color::Black);
        assert_eq!(style("bold lightblue on black"), Ok(expected));
        assert_eq!(style("bold bleu"), Err("“bleu”: Failed to parse Colors".to_owned()));
    }
}
