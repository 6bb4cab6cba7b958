//! Places where a text has visibly lost words or a dash: runs of blanks inside a sentence.
//!
//! Corpora that were flattened by a tokenizer lost every lone dash and every word with an inner hyphen, and kept the
//! blanks around them: three for a word or a dash, four for a dash with a no-break space, five and more for several
//! words. One or two blanks are typists' habit; what stands in preformatted blocks or in columns is alignment.

use std::fmt::{Display, Write as _};

use crate::article::{Block, BlockKind};
use crate::lexicon::{Function, Lexicon};
use crate::span::Span;

/// A place where words are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The run of blanks.
    pub span: Span,
    /// What is missing.
    pub kind: GapKind,
}

/// What is missing in a gap, where that is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// A dash: behind a dateline, or where no word can stand.
    Dash,
    /// One word or several: behind "a" or "the" there is no dash.
    Words,
    /// One or the other.
    Unknown,
}

impl GapKind {
    /// The name used in `sayso analyze`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dash => "dash",
            Self::Words => "words",
            Self::Unknown => "unknown",
        }
    }

    /// The quiet sign that stands for what is missing, one cell wide.
    pub fn sign(self) -> char {
        match self {
            Self::Dash => '–',
            Self::Words => '…',
            Self::Unknown => '·',
        }
    }

    /// The same for ears.
    pub fn words(self) -> &'static str {
        match self {
            Self::Dash => "–",
            Self::Words => "(words missing)",
            Self::Unknown => "(words or a dash missing)",
        }
    }
}

/// The words at `span` with the sign of each gap between blanks in its place; `gaps` are all of the text, in order.
pub fn with_signs(text: &str, span: Span, gaps: &[Gap]) -> String {
    with_gaps(text, span, gaps, GapKind::sign)
}

/// The words at `span` with what is said for each gap between blanks in its place; `gaps` are all of the text, in
/// order.
pub fn with_gaps<T: Display>(text: &str, span: Span, gaps: &[Gap], said: impl Fn(GapKind) -> T) -> String {
    let mut words = String::with_capacity(span.len());
    let mut place = span.start;
    let first = gaps.partition_point(|gap| gap.span.start < span.start);
    for gap in gaps.iter().skip(first).take_while(|gap| gap.span.end <= span.end) {
        words.push_str(Span::new(place, gap.span.start).of(text));
        write!(words, " {} ", said(gap.kind)).ok();
        place = gap.span.end;
    }
    words.push_str(Span::new(place, span.end).of(text));
    words
}

/// The gap that begins at byte `place`.
pub fn gap_at(gaps: &[Gap], place: usize) -> Option<&Gap> {
    let index = gaps.binary_search_by_key(&place, |gap| gap.span.start).ok()?;
    gaps.get(index)
}

/// The fewest blanks that are more than a slip of the thumb.
const FEWEST: usize = 3;
/// So many blanks are left by a dash.
const DASH: usize = 4;

/// Appends the gaps of `block` to `gaps`.
pub fn gaps(text: &str, block: &Block, lexicon: &Lexicon, gaps: &mut Vec<Gap>) {
    let words = block.span.of(text);
    if block.kind == BlockKind::Preformatted || !words.contains("  ") && !words.contains('\u{a0}') {
        return;
    }
    let found: Vec<Span> = runs(words).filter(|run| is_inside(words, *run)).collect();
    if is_aligned(words, &found) {
        return;
    }
    gaps.extend(found.into_iter().map(|run| Gap {
        span: Span::new(block.span.start + run.start, block.span.start + run.end),
        kind: kind(words, run, lexicon),
    }));
}

/// The runs of blanks in `words`, no-break spaces among them.
fn runs(words: &str) -> impl Iterator<Item = Span> {
    let mut place = 0;
    std::iter::from_fn(move || {
        let rest = words.get(place..)?;
        let start = place + rest.find([' ', '\u{a0}'])?;
        let run = words.get(start..)?;
        let end = start + (run.len() - run.trim_start_matches([' ', '\u{a0}']).len());
        place = end;
        Some(Span::new(start, end))
    })
    .filter(move |run| run.of(words).chars().count() >= FEWEST)
}

/// Whether words of one line stand on both sides.
fn is_inside(words: &str, run: Span) -> bool {
    let before = words.get(..run.start).and_then(|before| before.chars().next_back());
    let after = words.get(run.end..).and_then(|after| after.chars().next());
    before.is_some_and(|c| !c.is_whitespace()) && after.is_some_and(|c| !c.is_whitespace())
}

