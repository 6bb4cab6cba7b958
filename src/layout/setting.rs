//! How words are set: the choices that a reader has besides the width.

/// How words are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The right edge of running text.
    pub edge: Edge,
    /// Whether words are broken at line ends.
    pub hyphens: Hyphens,
    /// Rows between lines.
    pub spacing: Spacing,
    /// What parts paragraphs.
    pub paragraphs: Paragraphs,
}

/// The right edge of running text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edge {
    /// Lines end where their words end.
    #[default]
    Ragged,
    /// Blanks are stretched so that lines end together, except where they would become too wide.
    Justified,
}

/// Whether words are broken at line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hyphens {
    /// Only where the text has a hyphen.
    #[default]
    None,
    /// As English is.
    English,
}

/// Rows between the lines of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spacing {
    /// None.
    #[default]
    Single,
    /// One after every second line, since a terminal has no half rows.
    OneAndAHalf,
    /// One after every line.
    Double,
}

/// What parts paragraphs. With more than single spacing they are indented too, or nobody could tell where one starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paragraphs {
    /// A blank row.
    #[default]
    Apart,
    /// The first line of one that follows another is indented.
    Indented,
}
