//! How long a server asks to be left alone (RFC 9110, 10.2.3): seconds, or a date.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// Longer than this nobody is left alone.
const LONGEST: Duration = Duration::from_hours(24);

/// Reads the header, `now` being the time.
pub(super) fn read(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    let seconds = if let Ok(seconds) = text.parse() {
        seconds
    } else {
        let then = DateTimeParser::new().parse_timestamp(text).ok()?;
        let seconds = then.as_second().saturating_sub(Timestamp::try_from(now).ok()?.as_second());
        u64::try_from(seconds).unwrap_or(0)
    };
    Some(Duration::from_secs(seconds).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_waits() {
        // Sun, 06 Nov 1994 08:49:37 GMT
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        for (text, expected) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("999999999999", Some(86_400)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("Sat, 06 Nov 2094 08:00:00 GMT", Some(86_400)),
            ("soon", None),
            ("-1", None),
            ("", None),
        ] {
            assert_eq!(read(text, now), expected.map(Duration::from_secs), "{text}");
        }
    }
}
