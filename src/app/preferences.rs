//! What the reader chose: names and values as the settings files have them.

mod citation;
mod values;

use toml::de::{DeTable, DeValue};

pub use citation::Citation;
use values::{
    COLOURS, EDGES, HYPERLINKS, HYPHENS, KEYMAPS, LONGEST_CODE, MAPS, MARKS, MICE, PACES, PARAGRAPHS, RULERS,
    SPACINGS, WIDTHS, ZENS,
};

use super::pace;
use super::preset::Preset;
use super::problem::{Problem, line_number};
use crate::annotation::Colour;
use crate::article::Article;
use crate::export::citation::Style;
use crate::layout::{DEFAULT_WIDTH, Edge, Hyphens, Paragraphs, Setting, Spacing};

/// What the reader chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Width of the text in cells.
    pub width: u16,
    /// How words are set.
    pub setting: Setting,
    /// Where quotation marks at the start of a line stand.
    pub marks: Marks,
    /// Whether the map of the article is shown.
    pub map: Map,
    /// Words read in a minute.
    pub pace: u16,
    /// The name of the theme.
    pub theme: String,
    /// Whether only the words are shown.
    pub zen: Zen,
    /// Whether the line that is read is shown.
    pub ruler: Ruler,
    /// Which keymap one's own keys are put over.
    pub keymap: Preset,
    /// Whether the mouse is listened to.
    pub mouse: Mouse,
    /// Whether the terminal is told where links lead.
    pub hyperlinks: Hyperlinks,
    /// The colour of new highlights.
    pub colour: Colour,
    /// How words that are copied are cited.
    pub citation: Citation,
    /// What each colour means, in the order of [`Colour::ALL`]; empty where it means nothing by itself.
    pub codes: [String; Colour::ALL.len()],
}

/// Whether the terminal is told where links lead, so that it can open them with a click.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Hyperlinks {
    /// Where the terminal is known to show them well.
    #[default]
    Auto,
    On,
    Off,
}

/// Whether the mouse is listened to. While it is, the terminal selects text only with Shift held down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Mouse {
    #[default]
    On,
    Off,
}

/// Whether only the words are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Zen {
    #[default]
    Off,
    On,
}

/// Whether the line that is read is shown; with a ruler the keys for lines move it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Ruler {
    #[default]
    Off,
    On,
}

/// Whether the map of the article is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Map {
    #[default]
    Shown,
    Hidden,
}

/// Where quotation marks at the start of a line stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// In line with the words.
    #[default]
    Flush,
    /// Before the edge, so that the words are in line.
    Hanging,
}

/// One thing that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described in CHOICES, for the user too")]
pub enum Choice {
    Width,
    Edge,
    Hyphens,
    Spacing,
    Paragraphs,
    Marks,
    Map,
    Pace,
    Theme,
    Zen,
    Ruler,
    Keymap,
    Mouse,
    Hyperlinks,
    Colour,
    Citation,
    Code(Colour),
}

/// Each choice with its name in the settings and what it is, in the words of the help.
pub const CHOICES: &[(Choice, &str, &str)] = &[
    (Choice::Width, "width", "width of the text in cells"),
    (Choice::Edge, "edge", "the right edge"),
    (Choice::Hyphens, "hyphens", "hyphenation"),
    (Choice::Spacing, "spacing", "line spacing"),
    (Choice::Paragraphs, "paragraphs", "what parts paragraphs"),
    (Choice::Marks, "marks", "quotation marks at the start of a line"),
    (Choice::Map, "map", "the map of the article"),
    (Choice::Pace, "pace", "words read in a minute"),
    (Choice::Theme, "theme", "theme"),
    (Choice::Zen, "zen", "nothing but the words"),
    (Choice::Ruler, "ruler", "a ruler under the line that is read"),
    (Choice::Keymap, "keymap", "keys"),
    (Choice::Mouse, "mouse", "the mouse"),
    (Choice::Hyperlinks, "hyperlinks", "links that the terminal opens with a click"),
    (Choice::Colour, "colour", "the colour of new highlights"),
    (Choice::Citation, "citation", "the style of citations"),
    (Choice::Code(Colour::Yellow), "yellow", "what yellow means to you"),
    (Choice::Code(Colour::Green), "green", "what green means to you"),
    (Choice::Code(Colour::Blue), "blue", "what blue means to you"),
    (Choice::Code(Colour::Red), "red", "what red means to you"),
    (Choice::Code(Colour::Purple), "purple", "what purple means to you"),
];

