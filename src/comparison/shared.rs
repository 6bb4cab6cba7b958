//! Which quotations two articles both have: word by word, cut short in one of them, or altered.

use std::collections::BTreeSet;

use super::Heard;
use crate::annotation::anchor::{Rendering, Reworded, Weighty};
use crate::attribution::{Kind, Quotation};
use crate::correction::is_one_person;
use crate::quotation::{Passage, passages};
use crate::span::Span;

/// A quotation that both articles have.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// How it stands in each.
    pub sides: [Said; 2],
    /// How the two are to each other.
    pub verdict: Verdict,
    /// Whether the same person says it; `None` where that cannot be told.
    pub is_same_speaker: Option<bool>,
    /// The weightiest kind of word that is another.
    pub weighty: Option<Weighty>,
    /// Whether the shorter one leaves a negation out before its words.
    pub leaves_out_negation: bool,
    /// Both in one: what only the first has as `[-…-]`, what only the second has as `{+…+}`.
    pub difference: String,
}

/// A quotation as one article has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its number among all quotations of the article, from 0.
    pub index: usize,
    /// From its first to its last byte.
    pub span: Span,
    /// Its words in quotation marks.
    pub words: String,
    /// Who says it.
    pub speaker: Option<String>,
}

/// How two renderings of the same words are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The words are the same.
    Verbatim,
    /// The first article has only a part of what the second has.
    CutInFirst,
    /// The second article has only a part of what the first has.
    CutInSecond,
    /// Words were changed.
    Altered,
}

impl Verdict {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::CutInFirst | Self::CutInSecond => "cut-short",
            Self::Altered => "altered",
        }
    }
}

/// Fewer words than this are said by anybody.
const LEAST_WORDS: usize = 3;

/// The pieces of a quotation that are in quotation marks. A reported one has none.
pub fn in_marks<'t>(text: &'t str, quotation: &Quotation, passages: &[Passage]) -> Vec<&'t str> {
    match quotation.kind {
        Kind::Direct => quotation.spans.iter().map(|span| span.of(text)).collect(),
        Kind::Indirect => Vec::new(),
        Kind::Mixed => {
            let marked = passages.iter().filter(|passage| passage.style.is_some());
            let spans = marked.flat_map(|passage| passage.spans.iter());
            let is_own = |span: &&Span| quotation.spans.iter().any(|own| own.overlaps(**span));
            spans.filter(is_own).map(|span| span.of(text)).collect()
        }
    }
}

/// A quotation with its words as they are looked up.
struct Candidate {
    said: Said,
    words: BTreeSet<String>,
    count: usize,
}

/// A pair of quotations, by their places in the lists of both, with how much alike they are.
struct Match {
    places: (usize, usize),
    rank: (bool, bool, u8),
    shared: Shared,
}

/// The quotations that both articles have, in the order of the first. Each stands with the one that is most like it; one
/// that the other article parts in two stands twice.
pub(super) fn shared(one: Heard<'_>, other: Heard<'_>) -> Vec<Shared> {
    let (first, second) = (candidates(one), candidates(other));
    let mut matches = Vec::new();
    for (at, a) in first.iter().enumerate() {
        for (place, b) in second.iter().enumerate() {
            let in_both = a.words.intersection(&b.words).count();
            if in_both * 2 < a.words.len().min(b.words.len()) {
                continue;
            }
            if let Some((shared, likeness)) = compared(a, b) {
                let is_changed = shared.verdict == Verdict::Altered;
                let rank = (!is_changed, shared.is_same_speaker != Some(false), likeness);
                matches.push(Match { places: (at, place), rank, shared });
            }
        }
    }
    let is_best = |own: &Match| {
        let better = |rival: &&Match| rival.rank > own.rank;
        let of_first = matches.iter().filter(|rival| rival.places.0 == own.places.0);
        let of_second = matches.iter().filter(|rival| rival.places.1 == own.places.1);
        of_first.into_iter().find(better).is_none() || of_second.into_iter().find(better).is_none()
    };
    let best: Vec<bool> = matches.iter().map(is_best).collect();
    matches.into_iter().zip(best).filter(|(_, is_best)| *is_best).map(|(found, _)| found.shared).collect()
}

