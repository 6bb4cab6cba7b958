//! Text that can be shown: made safe once, where it enters, and known by its type.
//!
//! A terminal obeys what is printed on it, so nothing from a file, page or feed may reach it raw.
//! The rules, in order:
//! 1. whole escape sequences (ECMA-48: CSI, OSC, DCS, SOS, PM, APC, and two-byte ones) are taken out,
//!    their payload with them;
//! 2. line ends (`\r\n`, `\r`, NEL, VT, FF, U+2028, U+2029) become `\n`;
//! 3. other C1 controls become what Windows-1252 means by that byte, which is what they almost always are;
//! 4. what is left of the C0 controls, bar tab and `\n`, becomes U+FFFD, one for one;
//! 5. bidirectional overrides, embeddings and isolates are taken out, since they can make a terminal
//!    show words in another order than they stand in; tag characters too, except in flags;
//! 6. a byte-order mark at the start is taken out.
//!
//! Nothing else is changed, so a clean text is its own safe text. This is the canonical text of an article: importers of
//! formats with markup first make plain text of it, block by block, and every offset counts in the result.

use std::fmt;
use std::iter::Peekable;
use std::ops::Deref;
use std::str::CharIndices;
use std::sync::Arc;

/// The version of the rules above. Offsets into a text are only worth something together with it, so what is written
/// for other programs names it; it grows with every change of the rules.
pub const CANON: u32 = 1;

/// A text without control characters other than tab and line feed, and without escape sequences.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(Arc<str>);

impl SafeText {
    /// Makes `raw` safe.
    pub fn new(raw: &str) -> Self {
        if is_safe(raw) { Self(raw.into()) } else { Self(cleaned(raw).into()) }
    }

    /// Makes `raw` safe without copying it when it already is.
    pub fn from_string(raw: String) -> Self {
        if is_safe(&raw) { Self(raw.into()) } else { Self(cleaned(&raw).into()) }
    }

    /// Makes `raw` safe and puts it on one line: runs of white space become one blank.
    pub fn one_line(raw: &str) -> Self {
        Self(Self::new(raw).split_whitespace().collect::<Vec<_>>().join(" ").into())
    }

    /// The text as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for SafeText {
    fn default() -> Self {
        Self("".into())
    }
}

impl Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whether `raw` needs no change at all. The scan is over bytes: what is unsafe starts with one of few.
fn is_safe(raw: &str) -> bool {
    /// Bytes that are looked at together, which the compiler makes one step of.
    const TOGETHER: usize = 32;
    if raw.starts_with('\u{feff}') {
        return false;
    }
    let is_suspicious = |byte: u8| matches!(byte, 0..=8 | 11..=31 | 0x7f | 0xc2 | 0xe2 | 0xf3);
    raw.as_bytes().chunks(TOGETHER).enumerate().all(|(number, bytes)| {
        let is_any_suspicious = bytes.iter().fold(false, |any, byte| any | is_suspicious(*byte));
        !is_any_suspicious || {
            let places = (number * TOGETHER..).zip(bytes).filter(|(_, byte)| is_suspicious(**byte));
            let mut characters = places.filter_map(|(place, _)| raw.get(place..)?.chars().next());
            !characters.any(is_unsafe)
        }
    })
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || is_line_end(c) || is_bidi_control(c) || is_tag(c)
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\u{85}' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}')
}

/// Embeddings, overrides and isolates; the marks (LRM, RLM, ALM) cannot reorder other words and stay.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0000}'..='\u{e007f}')
}

