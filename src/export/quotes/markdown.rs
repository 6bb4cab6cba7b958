//! Quotations as Markdown: each a block quotation with its speaker below, under the title of its article.

use super::{Filter, Listed, listed};
use crate::article::Article;
use crate::attribution::Analysis;
use crate::export::credits::credits;
use crate::export::markdown_text::{document, inline, link, paragraphs};
use crate::export::voice::told;
use crate::export::{UNKNOWN, counted};
use crate::span::Span;

/// One article's quotations.
pub fn section(article: &Article, analysis: &Analysis, filter: &Filter) -> String {
    let about = &article.metadata;
    let url = about.url.as_ref().map(|url| link(url));
    let credits = credits(about).map(|credits| inline(&credits));
    let line: Vec<String> = credits.into_iter().chain(url).collect();
    let mut parts = vec![format!("# {}", inline(&article.display_title())), line.join(" · ")];
    parts.extend(listed(article, analysis, filter).iter().map(quotation));
    document(&parts)
}

fn quotation(listed: &Listed<'_>) -> String {
    // Pieces with only a few words of report between them read as one line; paragraphs stay apart.
    let mut words = String::new();
    let mut end = None;
    for span in &listed.quotation.spans {
        let is_new_paragraph =
            end.is_some_and(|end| Span::new(end, span.start).of(listed.text).contains("\n\n"));
        match end {
            None => {}
            Some(_) if is_new_paragraph => words.push_str("\n\n"),
            Some(_) => words.push(' '),
        }
        words.push_str(span.of(listed.text));
        end = Some(span.end);
    }
    let name = inline(&told(listed.quotation, listed.speaker_name().unwrap_or(UNKNOWN)));
    let (id, kind) = (listed.name(), listed.quotation.kind.name());
    let count = counted(listed.quotation.words, "word");
    format!("{}\n>\n> — **{name}** ({id}, {kind}, {count})", paragraphs(&words, "> "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn quotations_stand_under_their_title() {
        let article = sample::article("A [vote]", &["“*One*,” said A, “two.” “Three.", "“Four.”"]);
        let analysis = sample::analysis(&article, &[("“*One*,” / “two.”", "A"), ("“Three. / “Four.”", "-")]);
        let expected = "# A \\[vote\\]\n\n> “\\*One\\*,” “two.”\n>\n> — **A** (q1, direct, 2 words)\n\n\
                        > “Three.\n>\n> “Four.”\n>\n> — **unknown** (q2, direct, 2 words)\n";
        assert_eq!(section(&article, &analysis, &Filter::default()), expected);
    }
}