/// Whether the runs part columns rather than words: a line in them for every few words, or figures beside them.
fn is_aligned(words: &str, runs: &[Span]) -> bool {
    let is_figure = |run: &&Span| {
        let after = words.get(run.end..).and_then(|after| after.chars().next());
        after.is_some_and(|c| c.is_ascii_digit() || matches!(c, '$' | '|'))
    };
    let count = words.split_whitespace().count();
    runs.len() > 1 && (runs.len() * 4 > count || runs.iter().filter(is_figure).count() * 2 > runs.len())
}

/// What is missing in a run of blanks.
fn kind(words: &str, run: Span, lexicon: &Lexicon) -> GapKind {
    let before = words.get(..run.start).unwrap_or_default();
    let blanks = run.of(words).chars().count();
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let wants_word = matches!(lexicon.function(&last), Some(Function::Determiner | Function::Preposition));
    match blanks {
        _ if ends_dateline(before) => GapKind::Dash,
        _ if wants_word || blanks > DASH => GapKind::Words,
        DASH => GapKind::Dash,
        _ => GapKind::Unknown,
    }
}

/// WASHINGTON (AP) · LOS ANGELES, Sept. 28 (UPI): a bracket soon after the start of a paragraph or sentence, behind
/// capitals.
fn ends_dateline(before: &str) -> bool {
    const LONGEST: usize = 40;
    let Some(agency) = before.strip_suffix(')').and_then(|before| before.rsplit_once('(')) else {
        return false;
    };
    let (place, agency) = agency;
    let sentence = place.rsplit(". ").next().unwrap_or(place);
    let is_agency = !agency.is_empty() && agency.chars().all(|c| c.is_uppercase() || c == ' ');
    let city = if sentence.len() > 8 { sentence } else { place };
    is_agency && city.chars().count() <= LONGEST && city.chars().take(3).all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> String {
        let mut all = Vec::new();
        let block = Block::given(Span::new(0, text.len()), BlockKind::Paragraph);
        gaps(text, &block, Lexicon::bundled(), &mut all);
        let mut shown = String::new();
        let mut place = 0;
        for gap in all {
            shown.push_str(Span::new(place, gap.span.start).of(text));
            shown.push('[');
            shown.push_str(gap.kind.name());
            shown.push(']');
            place = gap.span.end;
        }
        shown + Span::new(place, text.len()).of(text)
    }

    #[test]
    fn runs_of_blanks_inside_a_sentence_are_gaps() {
        for (text, expected) in [
            ("left on the pier    twice refusing to board", "left on the pier[dash]twice refusing to board"),
            ("It is hardly a   answer to give.", "It is hardly a[words]answer to give."),
            ("went from bad to         on Friday", "went from bad to[words]on Friday"),
            ("the council     members agreed", "the council[words]members agreed"),
            (
                "the mayor   who had not read it   signed",
                "the mayor[unknown]who had not read it[unknown]signed",
            ),
            ("PORT ALDER (AP)   The council met.", "PORT ALDER (AP)[dash]The council met."),
            (
                "PORT ALDER, Sept. 3 (UPI)   The council met.",
                "PORT ALDER, Sept. 3 (UPI)[dash]The council met.",
            ),
            ("a \u{a0} answer", "a[words]answer"),
        ] {
            assert_eq!(found(text), expected);
        }
    }

    #[test]
    fn signs_stand_for_what_is_missing() {
        let text = "Left on the pier    twice, in a   mood.";
        let mut all = Vec::new();
        gaps(
            text,
            &Block::given(Span::new(0, text.len()), BlockKind::Paragraph),
            Lexicon::bundled(),
            &mut all,
        );
        let whole = Span::new(0, text.len());
        assert_eq!(with_signs(text, whole, &all), "Left on the pier – twice, in a … mood.");
        assert_eq!(with_signs(text, Span::new(20, text.len()), &all), "twice, in a … mood.");
        assert_eq!(gap_at(&all, 16).map(|gap| gap.kind), Some(GapKind::Dash));
        assert_eq!(gap_at(&all, 17), None);
    }

    #[test]
    fn spacing_and_alignment_are_none() {
        for text in [
            "It ended.  It began again.",
            "two  blanks only, a slip",
            "Votes   12   Absent   3   Excused   1",
            "Name     Votes     Share",
            "trailing    ",
            "    leading",
            "",
        ] {
            assert_eq!(found(text), text);
        }
    }

    proptest! {
        #[test]
        fn gaps_are_blanks_in_order(text in "[a-z.()\u{a0} \n]{0,60}") {
            let mut all = Vec::new();
            gaps(&text, &Block::given(Span::new(0, text.len()), BlockKind::Paragraph), Lexicon::bundled(), &mut all);
            let mut place = 0;
            for gap in all {
                prop_assert!(gap.span.start >= place && gap.span.of(&text).trim().is_empty() && !gap.span.is_empty());
                place = gap.span.end;
            }
        }
    }
}
