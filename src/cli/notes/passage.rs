//! The words that a note is about, as somebody writes them down, found in the text.
//!
//! They are looked for as they are; where they do not stand so, kinds of quotation marks and dashes, blanks and line ends
//! may differ. They must stand there once, or once with what is said to stand around them.

use crate::app::Problem;
use crate::article::Article;
use crate::find::{Folded, folded_words};
use crate::span::{Span, ceil_boundary, floor_boundary};

/// Words, and what stands before and after them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Passage<'a> {
    pub(super) quote: &'a str,
    pub(super) prefix: Option<&'a str>,
    pub(super) suffix: Option<&'a str>,
}

/// The most of a quotation that an error repeats, in characters.
const REPEATED: usize = 40;

impl Passage<'_> {
    /// Where it stands in `article`.
    ///
    /// # Errors
    /// When it is not there, or there more than once.
    pub(super) fn find(&self, article: &Article) -> Result<Span, Problem> {
        let text = article.text();
        let quote = self.quote.trim();
        let refuse = |why: &str, hint: &str| {
            Err(Problem::new(&format!("no note was made on {}", shortened(quote)), why).hint(hint))
        };
        let name = article.origin.short_name();
        if folded_words(quote).trim().is_empty() {
            return refuse("there are no words in it", "write the words with --quote");
        }
        let all = spans(text, quote);
        let fitting: Vec<Span> = all.iter().copied().filter(|span| self.stands_around(text, *span)).collect();
        match (all.len(), fitting.as_slice()) {
            (_, [only]) => Ok(*only),
            (0, _) => refuse(&format!("these words are not in {name}"), "capitals and accents count"),
            (1, []) => refuse(
                &format!("in {name} other words stand around them than --prefix and --suffix say"),
                "leave these out",
            ),
            (count, []) => refuse(
                &format!("they stand {count} times in {name}, never with these words around them"),
                "check --prefix and --suffix",
            ),
            (count, fitting) if fitting.len() == count => refuse(
                &format!("they stand {count} times in {name}"),
                "say what stands around them with --prefix or --suffix",
            ),
            (_, fitting) => refuse(
                &format!("they stand {} times in {name} with these words around them", fitting.len()),
                "write more with --prefix or --suffix",
            ),
        }
    }

    fn stands_around(&self, text: &str, span: Span) -> bool {
        let before = self.prefix.is_none_or(|prefix| {
            let start = floor_boundary(text, span.start.saturating_sub(reach(prefix)));
            let before = folded_words(Span::new(start, span.start).of(text));
            before.trim_end().ends_with(folded_words(prefix).trim())
        });
        let after = || {
            self.suffix.is_none_or(|suffix| {
                let end = ceil_boundary(text, (span.end + reach(suffix)).min(text.len()));
                let after = folded_words(Span::new(span.end, end).of(text));
                after.trim_start().starts_with(folded_words(suffix).trim())
            })
        };
        before && after()
    }
}

/// How many bytes of a text are looked at for a context: blanks and marks may be longer there than they were typed.
fn reach(context: &str) -> usize {
    const SPARE: usize = 256;
    4 * context.len() + SPARE
}

/// All places of the words as they are; where there is none, those that differ in marks and blanks only.
fn spans(text: &str, quote: &str) -> Vec<Span> {
    let exact = places(text, quote);
    if !exact.is_empty() {
        return exact.into_iter().map(|start| Span::new(start, start + quote.len())).collect();
    }
    let folded = Folded::new(text, [Span::new(0, text.len())]);
    let words = folded_words(quote);
    let words = words.trim();
    let found = places(folded.text(), words).into_iter();
    found.map(|start| folded.back(text, Span::new(start, start + words.len()))).collect()
}

fn places(text: &str, words: &str) -> Vec<usize> {
    if words.is_empty() {
        return Vec::new();
    }
    text.match_indices(words).map(|(place, _)| place).collect()
}

fn shortened(quote: &str) -> String {
    let flat = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= REPEATED {
        return format!("“{flat}”");
    }
    format!("“{}…”", flat.chars().take(REPEATED - 1).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Draft, SafeText};

    const TEXT: &str = "“Yes,” she said.\nHe said “yes,” too; she said\nno. Zoë said no.";

    fn found(quote: &str, prefix: Option<&str>, suffix: Option<&str>) -> Result<String, String> {
        let draft = Draft { text: SafeText::new(TEXT), ..Draft::default() };
        let article = Article::new(crate::article::Origin::Bundled("a".to_owned()), draft);
        let passage = Passage { quote, prefix, suffix };
        let found = passage.find(&article).map(|span| format!("{}:{}", span.start, span.of(TEXT)));
        found.map_err(|problem| problem.why.to_string())
    }

    #[test]
    fn words_are_found_where_they_stand_once_or_once_in_their_context() {
        for (quote, prefix, suffix, place) in [
            ("“Yes,”", None, None, "0:“Yes,”"),
            ("\"yes,\"", None, None, "29:“yes,”"),
            ("she said no.", None, None, "45:she said\nno."),
            ("  Zoë said", None, None, "58:Zoë said"),
            ("she said", Some("\"Yes,\""), None, "11:she said"),
            ("she said", None, Some("no"), "45:she said"),
            ("she said", Some("too; "), Some(" no."), "45:she said"),
        ] {
            assert_eq!(found(quote, prefix, suffix).as_deref(), Ok(place), "{quote}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_its_reason() {
        for (quote, prefix, suffix, why) in [
            ("never", None, None, "these words are not in a"),
            ("SHE SAID", None, None, "these words are not in a"),
            (" \n", None, None, "there are no words in it"),
            ("she said", None, None, "they stand 2 times in a"),
            ("she said", Some("never"), None, "they stand 2 times in a, never with these words around them"),
            ("Zoë", Some("never"), None, "in a other words stand around them than --prefix and --suffix say"),
            ("said", Some("she"), None, "they stand 2 times in a with these words around them"),
        ] {
            assert_eq!(found(quote, prefix, suffix), Err(why.to_owned()), "{quote:?}");
        }
    }
}
