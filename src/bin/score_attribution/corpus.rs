//! A corpus as people annotated it, and what the engine found, in the same measures.

use std::error::Error;
use std::sync::LazyLock;

use regex::Regex;
use sayso::article::Article;
use sayso::attribution::{Analysis, Attribution, Quotation};
use sayso::span::CodePoints;
use serde::Deserialize;

use super::text::{Stretch, Text};

/// One article of a corpus.
#[derive(Debug)]
pub(crate) enum Row {
    Quotations(Annotated),
    Paragraphs(Broken),
}

/// A text with its quotations.
#[derive(Debug)]
pub(crate) struct Annotated {
    pub(crate) text: Text,
    pub(crate) golds: Vec<Gold>,
}

/// One piece of quoted content, its ends trimmed.
#[derive(Debug)]
pub(crate) struct Gold {
    pub(crate) place: Stretch,
    pub(crate) kind: &'static str,
    /// The words that name the speaker.
    pub(crate) mention: Option<Stretch>,
    /// The speaker's full name.
    pub(crate) name: Option<String>,
}

/// A text without its breaks, in two ways, and where they were.
#[derive(Debug, Deserialize)]
pub(crate) struct Broken {
    pub(crate) flat: String,
    pub(crate) breaks: Vec<usize>,
    pub(crate) noisy: String,
    pub(crate) noisy_breaks: Vec<usize>,
}

/// What the engine found in one article.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) quotations: Vec<Said>,
    /// The text that places refer to, when it is not the corpus's own.
    pub(crate) text: String,
}

/// A quotation as the engine tells it.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) pieces: Vec<Stretch>,
    pub(crate) kind: &'static str,
    pub(crate) mention: Option<Stretch>,
    pub(crate) name: Option<String>,
    pub(crate) sieve: Option<&'static str>,
    pub(crate) confidence: f32,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Quotations { text: String, quotes: Vec<Quote> },
    Paragraphs(Broken),
}

#[derive(Deserialize)]
struct Quote {
    start: usize,
    end: usize,
    kind: String,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
    speaker_entity: Option<String>,
    cue_text: Option<String>,
}

/// The articles of a corpus.
///
/// # Errors
/// When a line is no such article.
pub(crate) fn rows(corpus: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let lines = corpus.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let row = |(at, line)| {
        let line = serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))?;
        Ok(match line {
            Line::Quotations { text, quotes } => Row::Quotations(Annotated::new(Text::new(text), quotes)),
            Line::Paragraphs(broken) => Row::Paragraphs(broken),
        })
    };
    lines.map(row).collect()
}

impl Annotated {
    fn new(text: Text, quotes: Vec<Quote>) -> Self {
        let gold = |quote: Quote| {
            let mention = quote.speaker_start.zip(quote.speaker_end);
            Some(Gold {
                place: text.trimmed(Stretch::new(quote.start, quote.end))?,
                kind: kind(&quote.kind, quote.cue_text.as_deref().unwrap_or_default()),
                mention: mention.map(|(start, end)| Stretch::new(start, end)),
                name: quote.speaker_entity.filter(|name| !name.is_empty()),
            })
        };
        let golds = quotes.into_iter().filter_map(gold).collect();
        Self { text, golds }
    }

    /// The same with one blank for each run of blanks and line ends: the breaks between paragraphs are lost.
    pub(crate) fn flat(self) -> Self {
        let (mut flat, mut places, mut kept) = (String::new(), Vec::new(), 0);
        for c in self.text.as_str().chars() {
            places.push(kept);
            let c = if c.is_whitespace() { ' ' } else { c };
            if c != ' ' || !flat.is_empty() && !flat.ends_with(' ') {
                flat.push(c);
                kept += 1;
            }
        }
        places.push(kept);
        let place = |point: usize| places.get(point).copied().unwrap_or(kept);
        let moved = |old: Stretch| Stretch::new(place(old.start), place(old.end));
        let golds = self.golds.into_iter().map(|gold| Gold {
            place: moved(gold.place),
            mention: gold.mention.map(moved),
            ..gold
        });
        Self { golds: golds.collect(), text: Text::new(flat) }
    }
}

