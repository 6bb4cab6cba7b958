//! Dates of a style and of its locale.

use super::{Reader, look, needed};
use crate::export::csl::Mistake;
use crate::export::csl::part::{Date, DateForm, DatePart, LocalForm, Unit};
use crate::export::csl::xml::Element;

impl Reader {
    pub(super) fn date(&mut self, element: &Element) -> Result<Date, Mistake> {
        self.check(element, &[look::LOOK, &["variable", "form", "date-parts", "delimiter"]].concat());
        let forms = [("numeric", LocalForm::InFigures), ("text", LocalForm::InWords)];
        let local = self.maybe_one_of(element, "form", &forms);
        let wanted = [
            ("year-month-day", [true; 3]),
            ("year-month", [true, true, false]),
            ("year", [true, false, false]),
        ];
        Ok(Date {
            variable: needed(element, "variable")?,
            local,
            parts: self.date_parts(element)?,
            wanted: self.maybe_one_of(element, "date-parts", &wanted).unwrap_or([true; 3]),
            delimiter: element.attribute("delimiter").unwrap_or_default().to_owned(),
            look: self.look(element),
        })
    }

    /// The parts of a date, in their order.
    pub(in crate::export::csl) fn date_parts(&mut self, element: &Element) -> Result<Vec<DatePart>, Mistake> {
        let mut parts = Vec::new();
        for child in &element.children {
            if child.name != "date-part" {
                self.notice(child.line, format!("the element “{}” is left out", child.name));
                continue;
            }
            self.check(child, &[look::LOOK, &["name", "form", "range-delimiter"]].concat());
            let units = [("year", Unit::Year), ("month", Unit::Month), ("day", Unit::Day)];
            let Some(unit) = self.maybe_one_of(child, "name", &units) else {
                needed(child, "name")?;
                continue;
            };
            let forms = [
                ("long", DateForm::Usual),
                ("short", DateForm::Short),
                ("numeric", DateForm::Numeric),
                ("numeric-leading-zeros", DateForm::TwoDigits),
                ("ordinal", DateForm::Ordinal),
            ];
            let form = self.one_of(child, "form", &forms);
            parts.push(DatePart { unit, form, look: self.look(child) });
        }
        Ok(parts)
    }
}
