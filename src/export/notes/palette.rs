//! The colours of highlights in files that have colours of their own.

use crate::annotation::Colour;

/// On a light page.
pub(super) fn light(colour: Colour) -> &'static str {
    match colour {
        Colour::Yellow => "#fff3a3",
        Colour::Green => "#cdf3c8",
        Colour::Blue => "#cfe6ff",
        Colour::Red => "#ffd6d6",
        Colour::Purple => "#ecd9ff",
    }
}

/// On a dark page.
pub(super) fn dark(colour: Colour) -> &'static str {
    match colour {
        Colour::Yellow => "#5b4b00",
        Colour::Green => "#1d4a1f",
        Colour::Blue => "#173f66",
        Colour::Red => "#692626",
        Colour::Purple => "#4a2a66",
    }
}

/// How many voices have a colour of their own.
pub(super) const VOICES: usize = 10;

/// The colours of voices on a light page.
pub(super) const LIGHT_VOICES: [&str; VOICES] = [
    "#1257a6", "#9a4a00", "#1f6b2c", "#7a2a86", "#a3202f", "#00686b", "#705300", "#4a4fa8", "#a01f6d",
    "#4d6100",
];

/// On a dark page.
pub(super) const DARK_VOICES: [&str; VOICES] = [
    "#9cc8ff", "#f5bd8a", "#a5dfab", "#dfb3eb", "#ffb0b0", "#8fdfe1", "#e6d07a", "#c3c7ff", "#f8b4d8",
    "#cbdd80",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours (WCAG 2.2, "contrast ratio").
    fn contrast(one: &str, other: &str) -> f64 {
        let light = |colour: &str| {
            let part = |place: usize| {
                let part =
                    f64::from(u8::from_str_radix(colour.get(place..place + 2).unwrap(), 16).unwrap()) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn words_can_be_read_on_the_page_and_on_every_highlight() {
        let style = include_str!("../../../assets/export/page.css");
        for (page, ink, voices, highlight) in [
            ("#fffdf8", "#1d1d1b", LIGHT_VOICES, light as fn(Colour) -> &'static str),
            ("#16181c", "#e8e6e1", DARK_VOICES, dark),
        ] {
            assert!(style.contains(page) && style.contains(ink), "the page has these colours");
            for words in voices.into_iter().chain([ink]) {
                assert!(contrast(words, page) >= 4.5, "{words} on {page}: {}", contrast(words, page));
                for colour in Colour::ALL {
                    let under = highlight(colour);
                    assert!(contrast(words, under) >= 4.5, "{words} on {under}: {}", contrast(words, under));
                }
            }
        }
    }
}
