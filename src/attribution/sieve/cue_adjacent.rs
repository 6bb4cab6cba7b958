//! A reporting verb and its subject stand beside the quotation, before, behind, inverted or in between:
//! “Yes,” said Senator Moore. Must stay silent on: “Yes” was the word on every poster.

use std::ops::Range;

use super::{Evidence, Scene, Who};
use crate::attribution::candidate::{Candidate, Kind};
use crate::attribution::context::Context;
use crate::attribution::noun_phrase::is_any_pronoun;
use crate::attribution::report::{Report, report_before, report_behind};
use crate::span::Span;

/// The subject of the verb.
pub(super) fn decide(scene: &Scene<'_>, candidate: &Candidate) -> Option<Evidence> {
    let report = adjacent(scene.context, candidate)?;
    if report.subject.len() == 1 && is_any_pronoun(&scene.context.lower(report.subject.start)) {
        return None;
    }
    let cue = Some(scene.context.tokens[report.cue].span);
    Some(Evidence {
        who: Who::Phrase(report.subject.clone()),
        cue,
        confidence: confidence(candidate, &report),
    })
}

/// The report that is nearest to the quotation.
pub(super) fn adjacent(context: &Context<'_>, candidate: &Candidate) -> Option<Report> {
    if let Some(report) = &candidate.report {
        return Some(report.clone());
    }
    let behind = report_behind(context, &candidate.frame.tail);
    behind.or_else(|| report_before(context, &candidate.frame.lead))
}

/// How sure it is that `subject` of the verb at `cue` says the words, where the plain shape of the sentence says so too;
/// nothing where it does not.
pub(super) fn agreed(context: &Context<'_>, candidate: &Candidate, subject: &Range<usize>, cue: Span) -> f32 {
    let is_same = |report: &Report| {
        let both = report.subject.start < subject.end && subject.start < report.subject.end;
        both && context.tokens[report.cue].span == cue
    };
    adjacent(context, candidate).filter(is_same).map_or(0.0, |report| confidence(candidate, &report))
}

/// The farther the verb from the words, the less sure.
fn confidence(candidate: &Candidate, report: &Report) -> f32 {
    match (candidate.kind, report.distance) {
        (Kind::Mixed, 0..=4) => 0.85,
        (Kind::Mixed, _) => 0.7,
        (Kind::Direct | Kind::Indirect, 0..=3) => 0.95,
        (Kind::Direct | Kind::Indirect, 4..=7) => 0.88,
        _ => 0.75,
    }
}
