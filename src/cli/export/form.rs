//! What an export looks like: one of the formats, or a template.

use std::fs;

use crate::app::Problem;
use crate::export::notes::template::{self, BUNDLED};
use crate::export::notes::{Document, Format, Sheaf};

/// A template that was read.
#[derive(Debug)]
pub(super) struct Template {
    name: String,
    text: String,
}

impl Template {
    /// Reads a file, or takes the one of this name that ships with the program.
    ///
    /// # Errors
    /// When there is no such file, or it is no text.
    #[expect(clippy::disallowed_methods, reason = "commands read files")]
    pub(super) fn read(name: &str) -> Result<Self, Problem> {
        let read = fs::read_to_string(name);
        let bundled = BUNDLED.iter().find(|(bundled, _)| *bundled == name);
        let text = match (read, bundled) {
            (Ok(text), _) => text,
            (Err(_), Some((_, text))) => (*text).to_owned(),
            (Err(error), None) => {
                let why = error.kind().to_string();
                return Err(Problem::new(&format!("cannot read the template {name}"), &why));
            }
        };
        Ok(Self { name: name.to_owned(), text })
    }
}

/// What an export looks like.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form<'a> {
    Format(Format),
    Template(&'a Template),
}

impl Form<'_> {
    /// How the name of a file ends.
    pub(super) fn ending(&self) -> &str {
        match self {
            Self::Format(format) => format.ending(),
            Self::Template(template) => template::ending(&template.name),
        }
    }

    /// Writes the sheaves.
    ///
    /// # Errors
    /// When a template cannot be understood.
    pub(super) fn write(&self, sheaves: &[Sheaf]) -> Result<Document, Problem> {
        let template = match self {
            Self::Format(format) => return Ok(format.write(sheaves)),
            Self::Template(template) => template,
        };
        let written = template::written(&template.name, &template.text, sheaves).map_err(|mistake| {
            let line = mistake.line.map(|line| format!("line {line}: ")).unwrap_or_default();
            Problem::new(
                &format!("cannot use the template {}", template.name),
                &format!("{line}{}", mistake.what),
            )
        })?;
        Ok(Document::Whole(written.into_bytes()))
    }
}
