//! When a feed may be asked for again, as it asks itself and as its site does.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::import::Subscription;
use crate::library::FeedState;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// Hours that are looked at until one is found in which a feed may be asked for: all those of a week.
const MOST_HOURS: i64 = 7 * 24;

/// The feeds that may be asked for now, in milliseconds since 1970-01-01 UTC, and those that rest.
pub fn due(
    feeds: Vec<Subscription>,
    states: &BTreeMap<String, FeedState>,
    now: i64,
) -> (Vec<Subscription>, Vec<Subscription>) {
    let rests = |feed: &Subscription| states.get(&feed.address).and_then(|state| rests_until(state, now));
    feeds.into_iter().partition(|feed| rests(feed).is_none())
}

/// Until when a feed rests; `None` where it may be asked for now.
pub fn rests_until(state: &FeedState, now: i64) -> Option<i64> {
    let asked_by_site = state.rests_until.unwrap_or(i64::MIN);
    let interval = i64::from(state.every_minutes.unwrap_or(0)) * MINUTE;
    let asked_by_feed = state.refreshed.map_or(i64::MIN, |at| at.saturating_add(interval));
    // A clock that was set back does not keep a feed from being asked for.
    let asked_by_feed = if asked_by_feed > now.saturating_add(interval) { i64::MIN } else { asked_by_feed };
    let earliest = asked_by_site.max(asked_by_feed).max(now);
    let open = opens(state, earliest);
    (open > now).then_some(open)
}

/// The first moment from `from` on that lies in no hour and on no day that the feed leaves out, by the clock of UTC.
fn opens(state: &FeedState, from: i64) -> i64 {
    let beginning = from - from.rem_euclid(HOUR);
    let hours = (0..=MOST_HOURS).map(|hours| beginning + hours * HOUR);
    hours.map(|hour| hour.max(from)).find(|&moment| !is_left_out(state, moment)).unwrap_or(from)
}

fn is_left_out(state: &FeedState, moment: i64) -> bool {
    let Ok(moment) = Timestamp::from_millisecond(moment) else { return false };
    let time = moment.to_zoned(TimeZone::UTC);
    let is = |list: &[u8], value: i8| u8::try_from(value).is_ok_and(|value| list.contains(&value));
    is(&state.skips_hours, time.hour()) || is(&state.skips_days, time.weekday().to_sunday_zero_offset())
}

/// What a feed asks for, in words: "at most every 6 hours, not on Saturdays"; `None` where it asks for nothing.
pub fn told(state: &FeedState) -> Option<String> {
    const DAYS: [&str; 7] =
        ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];
    let mut parts = Vec::new();
    if let Some(minutes) = state.every_minutes {
        parts.push(match minutes {
            1 => "at most every minute".to_owned(),
            60 => "at most every hour".to_owned(),
            1440 => "at most once a day".to_owned(),
            10_080 => "at most once a week".to_owned(),
            hours if hours % 60 == 0 => format!("at most every {} hours", hours / 60),
            minutes => format!("at most every {minutes} minutes"),
        });
    }
    let days = state.skips_days.iter().filter_map(|&day| DAYS.get(usize::from(day)));
    let days: Vec<&str> = days.copied().collect();
    if !days.is_empty() {
        parts.push(format!("not on {}", days.join(" and ")));
    }
    if !state.skips_hours.is_empty() {
        let hours: Vec<String> = state.skips_hours.iter().map(|hour| format!("{hour}:00")).collect();
        parts.push(format!("not in the hours from {} UTC", hours.join(", ")));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> i64 {
        time.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn a_feed_rests_as_long_as_it_asks() {
        // The first of November 2026 is a Sunday.
        let refreshed = Some(at("2026-11-01T10:00:00Z"));
        let state = |minutes: u32, hours: &[u8], days: &[u8]| FeedState {
            refreshed,
            every_minutes: Some(minutes),
            skips_hours: hours.to_vec(),
            skips_days: days.to_vec(),
            ..FeedState::default()
        };
        for (state, now, expected) in [
            (FeedState::default(), "2026-11-01T10:00:00Z", None),
            (state(60, &[], &[]), "2026-11-01T10:59:00Z", Some("2026-11-01T11:00:00Z")),
            (state(60, &[], &[]), "2026-11-01T11:00:00Z", None),
            (state(60, &[11, 12], &[]), "2026-11-01T10:30:00Z", Some("2026-11-01T13:00:00Z")),
            (state(0, &[23], &[]), "2026-11-01T23:10:00Z", Some("2026-11-02T00:00:00Z")),
            (state(0, &[], &[0, 1]), "2026-11-01T12:34:00Z", Some("2026-11-03T00:00:00Z")),
            (state(0, &[0], &[0]), "2026-11-01T12:34:00Z", Some("2026-11-02T01:00:00Z")),
            // All hours of the other days: it is asked for all the same.
            (state(0, &(0..24).collect::<Vec<u8>>(), &[]), "2026-11-01T12:34:00Z", None),
            // The clock was set back.
            (state(60, &[], &[]), "2026-10-01T10:00:00Z", None),
            (
                FeedState { rests_until: Some(at("2026-11-01T15:00:00Z")), ..state(60, &[15], &[]) },
                "2026-11-01T12:00:00Z",
                Some("2026-11-01T16:00:00Z"),
            ),
        ] {
            assert_eq!(rests_until(&state, at(now)), expected.map(at), "{state:?} {now}");
        }
    }

    #[test]
    fn what_a_feed_asks_for_is_told_in_words() {
        let state = |every_minutes, skips_hours: &[u8], skips_days: &[u8]| FeedState {
            every_minutes,
            skips_hours: skips_hours.to_vec(),
            skips_days: skips_days.to_vec(),
            ..FeedState::default()
        };
        for (state, expected) in [
            (state(None, &[], &[]), None),
            (state(Some(60), &[], &[]), Some("at most every hour")),
            (state(Some(360), &[], &[0, 6]), Some("at most every 6 hours, not on Sundays and Saturdays")),
            (state(Some(45), &[3], &[]), Some("at most every 45 minutes, not in the hours from 3:00 UTC")),
        ] {
            assert_eq!(told(&state).as_deref(), expected);
        }
    }
}
