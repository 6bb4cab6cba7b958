//! Words, figures and punctuation.

use crate::span::Span;

/// A word, a figure or one punctuation character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word that begins with a capital letter.
    Capitalised,
    /// Any other word.
    Word,
    /// Begins with a digit.
    Number,
    /// `’s` or `’` behind a noun.
    Possessive,
    /// One character that is none of the above.
    Mark,
}

impl Token {
    /// Whether it is a word of either kind.
    pub fn is_word(self) -> bool {
        matches!(self.kind, TokenKind::Capitalised | TokenKind::Word)
    }

    /// The words of this token.
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }
}

/// Appends the tokens of `within` to `tokens`. Words keep their inner apostrophes, hyphens and stops ("didn’t",
/// "well-known", "U.S"); a possessive ending is a token of its own.
pub fn tokens(text: &str, within: Span, tokens: &mut Vec<Token>) {
    let words = within.of(text);
    let mut rest = words.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        if !c.is_alphanumeric() {
            let span = Span::new(within.start + start, within.start + start + c.len_utf8());
            tokens.push(Token { span, kind: TokenKind::Mark });
            continue;
        }
        let length = word_length(words.get(start..).unwrap_or_default());
        while rest.next_if(|&(next, _)| next < start + length).is_some() {}
        push_word(text, Span::new(within.start + start, within.start + start + length), c, tokens);
    }
}

/// Bytes of the word that `rest` begins with.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut characters = rest.char_indices().peekable();
    while let Some((place, c)) = characters.next() {
        if is_word_character(c) {
            end = place + c.len_utf8();
            continue;
        }
        let joins = matches!(c, '\'' | '’' | '-' | '‐' | '‑' | '.' | '&' | '@' | ',' | '\u{ad}');
        let next = characters.peek().map(|&(_, next)| next);
        let goes_on = match (c, next) {
            (',', Some(next)) => {
                next.is_ascii_digit()
                    && rest.get(..place).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
            }
            (_, Some(next)) => next.is_alphanumeric(),
            (_, None) => false,
        };
        if !(joins && goes_on) {
            break;
        }
    }
    end
}

/// Combining marks (U+0300 to U+036F) belong to the letter before them.
fn is_word_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '_')
}

/// Pushes a word, its possessive ending apart.
fn push_word(text: &str, span: Span, first: char, tokens: &mut Vec<Token>) {
    let kind = if first.is_numeric() {
        TokenKind::Number
    } else if first.is_uppercase() {
        TokenKind::Capitalised
    } else {
        TokenKind::Word
    };
    let word = span.of(text);
    let ending = ["’s", "'s", "’S", "'S"].into_iter().find(|ending| word.ends_with(ending));
    match ending {
        Some(ending) if word.len() > ending.len() => {
            let middle = span.end - ending.len();
            tokens.push(Token { span: Span::new(span.start, middle), kind });
            tokens.push(Token { span: Span::new(middle, span.end), kind: TokenKind::Possessive });
        }
        _ => tokens.push(Token { span, kind }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> String {
        let mut all = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut all);
        all.iter().map(|token| token.of(text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        for (text, expected) in [
            ("He didn’t go.", "He|didn’t|go|."),
            ("Comey’s well-known memo", "Comey|’s|well-known|memo"),
            ("the U.S. Senate", "the|U.S|.|Senate"),
            ("$1,700.50 in 2016", "$|1,700.50|in|2016"),
            ("“Yes,” she said—twice", "“|Yes|,|”|she|said|—|twice"),
            ("AT&T, O’Neill", "AT&T|,|O’Neill"),
            ("workers’ rights", "workers|’|rights"),
            ("cafe\u{301} 中文", "cafe\u{301}|中文"),
        ] {
            assert_eq!(split(text), expected);
        }
    }

    proptest! {
        #[test]
        fn tokens_are_apart_and_leave_only_white_space(text in "\\PC{0,80}") {
            let mut all = Vec::new();
            tokens(&text, Span::new(0, text.len()), &mut all);
            let mut place = 0;
            for token in &all {
                prop_assert!(token.span.start >= place && !token.of(&text).is_empty());
                prop_assert!(Span::new(place, token.span.start).of(&text).trim().is_empty());
                place = token.span.end;
            }
            prop_assert!(Span::new(place, text.len()).of(&text).trim().is_empty());
        }
    }
}
