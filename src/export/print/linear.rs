//! Plain lines for ears and logs: no drawing, no signs, no columns. A paragraph is a whole line, and where somebody
//! else speaks, a line of its own says who, and how long:
//!
//! ```text
//! But he had been told otherwise.
//! Quotation 4 of 5, James Comey, 44 words: “I was honestly concerned …”
//! ```

use crate::article::{Article, Block, BlockKind, Link, Marker, Target};
use crate::attribution::{Analysis, Kind, Quotation};
use crate::export::columns::folded;
use crate::export::{counted, voices};
use crate::segment::with_signs;
use crate::span::Span;

/// The lines of the article, without line ends.
pub fn lines<'a>(article: &'a Article, analysis: &'a Analysis) -> impl Iterator<Item = String> + 'a {
    let pieces = pieces(analysis);
    let mut parted = false;
    let body = article.blocks().iter().flat_map(move |block| {
        let apart = std::mem::replace(&mut parted, true).then(String::new);
        let links = links(article, block.span);
        apart.into_iter().chain(told(article.text(), block, analysis, &pieces)).chain(links)
    });
    head(article, analysis).into_iter().chain(body).chain(legend(analysis))
}

fn head(article: &Article, analysis: &Analysis) -> Vec<String> {
    let about = &article.metadata;
    let mut lines = vec![format!("Title: {}", folded(&article.display_title()))];
    let fields = [("By: ", &about.byline), ("Published in: ", &about.publication), ("Date: ", &about.date)];
    for (name, value) in fields {
        lines.extend(value.as_ref().map(|value| format!("{name}{value}")));
    }
    let voices = counted(analysis.speakers.len(), "voice");
    lines.push(format!("{}, {voices}.", counted(analysis.quotations.len(), "quotation")));
    lines.push(String::new());
    lines
}

fn legend(analysis: &Analysis) -> Vec<String> {
    let voices = voices(analysis);
    if voices.is_empty() {
        return Vec::new();
    }
    let told = voices.iter().map(|voice| {
        let name = if voice.speaker.is_some() { voice.name } else { "Unknown speaker" };
        let (quotations, words) = (counted(voice.quotations, "quotation"), counted(voice.words, "word"));
        format!("{name}: {quotations}, {words}.")
    });
    [String::new(), "Voices:".to_owned()].into_iter().chain(told).collect()
}

/// One stretch of a quotation.
struct Piece {
    span: Span,
    quotation: usize,
    is_first: bool,
}

/// All pieces in order of the text.
fn pieces(analysis: &Analysis) -> Vec<Piece> {
    let all = analysis.quotations.iter().enumerate().flat_map(|(quotation, found)| {
        found.spans.iter().enumerate().map(move |(number, span)| Piece {
            span: *span,
            quotation,
            is_first: number == 0,
        })
    });
    let mut all: Vec<Piece> = all.collect();
    all.sort_by_key(|piece| (piece.span.start, std::cmp::Reverse(piece.span.end)));
    all
}

/// The lines of one block: what stands between quotations as whole lines, each quotation on its own.
fn told(text: &str, block: &Block, analysis: &Analysis, pieces: &[Piece]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut place = block.span.start;
    let mut kind = block.kind;
    let first = pieces.partition_point(|piece| piece.span.start < block.span.start);
    for piece in pieces.iter().skip(first).take_while(|piece| piece.span.start < block.span.end) {
        lines.extend(between(text, kind, Span::new(place, piece.span.start), analysis));
        // Only the first words of an item are announced as one.
        kind = BlockKind::Paragraph;
        lines.push(announced(text, piece, analysis));
        // A quotation within another is told again by itself, so the place never goes back.
        place = place.max(piece.span.end);
    }
    lines.extend(between(text, kind, Span::new(place, block.span.end), analysis));
    if let (Marker::Number(number), Some(first)) = (block.marker, lines.first_mut())
        && let Some(words) = first.strip_prefix("Item: ")
    {
        *first = format!("Item {number}: {words}");
    }
    lines
}

/// The links of one block, after it, since an address in the middle of a sentence would break it off.
fn links(article: &Article, span: Span) -> Vec<String> {
    let text = article.text();
    let line = |(number, link): (usize, &Link)| {
        let words = folded(link.span.of(text));
        let target = match &link.target {
            // What a note says is read where it stands.
            Target::Place(_) => return None,
            target => target.to_string(),
        };
        let told = if words == target { target } else { format!("{words} ({target})") };
        Some(format!("Link {}: {told}", number + 1))
    };
    article.links_in(span).filter_map(line).collect()
}