impl Default for Preferences {
    fn default() -> Self {
        Self {
            width: DEFAULT_WIDTH,
            setting: Setting::default(),
            marks: Marks::default(),
            map: Map::default(),
            pace: pace::USUAL,
            theme: "terminal".to_owned(),
            zen: Zen::default(),
            ruler: Ruler::default(),
            keymap: Preset::default(),
            mouse: Mouse::default(),
            hyperlinks: Hyperlinks::default(),
            colour: Colour::default(),
            citation: Citation::default(),
            codes: Default::default(),
        }
    }
}

impl Preferences {
    /// Takes in a settings file. Each line that cannot be used is told with file, line and name; the others hold.
    pub fn read(&mut self, file: &str, text: &str) -> Vec<Problem> {
        self.read_lines(file, text).1
    }

    /// The same, with what each line that can be used chooses: the choice, and the line counted from 1.
    pub fn read_lines(&mut self, file: &str, text: &str) -> (Vec<(Choice, usize)>, Vec<Problem>) {
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return (Vec::new(), vec![Problem::at(file, text, at, error.message())]);
            }
        };
        let mut lines: Vec<_> = table.get_ref().iter().collect();
        lines.sort_by_key(|(name, _)| name.span().start);
        let (mut chosen, mut problems) = (Vec::new(), Vec::new());
        for (name, value) in lines {
            let words = match value.get_ref() {
                DeValue::String(words) => Some(words.to_string()),
                DeValue::Integer(number) => Some(number.as_str().to_owned()),
                DeValue::Float(number) => Some(number.as_str().to_owned()),
                _ => None,
            };
            let done = match (Choice::named(name.get_ref()), words) {
                (None, _) => Err(no_choice(name.get_ref())),
                (Some(choice), Some(words)) => self.choose(choice, &words).map(|()| choice),
                (Some(choice), None) => Err(format!("{} must be {}", choice.name(), choice.values())),
            };
            match done {
                Ok(choice) => chosen.push((choice, line_number(text, name.span().start))),
                Err(why) => problems.push(Problem::at(file, text, name.span().start, &why)),
            }
        }
        (chosen, problems)
    }

    /// All of them with their values, as a settings file has them: `width = 72`, `edge = "ragged"`.
    pub fn lines(&self) -> impl Iterator<Item = (Choice, String)> + '_ {
        CHOICES.iter().map(|(choice, name, _)| {
            let value = self.value(*choice);
            let is_number = value.parse::<f64>().is_ok();
            (*choice, if is_number { format!("{name} = {value}") } else { format!("{name} = \"{value}\"") })
        })
    }

    /// How an article is set: English hyphens only in what is English, as far as that is known.
    pub fn setting_for(&self, article: &Article) -> Setting {
        let language = article.metadata.language.as_ref().map(|language| language.to_ascii_lowercase());
        let is_english = language.is_none_or(|language| language == "en" || language.starts_with("en-"));
        let hyphens = if is_english { self.setting.hyphens } else { Hyphens::None };
        Setting { hyphens, ..self.setting }
    }

    /// Chooses a value by its name.
    ///
    /// # Errors
    /// When there is no such value: the message says which there are.
    pub fn choose(&mut self, choice: Choice, value: &str) -> Result<(), String> {
        let done = match choice {
            Choice::Width => number(value, &WIDTHS).map(|width| self.width = width),
            Choice::Edge => named(EDGES, value).map(|edge| self.setting.edge = edge),
            Choice::Hyphens => named(HYPHENS, value).map(|hyphens| self.setting.hyphens = hyphens),
            Choice::Spacing => {
                let value = value.strip_suffix(".0").unwrap_or(value);
                named(SPACINGS, value).map(|spacing| self.setting.spacing = spacing)
            }
            Choice::Paragraphs => {
                named(PARAGRAPHS, value).map(|paragraphs| self.setting.paragraphs = paragraphs)
            }
            Choice::Marks => named(MARKS, value).map(|marks| self.marks = marks),
            Choice::Map => named(MAPS, value).map(|map| self.map = map),
            Choice::Pace => number(value, &PACES).map(|pace| self.pace = pace),
            Choice::Theme => is_name(value).then(|| value.clone_into(&mut self.theme)),
            Choice::Zen => named(ZENS, value).map(|zen| self.zen = zen),
            Choice::Ruler => named(RULERS, value).map(|ruler| self.ruler = ruler),
            Choice::Keymap => named(KEYMAPS, value).map(|keymap| self.keymap = keymap),
            Choice::Mouse => named(MICE, value).map(|mouse| self.mouse = mouse),
            Choice::Hyperlinks => named(HYPERLINKS, value).map(|hyperlinks| self.hyperlinks = hyperlinks),
            Choice::Colour => named(COLOURS, value).map(|colour| self.colour = colour),
            Choice::Citation => Citation::named(value).map(|citation| self.citation = citation),
            Choice::Code(colour) => is_code(value).then(|| value.clone_into(self.code_mut(colour))),
        };
        done.ok_or_else(|| format!("{} must be {}, not “{value}”", choice.name(), choice.values()))
    }

    /// The value chosen, by its name.
    pub fn value(&self, choice: Choice) -> String {
        match choice {
            Choice::Width => return self.width.to_string(),
            Choice::Pace => return self.pace.to_string(),
            Choice::Theme => return self.theme.clone(),
            Choice::Code(colour) => return self.code(colour).to_owned(),
            Choice::Citation => self.citation.name(),
            Choice::Colour => name_of(COLOURS, self.colour),
            Choice::Zen => name_of(ZENS, self.zen),
            Choice::Ruler => name_of(RULERS, self.ruler),
            Choice::Keymap => name_of(KEYMAPS, self.keymap),
            Choice::Mouse => name_of(MICE, self.mouse),
            Choice::Hyperlinks => name_of(HYPERLINKS, self.hyperlinks),
            Choice::Map => name_of(MAPS, self.map),
            Choice::Edge => name_of(EDGES, self.setting.edge),
            Choice::Hyphens => name_of(HYPHENS, self.setting.hyphens),
            Choice::Spacing => name_of(SPACINGS, self.setting.spacing),
            Choice::Paragraphs => name_of(PARAGRAPHS, self.setting.paragraphs),
            Choice::Marks => name_of(MARKS, self.marks),
        }
        .to_owned()
    }

    /// The value after the one chosen, after the last one the first; for a number or a theme
    /// itself.
    pub fn next_value(&self, choice: Choice) -> String {
        let value = self.value(choice);
        let names = choice.names();
        let here = names.iter().position(|name| *name == value).map_or(0, |here| here + 1);
        names.get(here).or(names.first()).map_or(value, |name| (*name).to_owned())
    }

    /// What a colour means to the reader; empty where that was not said.
    pub fn code(&self, colour: Colour) -> &str {
        &self.codes[colour.digit() - 1]
    }

    fn code_mut(&mut self, colour: Colour) -> &mut String {
        &mut self.codes[colour.digit() - 1]
    }

    /// Makes the text wider by so many cells, or narrower, within what can be chosen.
    pub(super) fn widen(&mut self, cells: i16) {
        self.width = self.width.saturating_add_signed(cells).clamp(*WIDTHS.start(), *WIDTHS.end());
    }
}

