//! A column as it is marked: its lines, and what the engine found in it.

use sayso::article::{Article, Origin};
use sayso::attribution::{Analysis, Attribution, Quotation, analyze};
use sayso::import::{self, Hint};
use sayso::lexicon::Lexicon;
use sayso::segment::with_blocks;
use sayso::span::Span;

/// Characters on a line.
const WIDTH: usize = 100;

pub(crate) struct Column {
    pub(crate) text: String,
    /// The lines of each paragraph.
    pub(crate) paragraphs: Vec<Vec<Span>>,
    /// In order of the text.
    pub(crate) findings: Vec<Finding>,
}

/// One quotation, thought, nested report, or words in marks that nobody said.
pub(crate) struct Finding {
    pub(crate) pieces: Vec<Span>,
    /// direct, mixed, indirect, thought, nested, unspoken
    pub(crate) kind: &'static str,
    /// "unknown" where no rule answered, "nobody" for what is unspoken.
    pub(crate) speaker: String,
    pub(crate) sieve: Option<&'static str>,
    pub(crate) cue: Option<Span>,
    pub(crate) mention: Option<Span>,
}

impl Column {
    pub(crate) fn read(markdown: &[u8]) -> Self {
        let hint = Hint { file_name: Some("column.md".to_owned()), ..Hint::default() };
        let draft = with_blocks(import::read(markdown, &hint).unwrap());
        let article = Article::new(Origin::StandardInput, draft);
        let analysis = analyze(&article, Lexicon::bundled());
        let text = article.text().to_owned();
        let paragraphs = article.blocks().iter().map(|block| lines(&text, block.span)).collect();
        Self { paragraphs, findings: findings(&analysis), text }
    }
}

fn findings(analysis: &Analysis) -> Vec<Finding> {
    let found = |quotation: &Quotation, kind| {
        let attribution = quotation.attribution.as_ref();
        let speaker = analysis.speaker_of(quotation).map(|speaker| speaker.name.clone());
        Finding {
            pieces: quotation.spans.to_vec(),
            kind,
            speaker: speaker.unwrap_or_else(|| "unknown".to_owned()),
            sieve: attribution.map(|attribution| attribution.sieve),
            cue: attribution.and_then(Attribution::cue),
            mention: attribution.and_then(Attribution::mention),
        }
    };
    let said = analysis.quotations.iter().map(|quotation| found(quotation, quotation.kind.name()));
    let thought = analysis.thoughts.iter().map(|quotation| found(quotation, "thought"));
    let nested = analysis.nested.iter().map(|quotation| found(quotation, "nested"));
    let unspoken = analysis.unspoken.iter().map(|span| Finding {
        pieces: vec![*span],
        kind: "unspoken",
        speaker: "nobody".to_owned(),
        sieve: None,
        cue: None,
        mention: None,
    });
    let mut findings: Vec<Finding> = said.chain(thought).chain(nested).chain(unspoken).collect();
    findings.sort_by_key(|finding| finding.pieces.first().map(|piece| (piece.start, piece.end)));
    findings
}

/// A paragraph, broken between words.
fn lines(text: &str, paragraph: Span) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    let mut start = paragraph.start;
    for word in paragraph.of(text).split_inclusive(char::is_whitespace) {
        let place = Span::new(start, start + word.len()).trimmed(text);
        start += word.len();
        let follows_break = |line: Span| Span::new(line.end, place.start).of(text).contains('\n');
        match lines.last_mut() {
            Some(line) if !follows_break(*line) && line.hull(place).of(text).chars().count() <= WIDTH => {
                *line = line.hull(place);
            }
            _ if place.is_empty() => {}
            _ => lines.push(place),
        }
    }
    lines
}
