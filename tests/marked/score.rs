//! How often each sieve names the right speaker, and how often the words are right.

use std::collections::BTreeMap;
use std::fmt;

use sayso::span::Span;

use super::column::{Column, Finding};
use super::judge::{Judged, Verdict, is_mention, is_same_place};

/// Counts of pieces.
#[derive(Default)]
pub(crate) struct Score {
    /// Right, wrong, unknown.
    speakers: BTreeMap<&'static str, [usize; 3]>,
    whole: usize,
    cut: usize,
    of_other_kind: usize,
    named_wrong: usize,
    nobodys: usize,
    missed: usize,
    unjudged: usize,
}

impl Score {
    /// Adds one column.
    pub(crate) fn add(&mut self, column: &Column, judged: &Judged) {
        for (finding, verdicts) in column.findings.iter().zip(&judged.verdicts) {
            for (piece, verdict) in finding.pieces.iter().zip(verdicts) {
                *self.count_of(&column.text, finding, *piece, verdict) += 1;
                self.speaker(finding, verdict);
            }
        }
        self.missed += judged.missed.len();
    }

    /// The count that a piece with this verdict adds to.
    fn count_of(&mut self, text: &str, finding: &Finding, piece: Span, verdict: &Verdict) -> &mut usize {
        let truth = match verdict {
            Verdict::Unjudged => return &mut self.unjudged,
            Verdict::Right(_) => return &mut self.whole,
            Verdict::Wrong(truth) => truth,
        };
        match &truth.answer {
            None => &mut self.nobodys,
            Some(_) if !is_same_place(text, piece, truth.place) => &mut self.cut,
            Some(answer) if answer.kind != finding.kind => &mut self.of_other_kind,
            Some(_) if !is_mention(text, finding, truth) => &mut self.named_wrong,
            Some(_) => &mut self.whole,
        }
    }

    fn speaker(&mut self, finding: &Finding, verdict: &Verdict) {
        let column = match verdict {
            Verdict::Unjudged => return,
            _ if finding.kind == "unspoken" => return,
            Verdict::Right(_) => 0,
            Verdict::Wrong(truth) => match &truth.answer {
                Some(answer) if answer.speaker == finding.speaker => 0,
                Some(_) if finding.speaker == "unknown" => 2,
                _ => 1,
            },
        };
        self.speakers.entry(finding.sieve.unwrap_or("(none)")).or_default()[column] += 1;
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "# Who says it, by sieve: right, wrong, unknown")?;
        for (sieve, [right, wrong, unknown]) in &self.speakers {
            writeln!(out, "# {sieve}: {right} {wrong} {unknown}")?;
        }
        writeln!(
            out,
            "# Which words: {} right, {} cut wrong, {} of another kind, {} named by wrong words, {} that nobody says, {} missed",
            self.whole, self.cut, self.of_other_kind, self.named_wrong, self.nobodys, self.missed
        )?;
        if self.unjudged > 0 {
            writeln!(out, "# {} unjudged", self.unjudged)?;
        }
        Ok(())
    }
}
