//! What a style has of a language: its words, its dates, its marks. Where it says nothing, American English, or British
//! English for a style of `en-GB`.

use super::Mistake;
use super::part::{DateForm, DatePart, Look, Unit};
use super::reading::{Reader, needed, term_form};
use super::terms::Terms;
use super::xml::Element;

/// What a style has of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Locale {
    pub(super) terms: Terms,
    /// A date in words.
    pub(super) date_in_words: LocalDate,
    /// A date in figures.
    pub(super) date_in_figures: LocalDate,
}

/// How a date is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LocalDate {
    pub(super) parts: Vec<DatePart>,
    pub(super) delimiter: String,
}

impl Locale {
    pub(super) fn of(root: &Element, reader: &mut Reader) -> Result<Self, Mistake> {
        let tag = root.attribute("default-locale").unwrap_or("en-US");
        if !tag.starts_with("en") {
            let what =
                format!("its words are written in English, not in “{tag}”, where it has none of its own");
            reader.notice(root.line, what);
        }
        let mut locale = if tag == "en-GB" { Self::british() } else { Self::american() };
        let language = tag.split('-').next().unwrap_or_default();
        // What is said of the language in general comes before what is said of it in one country.
        for wanted in [None, Some(language), Some(tag)] {
            for element in root.children.iter().filter(|child| child.name == "locale") {
                if element.attribute("lang") == wanted {
                    locale.take(element, reader)?;
                }
            }
        }
        Ok(locale)
    }

    fn american() -> Self {
        let words = [(Unit::Month, " "), (Unit::Day, ", "), (Unit::Year, "")];
        let figures = [(Unit::Month, "/"), (Unit::Day, "/"), (Unit::Year, "")];
        Self {
            terms: Terms { take_in_points: true, ..Terms::default() },
            date_in_words: date(&words, DateForm::Usual),
            date_in_figures: date(&figures, DateForm::TwoDigits),
        }
    }

    fn british() -> Self {
        let words = [(Unit::Day, " "), (Unit::Month, " "), (Unit::Year, "")];
        let figures = [(Unit::Day, "/"), (Unit::Month, "/"), (Unit::Year, "")];
        Self {
            terms: Terms { is_british: true, ..Terms::default() },
            date_in_words: date(&words, DateForm::Usual),
            date_in_figures: date(&figures, DateForm::TwoDigits),
        }
    }

    fn take(&mut self, element: &Element, reader: &mut Reader) -> Result<(), Mistake> {
        for child in &element.children {
            match child.name.as_str() {
                "style-options" => {
                    if let Some(value) = child.attribute("punctuation-in-quote") {
                        self.terms.take_in_points = value == "true";
                    }
                }
                "date" => {
                    let delimiter = child.attribute("delimiter").unwrap_or_default().to_owned();
                    let own = LocalDate { parts: reader.date_parts(child)?, delimiter };
                    match child.attribute("form") {
                        Some("numeric") => self.date_in_figures = own,
                        _ => self.date_in_words = own,
                    }
                }
                "terms" => {
                    for term in &child.children {
                        let words = |name| term.child(name).map(|element| element.text.trim().to_owned());
                        let one = words("single").unwrap_or_else(|| term.text.trim().to_owned());
                        let several = words("multiple").unwrap_or_else(|| one.clone());
                        self.terms.put(&needed(term, "name")?, term_form(term), one, several);
                    }
                }
                "info" => {}
                other => reader.notice(child.line, format!("the element “{other}” is left out")),
            }
        }
        Ok(())
    }
}

fn date(parts: &[(Unit, &str); 3], form: DateForm) -> LocalDate {
    let part = |(unit, suffix): &(Unit, &str)| DatePart {
        unit: *unit,
        form: if *unit == Unit::Year { DateForm::Usual } else { form },
        look: Look { suffix: (*suffix).to_owned(), ..Look::default() },
    };
    LocalDate { parts: parts.iter().map(part).collect(), delimiter: String::new() }
}
