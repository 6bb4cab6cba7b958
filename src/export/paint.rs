//! Colours and weight for a terminal: escape sequences, or none at all.

/// Whether and how text is dressed. Each piece is dressed by itself and leaves nothing behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paint {
    is_on: bool,
}

/// The colours of voices, as SGR codes: the terminal's own, so that they suit its background.
const VOICES: &[&str] = &["36", "33", "32", "35", "34", "31", "96", "93", "92", "95", "94", "91"];

impl Paint {
    /// With escape sequences or without.
    pub fn new(is_on: bool) -> Self {
        Self { is_on }
    }

    /// Whether there are any.
    pub fn is_on(self) -> bool {
        self.is_on
    }

    /// Words of the speaker who has the sign with this number; of nobody, as they are.
    pub fn voice(self, text: &str, sign: Option<usize>) -> String {
        let code = sign.and_then(|sign| VOICES.get(sign % VOICES.len()));
        code.map_or_else(|| text.to_owned(), |code| self.dressed(text, code))
    }

    /// A heading.
    pub fn bold(self, text: &str) -> String {
        self.dressed(text, "1")
    }

    /// What is beside the matter.
    pub fn faint(self, text: &str) -> String {
        self.dressed(text, "2")
    }

    fn dressed(self, text: &str, code: &str) -> String {
        if self.is_on && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dresses_only_when_it_is_on() {
        let (on, off) = (Paint::new(true), Paint::new(false));
        assert_eq!(on.voice("x", Some(12)), "\u{1b}[36mx\u{1b}[0m");
        assert_eq!((on.voice("x", None), on.bold("")), ("x".into(), String::new()));
        assert_eq!(
            (off.voice("x", Some(0)), off.bold("y"), off.faint("z")),
            ("x".into(), "y".into(), "z".into())
        );
    }
}
