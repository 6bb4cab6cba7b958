//! What each voice of an article amounts to.

use super::{Tally, UNKNOWN};
use crate::attribution::{Analysis, Quotation, SpeakerKind};
use crate::correction::is_by_reader;

/// One speaker, or all that is said by nobody known, with what was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice<'a> {
    /// Which of [`Analysis::speakers`]; `None` for what nobody is known to have said.
    pub speaker: Option<usize>,
    /// Which sign and colour is theirs; `None` where nobody is known.
    pub sign: Option<usize>,
    /// The name, or "unknown".
    pub name: &'a str,
    /// Other words that the article has for the speaker.
    pub aliases: &'a [String],
    /// What the speaker is.
    pub kind: Option<SpeakerKind>,
    /// How many quotations.
    pub said: Tally,
    /// How many words in them.
    pub words: usize,
    /// How much of all quoted words, from 0 to 1.
    pub share: f64,
}

/// The voices in the order they are heard, the unknown one last where there is one: their numbers add up to all
/// quotations and all quoted words.
pub fn voices(analysis: &Analysis) -> Vec<Voice<'_>> {
    let all: usize = analysis.quotations.iter().map(|quotation| quotation.words).sum();
    let known = analysis.speakers.iter().enumerate().map(|(index, speaker)| Voice {
        speaker: Some(index),
        sign: Some(speaker.sign),
        name: &speaker.name,
        aliases: &speaker.aliases,
        kind: Some(speaker.kind),
        said: Tally::default(),
        words: 0,
        share: 0.0,
    });
    let mut voices: Vec<Voice<'_>> = known.collect();
    voices.push(Voice {
        speaker: None,
        sign: None,
        name: UNKNOWN,
        aliases: &[],
        kind: None,
        said: Tally::default(),
        words: 0,
        share: 0.0,
    });
    let unknown = analysis.speakers.len();
    for quotation in &analysis.quotations {
        if let Some(voice) = voices.get_mut(quotation.speaker().unwrap_or(unknown)) {
            voice.said.add(quotation);
            voice.words += quotation.words;
        }
    }
    voices.retain(|voice| voice.said.all() > 0);
    for voice in &mut voices {
        voice.share = share(voice.words, all);
    }
    voices
}

/// Attributions that are less sure than this are shown as a guess: three of ten would be wrong, and a sign on everything
/// tells nothing. What a rule says of itself is measured where it can be (`assets/models/calibration.txt`).
pub(super) const SURE: f32 = 0.7;

/// How much there is to the speaker of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The program says so and is sure.
    Sure,
    /// The program is not sure.
    Guess,
    /// Nobody is known.
    Unknown,
    /// The reader says so.
    ByReader,
}

/// How much there is to the speaker of a quotation.
pub fn certainty(quotation: &Quotation) -> Certainty {
    match &quotation.attribution {
        _ if is_by_reader(quotation) => Certainty::ByReader,
        Some(found) if found.speaker.is_some() && found.confidence >= SURE => Certainty::Sure,
        Some(found) if found.speaker.is_some() => Certainty::Guess,
        _ => Certainty::Unknown,
    }
}

/// The name of whoever said a quotation, as sure as the attribution is: "James Comey", "perhaps James Comey", "unknown
/// speaker"; and who says so, where it is not the program: "James Comey (by you)".
pub fn voice_name(analysis: &Analysis, quotation: &Quotation) -> String {
    told(quotation, analysis.speaker_of(quotation).map_or("unknown speaker", |speaker| speaker.name.as_str()))
}

/// The same, whatever whoever said it is called.
pub(super) fn told(quotation: &Quotation, name: &str) -> String {
    match certainty(quotation) {
        Certainty::Sure | Certainty::Unknown => name.to_owned(),
        Certainty::Guess => format!("perhaps {name}"),
        Certainty::ByReader => format!("{name} (by you)"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share is needed to some digits only")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn the_numbers_add_up() {
        let article =
            sample::article("T", &["“One two,” said A. “Three.” “Four five six,” said B. “Seven,” said A."]);
        let said = [("“One two,”", "A"), ("“Three.”", "-"), ("“Four five six,”", "B"), ("“Seven,”", "A")];
        let analysis = sample::analysis(&article, &said);
        let found: Vec<_> = voices(&analysis)
            .iter()
            .map(|voice| (voice.name.to_owned(), voice.said.all(), voice.words))
            .collect();
        assert_eq!(found, [("A".into(), 2, 3), ("B".into(), 1, 3), ("unknown".into(), 1, 1)]);
        let whole: f64 = voices(&analysis).iter().map(|voice| voice.share).sum();
        assert!((whole - 1.0).abs() < 1e-9);
        assert!(voices(&Analysis::default()).is_empty());
    }
}
