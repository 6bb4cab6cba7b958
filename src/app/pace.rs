//! How fast the reader reads, measured from one scroll to the next.

/// Words a minute, as far as they could be measured.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    words: f64,
    minutes: f64,
    /// When the words that are seen came into sight, in milliseconds.
    since: Option<u64>,
}

/// Words a minute until more is known.
pub const USUAL: u16 = 240;

/// Nobody reads more slowly or faster than this: who seems to is skimming, or away.
const POSSIBLE: std::ops::RangeInclusive<f64> = 60.0..=1000.0;
/// Words that must have been read before the measure counts.
const ENOUGH: f64 = 300.0;
/// Words after which those read earlier count half, so that the measure follows the reader.
const MANY: f64 = 6000.0;

impl Pace {
    /// A pace measured earlier: it counts as some pages.
    pub fn known(words_a_minute: u16) -> Self {
        const MINUTES: f64 = 4.0;
        Self { words: f64::from(words_a_minute) * MINUTES, minutes: MINUTES, since: None }
    }

    /// The reader scrolled on, over so many words.
    pub fn read(&mut self, words: usize, now: u64) {
        let before = self.since.replace(now);
        let Some(before) = before.filter(|before| *before < now) else { return };
        let minutes = precise(now - before) / 60_000.0;
        let words = precise(u64::try_from(words).unwrap_or(0));
        if !POSSIBLE.contains(&(words / minutes)) {
            return;
        }
        self.words += words;
        self.minutes += minutes;
        if self.words > MANY {
            self.words /= 2.0;
            self.minutes /= 2.0;
        }
    }

    /// The reader went elsewhere; what is seen now is seen from now on.
    pub fn moved(&mut self, now: u64) {
        self.since = Some(now);
    }

    /// Words a minute, once enough were read.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a pace is within POSSIBLE")]
    pub fn words_a_minute(&self) -> Option<u16> {
        (self.words >= ENOUGH).then(|| (self.words / self.minutes).round() as u16)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a time or a count of words is needed to some digits only")]
fn precise(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_measured_where_somebody_reads() {
        let mut pace = Pace::default();
        pace.moved(0);
        for page in 1..=2 {
            pace.read(200, page * 40_000);
        }
        assert_eq!(pace.words_a_minute(), Some(300));
        pace.read(200, 81_000);
        pace.read(200, 81_000 + 3_600_000);
        assert_eq!(pace.words_a_minute(), Some(300), "neither skimming nor a pause counts");
        pace.moved(9_000_000);
        pace.read(200, 9_060_000);
        assert_eq!(pace.words_a_minute(), Some(257));
    }

    #[test]
    fn what_is_known_counts_until_it_is_outweighed() {
        let mut pace = Pace::known(400);
        assert_eq!(pace.words_a_minute(), Some(400));
        pace.moved(0);
        for page in 1..60 {
            pace.read(200, page * 60_000);
        }
        assert!(pace.words_a_minute().is_some_and(|pace| pace < 230));
        assert_eq!(Pace::default().words_a_minute(), None);
    }
}
