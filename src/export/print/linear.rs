//! Plain lines for ears and logs: no drawing, no signs, no columns. A paragraph is a whole line, and where somebody
//! else speaks, a line of its own says who, and how long:
//!
//! ```text
//! But he had been told otherwise.
//! Quotation 4 of 5, James Comey, 44 words: “I was honestly concerned …”
//! ```

use crate::article::{Article, Block, BlockKind, Link, Marker};
use crate::attribution::{Analysis, Kind, Quotation};
use crate::export::columns::folded;
use crate::export::{Tally, counted, leads_to, voice_name, voices};
use crate::segment::{Gap, GapKind, with_gaps};
use crate::span::Span;

/// The lines of the article, without line ends.
pub fn lines<'a>(article: &'a Article, analysis: &'a Analysis) -> impl Iterator<Item = String> + 'a {
    let teller = Teller::new(article, analysis);
    let head = teller.head().into_iter().chain([String::new()]);
    let mut parted = false;
    let body = article.blocks().iter().flat_map(move |block| {
        let apart = std::mem::replace(&mut parted, true).then(String::new);
        let links = links(article, block.span);
        apart.into_iter().chain(teller.block(block, block.span)).chain(links)
    });
    head.chain(body).chain(legend(analysis))
}

fn legend(analysis: &Analysis) -> Vec<String> {
    let voices = voices(analysis);
    if voices.is_empty() {
        return Vec::new();
    }
    let told = voices.iter().map(|voice| {
        let name = if voice.speaker.is_some() { voice.name } else { "Unknown speaker" };
        format!("{name}: {}, {}.", voice.said.told(), counted(voice.words, "word"))
    });
    [String::new(), "Voices:".to_owned()].into_iter().chain(told).collect()
}

/// Tells an article, or parts of it, in lines.
#[derive(Debug)]
pub struct Teller<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    gaps: &'a [Gap],
    /// All pieces of quotations in order of the text.
    pieces: Vec<Piece>,
}

/// One stretch of a quotation.
#[derive(Clone, Copy, Debug)]
struct Piece {
    span: Span,
    quotation: usize,
    is_first: bool,
}

/// How many pieces before a place are looked at for one that reaches over it.
const REACH: usize = 8;

impl<'a> Teller<'a> {
    /// Tells all that was found.
    pub fn new(article: &'a Article, analysis: &'a Analysis) -> Self {
        let all = analysis.quotations.iter().enumerate().flat_map(|(quotation, found)| {
            found.spans.iter().enumerate().map(move |(number, span)| Piece {
                span: *span,
                quotation,
                is_first: number == 0,
            })
        });
        let mut pieces: Vec<Piece> = all.collect();
        pieces.sort_by_key(|piece| (piece.span.start, std::cmp::Reverse(piece.span.end)));
        Self { article, analysis, gaps: &analysis.parts.gaps, pieces }
    }

    /// The same, silent about places that have lost words.
    #[must_use]
    pub fn without_gaps(self) -> Self {
        Self { gaps: &[], ..self }
    }

    /// What the article is, and how many quotations and voices it has.
    pub fn head(&self) -> Vec<String> {
        let about = &self.article.metadata;
        let mut lines = vec![format!("Title: {}", folded(&self.article.display_title()))];
        let fields = [
            ("By: ", about.byline.as_deref()),
            ("Published in: ", about.publication.as_deref()),
            ("Date: ", about.day()),
        ];
        for (name, value) in fields {
            lines.extend(value.map(|value| format!("{name}{value}")));
        }
        let voices = counted(self.analysis.speakers.len(), "voice");
        lines.push(format!("{}; {voices}.", Tally::of(&self.analysis.quotations).summed()));
        lines
    }

    /// The lines of the part of a block that lies in `part`: what stands between quotations as whole lines, each
    /// quotation on its own.
    pub fn block(&self, block: &Block, part: Span) -> Vec<String> {
        let part = part.intersection(block.span);
        let mut lines = Vec::new();
        let mut place = part.start;
        // Only the first words of an item or a heading are announced as one.
        let mut kind = if part.start > block.span.start { plain(block.kind) } else { block.kind };
        let first = self.pieces.partition_point(|piece| piece.span.start < part.start);
        let reaching = self.pieces.iter().take(first).skip(first.saturating_sub(REACH));
        let over = reaching.filter(|piece| piece.span.end > part.start).map(|piece| Piece {
            span: Span::new(part.start, piece.span.end),
            is_first: false,
            ..*piece
        });
        // Of quotations in each other only the inner one is taken up again.
        let over = over.max_by_key(|piece| piece.quotation);
        let behind = self.pieces.iter().skip(first).take_while(|piece| piece.span.start < part.end);
        for piece in over.into_iter().chain(behind.copied()) {
            if place < piece.span.start {
                lines.extend(self.between(kind, Span::new(place, piece.span.start)));
            }
            kind = plain(kind);
            if !piece.is_first && piece.span.end <= place {
                continue;
            }
            let told = Piece { span: Span::new(piece.span.start, end_of(&piece, block, part)), ..piece };
            lines.push(self.announced(&told, block.kind));
            // A quotation within another is announced by itself, so the place never goes back.
            place = place.max(told.span.end);
        }
        if place < part.end || (part.is_empty() && lines.is_empty()) {
            lines.extend(self.between(kind, Span::new(place, part.end.max(place))));
        }
        if let (Marker::Number(number), Some(first)) = (block.marker, lines.first_mut())
            && let Some(words) = first.strip_prefix("Item: ")
        {
            *first = format!("Item {number}: {words}");
        }
        lines
    }

