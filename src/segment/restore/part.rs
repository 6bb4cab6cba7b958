//! Where one sentence holds places at which an editor may break all the same: behind the colon of a lead-in or a
//! headline's semicolon, behind a question that seems reported and is not, and where UAX 29 sees no boundary because a
//! figure, a bracket or a mark that points the wrong way follows.

use crate::lexicon::Lexicon;
use crate::span::Span;

use super::label::is_label;

/// What parts a unit from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parting {
    /// The end of a sentence.
    Sentence,
    /// The colon of a lead-in: He said: | “…”
    Colon,
    /// A semicolon before a capital: Ready for the vote?; | His old tricks
    Semicolon,
    /// A question, perhaps reported: “Who knew?” | He offered no proof.
    Question,
    /// A stop, before what begins no sentence: It is over. | (by telegraph)
    Stop,
    /// The name under a quotation: ― Ada Moore | “…”
    Signature,
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At the beginning, where headlines do.
    Headline,
    Body,
}

impl Parting {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Colon => "colon",
            Self::Semicolon => "semicolon",
            Self::Question => "question",
            Self::Stop => "stop",
            Self::Signature => "signature",
        }
    }
}

/// The parts of `sentence`: “He said: | ‘…’” · “A transcript: | SMITH: …” · “It is over. | 6:05 p.m. | The mayor …”
/// The first sentence, which begins at `beginning`, may be a headline.
pub(super) fn parts(text: &str, beginning: usize, sentence: Span, lexicon: &Lexicon) -> Vec<(Parting, Span)> {
    let words = sentence.of(text);
    let mut parts = Vec::new();
    let place = if sentence.start == beginning { Place::Headline } else { Place::Body };
    let mut start = 0;
    let mut parting = Parting::Sentence;
    for (blank, _) in words.match_indices(' ') {
        let before = words.get(start..blank).unwrap_or_default();
        let after = words.get(blank + 1..).unwrap_or_default();
        if let Some(next) = parting_between(before, after, place, lexicon) {
            parts.push((parting, Span::new(sentence.start + start, sentence.start + blank)));
            start = words.len() - after.trim_start().len();
            parting = next;
        }
    }
    parts.push((parting, Span::new(sentence.start + start, sentence.end)));
    parts
}

fn parting_between(before: &str, after: &str, place: Place, lexicon: &Lexicon) -> Option<Parting> {
    let (is_place, parting) = match before.as_bytes().last()? {
        b':' => (is_behind_lead_in(before, after.trim_start(), place), Parting::Colon),
        b';' => (place == Place::Headline && after.starts_with(char::is_uppercase), Parting::Semicolon),
        b'.' | b'?' | b'!' | b'"' | b'\x9d' | b')' | b']' | b'>'
            if is_behind_stop(before, after, lexicon) =>
        {
            (true, Parting::Stop)
        }
        b'"' | b'\x9d' => (is_behind_question(before, after, lexicon), Parting::Question),
        _ => (after.starts_with(['“', '”']) && is_signed(before), Parting::Signature),
    };
    is_place.then_some(parting)
}

/// Fewer bytes with a colon announce nothing: Correction: A street was misspelled.
const SHORTEST: usize = 12;

/// A quotation set apart, somebody's turn, or what a line announces. But not: Q: “Why?” · The Bridge: A History
fn is_behind_lead_in(before: &str, after: &str, place: Place) -> bool {
    let is_label_alone = is_label(before) && before.find(':') == Some(before.len() - 1);
    let quotes = after.starts_with(['“', '"', '«']) || after.starts_with("''");
    let opens =
        |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '—' | '–' | '-' | '…' | '<' | '_');
    let announces = place == Place::Body && before.len() >= SHORTEST && after.starts_with(opens);
    is_label(after) || !is_label_alone && (quotes || announces)
}

/// “Who knew?” | He offered no proof. But not: “Who knew?” Moore asked.
fn is_behind_question(before: &str, after: &str, lexicon: &Lexicon) -> bool {
    let is_asked = before.trim_end_matches(['”', '"']).ends_with(['?', '!', '…']);
    is_asked && after.starts_with(char::is_uppercase) && !is_report(after, lexicon)
}

/// Moore asked. · Mr. Pell said, looking at the river.
fn is_report(after: &str, lexicon: &Lexicon) -> bool {
    after
        .split(' ')
        .take(6)
        .skip(1)
        .any(|word| word.strip_suffix(['.', ',', ':', ';']).is_some_and(|verb| lexicon.cue(verb).is_some()))
}

/// “All of it.” ― Ada Moore
fn is_signed(before: &str) -> bool {
    let mut letters = before.char_indices().rev().take(40);
    letters.any(|(_, c)| c == '―')
}

/// It ended. | 15 people came · ___. | 6:05 p.m. | The mayor. But not: No. 15 · at 6 p.m. Friday
fn is_behind_stop(before: &str, after: &str, lexicon: &Lexicon) -> bool {
    let opens = |c: char| {
        c.is_ascii_digit()
            || matches!(c, '@' | '-' | '–' | '—' | '•' | '*' | '_' | '<' | '(' | '[' | '…' | '”' | '“')
    };
    if after.starts_with(opens) {
        let unquoted = before.trim_end_matches(['”', '"', ')', ']']);
        if unquoted.ends_with('>') {
            return true;
        }
        let Some(open) = unquoted.strip_suffix(['.', '?', '!']) else { return false };
        let word = open.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let is_word = word.chars().count() > 2 && lexicon.abbreviation(word).is_none();
        return is_word || unquoted.len() < before.len() || open.ends_with("__") || open.ends_with('%');
    }
    is_time(before) && after.starts_with(char::is_uppercase)
}

/// Nothing but a time: 6:05 p.m.
fn is_time(words: &str) -> bool {
    words.len() <= 10
        && words.strip_suffix("p.m.").or_else(|| words.strip_suffix("a.m.")).is_some_and(|time| {
            time.starts_with(|c: char| c.is_ascii_digit())
                && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | ' '))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of `line` as the second sentence of a text.
    fn split(line: &str) -> String {
        let text = format!("First. {}", line.replace('|', ""));
        let all = parts(&text, 0, Span::new(7, text.len()), Lexicon::bundled());
        all.iter().map(|(_, span)| span.of(&text)).collect::<Vec<_>>().join(" |")
    }

    #[test]
    fn sentences_part_where_an_editor_may_break() {
        for line in [
            "He read from the paper: |“The bridge is sold.”",
            "The Gazette of Port Alder reports: |At noon the gates were shut.",
            "Correction: A street was misspelled.",
            "Q: “Why?”",
            "“Who would pay for it?” |He offered no answer that night.",
            "“Who would pay for it?” Ada Moore asked.",
            "“All of it.” ― Ada Moore |“Not a penny of it.”",
            "It was over. |15 people came.",
            "The sale was off. |(From the Gazette.)",
            "6:05 p.m. |The mayor arrived.",
            "It rained; Moore stayed.",
        ] {
            assert_eq!(split(line), line);
        }
    }

    #[test]
    fn a_headline_parts_at_its_semicolon_only() {
        let text = "Ready for the vote?; His tricks are old: The Count";
        let all = parts(text, 0, Span::new(0, text.len()), Lexicon::bundled());
        let names: Vec<&str> = all.iter().map(|(parting, _)| parting.name()).collect();
        assert_eq!(names, ["sentence", "semicolon"]);
    }
}
