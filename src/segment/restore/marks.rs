//! Double quotation marks as far as a break needs them: which way each points, and what they hold together.

use crate::span::Span;

use super::unit::Quoting;

/// The double marks of a stretch of text.
#[derive(Debug)]
pub(super) struct Marks {
    /// Where each stands, in bytes, and whether it opens.
    all: Vec<(usize, bool)>,
}

/// The farthest, in bytes, that an opening mark is believed to wait for its closing one.
const FARTHEST: usize = 3000;

/// The same for a repeated opening mark.
const FARTHEST_REPEATED: usize = 1000;

impl Marks {
    pub(super) fn of(text: &str, within: Span) -> Self {
        let words = within.of(text);
        let mut all: Vec<(usize, bool)> = Vec::new();
        let mut end = 0;
        for (place, mark) in words.match_indices(['“', '”', '"', '«', '»', '„', '\'', '`']) {
            if place < end {
                continue;
            }
            let (before, after) = words.split_at_checked(place).unwrap_or_default();
            let after = after.strip_prefix(mark).unwrap_or_default();
            // Typewriters and wires double single marks.
            let is_doubled = matches!(mark, "'" | "`");
            if is_doubled && !after.starts_with(mark) {
                continue;
            }
            let after = if is_doubled { after.strip_prefix(mark).unwrap_or_default() } else { after };
            end = words.len() - after.len();
            all.push((within.start + place, opens(mark, before, after)));
        }
        Self { all }
    }

    /// How many marks stand before `place`.
    fn before(&self, place: usize) -> usize {
        self.all.partition_point(|&(mark, _)| mark < place)
    }

    /// Whether a break at `place` would part a quotation: the mark before it opens and the one behind it closes. Before
    /// a repeated opening mark a quotation goes on in a new paragraph, and only there.
    pub(super) fn hold_together(&self, text: &str, place: usize) -> bool {
        let next = self.before(place);
        let last = next.checked_sub(1).and_then(|last| self.all.get(last));
        match (last, self.all.get(next)) {
            (Some(&(from, true)), Some(&(to, false))) => to - from <= FARTHEST,
            (Some(&(from, true)), Some(&(to, true))) => {
                to > place
                    && to - from <= FARTHEST_REPEATED
                    && follows_stop(text, from)
                    && follows_stop(text, to)
            }
            _ => false,
        }
    }

    /// Where the marks of `span` stand, and how many bytes are between them.
    pub(super) fn quoting(&self, text: &str, span: Span) -> (Quoting, usize) {
        let marks = self.all.get(self.before(span.start)..self.before(span.end)).unwrap_or_default();
        let (Some(&(first, opens)), Some(&(last, _))) = (marks.first(), marks.last()) else {
            return (Quoting::None, 0);
        };
        let starts = opens && first == span.start;
        let ends = marks.last().is_some_and(|(_, opens)| !opens)
            && Span::new(last, span.end).of(text).chars().all(|c| !c.is_alphanumeric());
        let mut quoted = 0;
        let mut open = (!opens).then_some(span.start);
        for &(place, opens) in marks {
            match open {
                Some(from) if !opens => {
                    quoted += place - from;
                    open = None;
                }
                None if opens => open = Some(place),
                _ => {}
            }
        }
        quoted += open.map_or(0, |from| span.end - from);
        let quoting = match (starts, ends) {
            (true, true) if quoted * 20 >= (span.end - span.start) * 17 => Quoting::Whole,
            (true, true) => Quoting::Both,
            (true, false) => Quoting::Opens,
            (false, true) => Quoting::Closes,
            (false, false) => Quoting::Inner,
        };
        (quoting, quoted)
    }
}

/// Whether a mark opens: which way it points, unless the blanks around it say otherwise.
fn opens(mark: &str, before: &str, after: &str) -> bool {
    let is_behind_blank = before
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '‘' | '\''));
    let is_before_blank = after.chars().next().is_none_or(char::is_whitespace);
    match mark {
        "«" | "„" => true,
        "»" => false,
        "“" => is_behind_blank || !is_before_blank,
        _ => is_behind_blank && !is_before_blank,
    }
}

/// Whether a sentence ends before `place`.
fn follows_stop(text: &str, place: usize) -> bool {
    let before = Span::new(0, place).of(text).trim_end();
    before.is_empty() || before.ends_with(['.', '?', '!', ':', '”', '"', '\'', '’', ')'])
}
