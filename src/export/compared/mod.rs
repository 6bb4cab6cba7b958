//! Two articles side by side, or two speakers: for a terminal of any width, as Markdown, or one JSON object a line.

mod articles;
mod speakers;

pub use articles::{Side, Sides};
pub use speakers::{Both, Sum, Two};

/// The names of the two sides, as they are written before figures.
const NAMES: [&str; 2] = ["A", "B"];

/// A share in percent, without places.
fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}
