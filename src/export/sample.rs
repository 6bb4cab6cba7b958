//! Articles for the tests of this room.

use std::sync::Arc;

use crate::article::{Article, Block, BlockKind, Draft, Metadata, Origin, SafeText};
use crate::attribution::{Analysis, Attribution, Kind, Quotation, Speaker, SpeakerKind};
use crate::span::Span;

/// An article of these paragraphs; one that begins with `# ` is a heading, one with `> ` a block quotation.
pub(super) fn article(title: &str, paragraphs: &[&str]) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for paragraph in paragraphs {
        let (kind, words) = match paragraph.split_once(' ') {
            Some(("#", words)) => (BlockKind::Heading(2), words),
            Some((">", words)) => (BlockKind::BlockQuotation, words),
            _ => (BlockKind::Paragraph, *paragraph),
        };
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(words);
        blocks.push(Block::given(Span::new(start, text.len()), kind));
    }
    let metadata = Metadata { title: Some(SafeText::new(title)), ..Metadata::default() };
    let draft = Draft { text: SafeText::from_string(text), blocks, metadata, ..Draft::default() };
    Article::new(Origin::Bundled("sample".to_owned()), draft)
}

/// The analysis in which everything in curly marks is said by the speaker named beside its words here; a dash is
/// nobody. Told by hand, so that these tests do not change with the engine.
pub(super) fn analysis(article: &Article, said: &[(&str, &str)]) -> Analysis {
    let mut found = Analysis::default();
    let text = article.text();
    for (words, name) in said {
        let pieces: Vec<Span> = words.split(" / ").map(|piece| span(text, piece)).collect();
        let count = pieces.iter().map(|piece| piece.of(text).split_whitespace().count()).sum();
        let index = found.quotations.len();
        let speaker = (*name != "-").then(|| speaker(&mut found, name, index, count));
        found.quotations.push(Quotation {
            kind: Kind::Direct,
            spans: pieces.into(),
            words: count,
            runners_up: Arc::default(),
            attribution: speaker.map(|speaker| Attribution::new(Some(speaker), "cue-adjacent", 0.97)),
        });
    }
    found
}

/// Where `words` stand in `text` first.
pub(super) fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn speaker(found: &mut Analysis, name: &str, quotation: usize, words: usize) -> usize {
    let index = found.speakers.iter().position(|speaker| speaker.name == name).unwrap_or_else(|| {
        found.speakers.push(Speaker {
            name: name.to_owned(),
            aliases: Vec::new(),
            kind: SpeakerKind::Person,
            role: None,
            quotations: Vec::new(),
            words: 0,
            sign: found.speakers.len(),
        });
        found.speakers.len() - 1
    });
    found.speakers[index].quotations.push(quotation);
    found.speakers[index].words += words;
    index
}
