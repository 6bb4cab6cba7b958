//! What holds for every text, whatever is in it.

use proptest::prelude::*;

use super::{Analysis, analyze};
use crate::article::{Article, Block, BlockKind, Draft, Origin, SafeText};
use crate::lexicon::Lexicon;
use crate::segment::with_blocks;
use crate::span::Span;

fn article(text: &str) -> Article {
    let draft = Draft { text: SafeText::new(text), ..Draft::default() };
    Article::new(Origin::StandardInput, with_blocks(draft))
}

/// What the engine looks at most closely: marks, names, verbs and stops.
const PARTS: &str = "“ ” \" ' ‘ ’ '' `` « » ( ) , . ! ? : ; — ― \n \n\n Ada_Moore Moore Mr. Sen. the The a she he it they \
                     him her said told asked saying according_to called that who and of to paper official editor \
                     statement diary Gazette Friday Asked You Who I é 日本 \u{301} yes was ’s";

/// Parts in any order, with blanks or without.
fn newsprint() -> impl Strategy<Value = String> {
    let words: Vec<String> = PARTS.split(' ').map(|part| part.replace('_', " ")).collect();
    let part = (prop::sample::select(words), any::<bool>());
    prop::collection::vec(part, 0..60).prop_map(|parts| {
        let spaced = |(word, space): (String, bool)| if space { word + " " } else { word };
        parts.into_iter().map(spaced).collect()
    })
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mut article = article(text);
    if text.len().is_multiple_of(3) {
        // Every other block is said about a picture.
        let mut blocks = article.blocks().to_vec();
        blocks.iter_mut().skip(1).step_by(2).for_each(|block| block.kind = BlockKind::Image);
        let draft = Draft { text: article.safe_text().clone(), blocks, ..Draft::default() };
        article = Article::new(Origin::StandardInput, draft);
    }
    let text = article.text();
    let analysis = analyze(&article, Lexicon::bundled());
    let fits = |span: Span| {
        text.is_char_boundary(span.start) && text.is_char_boundary(span.end) && span.end <= text.len()
    };
    let mut place = 0;
    for quotation in &analysis.quotations {
        prop_assert!(!quotation.spans.is_empty());
        for span in &quotation.spans {
            prop_assert!(fits(*span) && !span.is_empty());
            prop_assert!(span.start >= place, "{:?} begins before {place} in {text:?}", span);
            place = span.end;
        }
        let Some(found) = &quotation.attribution else {
            continue;
        };
        prop_assert!((0.0..=1.0).contains(&found.confidence));
        prop_assert!(found.cue().is_none_or(fits) && found.mention().is_none_or(fits));
    }
    prop_assert!(analysis.unspoken.iter().all(|span| fits(*span)));
    adds_up(&analysis)
}

/// Each speaker's quotations name that speaker, and their words add up.
fn adds_up(analysis: &Analysis) -> Result<(), TestCaseError> {
    for (index, speaker) in analysis.speakers.iter().enumerate() {
        let own = analysis
            .quotations
            .iter()
            .enumerate()
            .filter(|(_, quotation)| quotation.speaker() == Some(index));
        let (numbers, words): (Vec<usize>, Vec<usize>) =
            own.map(|(number, quotation)| (number, quotation.words)).unzip();
        prop_assert_eq!(&speaker.quotations, &numbers);
        prop_assert_eq!(speaker.words, words.iter().sum::<usize>());
        prop_assert!(!numbers.is_empty());
        prop_assert!(is_a_name(&speaker.name), "{:?} speaks", speaker.name);
    }
    Ok(())
}

/// Whether a name is one: no blanks at its ends, and no word that only points at somebody, or reports.
fn is_a_name(name: &str) -> bool {
    const NONE: &str =
        "i me you we us he him she her they them it who whom which whose that this asked said saying told";
    let lower = name.to_lowercase();
    name.trim() == name
        && name.chars().any(|letter| letter.is_alphanumeric() || !letter.is_ascii())
        && !NONE.split(' ').any(|word| word == lower)
}

#[test]
fn a_caption_does_not_part_a_quotation() {
    let text = "“We lost the room,” said Ada Moore. “All of it.\n\n“The hall at noon,” says nobody\n\n“Twice.”\n\nShe left.";
    let mut place = 0;
    let mut blocks = Vec::new();
    for (part, kind) in text.split("\n\n").zip([
        BlockKind::Paragraph,
        BlockKind::Image,
        BlockKind::Paragraph,
        BlockKind::Paragraph,
    ]) {
        blocks.push(Block::given(Span::new(place, place + part.len()), kind));
        place += part.len() + 2;
    }
    let draft = Draft { text: SafeText::new(text), blocks, ..Draft::default() };
    let analysis = analyze(&Article::new(Origin::StandardInput, draft), Lexicon::bundled());
    let words: Vec<Vec<&str>> = analysis
        .quotations
        .iter()
        .map(|quotation| quotation.spans.iter().map(|span| span.of(text)).collect())
        .collect();
    assert_eq!(words, [vec!["“We lost the room,”", "“All of it.", "“Twice.”"]]);
    assert_eq!(analysis.speakers.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_newsprint_is_told_in_order(text in newsprint()) {
        check(&text)?;
    }

    #[test]
    fn any_text_is_told_in_order(text in "(\\PC|\n){0,160}") {
        check(&text)?;
    }
}
