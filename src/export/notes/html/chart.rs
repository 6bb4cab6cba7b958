//! Who speaks how much, as bars.

use std::fmt::Write as _;

use super::text::{attribute, escaped};
use super::voice_class;
use crate::export::voice_sign::sign_of as sign;
use crate::export::{Voice, counted};

/// Units of one row, of a bar's height, and of the whole width.
const ROW: usize = 40;
const BAR: usize = 12;
const WIDTH: usize = 380;

/// The most characters of a name.
const LONGEST: usize = 36;

/// The chart, the longest bar as wide as the chart.
pub(super) fn chart(page: &mut String, voices: &[Voice<'_>]) {
    let most = voices.iter().map(|voice| voice.words).max().unwrap_or_default().max(1);
    let told: Vec<String> = voices.iter().map(|voice| format!("{}: {}", voice.name, amount(voice))).collect();
    let height = voices.len() * ROW;
    writeln!(
        page,
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">",
        attribute(&told.join("; "))
    )
    .ok();
    for (row, voice) in voices.iter().enumerate() {
        let (class, sign) = (voice_class(voice.sign), sign(voice.sign));
        let top = row * ROW;
        let width = (voice.words * WIDTH / most).max(2);
        let (base, bar) = (top + 18, top + 24);
        writeln!(
            page,
            "<text x=\"0\" y=\"{base}\"><tspan class=\"{class}\">{sign}</tspan> {}</text>\
             <text class=\"amount\" x=\"{WIDTH}\" y=\"{base}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{class}\" x=\"0\" y=\"{bar}\" width=\"{width}\" height=\"{BAR}\" rx=\"2\"/>",
            escaped(&short(voice.name)),
            counted(voice.words, "word"),
        )
        .ok();
    }
    page.push_str("</svg>\n");
}

fn amount(voice: &Voice<'_>) -> String {
    format!("{}, {}", voice.said.told(), counted(voice.words, "word"))
}

fn short(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}
