//! Any text as CommonMark that shows exactly that text.

/// `text` inside a line: its line ends become blanks.
pub(super) fn inline(text: &str) -> String {
    line(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `text` as paragraphs, each line behind `prefix`: empty lines part paragraphs, other line ends stay line ends.
pub(super) fn paragraphs(text: &str, prefix: &str) -> String {
    let mut written = String::new();
    let mut after = After::Nothing;
    for words in text.lines().map(str::trim) {
        if words.is_empty() {
            after = if after == After::Nothing { after } else { After::Paragraph };
            continue;
        }
        match after {
            After::Nothing => {}
            After::Line => written.push_str("\\\n"),
            After::Paragraph => {
                written.push('\n');
                written.push_str(prefix.trim_end());
                written.push('\n');
            }
        }
        written.push_str(prefix);
        written.push_str(&line(words));
        after = After::Line;
    }
    written
}

/// The parts that are not empty, each apart from the next, with a line end behind the last one.
pub(super) fn document(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("{}\n", parts.join("\n\n"))
}

/// An address as a link where it can be one, else as text.
pub(super) fn link(address: &str) -> String {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let is_plain = address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\'));
    if is_web && is_plain { format!("<{address}>") } else { inline(address) }
}

/// A piece of a paragraph, blanks and line ends as they are. What only means something where a line begins is left to
/// [`line_pieces`].
pub(super) fn piece(text: &str) -> String {
    text.split('\n').map(escaped).collect::<Vec<_>>().join("\n")
}

/// Pieces put together: what would make something else of a line is escaped, and line ends stay line ends.
pub(super) fn line_pieces(pieces: &str) -> String {
    let lines =
        pieces.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| match opener(line) {
            Some(place) if !line.starts_with("==") => {
                let (before, behind) = line.split_at_checked(place).unwrap_or((line, ""));
                format!("{before}\\{behind}")
            }
            _ => line.to_owned(),
        });
    lines.collect::<Vec<_>>().join("\\\n")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Nothing,
    Line,
    Paragraph,
}

/// One line, without white space at its ends.
fn line(words: &str) -> String {
    with_opener(words, opener(words))
}

fn escaped(words: &str) -> String {
    with_opener(words, None)
}

fn with_opener(words: &str, opener: Option<usize>) -> String {
    let mut written = String::with_capacity(words.len() + 8);
    let mut before = None;
    for (place, c) in words.char_indices() {
        let rest = words.get(place + c.len_utf8()..).unwrap_or_default();
        if Some(place) == opener || is_special(c, before, rest.chars().next()) {
            written.push('\\');
        }
        written.push(c);
        before = Some(c);
    }
    written
}

/// The character that would make a line something else than words: `#`, `-`, the stop in `1.`.
fn opener(words: &str) -> Option<usize> {
    let first = words.chars().next()?;
    if matches!(first, '#' | '+' | '-' | '=' | ':') {
        return Some(0);
    }
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ends_number = words.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    (digits > 0 && ends_number).then_some(digits)
}

/// Whether `c` has a meaning inside a line, in CommonMark or in what is widely added to it: strikethrough, tables,
/// formulas, highlights and comments.
fn is_special(c: char, before: Option<char>, after: Option<char>) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '^' => true,
        '&' => after.is_some_and(|after| after.is_ascii_alphanumeric() || after == '#'),
        '=' | '%' => before == Some(c) || after == Some(c),
        '!' => after == Some('['),
        '#' => before.is_none_or(char::is_whitespace) && after.is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// The words that a Markdown reader shows, and whether it found anything but paragraphs.
    fn read(markdown: &str) -> (String, bool) {
        let mut text = String::new();
        let mut is_plain = true;
        let extended = Options::all().difference(
            Options::ENABLE_SMART_PUNCTUATION
                | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
                | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS,
        );
        for event in Parser::new_ext(markdown, extended) {
            match event {
                Event::Text(words) => text.push_str(&words),
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                Event::Start(Tag::Paragraph) if !text.is_empty() => text.push_str("\n\n"),
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                _ => is_plain = false,
            }
        }
        (text, is_plain)
    }

    #[test]
    fn shows_the_words_and_nothing_else() {
        for (text, markdown) in [
            ("# Not a heading", "\\# Not a heading"),
            ("1. not a list", "1\\. not a list"),
            ("1863 was", "1863 was"),
            ("- no", "\\- no"),
            ("well-known", "well-known"),
            ("a *b* _c_ [d](e) <f> `g`", "a \\*b\\* \\_c\\_ \\[d\\](e) \\<f\\> \\`g\\`"),
            ("AT&T, R & D, &amp;", "AT\\&T, R & D, \\&amp;"),
            ("==x== 50% %%y%%", "\\=\\=x\\=\\= 50% \\%\\%y\\%\\%"),
            ("No. 1", "No. 1"),
        ] {
            assert_eq!(inline(text), markdown);
            assert_eq!(read(markdown), (text.to_owned(), true));
        }
    }

    #[test]
    fn keeps_paragraphs_and_lines() {
        assert_eq!(paragraphs("\n one\n two\n\n\n# three\n", "> "), "> one\\\n> two\n>\n> \\# three");
        assert_eq!(paragraphs(" \n ", "> "), "");
    }

    #[test]
    fn links_only_what_is_an_address() {
        for (address, markdown) in [
            ("https://example.org/a_b?c=1", "<https://example.org/a_b?c=1>"),
            ("javascript:alert(1)", "javascript:alert(1)"),
            ("https://a.org/ [x](y)", "https://a.org/ \\[x\\](y)"),
            ("https://a.org/>x", "https://a.org/\\>x"),
        ] {
            assert_eq!(link(address), markdown);
        }
    }

    proptest! {
        #[test]
        fn any_line_is_shown_as_it_is(text in "[-#+*_=~`<>\\[\\](){}!&;:|^$%.\\\\a1“é \t]{0,30}") {
            let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(read(&inline(&text)), (folded, true));
        }

        #[test]
        fn any_paragraphs_are_shown_as_they_are(text in "[-#+*=~`<>\\[\\]()!&|.\\\\a1 \n]{0,40}") {
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            let parts = lines.split(|line| line.is_empty()).filter(|part| !part.is_empty());
            let expected = parts.map(|part| part.join("\n")).collect::<Vec<_>>().join("\n\n");
            prop_assert_eq!(read(&paragraphs(&text, "")), (expected, true));
        }
    }
}
