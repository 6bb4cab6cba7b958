//! Finds words by their selectors alone, where the text that they were marked in is not kept.

use super::difference::errors;
use super::pair::ratio;
use super::words::Words;
use crate::annotation::QuoteSelector;
use crate::span::Span;

/// What the selectors tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// The words are here.
    Certain(Span),
    /// They stand here only, but something else stands around them.
    Alone(Span),
    /// They do not stand anywhere, or in more than one place.
    Nowhere,
}

/// So many places of the same words are looked at.
const MOST: usize = 4_096;

/// The words of `new`, as numbers of words, that `quote` means.
pub(super) fn told(quote: &QuoteSelector, new: &Words) -> Told {
    let exact = Words::new(&quote.exact);
    if exact.len() == 0 {
        return Told::Nowhere;
    }
    let places = places(new, &exact);
    let context = Context::new(quote);
    let sides = |place: &Span| context.sides(new, *place);
    let certain: Vec<&Span> =
        places.iter().filter(|place| sides(place).into_iter().all(|side| side >= 0.85)).collect();
    match (certain.as_slice(), places.as_slice()) {
        ([only], _) => Told::Certain(**only),
        ([], [only]) if sides(only).into_iter().any(|side| side >= 0.8) => Told::Certain(*only),
        ([], [only]) => Told::Alone(*only),
        _ => Told::Nowhere,
    }
}

fn places(new: &Words, exact: &Words) -> Vec<Span> {
    let words = exact.folded(Span::new(0, exact.len()));
    let begins = new.all_folded().match_indices(words).take(MOST);
    let place = |(place, _): (usize, &str)| {
        let start = new.beginning_at(place)?;
        let found = Span::new(start, (start + exact.len()).min(new.len()));
        (new.folded(found) == words).then_some(found)
    };
    begins.filter_map(place).collect()
}

/// The words around a quotation.
struct Context {
    before: Words,
    after: Words,
}

impl Context {
    fn new(quote: &QuoteSelector) -> Self {
        // The first word of what stood before may be half a word, and so the last one of what followed.
        let (before, after) = (quote.prefix.as_str(), quote.suffix.as_str());
        let before = if is_cut(before) {
            before.split_once(char::is_whitespace).map_or("", |cut| cut.1)
        } else {
            before
        };
        let after = if is_cut(after) {
            after.rsplit_once(char::is_whitespace).map_or("", |cut| cut.0)
        } else {
            after
        };
        Self { before: Words::new(before), after: Words::new(after) }
    }

    /// How much of what stood before and of what followed stands around `place`, from 0 to 1, word by word; the edge of
    /// the text is known again as the edge of the text.
    fn sides(&self, new: &Words, place: Span) -> [f64; 2] {
        let count = self.before.len();
        let before = (0..count).map(|back| {
            let there = (place.start + back).checked_sub(count);
            (self.before.word(back), there.map_or("", |there| new.word(there)))
        });
        let after = (0..self.after.len()).map(|ahead| {
            let there = place.end + ahead;
            (self.after.word(ahead), if there < new.len() { new.word(there) } else { "" })
        });
        let edges = [place.start == 0, place.end == new.len()];
        [alike(before, edges[0]), alike(after, edges[1])]
    }
}

/// Whether a context was as long as a selector keeps it.
fn is_cut(context: &str) -> bool {
    context.chars().count() >= 64
}

fn alike<'w>(words: impl Iterator<Item = (&'w str, &'w str)>, is_edge: bool) -> f64 {
    let (mut same, mut all) = (0, 0);
    for (old, new) in words {
        all += old.len();
        same += errors(old, new).map_or(0, |errors| old.len().saturating_sub(errors));
    }
    if all == 0 { f64::from(u8::from(is_edge)) } else { ratio(same, all) }
}
