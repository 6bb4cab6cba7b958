//! What editors do to an article.

use std::ops::Range;

use super::dice::Dice;
use super::document::{Document, Paragraph, Token, sentences, tokens};

/// One change of an article, and what must become of a mark in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edit {
    Nothing,
    TyposAround,
    NewBeginning,
    SentencesBesideIt,
    OthersDeleted,
    FlatTypography,
    SmartTypography,
    OtherParagraphs,
    Boilerplate,
    ParagraphMoved,
    AllShuffled,
    TyposInside,
    WordReplaced,
    Combined,
    Deleted,
    ParagraphDeleted,
    Rewritten,
    LookAlike,
    OtherArticle,
    MeaningChanged,
}

/// What must be said of the words after an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Demand {
    /// They were left alone, and so was enough around them: found.
    Found,
    /// They, or much around them, were changed or moved: found where they are, or asked about.
    FoundOrAsked,
    /// They are gone, or say another thing: never found.
    NeverFound,
}

impl Edit {
    pub(crate) const ALL: [Self; 20] = [
        Self::Nothing,
        Self::TyposAround,
        Self::NewBeginning,
        Self::SentencesBesideIt,
        Self::OthersDeleted,
        Self::FlatTypography,
        Self::SmartTypography,
        Self::OtherParagraphs,
        Self::Boilerplate,
        Self::ParagraphMoved,
        Self::AllShuffled,
        Self::TyposInside,
        Self::WordReplaced,
        Self::Combined,
        Self::Deleted,
        Self::ParagraphDeleted,
        Self::Rewritten,
        Self::LookAlike,
        Self::OtherArticle,
        Self::MeaningChanged,
    ];

    pub(crate) fn demand(self) -> Demand {
        match self {
            Self::Nothing
            | Self::TyposAround
            | Self::NewBeginning
            | Self::SentencesBesideIt
            | Self::OthersDeleted
            | Self::FlatTypography
            | Self::SmartTypography
            | Self::OtherParagraphs
            | Self::Boilerplate => Demand::Found,
            Self::ParagraphMoved
            | Self::AllShuffled
            | Self::TyposInside
            | Self::WordReplaced
            | Self::Combined => Demand::FoundOrAsked,
            Self::Deleted
            | Self::ParagraphDeleted
            | Self::Rewritten
            | Self::LookAlike
            | Self::OtherArticle
            | Self::MeaningChanged => Demand::NeverFound,
        }
    }

    /// The text before and after the edit, both with the mark; `None` where it cannot be done to this mark. Sentences that
    /// are put in come from `others`.
    pub(crate) fn of(
        self,
        marked: &Document,
        others: &[Document],
        dice: &mut Dice,
    ) -> Option<(Document, Document)> {
        let old = marked.clone();
        let mut new = marked.clone();
        let strange = |dice: &mut Dice| strange_sentence(others, dice);
        match self {
            Self::Nothing => {}
            Self::TyposAround => typos(&mut new, 25, dice, |token| !token.is_marked),
            Self::NewBeginning => {
                new.paragraphs.insert(0, strange(dice));
                let (paragraph, sentence) = new.marked_sentence()?;
                if sentence.start > 0 {
                    insert(&mut new.paragraphs[paragraph], 0, strange(dice));
                }
            }
            Self::SentencesBesideIt => {
                let (paragraph, sentence) = new.marked_sentence()?;
                insert(
                    &mut new.paragraphs[paragraph],
                    (sentence.end + 1).min(marked.paragraphs[paragraph].len()),
                    strange(dice),
                );
                insert(&mut new.paragraphs[paragraph], sentence.start, strange(dice));
            }
            Self::OthersDeleted => {
                new.paragraphs.retain(|paragraph| is_marked(paragraph) || dice.below(100) >= 15);
            }
            Self::FlatTypography => flatten(&mut new),
            Self::SmartTypography => {
                let mut flat = old;
                flatten(&mut flat);
                return Some((flat, new));
            }
            Self::OtherParagraphs => other_paragraphs(&mut new, dice),
            Self::Boilerplate => {
                let places = new.paragraphs.len();
                for place in (0..places).rev().filter(|_| dice.once_in(3)).collect::<Vec<_>>() {
                    new.paragraphs.insert(
                        place,
                        tokens("Sign up here for our letter, and have the news before breakfast."),
                    );
                }
            }
            Self::ParagraphMoved => {
                let (paragraph, _) = new.marked_sentence()?;
                let moved = new.paragraphs.remove(paragraph);
                let to = dice.below(new.paragraphs.len() + 1);
                new.paragraphs.insert(to, moved);
            }
            Self::AllShuffled => dice.shuffle(&mut new.paragraphs),
            Self::TyposInside => typos(&mut new, 60, dice, |token| token.is_marked),
            Self::WordReplaced => replace_one(&mut new, others, dice)?,
            Self::Combined => {
                typos(&mut new, 60, dice, |token| !token.is_marked);
                new.paragraphs.insert(0, strange(dice));
                new.paragraphs.retain(|paragraph| is_marked(paragraph) || dice.below(100) >= 10);
                flatten(&mut new);
            }
            _ => self.takes_away(&mut new, others, dice)?,
        }
        Some((old, new))
    }

