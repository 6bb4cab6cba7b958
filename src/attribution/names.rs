//! All names of an article, told from common words that only begin a sentence.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::aside::is_credited;
use super::context::Context;
use super::long_title::behind_of;
use super::mention::{Name, is_name_token, name_in};
use super::noun_phrase::is_pronoun;
use crate::article::BlockKind;
use crate::lexicon::{Function, Words};
use crate::segment::TokenKind;
use crate::span::Span;

/// All names of the article in order, in and out of quotations, with what stands before them.
pub(super) fn names(context: &Context<'_>) -> Vec<Name> {
    let evidence = Evidence::of(context);
    let mut names = Vec::new();
    let mut token = 0;
    while token < context.tokens.len() {
        let end = end_of_capitals(context, token);
        if end == token {
            token += 1;
            continue;
        }
        let is_common = evidence.is_common(context, token) || evidence.is_bare_opener(context, &(token..end));
        let first = token + usize::from(is_common);
        let first = behind_of(context, &(first..end));
        let start = with_lower_role(context, first);
        if first < end && !in_headline_capitals(context, token) && !is_shouted(context, &(first..end)) {
            names.extend(name_in(context, &(start..end)));
        }
        token = end;
    }
    names
}

/// How the text writes its words: what is small elsewhere and large only where a sentence begins is no name.
struct Evidence<'a> {
    /// The words that begin sentences with a capital, in small letters, and whether the text has them small too.
    openers: Words<Cow<'a, str>, Cell<bool>>,
    /// The words that have a capital inside a sentence.
    large: BTreeSet<&'a str>,
}

impl<'a> Evidence<'a> {
    fn of(context: &Context<'a>) -> Self {
        let mut large = BTreeSet::new();
        let mut openers = Vec::new();
        for (index, token) in context.tokens.iter().enumerate() {
            if token.kind != TokenKind::Capitalised {
                continue;
            }
            if context.opens_sentence(index) {
                openers.push((context.lower(index), Cell::new(false)));
            } else {
                large.insert(token.of(context.text));
            }
        }
        let openers: Words<_, _> = openers.into_iter().collect();
        for token in context.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            if let Some(is_small) = openers.get(token.of(context.text)) {
                is_small.set(true);
            }
        }
        Self { openers, large }
    }

    /// "Manners were beside the point": a common word whose capital is the sentence's.
    fn is_common(&self, context: &Context<'_>, token: usize) -> bool {
        let word = context.word(token);
        let leads_title = context.lexicon.is_title(&context.lower(token + 1));
        let is_small = |lower: &str| self.openers.get(lower).is_some_and(Cell::get);
        context.opens_sentence(token)
            && !leads_title
            && is_small(&context.lower(token))
            && !self.large.contains(word)
            && !context.lexicon.is_title(&context.lower(token))
            && context.lexicon.given_name(word).is_none()
    }

    /// "National police chiefs", "Speculation that": a word that only begins a sentence, and nothing shows it to be a name.
    fn is_bare_opener(&self, context: &Context<'_>, run: &Range<usize>) -> bool {
        let word = context.word(run.start);
        let lexicon = context.lexicon;
        let is_known = lexicon.given_name(word).is_some()
            || lexicon.proper(word).is_some()
            || lexicon.is_body(word)
            || lexicon.is_title(&context.lower(run.start))
            || word.chars().skip(1).any(|letter| !letter.is_lowercase());
        run.len() == 1
            && context.opens_sentence(run.start)
            && !self.large.contains(word)
            && !is_known
            && (!shows_name(context, run.end)
                || lexicon.is_starter(word)
                || is_remark(context, run)
                || ABSTRACT.iter().any(|end| word.ends_with(end)))
    }
}

/// Terrifying. · Absolutely! A sentence of one word that no name ends like.
fn is_remark(context: &Context<'_>, run: &Range<usize>) -> bool {
    let word = context.word(run.start);
    let is_alone = ['.', '!', '?'].iter().any(|stop| context.is_mark(run.end, *stop));
    is_alone && ["ing", "ly", "ful", "ous", "ble", "less", "ive"].iter().any(|end| word.ends_with(end))
}

