//! What is cited, by the variables of CSL.

use crate::article::SafeText;
use crate::export::citation::{Cited, Name, When, names};

/// An article as a style asks for it.
#[derive(Clone, Debug)]
pub(super) struct Item<'c> {
    cited: &'c Cited,
    authors: Vec<Name>,
    issued: Option<When>,
}

/// The type of every article, as in an export to CSL-JSON.
pub(super) const TYPE: &str = "article-newspaper";

impl<'c> Item<'c> {
    pub(super) fn of(cited: &'c Cited) -> Self {
        let issued = cited.about.date.as_ref().map(|date| When::of(date));
        Self { cited, authors: names(&cited.about), issued }
    }

    /// The words of a variable; none where the article does not say it.
    pub(super) fn text(&self, variable: &str) -> Option<String> {
        let about = &self.cited.about;
        let own = |field: &Option<SafeText>| field.as_ref().map(|field| field.trim().to_owned());
        let text = match variable {
            "title" => Some(self.cited.title.trim().to_owned()),
            "container-title" => own(&about.publication),
            "section" => own(&about.section),
            "URL" => own(&about.url),
            "language" => own(&about.language),
            "citation-number" => Some("1".to_owned()),
            "citation-label" => Some(self.label()),
            _ => None,
        };
        text.filter(|text| !text.is_empty())
    }

    /// The people of a variable.
    pub(super) fn names(&self, variable: &str) -> &[Name] {
        if variable == "author" { &self.authors } else { &[] }
    }

    /// The date of a variable.
    pub(super) fn date(&self, variable: &str) -> Option<&When> {
        self.issued.as_ref().filter(|_| variable == "issued")
    }

    /// Whether the article says it.
    pub(super) fn has(&self, variable: &str) -> bool {
        self.text(variable).is_some() || !self.names(variable).is_empty() || self.date(variable).is_some()
    }

    /// Whether it is in English, as far as that is known.
    pub(super) fn is_english(&self) -> bool {
        let language = self.cited.about.language.as_ref().map(|language| language.to_ascii_lowercase());
        language.is_none_or(|language| language == "en" || language.starts_with("en-"))
    }

    /// Whether what it says is numbers: "12", "12a", "3-5", "2 & 4".
    pub(super) fn is_numeric(&self, variable: &str) -> bool {
        let is_number = |part: &str| {
            part.chars().all(char::is_alphanumeric) && part.contains(|c: char| c.is_ascii_digit())
        };
        self.text(variable).is_some_and(|text| {
            text.split([',', '-', '–', '&']).map(str::trim).all(|part| !part.is_empty() && is_number(part))
        })
    }

    /// "Doe26": what an article is called where styles want a label.
    fn label(&self) -> String {
        let each = if self.authors.len() > 1 { 1 } else { 4 };
        let family = |name: &Name| name.particle().1.chars().take(each).collect::<String>();
        let names: String = self.authors.iter().take(4).map(family).collect();
        let year = self.issued.as_ref().filter(|issued| issued.given.is_none());
        let year = year.and_then(|issued| issued.year.get(2..)).unwrap_or_default();
        format!("{names}{year}")
    }
}
