//! How words that are copied are cited.

use crate::export::citation::Style;

/// How words that are copied are cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Citation {
    /// In a style that ships.
    Shipped(Style),
    /// As this file says, a style of CSL; a path that is not absolute is one in the folder of the settings.
    Own(String),
}

impl Default for Citation {
    fn default() -> Self {
        Self::Shipped(Style::default())
    }
}

impl Citation {
    /// A style by its name, or by that of a file that ends in `.csl`.
    pub fn named(name: &str) -> Option<Self> {
        if let Some((_, style)) = Style::ALL.iter().find(|(other, _)| *other == name) {
            return Some(Self::Shipped(*style));
        }
        // As it stands here it is written into settings, in double quotation marks.
        let can_be_written = !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\'));
        let is_style = name.to_ascii_lowercase().ends_with(".csl");
        (is_style && can_be_written).then(|| Self::Own(name.to_owned()))
    }

    /// Its name, as it is chosen.
    pub fn name(&self) -> &str {
        match self {
            Self::Shipped(style) => {
                Style::ALL.iter().find(|(_, other)| other == style).map_or("", |(name, _)| name)
            }
            Self::Own(file) => file,
        }
    }
}
