//! Names, and how a style has them written.

use super::{FORMS, Reader, look, needed};
use crate::export::csl::Mistake;
use crate::export::csl::part::{And, Before, EtAl, Form, Look, NameOptions, Names, Part, Sorted};
use crate::export::csl::xml::Element;

/// The attributes of a name, and the same on a layout or a whole style.
const OPTIONS: &[&str] = &[
    "and",
    "delimiter",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-use-last",
    "form",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
];

const BEFORE: &[(&str, Before)] = &[
    ("contextual", Before::Contextual),
    ("after-inverted-name", Before::AfterInvertedName),
    ("always", Before::Always),
    ("never", Before::Never),
];

impl Reader {
    pub(super) fn names(&mut self, element: &Element) -> Result<Names, Mistake> {
        self.check(element, &[look::LOOK, &["variable", "delimiter"]].concat());
        let variables = needed(element, "variable")?.split_whitespace().map(ToOwned::to_owned).collect();
        let mut names = Names { variables, look: self.look(element), ..Names::default() };
        let mut was_name = false;
        for child in &element.children {
            match child.name.as_str() {
                "name" => {
                    was_name = true;
                    self.name(child, &mut names);
                }
                "et-al" => {
                    self.check(child, &[look::LOOK, &["term"]].concat());
                    let term = child.attribute("term").map(ToOwned::to_owned);
                    names.et_al = EtAl { term, look: self.look(child) };
                }
                "label" => {
                    self.check(child, &[look::LOOK, &["form", "plural"]].concat());
                    let form = self.one_of(child, "form", FORMS);
                    names.label = Some((form, self.look(child), !was_name));
                }
                "substitute" => names.substitute = self.parts(child)?,
                _ => {
                    self.notice(child.line, format!("the element “{}” is left out", child.name));
                }
            }
        }
        names.options.names_delimiter = element.attribute("delimiter").map(ToOwned::to_owned);
        inherit(&mut names);
        Ok(names)
    }

    fn name(&mut self, element: &Element, names: &mut Names) {
        self.check(element, &[look::LOOK, OPTIONS].concat());
        names.look_of_name = self.look(element);
        names.options = self.options(element, "delimiter", "form");
        for part in &element.children {
            self.check(part, &[look::LOOK, &["name"]].concat());
            match part.attribute("name") {
                Some("given") => names.given = self.look(part),
                Some("family") => names.family = self.look(part),
                other => {
                    let other = other.unwrap_or_default();
                    self.notice(part.line, format!("the part “{other}” of a name is left out"));
                }
            }
        }
    }

    /// The options of names that a whole style or a layout has.
    pub(in crate::export::csl) fn name_options(&mut self, element: &Element) -> NameOptions {
        let own = self.options(element, "name-delimiter", "name-form");
        NameOptions { names_delimiter: element.attribute("names-delimiter").map(ToOwned::to_owned), ..own }
    }

    fn options(&mut self, element: &Element, delimiter: &str, form: &str) -> NameOptions {
        let text = |name: &str| element.attribute(name).map(ToOwned::to_owned);
        let is_true = |name: &str| element.attribute(name).map(|value| value == "true");
        let number = |name: &str| element.attribute(name).and_then(|number| number.parse().ok());
        let forms = [("long", Form::Long), ("short", Form::Short), ("count", Form::Count)];
        NameOptions {
            and: self.maybe_one_of(element, "and", &[("text", And::Text), ("symbol", And::Symbol)]),
            delimiter: text(delimiter),
            names_delimiter: None,
            before_et_al: self.maybe_one_of(element, "delimiter-precedes-et-al", BEFORE),
            before_last: self.maybe_one_of(element, "delimiter-precedes-last", BEFORE),
            et_al_min: number("et-al-min"),
            et_al_use_first: number("et-al-use-first"),
            et_al_use_last: is_true("et-al-use-last"),
            form: self.maybe_one_of(element, form, &forms),
            initialize: is_true("initialize"),
            initialize_with: text("initialize-with"),
            sorted: self.maybe_one_of(
                element,
                "name-as-sort-order",
                &[("first", Sorted::First), ("all", Sorted::All)],
            ),
            sort_separator: text("sort-separator"),
        }
    }
}

/// Names that stand for others, and do not say how they are written, are written as those.
fn inherit(names: &mut Names) {
    let (options, et_al) = (names.options.clone(), names.et_al.clone());
    let looks = (names.look_of_name.clone(), names.given.clone(), names.family.clone());
    let label = names.label.clone();
    for part in &mut names.substitute {
        let Part::Names(other) = part else { continue };
        let is_bare = other.options == NameOptions::default()
            && other.look_of_name == Look::default()
            && other.label.is_none();
        if is_bare {
            (other.look_of_name, other.given, other.family) = looks.clone();
            other.options = options.clone();
            other.et_al = et_al.clone();
            other.label.clone_from(&label);
        }
    }
}
