//! What is said when the program breaks: never more than words, since what it broke on may be a page's.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::thread;

use crate::article::SafeText;

/// Has breakdowns told so from now on.
pub fn install() {
    panic::set_hook(Box::new(tell));
}

/// Tells of a breakdown on standard error.
pub(super) fn tell(info: &PanicHookInfo<'_>) {
    let name = thread::current().name().unwrap_or("a nameless one").to_owned();
    let place = info.location().map(|place| format!(" at {place}")).unwrap_or_default();
    let words = info.payload_as_str().unwrap_or("nothing was said");
    // The form that the language has for it, with what cannot be shown spelled out.
    let report = format!("thread '{name}' panicked{place}:\n{}", shown(words));
    let mut error = io::stderr().lock();
    writeln!(error, "{report}").ok();
    let backtrace = Backtrace::capture();
    if backtrace.status() == BacktraceStatus::Captured {
        writeln!(error, "{backtrace}").ok();
    }
}

/// What cannot be shown is spelled out, so that whoever mends it sees what came; the rest is words.
fn shown(words: &str) -> String {
    let spelled: String = words
        .chars()
        .flat_map(|c| if c.is_control() && c != '\n' { c.escape_default().collect() } else { vec![c] })
        .collect();
    SafeText::new(&spelled).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_told() {
        for (words, expected) in [
            ("index out of bounds: “a”\nhere", "index out of bounds: “a”\nhere"),
            ("at \u{1b}]52;c;eA==\u{7}", "at \\u{1b}]52;c;eA==\\u{7}"),
            ("\u{9b}31m\r\u{202e}x", "\\u{9b}31m\\rx"),
        ] {
            assert_eq!(shown(words), expected);
        }
    }
}
