//! How often each sieve names the right speaker, and how often the words are right.

use std::collections::BTreeMap;
use std::fmt;

use super::column::{Column, Finding};
use super::judge::{Judged, Verdict, is_same_place};

/// Counts of pieces.
#[derive(Default)]
pub(crate) struct Score {
    /// Right, wrong, unknown.
    speakers: BTreeMap<&'static str, [usize; 3]>,
    whole: usize,
    cut: usize,
    of_other_kind: usize,
    nobodys: usize,
    missed: usize,
    unjudged: usize,
}

impl Score {
    /// Adds one column.
    pub(crate) fn add(&mut self, column: &Column, judged: &Judged) {
        for (finding, verdicts) in column.findings.iter().zip(&judged.verdicts) {
            for (piece, verdict) in finding.pieces.iter().zip(verdicts) {
                let is_same = |truth: &super::key::Truth| is_same_place(&column.text, *piece, truth.place);
                match verdict {
                    Verdict::Unjudged => self.unjudged += 1,
                    Verdict::Right => self.whole += 1,
                    Verdict::Wrong(truth) if truth.answer.is_none() => self.nobodys += 1,
                    Verdict::Wrong(truth) if !is_same(truth) => self.cut += 1,
                    Verdict::Wrong(truth) => {
                        let is_kind = truth.answer.as_ref().is_some_and(|answer| answer.kind == finding.kind);
                        *(if is_kind { &mut self.whole } else { &mut self.of_other_kind }) += 1;
                    }
                }
                self.speaker(finding, verdict);
            }
        }
        self.missed += judged.missed.len();
    }

    fn speaker(&mut self, finding: &Finding, verdict: &Verdict) {
        let column = match verdict {
            Verdict::Unjudged => return,
            _ if finding.kind == "unspoken" => return,
            Verdict::Right => 0,
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
            "# Which words: {} right, {} cut wrong, {} of another kind, {} that nobody says, {} missed",
            self.whole, self.cut, self.of_other_kind, self.nobodys, self.missed
        )?;
        if self.unjudged > 0 {
            writeln!(out, "# {} unjudged", self.unjudged)?;
        }
        Ok(())
    }
}
