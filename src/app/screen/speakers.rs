//! Who speaks: a list over the page. Enter walks one voice.

use crate::app::list::List;
use crate::attribution::Analysis;

/// The list of speakers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The picked one.
    pub list: List,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The speaker, by index into [`Analysis::speakers`]; `None` for the quotations that nobody is known to have said.
    pub speaker: Option<usize>,
    /// The name shown.
    pub name: String,
    /// What it is: "person", "organisation".
    pub kind: &'static str,
    /// How many quotations.
    pub quotations: usize,
    /// How many words in them.
    pub words: usize,
}

/// The lines, most words first, the unknown last; their quotations add up to all there are.
pub fn lines(analysis: &Analysis) -> Vec<Line> {
    let voices = analysis.speakers.iter().enumerate().map(|(index, speaker)| Line {
        speaker: Some(index),
        name: speaker.name.clone(),
        kind: speaker.kind.name(),
        quotations: speaker.quotations.len(),
        words: speaker.words,
    });
    let mut lines: Vec<Line> = voices.collect();
    lines.sort_by_key(|line| (std::cmp::Reverse(line.words), line.speaker));
    let unknown = || {
        analysis
            .quotations
            .iter()
            .filter(|quotation| quotation.speaker().is_none())
    };
    if unknown().next().is_some() {
        lines.push(Line {
            speaker: None,
            name: "unknown speaker".to_owned(),
            kind: "",
            quotations: unknown().count(),
            words: unknown().map(|quotation| quotation.words).sum(),
        });
    }
    lines
}