/// Whether a word behind a name shows that the name does something or has something: Moore [turned], Moore[’s].
fn shows_name(context: &Context<'_>, token: usize) -> bool {
    match context.function(token) {
        Some(Function::Conjunction) => context.is(token + 1, TokenKind::Capitalised),
        Some(Function::Determiner | Function::Preposition) => false,
        None if context.is(token, TokenKind::Word) => {
            let word = context.word(token);
            context.is_cue(token) || context.lexicon.is_adverb(word) || !is_noun_like(context, token)
        }
        Some(Function::Auxiliary | Function::Relative) | None => true,
    }
}

/// Whether a word in small letters is more likely a noun than a verb: [National] police chief, [Local] newspapers.
fn is_noun_like(context: &Context<'_>, token: usize) -> bool {
    let word = context.word(token);
    context.lexicon.role(word).is_some()
        || ABSTRACT.iter().any(|end| word.ends_with(end))
        || context.lexicon.role(context.word(token + 1)).is_some()
}

/// Endings of nouns that name things rather than people.
const ABSTRACT: [&str; 6] = ["tion", "sion", "ness", "ment", "ility", "papers"];

/// READ MORE: several words in capitals only.
fn is_shouted(context: &Context<'_>, run: &Range<usize>) -> bool {
    let shouted = |token: &usize| {
        let word = context.word(*token);
        word.chars().count() >= 3 && word.chars().all(|c| c.is_uppercase() || c == '’' || c == '\'')
    };
    run.len() >= 2 && run.clone().filter(shouted).count() >= 2
}

/// The end of the run of capitalised words, with the stops and particles inside it, that begins at `token`.
pub(super) fn end_of_capitals(context: &Context<'_>, token: usize) -> usize {
    if !context.is(token, TokenKind::Capitalised) || is_small_word(context, token) {
        return token;
    }
    let mut end = token + 1;
    while is_name_token(context, end) && adjoins(context, end) && !is_small_word(context, end) {
        if is_credited(context, token, token) && ends_credit(context.word(end - 1)) {
            break;
        }
        let is_date = context.is_time(end)
            && !matches!(context.word(end), "March" | "April" | "May" | "June" | "August");
        if is_date {
            break;
        }
        end += 1;
    }
    while end > token + 1 && !context.is(end - 1, TokenKind::Capitalised) {
        end -= 1;
    }
    end
}

/// The last word of who a picture is credited to: Reuters · Getty Images
fn ends_credit(word: &str) -> bool {
    matches!(
        word,
        "Images" | "Reuters" | "Press" | "Photo" | "Photos" | "AP" | "AFP" | "News" | "CP" | "EPA" | "CBC"
    )
}

/// Whether only a blank stands between a token and the one before it: names do not cross a line of a list or a gap.
fn adjoins(context: &Context<'_>, token: usize) -> bool {
    let between = Span::new(context.tokens[token - 1].span.end, context.tokens[token].span.start);
    between.len() <= 2 && !between.of(context.text).contains('\n')
}

/// Takes "deputy White House press secretary" into a phrase that began at its first capital.
fn with_lower_role(context: &Context<'_>, token: usize) -> usize {
    let mut start = token;
    while start > 0 && token - start < 6 && context.is(start - 1, TokenKind::Word) {
        let lower = context.lower(start - 1);
        let belongs = context.lexicon.role(&lower).is_some()
            || context.lexicon.is_title(&lower)
            || matches!(
                lower.as_ref(),
                "press" | "fired" | "deposed" | "senior" | "ousted" | "retired" | "prime" | "foreign"
            );
        if !belongs {
            break;
        }
        start -= 1;
    }
    start
}

/// "The", "When", "He": small words that only begin a sentence. An initial is none, though "I" and "A" look like it.
fn is_small_word(context: &Context<'_>, token: usize) -> bool {
    let written = context.word(token);
    let word = written.split(['’', '\'']).next().unwrap_or(written);
    let lower = word.to_lowercase();
    let is_function = context.lexicon.function(&lower).is_some() || is_pronoun(&lower) || lower == "you";
    let begins = token == 0 || !context.is(token - 1, TokenKind::Capitalised);
    begins && is_function && word.chars().skip(1).all(char::is_lowercase)
}

/// Headlines capitalise every word, so they hold no evidence of names beyond what the text says.
fn in_headline_capitals(context: &Context<'_>, token: usize) -> bool {
    let place = context.tokens[token].span.start;
    let block = context.blocks.get(context.block_at(place));
    block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
}
