//! The fields that a Markdown file may start with: YAML between `---`, TOML between `+++`.
//!
//! Of YAML only `key: value` with a plain or quoted value is read; lists, maps and block texts are passed over.
//! Two rules at the start of a text are not taken for fields: each line between must look like one, and at least one
//! key must be known.

use std::iter::Peekable;
use std::str::Chars;

use super::fields;
use crate::article::Metadata;

/// The metadata at the start of `text`, and the text after it.
pub(super) fn split(text: &str) -> (Metadata, &str) {
    let found = match text.lines().next().map(str::trim_end) {
        Some("---") => yaml(text),
        Some("+++") => toml(text),
        _ => None,
    };
    found.unwrap_or_else(|| (Metadata::default(), text))
}

/// Keys of well-known site generators that say nothing a reader needs.
const OTHER_KEYS: &[&str] = &[
    "aliases",
    "categories",
    "category",
    "cssclass",
    "description",
    "draft",
    "excerpt",
    "id",
    "image",
    "keywords",
    "layout",
    "lastmod",
    "modified",
    "permalink",
    "published",
    "slug",
    "subtitle",
    "summary",
    "tags",
    "updated",
];

fn yaml(text: &str) -> Option<(Metadata, &str)> {
    let (content, body) = between_fences(text, &["---", "..."])?;
    let mut metadata = Metadata::default();
    let mut has_known_key = false;
    for (number, line) in content.lines().enumerate() {
        let is_nested = line.starts_with([' ', '\t', '-', '#', ']', '}']);
        if number > 0 && (is_nested || line.trim().is_empty()) {
            continue;
        }
        let (key, value) = line.split_once(':')?;
        if !is_key(key) || !(value.is_empty() || value.starts_with([' ', '\t'])) {
            return None;
        }
        has_known_key |= set(&mut metadata, key, &scalar(value.trim()).unwrap_or_default());
    }
    has_known_key.then_some((metadata, body))
}

fn toml(text: &str) -> Option<(Metadata, &str)> {
    let (content, body) = between_fences(text, &["+++"])?;
    let table: toml::Table = content.parse().ok()?;
    let mut metadata = Metadata::default();
    for (key, value) in &table {
        let value = match value {
            toml::Value::String(value) => value.clone(),
            toml::Value::Datetime(value) => value.to_string(),
            _ => String::new(),
        };
        set(&mut metadata, key, &value);
    }
    Some((metadata, body))
}

/// What stands between the first line and the next line that is a fence, and what stands after that.
fn between_fences<'t>(text: &'t str, fences: &[&str]) -> Option<(&'t str, &'t str)> {
    let (first, rest) = text.split_once('\n')?;
    let start = first.len() + 1;
    let mut place = start;
    for line in rest.split_inclusive('\n') {
        if fences.contains(&line.trim_end()) {
            return Some((text.get(start..place)?, text.get(place + line.len()..)?));
        }
        place += line.len();
    }
    None
}

/// Keeps the value of a known key, the first one for each field; answers whether the key is known.
fn set(metadata: &mut Metadata, key: &str, value: &str) -> bool {
    let key = key.trim().to_ascii_lowercase();
    let (field, value) = match key.as_str() {
        "title" => (&mut metadata.title, fields::line(value)),
        "byline" | "author" => (&mut metadata.byline, fields::byline(value)),
        "publication" => (&mut metadata.publication, fields::line(value)),
        "date" => (&mut metadata.date, fields::date(value)),
        "url" => (&mut metadata.url, fields::line(value)),
        "language" | "lang" => (&mut metadata.language, fields::language(value)),
        key => return OTHER_KEYS.contains(&key),
    };
    if field.is_none() {
        *field = value;
    }
    true
}