fn candidates(heard: Heard<'_>) -> Vec<Candidate> {
    let text = heard.article.text();
    let passages = passages(text, heard.article.blocks());
    let quotations = heard.analysis.quotations.iter().enumerate();
    let all = quotations.filter_map(|(index, quotation)| {
        let pieces = in_marks(text, quotation, &passages);
        let between = if quotation.kind == Kind::Mixed { " … " } else { " " };
        let words = pieces.join(between).split_whitespace().collect::<Vec<_>>().join(" ");
        let each = || words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let (count, set) = (each().count(), each().map(str::to_lowercase).collect());
        let speaker = heard.analysis.speaker_of(quotation).map(|speaker| speaker.name.clone());
        let said = Said { index, span: quotation.hull(), words: words.clone(), speaker };
        (count >= LEAST_WORDS).then_some(Candidate { said, words: set, count })
    });
    all.collect()
}

/// How two quotations are to each other, the shorter held against the longer; `None` where other words were said.
fn compared(a: &Candidate, b: &Candidate) -> Option<(Shared, u8)> {
    let first_is_given = a.count < b.count;
    let (given, source) = if first_is_given { (a, b) } else { (b, a) };
    let rendering = Rendering::new(&given.said.words, &source.said.words)?;
    let verdict = match (&rendering.change, rendering.is_part, first_is_given) {
        (Some(_), ..) => Verdict::Altered,
        (None, false, _) => Verdict::Verbatim,
        (None, true, true) => Verdict::CutInFirst,
        (None, true, false) => Verdict::CutInSecond,
    };
    let difference = match &rendering.change {
        Some(change) => told(&change.parts, first_is_given),
        None if verdict == Verdict::Verbatim => a.said.words.clone(),
        None => with_left_out(&source.said.words, rendering.span, first_is_given),
    };
    let shared = Shared {
        sides: [a.said.clone(), b.said.clone()],
        verdict,
        is_same_speaker: is_same_speaker(&a.said, &b.said),
        weighty: rendering.change.as_ref().and_then(|change| change.weighty),
        leaves_out_negation: rendering.change.is_none() && rendering.leaves_out_negation,
        difference,
    };
    Some((shared, rendering.likeness))
}

fn is_same_speaker(one: &Said, other: &Said) -> Option<bool> {
    let (one, other) = (one.speaker.as_deref()?, other.speaker.as_deref()?);
    let is_named = |name: &str| {
        name.split_whitespace().next_back().is_some_and(|last| last.starts_with(char::is_uppercase))
    };
    (is_named(one) && is_named(other)).then(|| is_one_person(one, other))
}

/// Both renderings in one line, what only the first article has before what only the second has.
fn told(parts: &[Reworded], first_is_given: bool) -> String {
    let mut told: Vec<String> = Vec::new();
    let (mut of_first, mut of_second): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Reworded::Same(words) => {
                told.append(&mut of_first);
                told.append(&mut of_second);
                told.push(words.clone());
            }
            // The source has what is left out, the shorter one what is put there.
            Reworded::Left(words) if first_is_given => of_second.push(format!("{{+{words}+}}")),
            Reworded::Left(words) => of_first.push(format!("[-{words}-]")),
            Reworded::Put(words) if first_is_given => of_first.push(format!("[-{words}-]")),
            Reworded::Put(words) => of_second.push(format!("{{+{words}+}}")),
        }
    }
    told.append(&mut of_first);
    told.append(&mut of_second);
    told.join(" ")
}

/// The longer quotation, with what the shorter leaves out before and behind its words in brackets. Quotation marks at either
/// end are nobody's words, and stay outside.
fn with_left_out(source: &str, kept: Span, first_is_given: bool) -> String {
    let (open, close) = if first_is_given { ("{+", "+}") } else { ("[-", "-]") };
    // Marks alone are not left out.
    let is_said = |words: &str| words.contains(char::is_alphanumeric);
    let before = Span::new(0, kept.start).of(source);
    let behind = Span::new(kept.end, source.len()).of(source);
    let said = before.trim_start_matches(is_quotation_mark);
    let marks = before.strip_suffix(said).unwrap_or_default();
    let before =
        if is_said(said) { format!("{marks}{open}{}{close} ", said.trim()) } else { before.to_owned() };
    let said = behind.trim_end_matches(is_quotation_mark);
    let marks = behind.strip_prefix(said).unwrap_or_default();
    let behind =
        if is_said(said) { format!(" {open}{}{close}{marks}", said.trim()) } else { behind.to_owned() };
    format!("{before}{}{behind}", kept.of(source))
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}
