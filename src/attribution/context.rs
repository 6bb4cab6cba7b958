//! What every rule may look at: one article cut into its parts, with ways to find one's way in it.

use std::borrow::Cow;
use std::ops::Range;

use crate::article::{Article, Block};
use crate::lexicon::{Function, Lexicon, Proper};
use crate::quotation::Passage;
use crate::segment::{Segmentation, Token, TokenKind};
use crate::span::{NarrowSpans, Span};

/// One article as the rules see it. Tokens are named by their index.
#[derive(Debug)]
pub struct Context<'a> {
    /// The canonical text.
    pub text: &'a str,
    /// Its blocks.
    pub blocks: &'a [Block],
    /// Its sentences.
    pub sentences: &'a NarrowSpans,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Words in marks or set apart.
    pub passages: &'a [Passage],
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// Every stretch of words in marks, in order, so that one search finds whether a place is in one.
    quoted: Vec<Span>,
    /// Whether each token is in marks.
    in_marks: Vec<bool>,
    /// What each token does, asked often.
    functions: Vec<Option<Function>>,
    /// Whether each token is a reporting verb, asked more often still.
    cues: Vec<bool>,
}

impl<'a> Context<'a> {
    /// The view of `article`.
    pub fn new(
        article: &'a Article,
        parts: &'a Segmentation,
        passages: &'a [Passage],
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut context = Self {
            text: article.text(),
            blocks: article.blocks(),
            sentences: &parts.sentences,
            tokens: &parts.tokens,
            passages,
            lexicon,
            quoted: passages.iter().flat_map(|passage| passage.spans.iter().copied()).collect(),
            in_marks: Vec::new(),
            functions: Vec::new(),
            cues: Vec::new(),
        };
        let is_quoted = |token: &Token| context.is_quoted(token.span.start);
        context.in_marks = context.tokens.iter().map(is_quoted).collect();
        let tokens = 0..context.tokens.len();
        context.functions = tokens.clone().map(|token| context.read_function(token)).collect();
        context.cues = tokens.map(|token| context.reads_as_cue(token)).collect();
        context
    }

    /// The first token that begins at or behind `place`.
    pub fn token_from(&self, place: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < place)
    }

    /// The tokens that lie in `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_from(span.start);
        start..self.token_from(span.end).max(start)
    }

    /// The words of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.text))
    }

    /// The words of a token in small letters.
    pub fn lower(&self, token: usize) -> Cow<'a, str> {
        let word = self.word(token);
        let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_punctuation());
        if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
    }

    /// Whether a token is of `kind`.
    pub fn is(&self, token: usize, kind: TokenKind) -> bool {
        self.tokens.get(token).is_some_and(|token| token.kind == kind)
    }

    /// Whether a token is this one punctuation mark.
    pub fn is_mark(&self, token: usize, mark: char) -> bool {
        self.is(token, TokenKind::Mark) && self.word(token).starts_with(mark)
    }

    /// Whether a token is a reporting verb, as far as its neighbours tell: "the answer", "in order to" and "a garden
    /// of post offices" are none. Capitalised words are none: names and headlines are full of them.
    pub fn is_cue(&self, token: usize) -> bool {
        self.cues.get(token).copied().unwrap_or_default()
    }

    fn reads_as_cue(&self, token: usize) -> bool {
        if !self.is(token, TokenKind::Word) {
            return false;
        }
        let word = self.word(token);
        let Some(lemma) = self.lexicon.cue_before(word, self.word(token + 1)) else {
            return false;
        };
        let Some(before) = token.checked_sub(1) else {
            return true;
        };
        let is_base = word == lemma && self.lexicon.cue(word).is_some();
        match self.function(before) {
            Some(Function::Determiner) => {
                matches!(self.word(before), "that" | "this" | "one" | "some" | "many" | "both")
            }
            Some(Function::Preposition) => word.ends_with("ing") || self.word(before) == "to",
            Some(Function::Auxiliary | Function::Relative) => true,
            Some(Function::Conjunction) | None if is_base => self.takes_base_form(before),
            Some(Function::Conjunction) | None => {
                !self.is(before, TokenKind::Possessive) || word.ends_with("ing")
            }
        }
    }

    /// Whether a verb's base form can follow: they [say], critics [say].
    fn takes_base_form(&self, before: usize) -> bool {
        let word = self.lower(before);
        matches!(word.as_ref(), "they" | "i" | "we" | "you" | "people" | "police")
            || word.ends_with('s')
            || word == "and"
    }

    /// Whether a token is a day or a month.
    pub fn is_time(&self, token: usize) -> bool {
        self.lexicon.proper(self.word(token)) == Some(Proper::Time)
    }

    /// What a small word does; `None` for words that carry meaning and for marks.
    pub fn function(&self, token: usize) -> Option<Function> {
        self.functions.get(token).copied().flatten()
    }

    fn read_function(&self, token: usize) -> Option<Function> {
        let is_word = self.tokens.get(token).is_some_and(|token| token.is_word());
        is_word.then(|| self.lexicon.function(&self.lower(token))).flatten()
    }

    /// Whether a token is a small word that does this.
    pub fn token_function_is(&self, token: usize, function: Function) -> bool {
        self.tokens.get(token).is_some() && self.function(token) == Some(function)
    }

    /// The bytes from the first to the last token of a range.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let (Some(first), Some(last)) =
            (self.tokens.get(range.start), self.tokens.get(range.end.saturating_sub(1)))
        else {
            return Span::default();
        };
        Span::new(first.span.start, last.span.end)
    }

    /// The words of a token range.
    pub fn words(&self, range: &Range<usize>) -> &'a str {
        self.span(range).of(self.text)
    }

    /// The sentence at `place`, or the one that begins next.
    pub fn sentence_at(&self, place: usize) -> Span {
        let index = self.sentences.partition_point(|sentence| sentence.end <= place);
        self.sentences.get(index).unwrap_or_default()
    }

    /// The block at `place`, by index.
    pub fn block_at(&self, place: usize) -> usize {
        self.blocks.partition_point(|block| block.span.end <= place)
    }

    /// Whether `place` is inside words in marks.
    pub fn is_quoted(&self, place: usize) -> bool {
        let index = self.quoted.partition_point(|span| span.end <= place);
        self.quoted.get(index).is_some_and(|span| span.contains(place))
    }

    /// The end of the words in marks that `place` is inside of.
    pub fn end_of_quoted(&self, place: usize) -> Option<usize> {
        let index = self.quoted.partition_point(|span| span.end <= place);
        let span = self.quoted.get(index)?;
        span.contains(place).then_some(span.end)
    }

    /// Whether a token is inside words in marks.
    pub fn is_token_quoted(&self, token: usize) -> bool {
        self.in_marks.get(token).copied().unwrap_or_default()
    }

    /// Whether a token begins a sentence, or stands where one may begin: behind a mark other than a comma.
    pub fn opens_sentence(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1) else {
            return true;
        };
        let Some(this) = self.tokens.get(token) else {
            return false;
        };
        let first = self.sentences.partition_point(|sentence| sentence.start < this.span.start);
        let is_first = self.sentences.get(first).is_some_and(|sentence| sentence.start == this.span.start);
        let is_behind_mark = self.is(before, TokenKind::Mark)
            && !matches!(self.word(before), "," | "’" | "'" | "-" | "&" | "/" | ".");
        is_first || is_behind_mark
    }
}
