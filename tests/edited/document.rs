//! A text as paragraphs of tokens that carry a mark with them.

use std::ops::Range;

use sayso::span::Span;

use super::dice::Dice;

/// A word, or one character that is in no word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub text: String,
    pub is_marked: bool,
}

impl Token {
    pub(crate) fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), is_marked: false }
    }

    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }
}

pub(crate) type Paragraph = Vec<Token>;

/// Paragraphs, with an empty line between two.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    pub paragraphs: Vec<Paragraph>,
}

/// What readers mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Word,
    Phrase,
    Sentence,
    Quotation,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Word, Self::Phrase, Self::Sentence, Self::Quotation];
}

pub(crate) fn tokens(text: &str) -> Paragraph {
    let mut tokens: Paragraph = Vec::new();
    for c in text.chars() {
        match tokens.last_mut() {
            Some(last) if c.is_alphanumeric() && last.is_word() => last.text.push(c),
            // The apostrophe of "don't".
            Some(last) if c == '’' && last.is_word() && text.contains(&format!("{}’t", last.text)) => {
                last.text.push(c);
            }
            _ => tokens.push(Token::plain(&c.to_string())),
        }
    }
    tokens
}

impl Document {
    pub(crate) fn new(text: &str) -> Self {
        Self { paragraphs: text.split("\n\n").map(tokens).collect() }
    }

    pub(crate) fn text(&self) -> String {
        let paragraph =
            |tokens: &Paragraph| tokens.iter().map(|token| token.text.as_str()).collect::<String>();
        self.paragraphs.iter().map(paragraph).collect::<Vec<_>>().join("\n\n")
    }

    /// The bytes from the first to the last marked token; `None` when there is none left.
    pub(crate) fn marked(&self) -> Option<Span> {
        let (mut at, mut marked) = (0, None::<Span>);
        for paragraph in &self.paragraphs {
            for token in paragraph {
                let here = Span::new(at, at + token.text.len());
                if token.is_marked {
                    marked = Some(marked.map_or(here, |marked| marked.hull(here)));
                }
                at = here.end;
            }
            at += "\n\n".len();
        }
        marked
    }

    /// The same with some words of a kind marked, where it has any.
    pub(crate) fn with_mark(&self, kind: Kind, dice: &mut Dice) -> Option<Self> {
        for _ in 0..200 {
            let number = dice.below(self.paragraphs.len());
            let paragraph = &self.paragraphs[number];
            let Some(range) = target(paragraph, kind, dice) else { continue };
            let mut marked = self.clone();
            marked.paragraphs[number][range].iter_mut().for_each(|token| token.is_marked = true);
            return Some(marked);
        }
        None
    }

    /// The number of the paragraph with the mark, and the sentence that has it.
    pub(crate) fn marked_sentence(&self) -> Option<(usize, Range<usize>)> {
        let is_marked = |paragraph: &Paragraph| paragraph.iter().any(|token| token.is_marked);
        let number = self.paragraphs.iter().position(is_marked)?;
        let paragraph = &self.paragraphs[number];
        let mut with_mark = sentences(paragraph)
            .into_iter()
            .filter(|sentence| is_marked(&paragraph[sentence.clone()].to_vec()));
        let first = with_mark.next()?;
        let end = with_mark.next_back().map_or(first.end, |last| last.end);
        Some((number, first.start..end))
    }
}

fn target(paragraph: &Paragraph, kind: Kind, dice: &mut Dice) -> Option<Range<usize>> {
    let words: Vec<usize> = (0..paragraph.len()).filter(|number| paragraph[*number].is_word()).collect();
    match kind {
        Kind::Word => {
            let long: Vec<usize> =
                words.iter().copied().filter(|word| paragraph[*word].text.chars().count() >= 5).collect();
            dice.pick(&long).map(|word| *word..word + 1)
        }
        Kind::Phrase => {
            let length = 3 + dice.below(4);
            let first = dice.below(words.len().checked_sub(length)? + 1);
            Some(words[first]..words[first + length - 1] + 1)
        }
        Kind::Sentence => {
            let all = sentences(paragraph);
            let count = |range: &Range<usize>| {
                paragraph[range.clone()].iter().filter(|token| token.is_word()).count()
            };
            let long: Vec<Range<usize>> =
                all.into_iter().filter(|range| (6..80).contains(&count(range))).collect();
            dice.pick(&long).cloned()
        }
        Kind::Quotation => {
            let opens: Vec<usize> =
                (0..paragraph.len()).filter(|number| paragraph[*number].text == "“").collect();
            let open = *dice.pick(&opens)?;
            let close = (open..paragraph.len()).find(|number| paragraph[*number].text == "”")?;
            let count = paragraph[open..close].iter().filter(|token| token.is_word()).count();
            (count >= 5).then_some(open..close + 1)
        }
    }
}

/// Whether the stop at `place` belongs to an initial or a title.
fn is_abbreviated(paragraph: &[Token], place: usize) -> bool {
    let before = place.checked_sub(1).map_or("", |before| paragraph[before].text.as_str());
    let is_initial = before.chars().count() == 1 && before.starts_with(char::is_uppercase);
    is_initial || ["Mr", "Mrs", "Dr", "St", "Sen", "Gov", "Rep", "No"].contains(&before)
}

/// The sentences of a paragraph, without the blanks between them.
pub(crate) fn sentences(paragraph: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut number = 0;
    while number < paragraph.len() {
        let is_stop =
            matches!(paragraph[number].text.as_str(), "." | "?" | "!") && !is_abbreviated(paragraph, number);
        let mut end = number + 1;
        while paragraph.get(end).is_some_and(|token| matches!(token.text.as_str(), "”" | "’" | ")")) {
            end += 1;
        }
        let is_end = end >= paragraph.len() || (is_stop && paragraph[end].text == " ");
        if is_end {
            sentences.push(start..end);
            start = end + 1;
            number = end;
        }
        number += 1;
    }
    sentences
}
