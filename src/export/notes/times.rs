//! Times for formats in which everything must have one.

use crate::annotation::Moment;
use crate::export::noted::Noted;

/// When a note was made. A quotation that was found was made when its article was, as far as that is known, else at the
/// beginning of time: the same in each export.
pub(super) fn made(noted: &Noted) -> Moment {
    noted.created.or_else(|| published(noted.about().date.as_ref()?)).unwrap_or_default()
}

/// When it was last changed.
pub(super) fn changed(noted: &Noted) -> Moment {
    noted.modified.unwrap_or_else(|| made(noted))
}

/// The day that a date begins with: "2026-08-23" of "2026-08-23T10:00:00Z".
pub(super) fn day(date: &str) -> Option<jiff::civil::Date> {
    date.get(..10)?.parse().ok()
}

fn published(date: &str) -> Option<Moment> {
    let start = day(date)?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Moment(start.timestamp().as_millisecond()))
}
