//! The first table: which pieces of quoted content are found, and whether their speakers are right.

use std::fmt;

use super::corpus::{Annotated, Found, Gold, Said};
use super::person::is_same_person;
use super::text::{Stretch, Text};
use super::{f1, percent, share};

const KINDS: [&str; 5] = ["quoted", "direct", "mixed", "indirect", "thought"];

/// Counts over a corpus.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    pub(crate) articles: usize,
    /// Articles whose text the engine changed.
    changed: usize,
    of: [Counts; KINDS.len()],
}

#[derive(Debug, Default)]
struct Counts {
    gold: usize,
    found: usize,
    exact: usize,
    /// Gold pieces that name their speaker nearby, and those of them where the engine does so too.
    named: usize,
    named_right: usize,
    given: usize,
    /// Gold pieces with a full name.
    entities: usize,
    entities_right: usize,
    predicted: usize,
    predicted_right: usize,
}

/// Whether the engine's words and name for the speaker of a gold piece are right; `None` where either has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) words: Option<bool>,
    pub(crate) name: Option<bool>,
}

impl Verdict {
    pub(crate) fn new(text: &Text, gold: &Gold, said: &Said) -> Self {
        let words = gold.mention.zip(said.mention).map(|(gold, said)| text.share_word(gold, said));
        let names = gold.name.as_ref().zip(said.name.as_ref());
        Self { words, name: names.map(|(gold, said)| is_same_person(gold, said)) }
    }
}

impl Pieces {
    /// Adds one article.
    pub(crate) fn count(&mut self, annotated: &Annotated, found: &Found) {
        let Annotated { text, golds } = annotated;
        self.articles += 1;
        self.changed += usize::from(found.text != text.as_str());
        let pieces: Vec<(Stretch, &Said)> =
            found.quotations.iter().flat_map(|said| trimmed_pieces(text, said)).collect();
        for gold in golds {
            let best = best(pieces.iter().copied(), |(piece, _)| piece.overlap(gold.place));
            let hit = best.filter(|(piece, _)| piece.fits(gold.place));
            let verdict = hit.map(|(_, said)| Verdict::new(text, gold, said)).unwrap_or_default();
            for counts in self.rows(gold.kind, gold.kind != "indirect" && gold.kind != "thought") {
                counts.gold += 1;
                counts.found += usize::from(hit.is_some());
                counts.exact += usize::from(hit.is_some_and(|(piece, _)| piece == gold.place));
                counts.named += usize::from(gold.mention.is_some());
                counts.given += usize::from(verdict.words.is_some());
                counts.named_right += usize::from(verdict.words == Some(true));
                counts.entities += usize::from(gold.name.is_some());
                counts.entities_right += usize::from(verdict.name == Some(true));
            }
        }
        for (piece, said) in pieces {
            let is_right = golds.iter().any(|gold| piece.fits(gold.place));
            for counts in self.rows(said.kind, said.kind != "indirect") {
                counts.predicted += 1;
                counts.predicted_right += usize::from(is_right);
            }
        }
    }

    /// The rows that a piece of this kind counts in.
    fn rows(&mut self, kind: &'static str, is_quoted: bool) -> impl Iterator<Item = &mut Counts> {
        let is_row = move |name: &str| name == kind || (is_quoted && name == "quoted");
        self.of.iter_mut().zip(KINDS).filter(move |(_, name)| is_row(name)).map(|(counts, _)| counts)
    }
}

/// The pieces of a quotation, their ends trimmed.
pub(crate) fn trimmed_pieces<'a>(text: &Text, said: &'a Said) -> Vec<(Stretch, &'a Said)> {
    said.pieces.iter().filter_map(|piece| Some((text.trimmed(*piece)?, said))).collect()
}

/// The first item of the highest value.
pub(crate) fn best<T: Copy>(items: impl Iterator<Item = T>, value: impl Fn(T) -> f64) -> Option<T> {
    items.reduce(|best, item| if value(item) > value(best) { item } else { best })
}

