//! Times as files tell them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::annotation::Moment;

/// A time in RFC 3339, or in its form without a zone, which is taken for UTC, or a date, or seconds since 1970.
pub(super) fn of_text(raw: &str) -> Option<Moment> {
    let raw = raw.trim();
    if let Ok(time) = raw.parse::<Timestamp>() {
        return Some(Moment(time.as_millisecond()));
    }
    let time = raw.parse::<DateTime>().ok();
    let time = time.or_else(|| raw.parse::<Date>().ok().map(|date| date.at(0, 0, 0, 0)));
    if let Some(time) = time {
        return of_civil(time);
    }
    raw.parse::<i64>().ok().and_then(of_seconds)
}

/// A time on the clock of a device that does not say where it is.
pub(super) fn of_civil(time: DateTime) -> Option<Moment> {
    time.to_zoned(TimeZone::UTC).ok().map(|time| Moment(time.timestamp().as_millisecond()))
}

/// A time in a field of JSON: a text, or seconds since 1970.
pub(super) fn of_value(value: Option<&Value>) -> Option<Moment> {
    match value? {
        Value::String(text) => of_text(text),
        Value::Number(number) => of_seconds(number.as_i64()?),
        _ => None,
    }
}

/// A number of seconds that is a time.
fn of_seconds(seconds: i64) -> Option<Moment> {
    Timestamp::from_second(seconds).ok().map(|time| Moment(time.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_each_form() {
        let eight = Some(Moment(1_795_077_000_000));
        for (raw, moment) in [
            ("2026-11-19T08:30:00Z", eight),
            ("2026-11-19T09:30:00+01:00", eight),
            ("2026-11-19 08:30:00", eight),
            ("2026-11-19T08:30:00.000000", eight),
            ("1795077000", eight),
            ("2026-11-19", Some(Moment(1_795_046_400_000))),
            ("yesterday", None),
            ("99999999999999999", None),
            ("", None),
        ] {
            assert_eq!(of_text(raw), moment, "{raw}");
        }
    }
}