fn cleaned(raw: &str) -> String {
    let mut safe = String::with_capacity(raw.len());
    let mut rest = raw.char_indices().peekable();
    let mut in_flag = false;
    while let Some((place, c)) = rest.next() {
        let follows_flag = in_flag;
        in_flag = c == '\u{1f3f4}' || (follows_flag && is_tag(c));
        match c {
            '\u{1b}' => skip_escape(&mut rest, raw),
            '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => {
                let after = place + c.len_utf8();
                match sequence_length(introducer(c), raw.get(after..).unwrap_or_default()) {
                    Some(length) => skip_to(&mut rest, after + length),
                    None => safe.push(windows_1252(c)),
                }
            }
            '\r' => {
                rest.next_if(|&(_, next)| next == '\n');
                safe.push('\n');
            }
            c if is_line_end(c) => safe.push('\n'),
            '\u{80}'..='\u{9f}' => safe.push(windows_1252(c)),
            '\n' | '\t' => safe.push(c),
            c if c.is_control() => safe.push('\u{fffd}'),
            c if is_bidi_control(c) || (is_tag(c) && !follows_flag) => {}
            '\u{feff}' if safe.is_empty() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// The character that introduces the sequence after `ESC`, for an introducer given as one C1 control.
fn introducer(c1: char) -> char {
    match c1 {
        '\u{90}' => 'P',
        '\u{98}' => 'X',
        '\u{9b}' => '[',
        '\u{9d}' => ']',
        '\u{9e}' => '^',
        _ => '_',
    }
}

/// Skips what follows an ESC: the sequence when it is whole, else as much as can belong to one.
fn skip_escape(rest: &mut Peekable<CharIndices<'_>>, raw: &str) {
    let Some(&(place, introducer)) = rest.peek() else {
        return;
    };
    let after = place + introducer.len_utf8();
    let tail = raw.get(after..).unwrap_or_default();
    match introducer {
        '[' | ']' | 'P' | 'X' | '^' | '_' => {
            let length = sequence_length(introducer, tail).unwrap_or(0);
            skip_to(rest, after + length);
        }
        '\u{20}'..='\u{2f}' => {
            let length = tail.find(|c| !matches!(c, '\u{20}'..='\u{2f}')).unwrap_or(tail.len());
            let last = tail.get(length..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
            skip_to(rest, after + length + last);
        }
        '\u{30}'..='\u{7e}' => skip_to(rest, after),
        _ => {}
    }
}

/// How many bytes of `tail` belong to the sequence that `introducer` opened; `None` when it never ends.
/// Strings (OSC and the like) end at BEL, ST or ESC `\`, and cannot run over a line end.
fn sequence_length(introducer: char, tail: &str) -> Option<usize> {
    if introducer == '[' {
        let last = tail.find(|c| !matches!(c, '\u{20}'..='\u{3f}'))?;
        let c = tail.get(last..)?.chars().next()?;
        return matches!(c, '\u{40}'..='\u{7e}').then_some(last + 1);
    }
    let end = tail.find(['\u{7}', '\u{9c}', '\u{1b}', '\n', '\r'])?;
    match tail.get(end..)?.chars().next()? {
        '\u{7}' => Some(end + 1),
        '\u{9c}' => Some(end + 2),
        '\u{1b}' if tail.get(end + 1..)?.starts_with('\\') => Some(end + 2),
        '\u{1b}' => Some(end),
        _ => None,
    }
}

fn skip_to(rest: &mut Peekable<CharIndices<'_>>, place: usize) {
    while rest.next_if(|&(next, _)| next < place).is_some() {}
}

/// What byte `c` means in Windows-1252, or U+FFFD where it means nothing.
fn windows_1252(c: char) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    HIGH.get((c as usize).wrapping_sub(0x80)).copied().unwrap_or('\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_out_or_replaces_what_a_terminal_would_obey() {
        for (raw, safe) in [
            ("plain “text” — tab\there\n", "plain “text” — tab\there\n"),
            ("a\x1b[31mred\x1b[0m", "ared"),
            ("\x1b]52;c;ZXZpbA==\x07done", "done"),
            ("\x1b]0;title\x1b\\done", "done"),
            ("\x1b]0;never closed", "0;never closed"),
            ("\x1bPq#0\x1b\\x", "x"),
            ("\x1b(Bx\x1b7y", "xy"),
            ("\u{9b}31mred", "red"),
            ("\u{9d}52;c;!\u{9c}done", "done"),
            ("it\u{92}s \u{93}said\u{94} \u{83}", "it’s “said” ƒ"),
            ("a\u{9b}é", "a›é"),
            ("one\r\ntwo\rthree\u{85}four\u{2028}five\u{c}six", "one\ntwo\nthree\nfour\nfive\nsix"),
            ("nul\0 bell\x07 back\x08 del\x7f", "nul\u{fffd} bell\u{fffd} back\u{fffd} del\u{fffd}"),
            ("\u{202e}evil\u{202c} \u{2066}x\u{2069}", "evil x"),
            ("\u{feff}start \u{feff}inside", "start \u{feff}inside"),
            ("a\u{e0041}b 🏴\u{e0067}\u{e0062}\u{e007f} c", "ab 🏴\u{e0067}\u{e0062}\u{e007f} c"),
            ("ends with \x1b", "ends with "),
            ("ends with \x1b[", "ends with "),
        ] {
            assert_eq!(SafeText::new(raw).as_str(), safe, "{raw:?}");
        }
    }

    #[test]
    fn one_line_folds_white_space() {
        assert_eq!(SafeText::one_line("  A\n\ttitle \x1b[1m here ").as_str(), "A title here");
    }

    proptest! {
        #[test]
        fn is_always_safe_and_its_own_safe_text(raw in ".{0,200}", noise in prop::collection::vec(0u32..0xa0, 0..40)) {
            let noise: String = noise.into_iter().filter_map(char::from_u32).collect();
            let safe = SafeText::new(&format!("{raw}{noise}{raw}"));
            let has_flag = safe.chars().any(is_tag);
            prop_assert!(is_safe(&safe) || has_flag);
            prop_assert_eq!(&SafeText::new(&safe), &safe);
        }
    }
}
