//! A quotation with its citation, in three styles: Chicago (18th edition, note), APA (7th) and MLA (9th).
//!
//! Where the words are those of a speaker whom the column quotes, the column is cited as the place where they are quoted:
//! "quoted in", "as cited in", "qtd. in". A title is cited as it was printed; APA's capitals within a sentence would need
//! to know which words are names.

mod name;
mod when;

pub(super) use self::name::{Name, names};
pub(super) use self::when::When;
use crate::article::{Article, Metadata, SafeText};
use crate::attribution::Analysis;
use crate::span::Span;

/// How a citation is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The note of the Chicago Manual of Style.
    #[default]
    Chicago,
    /// American Psychological Association.
    Apa,
    /// Modern Language Association.
    Mla,
}

impl Style {
    /// All of them, by their names.
    pub const ALL: [(&'static str, Self); 3] =
        [("chicago", Self::Chicago), ("apa", Self::Apa), ("mla", Self::Mla)];
}

/// Words of an article, to be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Without their outer marks; inner marks are single.
    pub(super) words: String,
    /// Who said them, where that is not who wrote the article.
    pub(super) speaker: Option<String>,
    pub(super) about: Metadata,
    pub(super) title: SafeText,
}

impl Cited {
    /// The words at `span` of `article`. Who said them is told by the analysis, where there is one.
    pub fn new(article: &Article, analysis: Option<&Analysis>, span: Span) -> Self {
        let text = article.text();
        let byline = article.metadata.byline.as_deref().unwrap_or_default().to_lowercase();
        let speaker = analysis.and_then(|analysis| speaker(analysis, span));
        Self {
            words: within_marks(span.trimmed(text).of(text)),
            speaker: speaker.filter(|name| !byline.contains(&name.to_lowercase())).map(ToOwned::to_owned),
            about: article.metadata.clone(),
            title: article.display_title(),
        }
    }

    /// The words in marks with their citation, on one line.
    pub fn text(&self, style: Style) -> String {
        let words = self.words.as_str();
        match style {
            Style::Chicago => {
                let by =
                    self.speaker.as_ref().map(|speaker| format!("{speaker}, quoted in ")).unwrap_or_default();
                format!("“{words}” {by}{}", self.chicago())
            }
            Style::Apa => format!("“{}” ({}). {}", unended(words), self.apa_in_text(), self.apa()),
            Style::Mla => format!("“{}” ({}). {}", unended(words), self.mla_in_text(), self.mla()),
        }
    }