fn is_key(key: &str) -> bool {
    let key = key.trim_end();
    key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The text of a plain or quoted value; `None` for anything that is more than one value.
fn scalar(value: &str) -> Option<String> {
    let mut chars = value.chars().peekable();
    match chars.peek()? {
        '\'' => single_quoted(chars),
        '"' => double_quoted(chars),
        '[' | '{' | '|' | '>' | '&' | '*' | '!' | '#' => None,
        _ if matches!(value, "~" | "null") => None,
        _ => Some(value.split(" #").next()?.trim_end().to_owned()),
    }
}

fn single_quoted(mut chars: Peekable<Chars<'_>>) -> Option<String> {
    chars.next();
    let mut text = String::new();
    loop {
        match chars.next()? {
            '\'' if chars.next_if_eq(&'\'').is_some() => text.push('\''),
            '\'' => return Some(text),
            c => text.push(c),
        }
    }
}

fn double_quoted(mut chars: Peekable<Chars<'_>>) -> Option<String> {
    chars.next();
    let mut text = String::new();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => text.push(escaped(&mut chars)?),
            c => text.push(c),
        }
    }
}

fn escaped(chars: &mut Peekable<Chars<'_>>) -> Option<char> {
    let digits = match chars.next()? {
        'n' | 't' | 'r' => return Some(' '),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        c => return Some(c),
    };
    let hex: String = chars.by_ref().take(digits).collect();
    u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: Option<&str>, body: &str) {
        let (metadata, rest) = split(text);
        assert_eq!(metadata.title.as_deref(), title, "{text:?}");
        assert_eq!(rest, body, "{text:?}");
    }

    #[test]
    fn reads_titles() {
        for (line, title) in [
            ("title: The vote", Some("The vote")),
            ("Title:   The vote  # a remark", Some("The vote")),
            ("title: 'It''s over'", Some("It's over")),
            (r#"title: "A \"B\" \u00e9 \x41""#, Some("A \"B\" é A")),
            (r#"title: "\e[31m\x1b]0;x\x07red""#, Some("e[31mred")),
            ("title: \"never closed", None),
            ("title: [a, b]", None),
            ("title: |\n  block", None),
            ("title: ~", None),
            ("title:", None),
            ("tags:\n- a\n- b\ntitle: x: y", Some("x: y")),
            ("author:\n  name: X\n\ntitle: T", Some("T")),
            ("title: one\ntitle: two", Some("one")),
        ] {
            check(&format!("---\n{line}\n---\nbody"), title, "body");
        }
    }

    #[test]
    fn leaves_alone_what_is_no_front_matter() {
        for text in [
            "---\nHe said.\n---\nbody",
            "---\n\ntitle: x\n\n---\n",
            "---\ntitle: x\n",
            "---\nNote: this is prose.\n---\n",
            "---\n---\nbody",
            "---",
            "text\n---\ntitle: x\n---\n",
            "+++\nno toml\n+++\nbody",
        ] {
            check(text, None, text);
        }
    }

    #[test]
    fn reads_all_fields() {
        let yaml = "---\r\ntitle: T\r\nauthor: By A B\r\npublication: P\r\ndate: 5 May 2024\r\nurl: https://e.org\r\nlang: en_GB\r\n---\r\nx";
        let toml = "+++\ntitle = 'T'\nbyline = 'A B'\npublication = 'P'\ndate = 2024-05-05\nurl = 'https://e.org'\nlanguage = 'en-GB'\ntags = ['x']\n[more]\ntitle = 'no'\n+++\nx";
        for text in [yaml, toml] {
            let (metadata, body) = split(text);
            assert_eq!(metadata.title.as_deref(), Some("T"));
            assert_eq!(metadata.byline.as_deref(), Some("A B"));
            assert_eq!(metadata.publication.as_deref(), Some("P"));
            assert_eq!(metadata.date.as_deref(), Some("2024-05-05"));
            assert_eq!(metadata.url.as_deref(), Some("https://e.org"));
            assert_eq!(metadata.language.as_deref(), Some("en-GB"));
            assert_eq!(body, "x");
        }
    }
}
