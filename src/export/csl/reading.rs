//! From the tree of a style to what it writes. What CSL 1.0.2 does not know is noticed, once each.

mod date;
mod look;
mod names;

use super::part::{Branch, Figures, Form, Match, Part, Source, Test};
use super::xml::Element;
use super::{Mistake, Notice};

/// What is noticed on the way.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) notices: Vec<Notice>,
}

/// Attributes that have no meaning for one article that is cited once, in plain text.
const WITHOUT_EFFECT: &[&str] = &[
    "font-style",
    "font-variant",
    "font-weight",
    "text-decoration",
    "vertical-align",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "lang",
    "space",
];

impl Reader {
    /// Says that something is left out, if that was not said before.
    pub(super) fn notice(&mut self, line: usize, what: String) {
        if self.notices.iter().all(|notice| notice.what != what) {
            self.notices.push(Notice { line, what });
        }
    }

    /// Notices the attributes of an element that CSL does not have there.
    pub(super) fn check(&mut self, element: &Element, known: &[&str]) {
        for (name, _) in &element.attributes {
            if !known.contains(&name.as_str()) && !WITHOUT_EFFECT.contains(&name.as_str()) {
                self.notice(element.line, format!("“{name}” at “{}” is left out", element.name));
            }
        }
    }

    /// One of several values; the usual one where the attribute is not there, or is none of them, which is noticed.
    pub(super) fn one_of<T: Copy + Default>(
        &mut self,
        element: &Element,
        name: &str,
        values: &[(&str, T)],
    ) -> T {
        self.maybe_one_of(element, name, values).unwrap_or_default()
    }

    pub(super) fn maybe_one_of<T: Copy>(
        &mut self,
        element: &Element,
        name: &str,
        values: &[(&str, T)],
    ) -> Option<T> {
        let value = element.attribute(name)?;
        let found = values.iter().find(|(other, _)| *other == value).map(|(_, found)| *found);
        if found.is_none() {
            self.notice(element.line, format!("{name}=“{value}” is left out"));
        }
        found
    }

    /// The parts in an element.
    pub(super) fn parts(&mut self, element: &Element) -> Result<Vec<Part>, Mistake> {
        let mut parts = Vec::new();
        for child in &element.children {
            parts.extend(self.part(child)?);
        }
        Ok(parts)
    }

    fn part(&mut self, element: &Element) -> Result<Option<Part>, Mistake> {
        Ok(Some(match element.name.as_str() {
            "text" => self.text(element)?,
            "date" => Part::Date(self.date(element)?),
            "number" => self.number(element)?,
            "label" => self.label(element)?,
            "names" => Part::Names(Box::new(self.names(element)?)),
            "group" => {
                self.check(element, &[look::LOOK, &["delimiter"]].concat());
                let delimiter = element.attribute("delimiter").unwrap_or_default().to_owned();
                Part::Group { parts: self.parts(element)?, delimiter, look: self.look(element) }
            }
            "choose" => Part::Choose(self.branches(element)?),
            other => {
                self.notice(element.line, format!("the element “{other}” is left out"));
                return Ok(None);
            }
        }))
    }

    fn text(&mut self, element: &Element) -> Result<Part, Mistake> {
        self.check(
            element,
            &[look::LOOK, &["variable", "macro", "term", "value", "form", "plural"]].concat(),
        );
        let form = self.one_of(element, "form", FORMS);
        let source = if let Some(name) = element.attribute("macro") {
            Source::Macro { name: name.to_owned(), line: element.line }
        } else if let Some(name) = element.attribute("variable") {
            Source::Variable { name: name.to_owned(), form }
        } else if let Some(name) = element.attribute("term") {
            let is_plural = element.attribute("plural") == Some("true");
            Source::Term { name: name.to_owned(), form, is_plural }
        } else if let Some(value) = element.attribute("value") {
            Source::Value(value.to_owned())
        } else {
            let why = "“text” says neither variable nor macro, term or value";
            return Err(Mistake::new(element.line, why.to_owned()));
        };
        Ok(Part::Text(source, self.look(element)))
    }

    fn number(&mut self, element: &Element) -> Result<Part, Mistake> {
        self.check(element, &[look::LOOK, &["variable", "form"]].concat());
        let forms = [
            ("numeric", Figures::Numeric),
            ("ordinal", Figures::Ordinal),
            ("long-ordinal", Figures::LongOrdinal),
            ("roman", Figures::Roman),
        ];
        let form = self.one_of(element, "form", &forms);
        Ok(Part::Number { variable: needed(element, "variable")?, form, look: self.look(element) })
    }

    fn label(&mut self, element: &Element) -> Result<Part, Mistake> {
        self.check(element, &[look::LOOK, &["variable", "form", "plural"]].concat());
        let form = self.one_of(element, "form", FORMS);
        Ok(Part::Label { variable: needed(element, "variable")?, form, look: self.look(element) })
    }

    fn branches(&mut self, element: &Element) -> Result<Vec<Branch>, Mistake> {
        let mut branches = Vec::new();
        for child in &element.children {
            let (tests, needs) = match child.name.as_str() {
                "if" | "else-if" => self.tests(child),
                "else" => (Vec::new(), Match::All),
                other => {
                    let why = format!("“{other}” does not belong into “choose”");
                    return Err(Mistake::new(child.line, why));
                }
            };
            branches.push(Branch { tests, needs, parts: self.parts(child)? });
        }
        Ok(branches)
    }

    fn tests(&mut self, element: &Element) -> (Vec<Test>, Match) {
        let needs = [("all", Match::All), ("any", Match::Any), ("none", Match::None)];
        let needs = self.one_of(element, "match", &needs);
        let mut tests = Vec::new();
        for (name, values) in &element.attributes {
            let test: fn(String) -> Test = match name.as_str() {
                "type" => Test::Type,
                "variable" => Test::Variable,
                "is-numeric" => Test::Numeric,
                "position" => Test::Position,
                "locator" | "is-uncertain-date" | "disambiguate" => |_| Test::Never,
                "match" => continue,
                other => {
                    self.notice(element.line, format!("the condition “{other}” never holds"));
                    |_| Test::Never
                }
            };
            tests.extend(values.split_whitespace().map(|value| test(value.to_owned())));
        }
        (tests, needs)
    }
}

/// The names of forms.
const FORMS: &[(&str, Form)] = &[
    ("long", Form::Long),
    ("short", Form::Short),
    ("verb", Form::Verb),
    ("verb-short", Form::VerbShort),
    ("symbol", Form::Symbol),
];

/// The form of a term of a style's own locale.
pub(super) fn term_form(element: &Element) -> Form {
    let form = element.attribute("form").unwrap_or("long");
    FORMS.iter().find(|(name, _)| *name == form).map_or(Form::Long, |(_, form)| *form)
}

/// The value of an attribute that must be there.
pub(super) fn needed(element: &Element, name: &str) -> Result<String, Mistake> {
    element
        .attribute(name)
        .map(ToOwned::to_owned)
        .ok_or_else(|| Mistake::new(element.line, format!("“{}” does not say its {name}", element.name)))
}
