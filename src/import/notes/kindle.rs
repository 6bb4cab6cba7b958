//! Kindle: "My Clippings.txt", records of five lines that end in `==========`.
//!
//! A title with its author in brackets; what the clipping is, where and when, in the language of the device; a blank line;
//! the words. A note is a record of its own, at the last place of the highlight that it is about. A highlight that was
//! changed stands there again; the last one counts.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::DateTime;

use super::{Drafts, Incoming, bare, line, moment, written};
use crate::annotation::{Colour, Moment};
use crate::article::Metadata;

const END: &str = "==========";

/// The words of the devices' languages: each name with its words.
fn words() -> &'static [(&'static str, Vec<&'static str>)] {
    static WORDS: OnceLock<Vec<(&'static str, Vec<&'static str>)>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let lines = include_str!("../../../assets/import/kindle.txt").lines();
        let entries = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
        entries.map(|(name, words)| (name, words.split(", ").collect())).collect()
    })
}

/// The first name, of those that `is_wanted`, that one of the words in `text` belongs to.
fn named(text: &str, is_wanted: impl Fn(&str) -> bool) -> Option<&'static str> {
    let wanted = words().iter().filter(|(name, _)| is_wanted(name));
    let mut fitting = wanted.filter(|(_, words)| words.iter().any(|word| text.contains(word)));
    fitting.next().map(|(name, _)| *name)
}

pub(super) fn is(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).skip_while(|line| line.is_empty());
    let head = (lines.next(), lines.next());
    matches!(head, (Some(_), Some(second)) if second.starts_with("- ")) && text.contains(END)
}

/// One record.
struct Clipping<'t> {
    book: &'t str,
    kind: &'static str,
    /// First and last place.
    place: Option<(u64, u64)>,
    created: Option<Moment>,
    words: String,
}

pub(super) fn read(text: &str) -> Drafts {
    let mut drafts = Drafts::default();
    let mut notes: BTreeMap<(&str, u64), (String, Option<Moment>)> = BTreeMap::new();
    let mut highlights: Vec<Clipping<'_>> = Vec::new();
    // Where the highlights of each place stand in the list.
    let mut places: BTreeMap<(&str, u64), usize> = BTreeMap::new();
    for record in text.split(END) {
        let Some(clipping) = clipping(record) else {
            drafts.left_out += usize::from(!record.trim().is_empty());
            continue;
        };
        let key = clipping
            .place
            .map(|(first, last)| (clipping.book, if clipping.kind == "note" { last } else { first }));
        match (clipping.kind, key) {
            ("note", Some(key)) => {
                drafts.left_out +=
                    usize::from(notes.insert(key, (clipping.words, clipping.created)).is_some());
            }
            ("highlight", Some(key)) => {
                if let Some(earlier) = places.get(&key).and_then(|&at| highlights.get_mut(at)) {
                    *earlier = clipping;
                    drafts.left_out += 1;
                } else {
                    places.insert(key, highlights.len());
                    highlights.push(clipping);
                }
            }
            ("highlight", None) => highlights.push(clipping),
            _ => drafts.left_out += 1,
        }
    }
    for highlight in highlights {
        let note = highlight.place.and_then(|(_, last)| notes.remove(&(highlight.book, last)));
        let (note, changed) = note.unzip();
        drafts.notes.push(Incoming {
            quote: bare(&highlight.words),
            note: note.as_deref().and_then(written),
            modified: changed.flatten(),
            ..incoming(highlight.book, highlight.created)
        });
    }
    // A note that stands at no highlight is about the article.
    let alone = notes.into_iter().map(|((book, _), (words, created))| Incoming {
        note: written(&words),
        colour: None,
        ..incoming(book, created)
    });
    drafts.notes.extend(alone);
    drafts
}

fn incoming(book: &str, created: Option<Moment>) -> Incoming {
    Incoming { about: about(book), colour: Some(Colour::default()), created, ..Incoming::default() }
}

/// Title and author: the last brackets of the line.
fn about(book: &str) -> Metadata {
    let parts = book.strip_suffix(')').and_then(|book| book.rsplit_once(" ("));
    let (title, byline) = parts.map_or((book, None), |(title, author)| (title, line(author)));
    Metadata { title: line(title), byline, ..Metadata::default() }
}

