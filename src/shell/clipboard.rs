//! The clipboard: the terminal's own, which works over any distance, and the system's, by its own programs.
//!
//! OSC 52 (xterm, "Manipulate Selection Data") has the terminal keep the words wherever the program runs; many
//! terminals know it, and none says whether it took them. So the system's program is asked as well where there is one.

use std::env;
use std::ffi::OsStr;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// No terminal takes more than this many characters in one sequence for sure.
const MOST: usize = 74_994;

/// What hands `words` to the terminal; nothing where they are too long for it.
pub(super) fn sequence(words: &str) -> String {
    let encoded = base64(words.as_bytes());
    if encoded.len() > MOST { String::new() } else { format!("\u{1b}]52;c;{encoded}\u{7}") }
}

/// Hands `words` to the first of the system's programs that takes them; `false` where there is none.
pub(super) fn copy(words: &str) -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    programs(is_set).iter().any(|line| run(line, words))
}

/// The programs that may take words, with their arguments, in the order in which they are asked.
fn programs(is_set: impl Fn(&str) -> bool) -> Vec<&'static [&'static str]> {
    let mut programs: Vec<&'static [&'static str]> = Vec::new();
    if cfg!(target_os = "macos") {
        programs.push(&["pbcopy"]);
    }
    if is_set("WAYLAND_DISPLAY") {
        programs.push(&["wl-copy"]);
    }
    if is_set("DISPLAY") {
        programs
            .extend([&["xclip", "-selection", "clipboard", "-in"][..], &["xsel", "--clipboard", "--input"]]);
    }
    if cfg!(windows) || is_set("WSL_DISTRO_NAME") {
        programs.push(&["clip.exe"]);
    }
    programs
}

/// Whether the program was there and took the words on its standard input.
fn run(line: &[impl AsRef<OsStr>], words: &str) -> bool {
    let Some((program, arguments)) = line.split_first() else {
        return false;
    };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        // It keeps the words after this program has ended.
        command.process_group(0);
    }
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    let is_written = child.stdin.take().is_some_and(|mut input| input.write_all(words.as_bytes()).is_ok());
    is_written && child.wait().is_ok_and(|status| status.success())
}

/// Base 64 (RFC 4648 §4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4_usize {
            let digit = usize::try_from(bits >> (18 - 6 * at) & 63).unwrap_or_default();
            text.push(if at > three.len() { '=' } else { char::from(DIGITS[digit]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_base_64() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("“", "4oCc")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(sequence("foo"), "\u{1b}]52;c;Zm9v\u{7}");
        assert_eq!(sequence(&"x".repeat(60_000)), "");
    }

    #[test]
    fn the_programs_of_the_system_at_hand_are_asked() {
        let first = |name: &'static str| programs(move |other| other == name).first().map(|line| line[0]);
        if cfg!(target_os = "linux") {
            assert_eq!(
                (first("WAYLAND_DISPLAY"), first("DISPLAY"), first("WSL_DISTRO_NAME"), first("HOME")),
                (Some("wl-copy"), Some("xclip"), Some("clip.exe"), None)
            );
        }
        assert!(!run(&["no-such-program-as-this"], "x"));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_has_the_words_on_its_input() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clipboard");
        let file = file.to_str().unwrap();
        assert!(run(&["sh", "-c", "cat > \"$0\"", file], "“We lost”"));
        assert_eq!(std::fs::read_to_string(file).unwrap(), "“We lost”");
        assert!(!run(&["false"], "x"));
    }
}