    /// `Jane Doe, “Title,” The Paper, August 23, 2026, https://….`
    fn chicago(&self) -> String {
        let title = format!("“{},”", self.inner_title().trim_end_matches(['.', ',']));
        let mut parts = names(&self.about).iter().map(Name::printed).collect::<Vec<_>>();
        let authors = listed(&mut parts, "and");
        let date = self.date().map(|date| date.long());
        let rest =
            [self.publication(), date, self.url()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let head = authors.map(|authors| format!("{authors}, ")).unwrap_or_default();
        let title = if rest.is_empty() { title.replace(",”", ".”") } else { format!("{title} {rest}.") };
        format!("{head}{title}")
    }

    /// `Doe, J. (2026, August 23). Title. The Paper. https://…`
    fn apa(&self) -> String {
        let mut parts: Vec<String> = names(&self.about).iter().map(Name::initials).collect();
        let authors = listed(&mut parts, ",&").map(|authors| authors.replace(",&", ", &"));
        let date = self.date().map_or("n.d.".to_owned(), |date| date.year_first());
        let title = self.title.trim_end_matches('.');
        let ends = title.ends_with(['?', '!', '…']);
        let title = format!("{title}{}", if ends { "" } else { "." });
        let head = match authors {
            Some(authors) => format!("{authors} ({date}). {title}"),
            None => format!("{title} ({date})."),
        };
        let publication =
            self.publication().map(|publication| format!(" {publication}.")).unwrap_or_default();
        let url = self.url().map(|url| format!(" {url}")).unwrap_or_default();
        format!("{head}{publication}{url}")
    }

    fn apa_in_text(&self) -> String {
        let year = self.date().map_or("n.d.".to_owned(), |date| date.year);
        let who = self.authors_in_text("&", "et al.");
        match &self.speaker {
            Some(speaker) => format!("{speaker}, as cited in {who}, {year}"),
            None => format!("{who}, {year}"),
        }
    }

    /// `Doe, Jane. “Title.” The Paper, 23 Aug. 2026, https://….`
    fn mla(&self) -> String {
        let names = names(&self.about);
        let authors = match names.as_slice() {
            [] => None,
            [one] => Some(one.inverted()),
            [one, other] => Some(format!("{}, and {}", one.inverted(), other.printed())),
            [one, ..] => Some(format!("{}, et al", one.inverted())),
        };
        let head = authors.map(|authors| format!("{}. ", authors.trim_end_matches('.'))).unwrap_or_default();
        let title = self.inner_title();
        let title = title.trim_end_matches('.');
        let ends = title.ends_with(['?', '!', '…']);
        let title = format!("“{title}{}”", if ends { "" } else { "." });
        let date = self.date().map(|date| date.day_first());
        let rest =
            [self.publication(), date, self.url()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        if rest.is_empty() { format!("{head}{title}") } else { format!("{head}{title} {rest}.") }
    }

    fn mla_in_text(&self) -> String {
        let who = self.authors_in_text("and", "et al.");
        if self.speaker.is_some() { format!("qtd. in {who}") } else { who }
    }

    /// The family names, or the title where nobody signed.
    fn authors_in_text(&self, and: &str, others: &str) -> String {
        let names = names(&self.about);
        match names.as_slice() {
            [] => format!("“{}”", self.inner_title().trim_end_matches(['.', ','])),
            [one] => one.family.clone(),
            [one, other] => format!("{} {and} {}", one.family, other.family),
            [one, ..] => format!("{} {others}", one.family),
        }
    }

    /// The title as it stands in quotation marks.
    fn inner_title(&self) -> String {
        inner_marks(&self.title, ["‘", "’"])
    }

    fn date(&self) -> Option<When> {
        self.about.date.as_ref().map(|date| When::of(date))
    }

    fn publication(&self) -> Option<String> {
        self.about.publication.as_ref().map(SafeText::to_string)
    }

    fn url(&self) -> Option<String> {
        self.about.url.as_ref().map(SafeText::to_string)
    }
}

/// Whose words a span has, where it lies within one quotation.
fn speaker(analysis: &Analysis, span: Span) -> Option<&str> {
    let quotation = analysis.quotations.get(analysis.quotation_at(span.start)?)?;
    let last = analysis.quotation_at(span.end.saturating_sub(1))?;
    let is_one = analysis.quotations.get(last).is_some_and(|other| other.spans == quotation.spans);
    let speaker = analysis.speakers.get(quotation.speaker()?)?;
    is_one.then_some(speaker.name.as_str())
}

/// The words on one line, to stand in double marks: their own outer ones are taken off, inner ones become single.
fn within_marks(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let inner = words.strip_prefix(['“', '"']).and_then(|rest| rest.strip_suffix(['”', '"']));
    if let Some(inner) = inner.filter(|inner| !inner.contains(['“', '”', '"'])) {
        return inner.to_owned();
    }
    inner_marks(&words, ["‘", "’"])
}

/// The double marks of words that come to stand in marks themselves, as inner ones.
pub(super) fn inner_marks(words: &str, [open, close]: [&str; 2]) -> String {
    let mut written = String::with_capacity(words.len());
    let mut before = None;
    for c in words.chars() {
        let opens = before.is_none_or(|before: char| before.is_whitespace() || before == '(');
        match c {
            '“' => written.push_str(open),
            '"' if opens => written.push_str(open),
            '”' | '"' => written.push_str(close),
            other => written.push(other),
        }
        before = Some(c);
    }
    written
}

/// Without the point or comma that comes behind the brackets then.
pub(super) fn unended(words: &str) -> &str {
    words.trim_end_matches(['.', ','])
}

/// "A", "A and B", "A, B, and C"; nothing for nobody.
fn listed(names: &mut Vec<String>, and: &str) -> Option<String> {
    let last = names.pop()?;
    Some(match names.as_slice() {
        [] => last,
        [one] if and == "and" => format!("{one} {and} {last}"),
        all if and == "and" => format!("{}, {and} {last}", all.join(", ")),
        all => format!("{}{and} {last}", all.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn article(byline: Option<&str>, date: Option<&str>) -> Article {
        let mut article = sample::article(
            "The Tax That Would Not Die",
            &["“We lost,” said Ann Smith. “Never ‘again’.” It rained."],
        );
        article.metadata.byline = byline.map(SafeText::new);
        article.metadata.date = date.map(SafeText::new);
        article.metadata.publication = Some(SafeText::new("The Example Times"));
        article.metadata.url = Some(SafeText::new("https://example.org/tax"));
        article
    }

    fn cite(article: &Article, words: &str, style: Style) -> String {
        let analysis =
            sample::analysis(article, &[("“We lost,”", "Ann Smith"), ("“Never ‘again’.”", "Jane Doe")]);
        Cited::new(article, Some(&analysis), sample::span(article.text(), words)).text(style)
    }

    #[test]
    fn each_style_has_its_form() {
        let doe = article(Some("Jane Doe"), Some("2026-08-23"));
        for (style, words, expected) in [
            (
                Style::Chicago,
                "“We lost,”",
                "“We lost,” Ann Smith, quoted in Jane Doe, “The Tax That Would Not Die,” The Example Times, August 23, 2026, https://example.org/tax.",
            ),
            (
                Style::Apa,
                "“We lost,”",
                "“We lost” (Ann Smith, as cited in Doe, 2026). Doe, J. (2026, August 23). The Tax That Would Not Die. The Example Times. https://example.org/tax",
            ),
            (
                Style::Mla,
                "“We lost,”",
                "“We lost” (qtd. in Doe). Doe, Jane. “The Tax That Would Not Die.” The Example Times, 23 Aug. 2026, https://example.org/tax.",
            ),
            (
                Style::Mla,
                "It rained.",
                "“It rained” (Doe). Doe, Jane. “The Tax That Would Not Die.” The Example Times, 23 Aug. 2026, https://example.org/tax.",
            ),
            (
                Style::Chicago,
                "“Never ‘again’.”",
                "“Never ‘again’.” Jane Doe, “The Tax That Would Not Die,” The Example Times, August 23, 2026, https://example.org/tax.",
            ),
        ] {
            assert_eq!(cite(&doe, words, style), expected);
        }
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let bare = sample::article("A vote", &["“We lost,” said Ann Smith."]);
        let cited = Cited::new(&bare, None, Span::new(0, bare.text().len()));
        assert_eq!(cited.text(Style::Chicago), "“‘We lost,’ said Ann Smith.” “A vote.”");
        assert_eq!(cited.text(Style::Apa), "“‘We lost,’ said Ann Smith” (“A vote”, n.d.). A vote. (n.d.).");
        assert_eq!(cited.text(Style::Mla), "“‘We lost,’ said Ann Smith” (“A vote”). “A vote.”");
    }

    #[test]
    fn marks_within_a_title_become_inner_ones() {
        let mut named = article(None, None);
        named.metadata.title = Some(SafeText::new("The “big” vote"));
        assert!(cite(&named, "It rained.", Style::Chicago).contains("“The ‘big’ vote,” The Example"));
        assert!(cite(&named, "It rained.", Style::Mla).contains("“The ‘big’ vote.” The Example"));
        assert!(cite(&named, "It rained.", Style::Apa).contains(" The “big” vote. "));
    }

    #[test]
    fn names_and_dates_are_told_apart() {
        for (byline, inverted, initials) in [
            ("Jane Doe", "Doe, Jane", "Doe, J."),
            ("Mary-Ann von der Leyen", "von der Leyen, Mary-Ann", "von der Leyen, M.-A."),
            ("Martin Luther King Jr.", "King, Martin Luther, Jr.", "King, M. L., Jr."),
            ("The Associated Press", "The Associated Press", "The Associated Press"),
            ("Reuters", "Reuters", "Reuters"),
        ] {
            let name = Name::of(byline);
            assert_eq!((name.inverted().as_str(), name.initials().as_str()), (inverted, initials));
        }
        let two = article(Some("Jane Doe and Carl Roe"), Some("2026-08"));
        assert!(
            cite(&two, "It rained.", Style::Apa)
                .starts_with("“It rained” (Doe & Roe, 2026). Doe, J., & Roe, C. (2026, August).")
        );
        assert!(cite(&two, "It rained.", Style::Chicago).contains("Jane Doe and Carl Roe, “The"));
        let three = article(Some("Jane Doe, Carl Roe, and Ann Poe"), Some("last spring"));
        assert!(
            cite(&three, "It rained.", Style::Mla)
                .starts_with("“It rained” (Doe et al.). Doe, Jane, et al. “The")
        );
        assert!(cite(&three, "It rained.", Style::Chicago).contains("Times, last spring, https"));
    }
}