impl fmt::Display for Pieces {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "articles {}  text changed {}", self.articles, self.changed)?;
        writeln!(
            out,
            "kind       gold   span P     R    F1  exact | mention P     R    (n) | AR-F1 | entity (n)"
        )?;
        for (name, counts) in KINDS.iter().zip(&self.of) {
            let precision = share(counts.predicted_right, counts.predicted);
            let recall = share(counts.found, counts.gold);
            let mention = share(counts.named_right, counts.given);
            let named = share(counts.named_right, counts.named);
            let span = f1(precision.unwrap_or_default(), recall.unwrap_or_default());
            let whole =
                f1(precision.unwrap_or_default() * mention.unwrap_or_default(), named.unwrap_or_default());
            writeln!(
                out,
                "{name:9} {:5}    {} {} {}  {} |     {} {} {:6} | {} | {} {:5}",
                counts.gold,
                percent(precision),
                percent(recall),
                percent(Some(span)),
                percent(share(counts.exact, counts.gold)),
                percent(mention),
                percent(named),
                counts.named,
                percent(Some(whole)),
                percent(share(counts.entities_right, counts.entities)),
                counts.entities
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// “Yes,” said Ada Moore. Ben says no. “Titles”
    pub(crate) fn annotated() -> Annotated {
        let gold = |place: (usize, usize), kind, mention: (usize, usize), name: Option<&str>| Gold {
            place: Stretch::new(place.0, place.1),
            kind,
            mention: Some(Stretch::new(mention.0, mention.1)),
            name: name.map(str::to_owned),
        };
        Annotated {
            text: Text::new("“Yes,” said Ada Moore. Ben says no. “Titles”".to_owned()),
            golds: vec![
                gold((1, 4), "direct", (12, 21), Some("Ada Moore")),
                gold((32, 34), "indirect", (23, 26), None),
            ],
        }
    }

    pub(crate) fn said(piece: (usize, usize), mention: (usize, usize), name: &str) -> Said {
        Said {
            pieces: vec![Stretch::new(piece.0, piece.1)],
            kind: "direct",
            mention: Some(Stretch::new(mention.0, mention.1)),
            name: Some(name.to_owned()),
            sieve: Some("tagged"),
            confidence: 0.9,
        }
    }

    #[test]
    fn one_found_one_missed_one_too_many() {
        let annotated = annotated();
        let text = annotated.text.as_str().to_owned();
        let found = Found {
            quotations: vec![said((0, 6), (16, 21), "Moore"), said((36, 44), (23, 26), "Ben")],
            text,
        };
        let mut pieces = Pieces::default();
        pieces.count(&annotated, &found);
        let table = pieces.to_string();
        let lines: Vec<&str> = table.lines().skip(2).collect();
        // One of two predicted pieces is right, the one gold piece is found: P 50, R 100, F1 66.7.
        let direct = "     1     50.0 100.0  66.7  100.0 |     100.0 100.0      1 |  66.7 | 100.0     1";
        assert_eq!(lines[0], format!("quoted   {direct}"));
        assert_eq!(lines[1], format!("direct   {direct}"));
        let missed = "     1      -     0.0   0.0    0.0 |       -     0.0      1 |   0.0 |   -       0";
        assert_eq!(lines[3], format!("indirect {missed}"));
    }

    #[test]
    fn a_verdict_needs_both_sides() {
        let annotated = annotated();
        let [ada, ben] = annotated.golds.as_slice() else { panic!("two pieces") };
        let right = Verdict { words: Some(true), name: Some(true) };
        assert_eq!(Verdict::new(&annotated.text, ada, &said((0, 6), (12, 15), "Ada Moore")), right);
        let wrong = Verdict { words: Some(false), name: Some(false) };
        assert_eq!(Verdict::new(&annotated.text, ada, &said((0, 6), (23, 26), "Ben")), wrong);
        let unnamed = Verdict { words: Some(true), name: None };
        assert_eq!(Verdict::new(&annotated.text, ben, &said((32, 34), (23, 26), "Ben")), unnamed);
    }

    #[test]
    fn of_equals_the_first_is_best() {
        assert_eq!(best([(1, 0.5), (2, 0.5), (3, 0.1)].into_iter(), |item| item.1), Some((1, 0.5)));
    }
}
