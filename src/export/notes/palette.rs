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