    /// A quotation with all its words.
    pub fn quotation(&self, number: usize) -> Vec<String> {
        let Some(quotation) = self.analysis.quotations.get(number) else { return Vec::new() };
        let blocks = self.article.blocks();
        let start = quotation.hull().start;
        let block = blocks.get(blocks.partition_point(|block| block.span.end <= start));
        let pieces = quotation.spans.iter().map(|span| self.words(*span)).collect::<Vec<_>>();
        let kind = block.map_or(BlockKind::Paragraph, |block| block.kind);
        vec![format!("{}: {}", self.announcement(number, kind), pieces.join(" "))]
    }

    /// Words outside quotations. What is only punctuation would be noise on a line of its own.
    fn between(&self, kind: BlockKind, span: Span) -> Vec<String> {
        if kind == BlockKind::Preformatted {
            let words = with_gaps(self.article.text(), span, self.gaps, GapKind::words);
            return words.lines().map(|line| line.trim_end().to_owned()).collect();
        }
        let words = self.words(span);
        match kind {
            BlockKind::Separator => vec!["Separator.".to_owned()],
            _ if !words.contains(char::is_alphanumeric) => Vec::new(),
            BlockKind::Heading(level) => vec![format!("Heading level {level}: {words}")],
            BlockKind::ListItem => vec![format!("Item: {words}")],
            BlockKind::Image => vec![format!("Image: {words}")],
            BlockKind::Paragraph | BlockKind::BlockQuotation | BlockKind::Preformatted => vec![words],
        }
    }

    fn announced(&self, piece: &Piece, kind: BlockKind) -> String {
        let words = self.words(piece.span);
        if piece.is_first {
            format!("{}: {words}", self.announcement(piece.quotation, kind))
        } else {
            format!("Quotation {} goes on: {words}", piece.quotation + 1)
        }
    }

    /// "Quotation 4 of 5, James Comey, 44 words".
    fn announcement(&self, number: usize, kind: BlockKind) -> String {
        let Some(quotation) = self.analysis.quotations.get(number) else { return String::new() };
        let all = self.analysis.quotations.len();
        let speaker = voice_name(self.analysis, quotation);
        let count = counted(quotation.words, "word");
        let apart = if kind == BlockKind::BlockQuotation { "set apart, " } else { "" };
        format!("Quotation {} of {all}, {speaker}, {apart}{}{count}", number + 1, manner(quotation))
    }

    /// Words on one line, with what is missing in them.
    fn words(&self, span: Span) -> String {
        folded(&with_gaps(self.article.text(), span, self.gaps, GapKind::words))
    }
}

/// The links of one block, after it, since an address in the middle of a sentence would break it off.
fn links(article: &Article, span: Span) -> Vec<String> {
    let text = article.text();
    let line = |(at, link): (usize, &Link)| {
        let number = article.link_number(at)?;
        let (words, target) = (folded(link.span.of(text)), leads_to(article, &link.target));
        let told = if words == target { target } else { format!("{words} ({target})") };
        Some(format!("Link {number}: {told}"))
    };
    article.links_in(span).filter_map(line).collect()
}

/// Where what is told of a piece ends: a part of a block is left at its end, but a quotation over several blocks
/// is told whole.
fn end_of(piece: &Piece, block: &Block, part: Span) -> usize {
    if part.end < block.span.end { piece.span.end.min(part.end) } else { piece.span.end }
}

fn plain(kind: BlockKind) -> BlockKind {
    match kind {
        BlockKind::Preformatted => BlockKind::Preformatted,
        _ => BlockKind::Paragraph,
    }
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
        use crate::article::{Draft, Origin, SafeText, Target};
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
                link("See", Target::Place(span("A hall").start)),
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
                "Link 1: See (“A hall”)",
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
    fn a_guess_and_missing_words_are_told_as_what_they_are() {
        let article =
            sample::article("T", &["It cost a    lot    of it. “We   lost,” said Lee.", "> “Apart.”"]);
        let mut analysis = sample::analysis(&article, &[("“We   lost,”", "Lee"), ("“Apart.”", "-")]);
        if let Some(attribution) = &mut analysis.quotations[0].attribution {
            attribution.confidence = 0.4;
        }
        let gap = |words: &str, kind| Gap { span: sample::span(article.text(), words), kind };
        analysis.parts.gaps = vec![
            gap("    lot", GapKind::Words),
            gap("    of", GapKind::Dash),
            gap("   lost", GapKind::Unknown),
        ];
        for (gap, length) in analysis.parts.gaps.iter_mut().zip([4, 4, 3]) {
            gap.span.end = gap.span.start + length;
        }
        let teller = Teller::new(&article, &analysis);
        let told: Vec<String> =
            article.blocks().iter().flat_map(|block| teller.block(block, block.span)).collect();
        assert_eq!(
            told,
            [
                "It cost a (words missing) lot – of it.",
                "Quotation 1 of 2, perhaps Lee, 2 words: “We (words or a dash missing) lost,”",
                "said Lee.",
                "Quotation 2 of 2, unknown speaker, set apart, 1 word: “Apart.”",
            ]
        );
        let teller = teller.without_gaps();
        assert_eq!(teller.quotation(0), ["Quotation 1 of 2, perhaps Lee, 2 words: “We lost,”"]);
        let part = sample::span(article.text(), "lost,” said");
        assert_eq!(teller.block(&article.blocks()[0], part), ["Quotation 1 goes on: lost,”", "said"]);
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