impl Choice {
    /// The choice of this name.
    pub fn named(name: &str) -> Option<Self> {
        CHOICES.iter().find(|(_, other, _)| *other == name).map(|(choice, _, _)| *choice)
    }

    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        CHOICES.iter().find(|(choice, _, _)| *choice == self).map_or("", |(_, name, _)| name)
    }

    /// What it is, in the words of the help.
    pub fn description(self) -> &'static str {
        CHOICES.iter().find(|(choice, _, _)| *choice == self).map_or("", |(_, _, words)| words)
    }

    /// The names of its values, where these can be counted up.
    pub fn names(self) -> Vec<&'static str> {
        match self {
            Self::Width | Self::Pace | Self::Theme | Self::Code(_) => Vec::new(),
            Self::Colour => names(COLOURS),
            Self::Citation => names(&Style::ALL),
            Self::Zen => names(ZENS),
            Self::Ruler => names(RULERS),
            Self::Keymap => names(KEYMAPS),
            Self::Mouse => names(MICE),
            Self::Hyperlinks => names(HYPERLINKS),
            Self::Map => names(MAPS),
            Self::Edge => names(EDGES),
            Self::Hyphens => names(HYPHENS),
            Self::Spacing => names(SPACINGS),
            Self::Paragraphs => names(PARAGRAPHS),
            Self::Marks => names(MARKS),
        }
    }

    /// Its values in words: "ragged or justified".
    fn values(self) -> String {
        match self {
            Self::Width => format!("a number from {} to {}", WIDTHS.start(), WIDTHS.end()),
            Self::Theme => "the name of a theme".to_owned(),
            Self::Code(_) => format!("a few words, up to {LONGEST_CODE} characters"),
            Self::Citation => {
                format!("{}, or a file of a style that ends in .csl", self.names().join(" or "))
            }
            Self::Pace => format!("a number from {} to {}", PACES.start(), PACES.end()),
            _ => self.names().join(" or "),
        }
    }
}

