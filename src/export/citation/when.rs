//! A date as citations write it.

/// A date as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) struct When {
    pub(in crate::export) year: String,
    /// From 1.
    pub(in crate::export) month: Option<usize>,
    pub(in crate::export) day: Option<u8>,
    /// As it was given, where it could not be understood.
    pub(in crate::export) given: Option<String>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT: [&str; 12] =
    ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

impl When {
    pub(in crate::export) fn of(date: &str) -> Self {
        let mut parts = date.split('T').next().unwrap_or_default().split('-');
        let year = parts.next().unwrap_or_default();
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self { year: date.to_owned(), month: None, day: None, given: Some(date.to_owned()) };
        }
        let month = parts
            .next()
            .and_then(|month| month.parse::<usize>().ok())
            .filter(|month| (1..=12).contains(month));
        let day = parts.next().and_then(|day| day.get(..2)?.parse().ok()).filter(|_| month.is_some());
        Self { year: year.to_owned(), month, day, given: None }
    }

    fn month(&self, names: &[&'static str; 12]) -> Option<&'static str> {
        self.month.and_then(|month| names.get(month - 1).copied())
    }

    /// "August 23, 2026".
    pub(super) fn long(&self) -> String {
        match (&self.given, self.month(&MONTHS), self.day) {
            (Some(given), ..) => given.clone(),
            (_, Some(month), Some(day)) => format!("{month} {day}, {}", self.year),
            (_, Some(month), None) => format!("{month} {}", self.year),
            _ => self.year.clone(),
        }
    }

    /// "2026, August 23".
    pub(super) fn year_first(&self) -> String {
        match (&self.given, self.month(&MONTHS), self.day) {
            (Some(given), ..) => given.clone(),
            (_, Some(month), Some(day)) => format!("{}, {month} {day}", self.year),
            (_, Some(month), None) => format!("{}, {month}", self.year),
            _ => self.year.clone(),
        }
    }

    /// "23 Aug. 2026".
    pub(super) fn day_first(&self) -> String {
        match (&self.given, self.month(&SHORT), self.day) {
            (Some(given), ..) => given.clone(),
            (_, Some(month), Some(day)) => format!("{day} {month} {}", self.year),
            (_, Some(month), None) => format!("{month} {}", self.year),
            _ => self.year.clone(),
        }
    }
}