    /// The edits after which nothing of the mark is to be found.
    fn takes_away(self, new: &mut Document, others: &[Document], dice: &mut Dice) -> Option<()> {
        match self {
            Self::Deleted => {
                new.paragraphs.iter_mut().for_each(|paragraph| paragraph.retain(|token| !token.is_marked));
            }
            Self::ParagraphDeleted => new.paragraphs.retain(|paragraph| !is_marked(paragraph)),
            Self::Rewritten => rewrite(new, others, dice),
            Self::LookAlike => look_alike(new, others, dice)?,
            Self::OtherArticle => {
                let other = others.iter().find(|other| other.paragraphs.first() != new.paragraphs.first())?;
                *new = other.clone();
            }
            Self::MeaningChanged => change_meaning(new, dice)?,
            _ => return None,
        }
        Some(())
    }
}

fn is_marked(paragraph: &Paragraph) -> bool {
    paragraph.iter().any(|token| token.is_marked)
}

fn strange_sentence(others: &[Document], dice: &mut Dice) -> Paragraph {
    let other = dice.pick(others).unwrap();
    let paragraph = dice.pick(&other.paragraphs).unwrap();
    let all = sentences(paragraph);
    dice.pick(&all).map_or_else(|| tokens("It was so."), |range| paragraph[range.clone()].to_vec())
}

/// Puts a sentence in, with a blank between it and its neighbours.
fn insert(paragraph: &mut Paragraph, at: usize, mut sentence: Paragraph) {
    if at >= paragraph.len() {
        paragraph.push(Token::plain(" "));
        paragraph.append(&mut sentence);
    } else {
        sentence.push(Token::plain(" "));
        paragraph.splice(at..at, sentence);
    }
}

/// One typing error in so many letters of the tokens that `is_meant` picks.
fn typos(document: &mut Document, in_letters: usize, dice: &mut Dice, is_meant: impl Fn(&Token) -> bool) {
    for token in document.paragraphs.iter_mut().flatten().filter(|token| token.is_word() && is_meant(token)) {
        let mut letters: Vec<char> = token.text.chars().collect();
        for place in 0..letters.len() {
            if letters.len() < 3
                || !dice.once_in(in_letters)
                || !letters.get(place).is_some_and(|c| c.is_lowercase())
            {
                continue;
            }
            let any = char::from(b'a' + u8::try_from(dice.below(26)).unwrap());
            match dice.below(4) {
                0 => letters[place] = any,
                1 => letters.insert(place, any),
                2 => drop(letters.remove(place)),
                _ if place + 1 < letters.len() => letters.swap(place, place + 1),
                _ => {}
            }
        }
        token.text = letters.into_iter().collect();
    }
}

/// Curly marks made straight, dashes and dots spelled out, accents parted from their letters.
fn flatten(document: &mut Document) {
    for token in document.paragraphs.iter_mut().flatten() {
        let flat = |c: char| match c {
            '“' | '”' => "\"".to_owned(),
            '‘' | '’' => "'".to_owned(),
            '—' => "--".to_owned(),
            '–' => "-".to_owned(),
            '…' => "...".to_owned(),
            '\u{a0}' => " ".to_owned(),
            'é' => "e\u{301}".to_owned(),
            'É' => "E\u{301}".to_owned(),
            other => other.to_string(),
        };
        token.text = token.text.chars().map(flat).collect();
    }
}

/// Paragraphs joined by chance, and cut at other sentences.
fn other_paragraphs(document: &mut Document, dice: &mut Dice) {
    let mut new: Vec<Paragraph> = Vec::new();
    for paragraph in std::mem::take(&mut document.paragraphs) {
        match new.last_mut() {
            Some(last) if dice.once_in(2) => {
                last.push(Token::plain(" "));
                last.extend(paragraph);
            }
            _ => new.push(paragraph),
        }
    }
    for paragraph in new {
        let mut rest = 0;
        for sentence in sentences(&paragraph) {
            // A cut in the middle of the mark would be a change of the mark.
            let blank = paragraph.get(sentence.end);
            if dice.once_in(3) && blank.is_some_and(|blank| !blank.is_marked) {
                document.paragraphs.push(paragraph[rest..sentence.end].to_vec());
                rest = sentence.end + 1;
            }
        }
        document.paragraphs.push(paragraph[rest.min(paragraph.len())..].to_vec());
    }
    document.paragraphs.retain(|paragraph| !paragraph.is_empty());
}