/// Words outside quotations. What is only punctuation would be noise on a line of its own.
fn between(text: &str, kind: BlockKind, span: Span, analysis: &Analysis) -> Vec<String> {
    let words = with_signs(text, span, &analysis.parts.gaps);
    let words = words.as_str();
    match kind {
        BlockKind::Separator => vec!["Separator.".to_owned()],
        BlockKind::Preformatted => words.lines().map(|line| line.trim_end().to_owned()).collect(),
        _ if !words.contains(char::is_alphanumeric) => Vec::new(),
        BlockKind::Heading(_) => vec![format!("Heading: {}", folded(words))],
        BlockKind::ListItem => vec![format!("Item: {}", folded(words))],
        BlockKind::Image => vec![format!("Image: {}", folded(words))],
        BlockKind::Paragraph | BlockKind::BlockQuotation => vec![folded(words)],
    }
}

fn announced(text: &str, piece: &Piece, analysis: &Analysis) -> String {
    let (number, all) = (piece.quotation + 1, analysis.quotations.len());
    let words = folded(&with_signs(text, piece.span, &analysis.parts.gaps));
    let Some(quotation) = analysis.quotations.get(piece.quotation).filter(|_| piece.is_first) else {
        return format!("Quotation {number} goes on: {words}");
    };
    let speaker = analysis.speaker_of(quotation).map_or("unknown speaker", |speaker| speaker.name.as_str());
    let count = counted(quotation.words, "word");
    format!("Quotation {number} of {all}, {speaker}, {}{count}: {words}", manner(quotation))
}

/// What an ear cannot hear, because there are no marks to read out.
fn manner(quotation: &Quotation) -> &'static str {
    match quotation.kind {
        Kind::Direct => "",
        Kind::Mixed => "partly in other words, ",
        Kind::Indirect => "in other words, ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn every_quotation_is_announced_and_every_word_told_once() {
        let article = sample::article(
            "How a vote was lost",
            &[
                "They knew it early. “We lost the room,” said Warren, “and we\nknew it.” “Twice.”",
                "# The day after",
                "Nobody   asked him.",
                "“First. ",
                "“Second.”",
            ],
        );
        let said = [
            ("“We lost the room,” / “and we\nknew it.”", "Elizabeth Warren"),
            ("“Twice.”", "-"),
            ("“First. / “Second.”", "Lee"),
        ];
        let analysis = sample::analysis(&article, &said);
        let lines: Vec<String> = lines(&article, &analysis).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn links_are_told_after_their_block_and_items_with_their_numbers() {
        use crate::article::{Draft, Origin, SafeText};
        let text = "See the report and https://a.org now.\n\nTwo\n\nA hall";
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let link = |words: &str, target| Link { span: span(words), target };
        let draft = Draft {
            text: SafeText::new(text),
            blocks: vec![
                Block::given(span("See the report and https://a.org now."), BlockKind::Paragraph),
                Block::given(span("Two"), BlockKind::ListItem).marked(Marker::Number(2)),
                Block::given(span("A hall"), BlockKind::Image),
            ],
            links: vec![
                link("See", Target::Place(0)),
                link("the report", Target::Address(SafeText::new("https://b.org"))),
                link("https://a.org", Target::Address(SafeText::new("https://a.org"))),
            ],
            ..Draft::default()
        };
        let article = Article::new(Origin::StandardInput, draft);
        let lines: Vec<String> = lines(&article, &Analysis::default()).skip(3).collect();
        assert_eq!(
            lines,
            [
                "See the report and https://a.org now.",
                "Link 2: the report (https://b.org)",
                "Link 3: https://a.org",
                "",
                "Item 2: Two",
                "",
                "Image: A hall",
            ]
        );
    }

    #[test]
    fn quotations_in_each_other_and_across_blocks_do_no_harm() {
        let article = sample::article("T", &["He said “she said ‘no’ to me” once.", "Then “it\n\nended”."]);
        let text = article.text().to_owned();
        let mut analysis =
            sample::analysis(&article, &[("“she said ‘no’ to me”", "A"), ("‘no’", "B"), ("“it", "C")]);
        analysis.quotations[2].spans[0].end = text.len();
        let lines: Vec<String> = lines(&article, &analysis).collect();
        assert!(lines.contains(&"Quotation 2 of 3, B, 1 word: ‘no’".to_owned()));
        assert!(lines.contains(&"once.".to_owned()), "{lines:#?}");
    }
}
