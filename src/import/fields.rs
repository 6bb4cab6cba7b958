//! Metadata as it is printed: one line, safe, without "By", dates in ISO 8601 where they can be understood.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal::Pieces};

use crate::article::SafeText;

/// `raw` on one line; `None` when nothing is left.
pub(super) fn line(raw: &str) -> Option<SafeText> {
    let line = SafeText::one_line(raw);
    (!line.is_empty()).then_some(line)
}

/// Who wrote it, without "By".
pub(super) fn byline(raw: &str) -> Option<SafeText> {
    let line = line(raw)?;
    let is_by = line.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("by"));
    let name = line.get(2..).filter(|rest| is_by && rest.starts_with([' ', ':']));
    match name {
        Some(name) => self::line(name.trim_start_matches([' ', ':'])),
        None => Some(line),
    }
}

/// When: ISO 8601 where `raw` could be understood, else as given.
pub(super) fn date(raw: &str) -> Option<SafeText> {
    let line = line(raw)?;
    Some(iso(&line).map_or(line, |date| SafeText::new(&date)))
}

/// A language tag in the BCP 47 form, `en-US`; `None` when `raw` cannot be one.
pub(super) fn language(raw: &str) -> Option<SafeText> {
    let tag = line(raw)?.replace('_', "-");
    let is_tag = tag.len() <= 35
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
        && tag.split('-').next().is_some_and(|language| (2..=3).contains(&language.len()));
    is_tag.then(|| SafeText::new(&tag))
}

/// Forms of a date in print, after commas and full stops are gone.
const PRINTED: [&str; 5] = ["%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d"];

fn iso(line: &str) -> Option<String> {
    if let Ok(pieces) = Pieces::parse(line) {
        return Some(pieces.to_string());
    }
    if let Ok(time) = rfc2822::parse(line) {
        return Some(time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
    }
    let bare = line.replace([',', '.'], "").replace("Sept ", "Sep ");
    PRINTED.iter().find_map(|form| Date::strptime(form, &bare).ok()).map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(field: Option<SafeText>) -> String {
        field.map_or_else(|| "-".to_owned(), |text| text.to_string())
    }

    #[test]
    fn a_byline_is_without_by() {
        for (raw, expected) in [
            ("By Jane Doe", "Jane Doe"),
            ("BY  JANE DOE", "JANE DOE"),
            ("by: Jane\nDoe", "Jane Doe"),
            ("Byron York", "Byron York"),
            ("By", "By"),
            ("\x1b]0;x\x07By A\x1b[31m B", "A B"),
            (" ", "-"),
            ("é", "é"),
        ] {
            assert_eq!(shown(byline(raw)), expected, "{raw:?}");
        }
    }

    #[test]
    fn a_date_is_iso_where_it_can_be() {
        for (raw, expected) in [
            ("2024-11-05", "2024-11-05"),
            ("2024-11-05T14:30:00-05:00", "2024-11-05T14:30:00-05:00"),
            ("2024-11-05 14:30", "2024-11-05T14:30:00"),
            ("Nov. 5, 2024", "2024-11-05"),
            ("Sept. 5, 2024", "2024-09-05"),
            ("November 5, 2024", "2024-11-05"),
            ("5 November 2024", "2024-11-05"),
            ("2024/11/05", "2024-11-05"),
            ("Tue, 5 Nov 2024 14:30:00 +0100", "2024-11-05T14:30:00+01:00"),
            ("last  week", "last week"),
            ("", "-"),
        ] {
            assert_eq!(shown(date(raw)), expected, "{raw:?}");
        }
    }

    #[test]
    fn a_language_is_a_tag() {
        for (raw, expected) in
            [("en", "en"), ("en_US", "en-US"), ("English", "-"), ("e", "-"), ("en us", "-")]
        {
            assert_eq!(shown(language(raw)), expected, "{raw:?}");
        }
    }
}