/// Whether a theme may be called so, since the name is that of its file.
fn is_name(value: &str) -> bool {
    !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c))
}

/// Whether a colour may mean this.
fn is_code(value: &str) -> bool {
    value.chars().count() <= LONGEST_CODE && !value.chars().any(|c| c.is_control() || c == '"')
}

fn number(value: &str, range: &std::ops::RangeInclusive<u16>) -> Option<u16> {
    value.parse().ok().filter(|number| range.contains(number))
}

fn named<T: Copy>(values: &[(&str, T)], name: &str) -> Option<T> {
    values.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
}

fn name_of<T: Copy + PartialEq>(values: &[(&'static str, T)], value: T) -> &'static str {
    values.iter().find(|(_, other)| *other == value).map_or("", |(name, _)| name)
}

fn names<T>(values: &[(&'static str, T)]) -> Vec<&'static str> {
    values.iter().map(|(name, _)| *name).collect()
}

fn no_choice(name: &str) -> String {
    let known: Vec<&str> = CHOICES.iter().map(|(_, name, _)| *name).collect();
    format!("there is no setting “{name}”; there are {}", known.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_chosen_and_mistakes_are_told() {
        let mut preferences = Preferences::default();
        let text =
            "width = 72\nspacing = 1.5\nedge = \"even\"\nhyphens = \"english\"\ncolor = 1\nmarks = true\n";
        let problems: Vec<String> =
            preferences.read("config.toml", text).iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [
                "config.toml:3: edge must be ragged or justified, not “even”",
                "config.toml:5: there is no setting “color”; there are width, edge, hyphens, spacing, paragraphs, marks, map, pace, theme, zen, ruler, keymap, mouse, hyperlinks, colour, citation, yellow, green, blue, red, purple",
                "config.toml:6: marks must be flush or hanging",
            ]
        );
        assert_eq!((preferences.width, preferences.setting.spacing), (72, Spacing::OneAndAHalf));
        assert_eq!(preferences.setting.hyphens, Hyphens::English);
        assert!(preferences.read("config.toml", "width = \n")[0].to_string().starts_with("config.toml:1: "));
        assert!(!preferences.read("config.toml", "width = 5").is_empty());
    }

    #[test]
    fn the_settings_that_the_readme_shows_are_right() {
        let shown =
            include_str!("../../README.md").split("```toml\n").find(|part| part.starts_with("width = "));
        let shown = shown.and_then(|part| part.split("```").next()).unwrap();
        assert_eq!(Preferences::default().read("README.md", shown), []);
        assert_eq!(shown.lines().count(), CHOICES.len(), "each setting is shown");
    }

    #[test]
    fn each_value_is_read_back_and_the_next_comes_round() {
        for (choice, name, _) in CHOICES {
            assert_eq!(Choice::named(name), Some(*choice));
            let mut preferences = Preferences::default();
            for _ in choice.names() {
                let next = preferences.next_value(*choice);
                assert_eq!(preferences.choose(*choice, &next), Ok(()));
                assert_eq!(preferences.value(*choice), next);
            }
            assert_eq!(preferences, Preferences::default(), "{name}");
        }
    }
}
