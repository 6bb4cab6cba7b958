//! Looks at everything that the reader keeps, and changes nothing: what is there, what is odd, what is wrong.

mod access;
mod index;
mod leftovers;
mod notes;

use super::{Error, Paths};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checkup {
    /// What is as it should be, a line each.
    pub sound: Vec<String>,
    /// What is not.
    pub ailments: Vec<Ailment>,
}

/// Something that is odd or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ailment {
    /// How bad it is.
    pub degree: Degree,
    /// What was found, with the file.
    pub what: String,
    /// What it means for the reader, and what is to be done.
    pub advice: String,
}

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Degree {
    /// Worth knowing; nothing need be done.
    Odd,
    /// Something is lost, open to others, or cannot be kept.
    Wrong,
}

impl Checkup {
    /// Looks at everything at `paths`.
    pub fn of(paths: &Paths) -> Self {
        let mut checkup = Self::default();
        access::look(paths, &mut checkup);
        notes::look(paths, &mut checkup);
        leftovers::look(paths, &mut checkup);
        index::look(paths, &mut checkup);
        checkup
    }

    /// Whether nothing is wrong.
    pub fn is_well(&self) -> bool {
        self.ailments.iter().all(|ailment| ailment.degree == Degree::Odd)
    }

    fn sound(&mut self, what: impl Into<String>) {
        self.sound.push(what.into());
    }

    fn odd(&mut self, what: impl Into<String>, advice: impl Into<String>) {
        self.ailments.push(Ailment { degree: Degree::Odd, what: what.into(), advice: advice.into() });
    }

    fn wrong(&mut self, what: impl Into<String>, advice: impl Into<String>) {
        self.ailments.push(Ailment { degree: Degree::Wrong, what: what.into(), advice: advice.into() });
    }
}

/// Mends what can be mended without a loss: folders and files that others can open are closed to them, and an index that is
/// damaged is set aside and begun anew. Gives a line for each thing that was done.
///
/// # Errors
/// When something cannot be changed.
pub fn repair(paths: &Paths) -> Result<Vec<String>, Error> {
    let mut done = access::mend(paths)?;
    done.extend(index::mend(paths)?);
    Ok(done)
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests;
