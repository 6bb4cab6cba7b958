//! A piece of a text: half-open byte range, and the one place that slices.

use std::fmt;
use std::num::NonZeroU32;
use std::ops::Deref;

/// Half-open byte range into one text, on character boundaries of that text.
///
/// ```
/// use sayso::span::Span;
/// let text = "“Yes,” she said.";
/// assert_eq!(Span::new(11, 14).of(text), "she");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`, in bytes; an end before the start gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The empty span at `place`.
    pub fn empty(place: usize) -> Self {
        Self::new(place, place)
    }

    /// The words of this span. A span that does not fit `text` gives the empty string.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `place` is inside.
    pub fn contains(self, place: usize) -> bool {
        self.start <= place && place < self.end
    }

    /// Whether all of `other` is inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn hull(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The shared part; empty at the later start where there is none.
    pub fn intersection(self, other: Self) -> Self {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// The span without the white space at its two ends.
    pub fn trimmed(self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Self::new(start, start + words.trim().len())
    }
}

/// A span in half the memory, and in no more where there may be none: for places of which an article keeps many.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Narrow {
    start: u32,
    /// One more than the byte after the last one.
    behind: NonZeroU32,
}

impl Narrow {
    /// The span as it was. What lies behind the first four gigabytes counts as their end: no text is so long.
    pub fn wide(self) -> Span {
        let wide = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        Span::new(wide(self.start), wide(self.behind.get() - 1))
    }
}

impl From<Span> for Narrow {
    fn from(span: Span) -> Self {
        let narrow = |place: usize| u32::try_from(place).unwrap_or(u32::MAX).min(u32::MAX - 1);
        let behind = NonZeroU32::MIN.saturating_add(narrow(span.end));
        Self { start: narrow(span.start), behind }
    }
}

impl fmt::Debug for Narrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.wide().fmt(f)
    }
}

/// Spans in half the memory, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NarrowSpans(Vec<Narrow>);

impl NarrowSpans {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Span> + ExactSizeIterator + '_ {
        self.0.iter().map(|span| span.wide())
    }

    /// The one at `index`.
    pub fn get(&self, index: usize) -> Option<Span> {
        self.0.get(index).map(|span| span.wide())
    }

    /// How many stand before the first for which `is_before` does not hold; where it held for none behind that.
    pub fn partition_point(&self, mut is_before: impl FnMut(Span) -> bool) -> usize {
        self.0.partition_point(|span| is_before(span.wide()))
    }
}

impl Extend<Span> for NarrowSpans {
    fn extend<T: IntoIterator<Item = Span>>(&mut self, spans: T) {
        self.0.extend(spans.into_iter().map(Narrow::from));
    }
}

impl FromIterator<Span> for NarrowSpans {
    fn from_iter<T: IntoIterator<Item = Span>>(spans: T) -> Self {
        Self(spans.into_iter().map(Narrow::from).collect())
    }
}

/// The end of the character that starts at or covers `place`, moved right to a character boundary.
pub fn ceil_boundary(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place += 1;
    }
    place
}

/// `place` moved left to a character boundary.
pub fn floor_boundary(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// Turns byte offsets into Unicode code points, for offsets asked in any order.
///
/// The interfaces outside the program count code points (DESIGN "Interfaces"), the program counts bytes.
#[derive(Clone, Debug)]
pub struct CodePoints<T> {
    text: T,
    /// Code points before each `STRIDE` bytes of the text.
    marks: Vec<usize>,
}

const STRIDE: usize = 256;

impl<T: Deref<Target = str>> CodePoints<T> {
    /// Counts `text` once.
    pub fn new(text: T) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for (place, byte) in text.bytes().enumerate() {
            if place % STRIDE == 0 {
                marks.push(count);
            }
            count += usize::from(!is_continuation(byte));
        }
        if text.len().is_multiple_of(STRIDE) {
            marks.push(count);
        }
        Self { text, marks }
    }

    /// How many code points stand before byte `place`.
    pub fn at(&self, place: usize) -> usize {
        let place = place.min(self.text.len());
        let mark = place / STRIDE;
        let rest = &self.text.as_bytes()[mark * STRIDE..place];
        self.marks[mark] + rest.iter().filter(|&&byte| !is_continuation(byte)).count()
    }

    /// The byte before which `count` code points stand; `None` when the text has fewer.
    pub fn place(&self, count: usize) -> Option<usize> {
        let mark = self.marks.partition_point(|before| *before <= count).checked_sub(1)?;
        let left = count - self.marks.get(mark)?;
        let from = mark * STRIDE;
        let rest = self.text.as_bytes().get(from..)?;
        let firsts = rest.iter().enumerate().filter(|(_, byte)| !is_continuation(**byte));
        let mut places = firsts.map(|(place, _)| from + place).chain([self.text.len()]);
        places.nth(left)
    }
}

/// Whether a UTF-8 byte is inside a character rather than its first.
fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slices_only_on_boundaries() {
        assert_eq!(Span::new(0, 3).of("“Yes”"), "“");
        assert_eq!(Span::new(1, 3).of("“Yes”"), "");
        assert_eq!(Span::new(3, 99).of("“Yes”"), "");
    }

    #[test]
    fn trims_white_space_at_both_ends() {
        assert_eq!(Span::new(0, 7).trimmed("  a b  "), Span::new(2, 5));
        assert_eq!(Span::new(0, 3).trimmed("   "), Span::new(3, 3));
    }

    #[test]
    fn narrow_spans_are_the_same_and_take_half_the_room() {
        assert_eq!(size_of::<Option<Narrow>>() * 2, size_of::<Span>());
        for span in [Span::default(), Span::new(3, 5), Span::new(0, 1 << 30), Span::empty(1 << 31)] {
            assert_eq!(Narrow::from(span).wide(), span);
        }
    }

    proptest! {
        #[test]
        fn code_points_agree_with_counting(text in "\\PC{0,700}", cut in 0usize..3000) {
            let place = floor_boundary(&text, cut);
            let points = CodePoints::new(text.as_str());
            let count = points.at(place);
            prop_assert_eq!(count, Span::new(0, place).of(&text).chars().count());
            prop_assert_eq!(points.place(count), Some(place));
            prop_assert_eq!(points.place(text.chars().count() + 1), None);
        }
    }
}
