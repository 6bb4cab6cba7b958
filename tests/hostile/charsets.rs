//! Row 25: charsets that mean something else than they seem.

use super::bounds::{ENOUGH, is_shown_safely};
use crate::support::Home;

#[test]
fn row_25_what_is_decoded_is_made_safe_afterwards() {
    let home = Home::new();
    let words = "They met on Monday in the hall by the harbor and talked of the ferry for an hour.";
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let evil = format!("{words} \u{1b}]52;c;ZXZpbA==\u{7} \u{9b}31m \u{202e}x");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        // The escapes of the charset are its own; what they hide is not.
        (
            "iso-2022-jp",
            [words.as_bytes(), b" \x1b$B$3$l\x1b(B \x1b]52;c;ZXZpbA==\x07 \x1b(J\\ \x1b[31m"].concat(),
        ),
        ("iso-2022-kr", [words.as_bytes(), b"\x1b$)C\x0e!!\x0f \x1b[31m"].concat()),
        ("hz-gb-2312", [words.as_bytes(), b"~{VPND~} \x1b[31m"].concat()),
        ("gb18030", [words.as_bytes(), b"\x81\x30\x81\x30 \x84\x31\xa4\x37 \x1b[31m \x80"].concat()),
        ("shift_jis", [words.as_bytes(), b"\x81\x1b[31m \x81\x9b31m"].concat()),
        ("big5", [words.as_bytes(), b"\x81\x1b[31m"].concat()),
        ("euc-jp", [words.as_bytes(), b"\x8f\x1b[31m \x9b31m"].concat()),
        ("utf-7", [words.as_bytes(), b" +ABs-[31m +AJs-31m"].concat()),
        ("utf-8", [evil.as_bytes(), b" \xc2\x9b31m \xc0\x9b31m \xe0\x80\x9b31m \xed\xa0\x80"].concat()),
        ("utf-16le", wide(&evil)),
        ("replacement", evil.clone().into_bytes()),
        ("x-user-defined", [words.as_bytes(), b" \x9b31m"].concat()),
        ("\u{1b}[31m", evil.clone().into_bytes()),
    ];
    for (charset, bytes) in cases {
        home.file("a.txt", &bytes);
        home.file("b.html", [format!("<meta charset='{charset}'><p>").as_bytes(), &bytes].concat());
        home.file("c.eml", [format!("From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=\"{charset}\"\r\n\r\n").as_bytes(), &bytes].concat());
        home.file(
            "d.xml",
            [
                format!("<?xml version='1.0' encoding='{charset}'?><rss><channel><item><description>")
                    .as_bytes(),
                &bytes,
                b"</description></item></channel></rss>",
            ]
            .concat(),
        );
        for name in ["a.txt", "b.html", "c.eml", "d.xml"] {
            let said = ENOUGH.run(&home, &["print", name]);
            is_shown_safely(&said.out);
            is_shown_safely(&said.err);
            assert!(said.status == 0 || said.err.lines().count() == 1, "{charset} {name}: {}", said.err);
        }
    }
}

/// Four bytes a character is no charset of the web, but some programs write it.
#[test]
fn row_25_text_of_four_bytes_a_character_is_read_or_refused() {
    let home = Home::new();
    let words = "\u{feff}They met on Monday.";
    home.file("little.txt", words.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<u8>>());
    home.file("big.txt", words.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect::<Vec<u8>>());
    for name in ["little.txt", "big.txt"] {
        assert!(ENOUGH.run(&home, &["print", name]).done().contains("They met on Monday."), "{name}");
    }
}
