//! JSON that a terminal can show: what it would obey is written as an escape.

use std::fmt::Write as _;

/// The same JSON, with C1 controls, DEL and what reorders words written as `\u` escapes. The serializer has done so
/// for C0; names of files and corpora may hold the others. They stand inside strings only, so nothing else changes.
pub(super) fn shown(json: String) -> String {
    if !json.chars().any(is_obeyed) {
        return json;
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_obeyed(c) {
            // Writing to a string does not fail.
            write!(shown, "\\u{:04x}", u32::from(c)).ok();
        } else {
            shown.push(c);
        }
    }
    shown
}

fn is_obeyed(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_the_same_and_is_not_obeyed() {
        let text = "a\u{9b}31m\u{7f}\u{202e}“b”\u{1b}";
        let json = shown(serde_json::to_string(text).unwrap());
        assert_eq!(json, "\"a\\u009b31m\\u007f\\u202e“b”\\u001b\"");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
