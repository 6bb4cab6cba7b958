//! Dates, as far as they are known.

use super::{Writer, Written, dressed_text, variable};
use crate::export::citation::When;
use crate::export::csl::part::{Date, DateForm, DatePart, Form, LocalForm, Unit};
use crate::export::csl::terms::ordinal;

impl Writer<'_> {
    pub(super) fn date(&mut self, date: &Date) -> Written {
        let Some(when) = self.item.date(&date.variable).filter(|_| !self.spent.contains(&date.variable))
        else {
            return variable(None);
        };
        self.used.push(date.variable.clone());
        // A date that is no date of a calendar is written as it was given.
        variable(Some(when.given.clone().unwrap_or_else(|| self.parts_of(date, when))))
    }

    fn parts_of(&self, date: &Date, when: &When) -> String {
        let local = date.local.map(|form| match form {
            LocalForm::InFigures => &self.style.locale.date_in_figures,
            LocalForm::InWords => &self.style.locale.date_in_words,
        });
        let (parts, delimiter) =
            local.map_or((&date.parts, &date.delimiter), |local| (&local.parts, &local.delimiter));
        let [year, month, day] = date.wanted;
        let is_wanted = |part: &&DatePart| match part.unit {
            Unit::Year => year,
            Unit::Month => month,
            Unit::Day => day,
        };
        let own = |part: &DatePart| match date.parts.iter().find(|own| own.unit == part.unit) {
            Some(own) if date.local.is_some() => {
                let form = if own.form == DateForm::Usual { part.form } else { own.form };
                let mut look = part.look.clone();
                (look.case, look.without_points) = (own.look.case, own.look.without_points);
                DatePart { unit: part.unit, form, look }
            }
            _ => part.clone(),
        };
        let written = parts.iter().filter(is_wanted).map(own);
        let written = written.filter_map(|part| {
            let text = self.date_part(&part, when)?;
            Some(dressed_text(&text, &part.look))
        });
        let text = written.collect::<Vec<_>>().join(delimiter);
        text.trim_end_matches([' ', ',', '/']).to_owned()
    }

    fn date_part(&self, part: &DatePart, when: &When) -> Option<String> {
        Some(match (part.unit, part.form) {
            (Unit::Year, DateForm::Short) => when.year.get(2..)?.to_owned(),
            (Unit::Year, _) => when.year.clone(),
            (Unit::Month, DateForm::Numeric) => when.month?.to_string(),
            (Unit::Month, DateForm::TwoDigits) => format!("{:02}", when.month?),
            (Unit::Month, form) => {
                let form = if form == DateForm::Short { Form::Short } else { Form::Long };
                self.style.locale.terms.word(&format!("month-{:02}", when.month?), form, false)?
            }
            (Unit::Day, DateForm::TwoDigits) => format!("{:02}", when.day?),
            (Unit::Day, DateForm::Ordinal) => ordinal(when.day?.into()),
            (Unit::Day, _) => when.day?.to_string(),
        })
    }
}