/// Words by which speech is reported; a cue without any reports a thought.
static SPEECH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "say said says saying tell told tells telling add added adds adding ask asked asks asking argue argued \
        argues arguing write wrote writes writing written tweet* note noted notes noting claim* announce* announcing \
        call called calls calling declare* explain* report reported reports reporting respond* reply replies replied \
        insist* suggest* state stated states stating according describe* describing accuse* accusing warn* criticiz* \
        criticis* promise* vow* pledge* urge* acknowledge* admit* joke* quip* deny denied denies mention* point*_out \
        referr* refer predict* complain* contend* assert* remark* recall* repeat* conclude* concede* shout* chant* \
        yell* testif* statement quote* continue* blast* slam* discuss* talk* spoke speak* argument remarks comment* \
        endorse* express*";
    let words = words.split_whitespace().collect::<Vec<_>>().join("|").replace('*', r"\w*").replace('_', " ");
    Regex::new(&format!(r"(?i)\b(?:{words})\b")).ok()
});

/// Direct, mixed, indirect or thought.
fn kind(kind: &str, cue: &str) -> &'static str {
    let is_speech = || SPEECH.as_ref().is_some_and(|speech| speech.is_match(cue));
    match kind {
        "direct" => "direct",
        "mixed" => "mixed",
        _ if cue.is_empty() || is_speech() || matches!(cue.trim(), "" | ":" | "," | ":,") => "indirect",
        _ => "thought",
    }
}

impl Found {
    pub(crate) fn new(article: &Article, analysis: &Analysis) -> Self {
        let points = CodePoints::new(article.text());
        let stretch = |span: sayso::span::Span| Stretch::new(points.at(span.start), points.at(span.end));
        let said = |quotation: &Quotation| {
            let attribution = quotation.attribution.as_ref();
            Said {
                pieces: quotation.spans.iter().map(|span| stretch(*span)).collect(),
                kind: quotation.kind.name(),
                mention: attribution.and_then(Attribution::mention).map(stretch),
                name: analysis.speaker_of(quotation).map(|speaker| speaker.name.clone()),
                sieve: attribution.map(|found| found.sieve),
                confidence: attribution.map_or(0.0, |found| found.confidence),
            }
        };
        let quotations = analysis.quotations.iter().map(said).collect();
        Self { quotations, text: article.text().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_tells_speech_from_thought() {
        for (given, cue, expected) in [
            ("direct", "believes", "direct"),
            ("mixed", "", "mixed"),
            ("indirect", "said", "indirect"),
            ("indirect", "pointed out", "indirect"),
            ("indirect", "pointed", "thought"),
            ("indirect", "Tweeted", "indirect"),
            ("indirect", "hopes", "thought"),
            ("indirect", " : ", "indirect"),
            ("indirect", "", "indirect"),
        ] {
            assert_eq!(kind(given, cue), expected, "{given} {cue}");
        }
    }

    #[test]
    fn reads_both_kinds_of_corpus() {
        let quotes = r#"{"id": "1", "text": "“É,” he said.", "quotes": [{"start": 0, "end": 4, "kind": "direct",
            "speaker_start": 5, "speaker_end": 7, "speaker_entity": null, "cue_text": "said"}]}"#;
        let breaks = r#"{"flat": "A. B.", "breaks": [3], "noisy": "A. B.", "noisy_breaks": [3]}"#;
        let read = rows(&format!("{}\n\n{breaks}\n", quotes.replace('\n', " "))).unwrap();
        let [Row::Quotations(annotated), Row::Paragraphs(broken)] = read.as_slice() else {
            panic!("{read:?}")
        };
        let gold = &annotated.golds[0];
        assert_eq!((annotated.text.of(gold.place), gold.mention), ("É", Some(Stretch::new(5, 7))));
        assert_eq!(broken.breaks, [3]);
        assert!(rows("{}").unwrap_err().to_string().starts_with("line 1: "));
    }

    #[test]
    fn places_follow_the_words_into_the_flat_text() {
        let gold = Gold {
            place: Stretch::new(6, 8),
            kind: "direct",
            mention: Some(Stretch::new(10, 12)),
            name: None,
        };
        let broken = Annotated { text: Text::new("Aé.\n\n“No,”\nhe".to_owned()), golds: vec![gold] };
        let flat = broken.flat();
        assert_eq!(flat.text.as_str(), "Aé. “No,” he");
        assert_eq!(flat.text.of(flat.golds[0].place), "No");
        assert_eq!(flat.golds[0].mention.map(|mention| flat.text.of(mention)), Some(" h"));
    }
}
