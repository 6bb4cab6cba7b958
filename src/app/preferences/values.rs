//! The values that can be chosen, by the names they have in the settings.

use super::{Edge, Hyperlinks, Hyphens, Map, Marks, Mouse, Paragraphs, Preset, Ruler, Spacing, Zen};
use crate::annotation::Colour;

/// The widths that can be chosen.
pub(super) const WIDTHS: std::ops::RangeInclusive<u16> = 20..=200;

/// The paces that can be chosen.
pub(super) const PACES: std::ops::RangeInclusive<u16> = 60..=1000;

pub(super) const EDGES: &[(&str, Edge)] = &[("ragged", Edge::Ragged), ("justified", Edge::Justified)];
pub(super) const HYPHENS: &[(&str, Hyphens)] = &[("none", Hyphens::None), ("english", Hyphens::English)];
pub(super) const SPACINGS: &[(&str, Spacing)] =
    &[("1", Spacing::Single), ("1.5", Spacing::OneAndAHalf), ("2", Spacing::Double)];
pub(super) const PARAGRAPHS: &[(&str, Paragraphs)] =
    &[("apart", Paragraphs::Apart), ("indented", Paragraphs::Indented)];
pub(super) const MARKS: &[(&str, Marks)] = &[("flush", Marks::Flush), ("hanging", Marks::Hanging)];
pub(super) const MAPS: &[(&str, Map)] = &[("shown", Map::Shown), ("hidden", Map::Hidden)];
pub(super) const ZENS: &[(&str, Zen)] = &[("off", Zen::Off), ("on", Zen::On)];
pub(super) const MICE: &[(&str, Mouse)] = &[("on", Mouse::On), ("off", Mouse::Off)];
pub(super) const HYPERLINKS: &[(&str, Hyperlinks)] =
    &[("auto", Hyperlinks::Auto), ("on", Hyperlinks::On), ("off", Hyperlinks::Off)];
pub(super) const KEYMAPS: &[(&str, Preset)] = &[
    ("usual", Preset::Usual),
    ("less", Preset::Less),
    ("vim", Preset::Vim),
    ("emacs", Preset::Emacs),
    ("arrows", Preset::Arrows),
];
pub(super) const COLOURS: &[(&str, Colour)] = &[
    ("yellow", Colour::Yellow),
    ("green", Colour::Green),
    ("blue", Colour::Blue),
    ("red", Colour::Red),
    ("purple", Colour::Purple),
];
/// The longest meaning of a colour, in characters.
pub(super) const LONGEST_CODE: usize = 24;
pub(super) const RULERS: &[(&str, Ruler)] = &[("off", Ruler::Off), ("on", Ruler::On)];
