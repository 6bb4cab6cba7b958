//! Days that sort, also where only the month or the year is known.

/// A day as a number such as 20200501; what is not known of it is zeros: 20200500, 20200000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub u32);

impl Day {
    /// The day that a date in the manner of ISO 8601 begins with: `2020-05-01T12:00`, `2020-05`, `2020`.
    pub fn of(date: &str) -> Option<Self> {
        let date = date.trim();
        let date = date.split_once(['T', ' ']).map_or(date, |(day, _)| day);
        let mut fields = date.split('-');
        let year = number(fields.next()?, 4)?;
        let month = fields
            .next()
            .map_or(Some(0), |month| number(month, 2).filter(|month| (1..=12).contains(month)))?;
        let day = fields.next().map_or(Some(0), |day| number(day, 2).filter(|day| (1..=31).contains(day)))?;
        let is_over = fields.next().is_none();
        is_over.then_some(Self(year * 10_000 + month * 100 + day))
    }

    /// The last day that this may be: the last of the month or of the year where no more is known.
    #[must_use]
    pub fn last(self) -> Self {
        match (self.0 / 100 % 100, self.0 % 100) {
            (0, _) => Self(self.0 + 1231),
            (_, 0) => Self(self.0 + 31),
            _ => self,
        }
    }
}

fn number(digits: &str, length: usize) -> Option<u32> {
    let is_number = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_far_as_it_is_known() {
        for (date, day, last) in [
            ("2020-05-01", Some(20_200_501), 20_200_501),
            ("2020-05-01T12:00:00Z", Some(20_200_501), 20_200_501),
            (" 2020-05-01 12:00", Some(20_200_501), 20_200_501),
            ("2020-05", Some(20_200_500), 20_200_531),
            ("2020", Some(20_200_000), 20_201_231),
            ("May 1, 2020", None, 0),
            ("2020-13-01", None, 0),
            ("2020-05-40", None, 0),
            ("20-05-01", None, 0),
            ("2020-05-01-02", None, 0),
            ("", None, 0),
        ] {
            assert_eq!(Day::of(date).map(|day| day.0), day, "{date}");
            assert_eq!(Day::of(date).map_or(0, |day| day.last().0), last, "{date}");
        }
    }
}