/// What a record says; `None` for a record without words, and for words that were not let go.
fn clipping(record: &str) -> Option<Clipping<'_>> {
    let record = record.trim_start_matches(['\u{feff}', '\r', '\n', ' ']);
    let (book, rest) = record.split_once('\n')?;
    let (facts, words) = rest.split_once('\n')?;
    let facts = facts.trim().strip_prefix("- ")?;
    let lower = facts.to_lowercase();
    // What it is stands before the first place; a date may have the same letters in it.
    let head = lower.split('|').next().unwrap_or_default();
    let kind = named(head, |name| name == "bookmark")
        .or_else(|| named(head, |name| name == "highlight"))
        .or_else(|| named(head, |name| name == "note"))?;
    let words = words.trim();
    let is_withheld =
        words.starts_with('<') && named(&words.to_lowercase(), |name| name == "limit").is_some();
    if kind == "bookmark" || words.is_empty() || is_withheld {
        return None;
    }
    let book = book.trim().trim_start_matches('\u{feff}');
    Some(Clipping { book, kind, place: place(&lower), created: date(&lower), words: words.to_owned() })
}

/// The place: the last number, or two with a hyphen between them, before the date.
fn place(facts: &str) -> Option<(u64, u64)> {
    let parts: Vec<&str> = facts.split('|').collect();
    let parts = if parts.len() > 1 {
        parts.split_last().map_or(&parts[..], |(_, before)| before)
    } else {
        &parts[..]
    };
    let last = parts.last()?;
    let number = last
        .split(|c: char| !c.is_ascii_digit() && c != '-')
        .rfind(|part| part.starts_with(|c: char| c.is_ascii_digit()))?;
    let (first, end) = number.split_once('-').unwrap_or((number, number));
    let (first, end): (u64, u64) = (first.parse().ok()?, end.parse().ok()?);
    // "1234-40" is short for "1234-1240".
    let digits = u32::try_from(number.split_once('-').map_or(0, |(_, end)| end.len())).unwrap_or(0);
    let step = 10_u64.checked_pow(digits).unwrap_or(u64::MAX);
    let end = if end < first {
        first.checked_div(step).unwrap_or(0).saturating_mul(step).saturating_add(end)
    } else {
        end
    };
    Some((first, end))
}

/// The time, as far as it can be made out: a year, the name of a month, a day, and the time of the day.
fn date(facts: &str) -> Option<Moment> {
    let when = facts.rsplit('|').next()?;
    let month = |word: &str| {
        words().iter().find(|(name, words)| name.starts_with(['0', '1']) && words.contains(&word))
    };
    let mut tokens =
        when.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.')).filter(|token| !token.is_empty());
    let (mut year, mut months, mut day, mut clock, mut is_afternoon) = (None, None, None, None, None);
    for token in tokens.by_ref() {
        if let Some((name, _)) = month(token) {
            months = name.parse::<i8>().ok();
        } else if token.contains(':') {
            clock = Some(token);
        } else if clock.is_some() && matches!(token, "am" | "pm") {
            is_afternoon = Some(token == "pm");
        } else if let Ok(number) = token.parse::<i16>() {
            if number > 31 { year = Some(number) } else { day = i8::try_from(number).ok() }
        }
    }
    let mut parts = clock.unwrap_or("0:0:0").split(':').map(|part| part.parse::<i8>().ok());
    let mut next = || parts.next().flatten();
    let (hour, minute, second) = (next()?, next().unwrap_or(0), next().unwrap_or(0));
    let hour = match is_afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let time = DateTime::new(year?, months?, day?, hour, minute, second, 0).ok()?;
    moment::of_civil(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_times_are_read_in_the_languages_of_the_device() {
        for (facts, kind, expected, at) in [
            (
                "- Your Highlight on page 123 | Location 1234-1240 | Added on Monday, April 21, 2014 10:08:07 PM",
                "highlight",
                (1234, 1240),
                "2014-04-21T22:08:07Z",
            ),
            (
                "- Ihre Notiz bei Position 88 | Hinzugefügt am Sonntag, 3. März 2019 12:01:02",
                "note",
                (88, 88),
                "2019-03-03T12:01:02Z",
            ),
            (
                "- Votre surlignement à l’emplacement 1234-40 | Ajouté le mardi 5 août 2014 08:00:01",
                "highlight",
                (1234, 1240),
                "2014-08-05T08:00:01Z",
            ),
            (
                "- Highlight Loc. 5-6 | Added on Friday, May 02, 2014, 12:30 AM",
                "highlight",
                (5, 6),
                "2014-05-02T00:30:00Z",
            ),
        ] {
            let record = format!("A title (An author)\n{facts}\n\nWords.\n");
            let clipping = clipping(&record).unwrap();
            assert_eq!((clipping.kind, clipping.place), (kind, Some(expected)), "{facts}");
            assert_eq!(clipping.created, moment::of_text(at), "{facts}");
        }
    }
}