/// Another lower-case word in the place of one of the mark's.
fn replace_one(document: &mut Document, others: &[Document], dice: &mut Dice) -> Option<()> {
    let word = strange_word(others, dice)?;
    let places = places(document, |token| token.is_marked && is_lower_word(token));
    let (paragraph, token) = *dice.pick(&places)?;
    let text = &mut document.paragraphs[paragraph][token].text;
    (*text != word).then(|| *text = word)
}

/// A changed figure or name, or a "not", in the mark.
fn change_meaning(document: &mut Document, dice: &mut Dice) -> Option<()> {
    let figures =
        places(document, |token| token.is_marked && token.text.starts_with(|c: char| c.is_ascii_digit()));
    let names = places(document, |token| {
        token.is_marked && token.text.chars().count() >= 4 && token.text.starts_with(char::is_uppercase)
    });
    let verbs = places(document, |token| {
        token.is_marked
            && matches!(
                token.text.as_str(),
                "is" | "was" | "were" | "had" | "would" | "will" | "can" | "have" | "did"
            )
    });
    if let Some((paragraph, token)) = dice.pick(&figures) {
        let text = &mut document.paragraphs[*paragraph][*token].text;
        let last = text.pop()?;
        text.push(if last == '3' { '8' } else { '3' });
    } else if let Some((paragraph, token)) = dice.pick(&names).filter(|_| verbs.is_empty() || dice.once_in(2))
    {
        "Ashworth".clone_into(&mut document.paragraphs[*paragraph][*token].text);
    } else {
        let (paragraph, token) = *dice.pick(&verbs)?;
        let negation = [" ", "not"].map(|text| Token { text: text.to_owned(), is_marked: true });
        document.paragraphs[paragraph].splice((token + 1)..=token, negation);
    }
    Some(())
}

/// Other words in the place of the mark's, as many.
fn rewrite(document: &mut Document, others: &[Document], dice: &mut Dice) {
    for token in document.paragraphs.iter_mut().flatten().filter(|token| token.is_marked && token.is_word()) {
        let old = token.text.clone();
        while token.text == old {
            token.text = strange_word(others, dice).unwrap();
        }
    }
}

/// The sentence with the mark is deleted; another paragraph has one like it, with one word in eight changed, one of the mark's
/// among them. That one is not marked.
fn look_alike(document: &mut Document, others: &[Document], dice: &mut Dice) -> Option<()> {
    let (paragraph, Range { start, end }) = document.marked_sentence()?;
    if document.paragraphs.len() < 4 {
        return None;
    }
    let mut like: Paragraph = document.paragraphs[paragraph].splice(start..end, []).collect();
    let words: Vec<usize> = (0..like.len()).filter(|place| like[*place].is_word()).collect();
    let marked: Vec<usize> = words.iter().copied().filter(|word| like[*word].is_marked).collect();
    let mut changed = vec![*dice.pick(&marked)?];
    changed.extend(words.iter().copied().filter(|_| dice.once_in(8)));
    for word in changed {
        let old = like[word].text.clone();
        while like[word].text == old {
            like[word].text = strange_word(others, dice)?;
        }
    }
    for token in &mut like {
        token.is_marked = false;
    }
    let mut to = dice.below(document.paragraphs.len());
    while to == paragraph {
        to = dice.below(document.paragraphs.len());
    }
    let places = sentences(&document.paragraphs[to]);
    let at = dice.pick(&places).map_or(0, |sentence| sentence.start);
    insert(&mut document.paragraphs[to], at, like);
    Some(())
}

fn is_lower_word(token: &Token) -> bool {
    token.is_word() && token.text.chars().all(char::is_lowercase) && token.text.len() >= 4
}

fn strange_word(others: &[Document], dice: &mut Dice) -> Option<String> {
    for _ in 0..100 {
        let paragraph = dice.pick(&dice.clone().pick(others)?.paragraphs)?.clone();
        if let Some(token) = dice.pick(&paragraph).filter(|token| is_lower_word(token)) {
            return Some(token.text.clone());
        }
    }
    None
}

fn places(document: &Document, is_meant: impl Fn(&Token) -> bool) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        places.extend(
            (0..paragraph.len()).filter(|token| is_meant(&paragraph[*token])).map(|token| (number, token)),
        );
    }
    places
}
