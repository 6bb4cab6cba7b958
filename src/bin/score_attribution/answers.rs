//! The second table, how good each sieve is, and the third, whether the engine is as sure as it is right.

use std::collections::BTreeMap;
use std::fmt;

use super::corpus::{Annotated, Found, Said};
use super::pieces::{Verdict, best, trimmed_pieces};
use super::{percent, share};

/// Where the bands of confidence begin, from the top, in hundredths.
const BANDS: [u8; 7] = [95, 90, 85, 80, 70, 50, 0];

/// Quotations over a corpus.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    of_sieve: BTreeMap<&'static str, Counts>,
    of_band: [Counts; BANDS.len()],
}

#[derive(Debug, Default)]
struct Counts {
    given: usize,
    /// Given to what is no quotation of the corpus.
    strays: usize,
    /// The sum of how sure they are.
    confidence: f64,
    words: Tally,
    names: Tally,
}

#[derive(Debug, Default)]
struct Tally {
    right: usize,
    wrong: usize,
}

impl Tally {
    fn count(&mut self, verdict: Option<bool>) {
        self.right += usize::from(verdict == Some(true));
        self.wrong += usize::from(verdict == Some(false));
    }

    fn share(&self) -> String {
        percent(share(self.right, self.right + self.wrong))
    }
}

impl Answers {
    /// Adds one article.
    pub(crate) fn count(&mut self, annotated: &Annotated, found: &Found) {
        for said in &found.quotations {
            let verdict = verdict(annotated, said);
            self.of_sieve.entry(said.sieve.unwrap_or("(none)")).or_default().count(said, verdict);
            if said.sieve.is_some() {
                self.of_band[band(said.confidence)].count(said, verdict);
            }
        }
    }
}

impl Counts {
    fn count(&mut self, said: &Said, verdict: Option<Verdict>) {
        self.given += 1;
        self.confidence += f64::from(said.confidence);
        match verdict {
            None => self.strays += 1,
            Some(verdict) => {
                self.words.count(verdict.words);
                self.names.count(verdict.name);
            }
        }
    }
}

/// What gold says about a quotation, by the piece that fits best; `None` where none fits.
fn verdict(annotated: &Annotated, said: &Said) -> Option<Verdict> {
    let pieces = trimmed_pieces(&annotated.text, said);
    let pairs = pieces.iter().flat_map(|(piece, _)| annotated.golds.iter().map(move |gold| (*piece, gold)));
    let (piece, gold) = best(pairs, |(piece, gold)| piece.overlap(gold.place))?;
    piece.fits(gold.place).then(|| Verdict::new(&annotated.text, gold, said))
}

/// Which band a confidence, from 0 to 1, is in.
fn band(confidence: f32) -> usize {
    let is_in = |start: &u8| confidence >= f32::from(*start) / 100.0;
    BANDS.iter().position(is_in).unwrap_or(BANDS.len() - 1)
}

impl fmt::Display for Answers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "sieve            answers stray | words right wrong  share | names right wrong  share"
        )?;
        for (sieve, counts) in &self.of_sieve {
            writeln!(
                out,
                "{sieve:16} {:7} {:5} |      {:6} {:5}  {} |      {:6} {:5}  {}",
                counts.given,
                counts.strays,
                counts.words.right,
                counts.words.wrong,
                counts.words.share(),
                counts.names.right,
                counts.names.wrong,
                counts.names.share()
            )?;
        }
        writeln!(out, "\nsure         answers  mean |   words right share |   names right share")?;
        let mut above = 100;
        for (start, counts) in BANDS.iter().zip(&self.of_band) {
            writeln!(
                out,
                "{:.2} to {:.2} {:7}  {} | {:13} {} | {:13} {}",
                f64::from(*start) / 100.0,
                f64::from(above) / 100.0,
                counts.given,
                percent((counts.given > 0).then(|| counts.confidence / counts.given as f64)),
                counts.words.right,
                counts.words.share(),
                counts.names.right,
                counts.names.share()
            )?;
            above = *start;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::tests::{annotated, said};
    use super::*;

    #[test]
    fn answers_by_sieve_and_by_how_sure() {
        let annotated = annotated();
        let wrong = said((0, 6), (23, 26), "Ben");
        let right = Said { confidence: 0.97, ..said((0, 6), (16, 21), "Moore") };
        let stray = Said { sieve: Some("pronoun"), confidence: 0.6, ..said((36, 44), (23, 26), "Ben") };
        let unanswered = Said { sieve: None, mention: None, name: None, ..said((0, 6), (0, 0), "") };
        let text = annotated.text.as_str().to_owned();
        let mut answers = Answers::default();
        answers.count(&annotated, &Found { quotations: vec![wrong, right, stray, unanswered], text });
        let table = answers.to_string();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(
            lines[1],
            "(none)                 1     0 |           0     0    -   |           0     0    -  "
        );
        assert_eq!(
            lines[2],
            "pronoun                1     1 |           0     0    -   |           0     0    -  "
        );
        assert_eq!(
            lines[3],
            "tagged                 2     0 |           1     1   50.0 |           1     1   50.0"
        );
        assert_eq!(lines[6], "0.95 to 1.00       1   97.0 |             1 100.0 |             1 100.0");
        assert_eq!(lines[7], "0.90 to 0.95       1   90.0 |             0   0.0 |             0   0.0");
        assert_eq!(lines[11], "0.50 to 0.70       1   60.0 |             0   -   |             0   -  ");
    }
}
