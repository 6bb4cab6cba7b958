//! A quotation that was held against the library, as it is shown.

use super::{Checked, Source};
use crate::annotation::anchor::{Reworded, Weighty};
use crate::attribution::{Analysis, Quotation};
use crate::export::checked::{self, Outcome};
use crate::span::{CodePoints, Span};

/// One quotation of the article `article` as it is shown.
pub fn shown<'a>(
    checked: &'a Checked,
    analysis: &'a Analysis,
    article: &'a str,
    points: &CodePoints<&str>,
) -> checked::Checked<'a> {
    let quotation = analysis.quotations.get(checked.index);
    let hull = quotation.map(Quotation::hull).unwrap_or_default();
    let speaker = quotation.and_then(|quotation| analysis.speaker_of(quotation));
    let found = checked.found.as_ref();
    let verdict = verdict(checked);
    let same_speaker = found.and_then(|found| found.is_same_speaker);
    let change = found.and_then(|found| found.rendering.change.as_ref());
    let is_cut = verdict == Outcome::CutShort;
    let (before, after) = found.filter(|_| is_cut).map(left_out).unwrap_or_default();
    checked::Checked {
        article,
        id: format!("q{}", checked.index + 1),
        start: points.at(hull.start),
        end: points.at(hull.end),
        words: &checked.words,
        speaker: speaker.map(|speaker| speaker.name.as_str()),
        verdict,
        wrong: change.is_some() || verdict == Outcome::NotFound || same_speaker == Some(false),
        same_speaker,
        critical: change.and_then(|change| change.weighty).map(Weighty::name),
        difference: change.map(ToString::to_string),
        before,
        after,
        leaves_out_negation: change.is_none()
            && found.is_some_and(|found| found.rendering.leaves_out_negation),
        source: found.map(source),
        elsewhere: checked.elsewhere,
    }
}

fn verdict(checked: &Checked) -> Outcome {
    match &checked.found {
        None if checked.is_short => Outcome::TooShort,
        None => Outcome::NotFound,
        Some(found) if is_longer(found) => Outcome::CutShort,
        Some(found) if found.rendering.change.is_some() => Outcome::Altered,
        Some(found) if found.is_quoted && found.rendering.is_part => Outcome::CutShort,
        Some(_) => Outcome::Verbatim,
    }
}

/// Whether the source has only a part of the words, unchanged: nothing but words on which no meaning hangs stand before or
/// behind them.
fn is_longer(found: &Source) -> bool {
    let Some(change) = &found.rendering.change else { return false };
    let is_put = |part: &&Reworded| matches!(part, Reworded::Put(_));
    let inner = change.parts.iter().filter(|part| !is_put(part)).count();
    let is_whole = matches!(change.parts.iter().find(|part| !is_put(part)), Some(Reworded::Same(_)));
    found.is_quoted && !found.rendering.is_part && change.weighty.is_none() && inner == 1 && is_whole
}

/// What of a quotation stands before and behind the words that were found; nothing where that is only marks.
fn left_out(found: &Source) -> (Option<&str>, Option<&str>) {
    if !found.is_quoted {
        return (None, None);
    }
    let words = found.words.as_str();
    let span = found.rendering.span;
    let is_mark = |c: char| c.is_whitespace() || "\"“”‘’'«»,;".contains(c);
    let before = Span::new(0, span.start).of(words).trim().trim_end_matches(is_mark);
    let after = Span::new(span.end, words.len()).of(words);
    let after = after.trim_start_matches(|c: char| is_mark(c) || c == '.').trim();
    let is_said = |part: &&str| part.contains(char::is_alphanumeric);
    (Some(before).filter(is_said), Some(after).filter(is_said))
}

fn source(found: &Source) -> checked::Source<'_> {
    let entry = &found.article;
    let hundredths = |share: f32| (f64::from(share) * 100.0).round() / 100.0;
    checked::Source {
        id: entry.digest.to_string(),
        title: &entry.title,
        publication: entry.publication.as_deref(),
        date: entry.date.as_deref(),
        origin: entry.origin.to_string(),
        speaker: found.speaker.as_deref(),
        confidence: found.confidence.map(hundredths),
        quoted: found.is_quoted,
        words: &found.words,
    }
}
