//! Dates of feeds in the forms that feeds have them in, as one moment.
//!
//! RFC 822 and what is made of it (no weekday, no seconds, no zone, two digits of a year, whole names), ISO 8601 in its
//! shorter forms, and the form of C's `asctime`. A date without a zone is taken for UTC, as feed readers do.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

/// The moment that `raw` means.
pub(super) fn read(raw: &str) -> Option<Timestamp> {
    let raw = raw.trim();
    iso(raw).or_else(|| by_words(raw))
}

/// ISO 8601: `2003-12-31T10:14:55.5Z`, `20031231`, `2003-335`, `2003-12`, `2003`, with `T` or a blank before the time.
fn iso(raw: &str) -> Option<Timestamp> {
    let (day, rest) = raw.find(['T', 't', ' ']).map_or((raw, ""), |at| raw.split_at(at));
    let (year, rest_of_day) = day.split_at_checked(4)?;
    let year: i16 = year.parse().ok()?;
    let rest_of_day = rest_of_day.strip_prefix('-').unwrap_or(rest_of_day);
    let digits: String = rest_of_day.chars().filter(char::is_ascii_digit).collect();
    if rest_of_day.chars().any(|c| !c.is_ascii_digit() && c != '-') {
        return None;
    }
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i8>().ok());
    let date = match digits.len() {
        0 => Date::new(year, 1, 1).ok()?,
        2 => Date::new(year, number(0, 2)?, 1).ok()?,
        3 => {
            let day: i16 = digits.parse().ok()?;
            Date::new(year, 1, 1).ok()?.with().day_of_year(day).build().ok()?
        }
        4 => Date::new(year, number(0, 2)?, number(2, 4)?).ok()?,
        _ => return None,
    };
    let rest = rest.trim_start_matches(['T', 't', ' ']);
    let clock_end = rest.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(clock_end);
    moment(date, time(clock)?, zone_of(zone.trim())?)
}

/// `Thu, 01 Jan 2004 19:48:21 GMT`, `1 January 04 19:48`, `Jan 1 2004`, `Thu Jan  1 19:48:21 2004`.
fn by_words(raw: &str) -> Option<Timestamp> {
    let raw = raw.replace(',', " ").replace('-', " -");
    let mut seen = Words::default();
    for word in raw.split_whitespace() {
        seen.take(word)?;
    }
    let year = i16::try_from(seen.year?).ok()?;
    let date = Date::new(year, seen.month?, i8::try_from(seen.day?).ok()?).ok()?;
    moment(date, seen.time.unwrap_or_default(), seen.offset.unwrap_or(Offset::UTC))
}

#[derive(Default)]
struct Words {
    day: Option<u16>,
    month: Option<i8>,
    year: Option<u16>,
    time: Option<Time>,
    offset: Option<Offset>,
}

impl Words {
    fn take(&mut self, word: &str) -> Option<()> {
        if word.contains(':') {
            self.time = Some(time(word)?);
        } else if let Some(month) = month(word.trim_start_matches('-')) {
            self.month = Some(month);
        } else if self.year.is_some()
            && let Some(offset) = zone_of(word)
        {
            self.offset = Some(offset);
        } else if self.time.is_some() && word.starts_with(['+', '-']) {
            self.offset = zone_of(word);
        } else if let Ok(number) = word.trim_start_matches('-').parse::<u16>() {
            self.number(number, word.trim_start_matches('-').len());
        } else if self.time.is_some() && self.year.is_none() {
            // The name of a zone before the year, as `date` writes it.
            self.offset = Some(zone_of(word).unwrap_or(Offset::UTC));
        }
        // What is left is a weekday, or the name of a zone that nobody knows.
        Some(())
    }

    fn number(&mut self, number: u16, digits: usize) {
        if self.day.is_none() && digits <= 2 {
            self.day = Some(number);
        } else if self.year.is_none() {
            let century = if number < 69 { 2000 } else { 1900 };
            self.year = Some(if digits <= 2 { century + number } else { number });
        }
    }
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| *month == start)?;
    i8::try_from(at + 1).ok()
}

/// `19:48:21.5`, `1948`, `19`; nothing is midnight.
fn time(clock: &str) -> Option<Time> {
    let whole = clock.split('.').next().unwrap_or_default();
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let parts: Vec<i8> = if whole.contains(':') {
        whole.split(':').map(|part| part.parse().unwrap_or(0)).collect()
    } else {
        (0..digits.len()).step_by(2).filter_map(|at| digits.get(at..at + 2)?.parse().ok()).collect()
    };
    let part = |at: usize| parts.get(at).copied().unwrap_or(0);
    // A leap second, and the midnight at a day's end, are the next best moment.
    Time::new(part(0).min(23), part(1), part(2).min(59), 0).ok()
}

/// `Z`, `+01:00`, `-0500`, `+2`, `GMT`, `EST`; nothing is UTC.
fn zone_of(zone: &str) -> Option<Offset> {
    const NAMED: [(&str, i8); 14] = [
        ("gmt", 0),
        ("ut", 0),
        ("utc", 0),
        ("z", 0),
        ("bst", 1),
        ("cet", 1),
        ("est", -5),
        ("edt", -4),
        ("cst", -6),
        ("cdt", -5),
        ("mst", -7),
        ("mdt", -6),
        ("pst", -8),
        ("pdt", -7),
    ];
    let lower = zone.to_ascii_lowercase();
    if lower.is_empty() {
        return Some(Offset::UTC);
    }
    if let Some((_, hours)) = NAMED.iter().find(|(name, _)| *name == lower) {
        return Offset::from_hours(*hours).ok();
    }
    let sign = match lower.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = lower.chars().filter(char::is_ascii_digit).collect();
    let hours = digits.get(..2.min(digits.len()))?.parse::<i32>().ok()?;
    let minutes = digits.get(2..4).and_then(|minutes| minutes.parse::<i32>().ok()).unwrap_or(0);
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

fn moment(date: Date, time: Time, offset: Offset) -> Option<Timestamp> {
    let zoned = DateTime::from_parts(date, time).to_zoned(TimeZone::fixed(offset)).ok()?;
    Some(zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_feeds_write_them() {
        for (raw, expected) in [
            ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("Thu, 1 Jan 04 19:48 EST", "2004-01-02T00:48:00Z"),
            ("1 January 2004 19:48:21 +0100", "2004-01-01T18:48:21Z"),
            ("01 Jan 2004", "2004-01-01T00:00:00Z"),
            ("Jan 5, 2004 10:00:00 PST", "2004-01-05T18:00:00Z"),
            ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"),
            ("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"),
            ("31-Dec-2003 10:14:55", "2003-12-31T10:14:55Z"),
            ("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"),
            ("2003-12-31T10:14:55.500-08:00", "2003-12-31T18:14:55Z"),
            ("2003-12-31 10:14", "2003-12-31T10:14:00Z"),
            ("2003-12", "2003-12-01T00:00:00Z"),
            ("2003", "2003-01-01T00:00:00Z"),
            ("20031231", "2003-12-31T00:00:00Z"),
            ("2003-335", "2003-12-01T00:00:00Z"),
            ("yesterday", "-"),
            ("", "-"),
            ("Thu, 99 Jan 2004", "-"),
            ("\u{e9}\u{e9}\u{e9}\u{e9}", "-"),
        ] {
            let shown = read(raw).map_or_else(|| "-".to_owned(), |moment| moment.to_string());
            assert_eq!(shown, expected, "{raw}");
        }
    }
}
