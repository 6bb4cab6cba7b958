//! Lines before the first paragraph that say what is known already: title, byline, date, how long it takes to read.

use super::phrases::plain;
use crate::article::{BlockKind, Metadata, SafeText};
use crate::import::fields;
use crate::import::page::Line;

/// Adds the numbers of such lines. What else stands there, such as a standfirst, stays.
pub(super) fn find(lines: &[Line<'_>], metadata: &Metadata, unwanted: &mut Vec<usize>) {
    let is_story = |line: &Line<'_>| line.kind == BlockKind::Paragraph && line.text.len() >= STORY;
    let Some(first) = lines.iter().position(is_story) else { return };
    for (number, line) in lines.iter().enumerate().take(first.min(MOST)) {
        let is_right =
            matches!(line.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_));
        if is_right && line.text.len() <= LONGEST && (is_known(line.text, metadata) || is_menu(line)) {
            unwanted.push(number);
        }
    }
}

/// The byline that stands by itself before the first paragraph: "By Jane Doe".
pub(super) fn byline(lines: &[Line<'_>]) -> Option<SafeText> {
    let is_story = |line: &Line<'_>| line.kind == BlockKind::Paragraph && line.text.len() >= STORY;
    let first = lines.iter().position(is_story)?;
    let names = lines.iter().take(first.min(MOST)).filter_map(|line| {
        let by = line.text.get(..3).filter(|by| by.eq_ignore_ascii_case("by "))?;
        let name = line.text.get(by.len()..)?;
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_part = |word: &&str| word.starts_with(char::is_uppercase) || SMALL.contains(word);
        let is_name = (2..=8).contains(&words.len()) && words.iter().all(is_part);
        is_name.then(|| fields::byline(name)).flatten()
    });
    names.into_iter().next()
}

/// Words of names that are written small.
const SMALL: [&str; 10] = ["and", "&", "de", "da", "di", "von", "van", "der", "la", "al"];

/// Whether a line is a menu: several links, each on a line of its own.
fn is_menu(line: &Line<'_>) -> bool {
    line.is_link() && line.text.contains('\n')
}

/// Bytes of a paragraph of the article itself.
const STORY: usize = 140;

/// Lines that are looked at, and their bytes.
const MOST: usize = 12;
const LONGEST: usize = 200;

fn is_known(text: &str, metadata: &Metadata) -> bool {
    let words = plain(text);
    let is = |field: &Option<SafeText>| field.as_ref().is_some_and(|field| plain(field) == words);
    let by = fields::byline(text);
    let is_byline = by.is_some()
        && metadata.byline.is_some()
        && plain(&by.unwrap_or_default()) == plain(metadata.byline.as_deref().unwrap_or_default());
    is(&metadata.title)
        || is(&metadata.publication)
        || is(&metadata.section)
        || is_byline
        || is_date(&words, text)
        || is_time_to_read(&words)
}

/// Whether a line is a date and nothing else, but perhaps "Published".
fn is_date(words: &str, text: &str) -> bool {
    let prefix = [
        "published on ",
        "published: ",
        "published ",
        "updated on ",
        "updated: ",
        "updated ",
        "posted on ",
        "posted ",
    ];
    let bare = prefix
        .iter()
        .find_map(|prefix| words.strip_prefix(prefix))
        .map_or(text, |rest| text.get(text.len().saturating_sub(rest.len())..).unwrap_or(text));
    let is_iso = |date: &SafeText| {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | ':' | '+' | 'T' | 'Z' | '.');
        date.find('-') == Some(4) && date.chars().all(is_part)
    };
    fields::date(bare).as_ref().is_some_and(is_iso)
}

/// "5 min read", "5 minute read", "Reading time: 5 minutes".
fn is_time_to_read(words: &str) -> bool {
    let bare = words.trim_start_matches("reading time").trim_start_matches([':', ' ']);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < bare.len()
        && ["min read", "minute read", "minutes read", "mins read", "min", "minutes"]
            .contains(&rest.trim_start_matches([' ', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_stands_by_itself() {
        let story = "It was a long day. ".repeat(20);
        for (text, expected) in [
            ("by Jane Doe", Some("Jane Doe")),
            ("By Jane A. Doe and Juan de la Cruz", Some("Jane A. Doe and Juan de la Cruz")),
            ("By Wednesday it was over", None),
            ("By Jove", None),
            ("Jane Doe", None),
            ("By: x", None),
        ] {
            let line = |text| Line { kind: BlockKind::Paragraph, text, linked: 0, leads_within: false };
            let found = byline(&[line(text), line(&story), line("By John Roe Again")]);
            assert_eq!(found.as_deref(), expected.filter(|name| name.contains(' ')), "{text}");
            assert_eq!(byline(&[line(&story), line(text)]), None);
        }
    }

    #[test]
    fn what_is_known_goes_and_a_standfirst_stays() {
        let metadata = Metadata {
            title: Some(SafeText::new("The long day")),
            byline: Some(SafeText::new("Jane Doe")),
            section: Some(SafeText::new("Opinion")),
            ..Metadata::default()
        };
        for (text, is_out) in [
            ("The Long Day", true),
            ("By Jane Doe", true),
            ("Jane Doe", true),
            ("OPINION", true),
            ("Nov. 5, 2024", true),
            ("Published November 5, 2024", true),
            ("2024-11-05", true),
            ("5 min read", true),
            ("Reading time: 5 minutes", true),
            ("By John Roe", false),
            ("Nobody in the room wanted it to go on.", false),
            ("In 1863", false),
            ("One line\nand another", false),
            ("1863", false),
            ("5 minutes later", false),
        ] {
            let story = "It was a long day. ".repeat(20);
            let lines: Vec<Line<'_>> = [text, &story, text]
                .into_iter()
                .map(|text| Line { kind: BlockKind::Paragraph, text, linked: 0, leads_within: false })
                .collect();
            let mut unwanted = Vec::new();
            find(&lines, &metadata, &mut unwanted);
            assert_eq!(unwanted, if is_out { vec![0] } else { vec![] }, "{text}");
        }
    }
}
