//! How much a style can write. Macros call macros, so that a short file could write without end; such a style is not read.

use std::collections::BTreeMap;

use super::part::{Branch, Part, Source};
use super::reading::Reader;
use super::{Csl, Mistake};

/// Parts that a citation may have when all macros are put in.
const MOST_PARTS: u64 = 100_000;

/// Levels that parts may lie in each other, macros put in.
const DEEPEST: usize = 150;

/// How many parts there are, and how deep they lie.
#[derive(Clone, Copy, Debug, Default)]
struct Reach {
    parts: u64,
    depth: usize,
}

impl Csl {
    /// Looks at every macro that is called, and at every term that is asked for.
    ///
    /// # Errors
    /// When there is no such macro, one calls itself, or too much would be written.
    pub(super) fn check_reach(&self, reader: &mut Reader) -> Result<(), Mistake> {
        let mut survey = Survey { style: self, reader, open: Vec::new(), known: BTreeMap::new() };
        survey.of(&self.citation.parts, 0)?;
        if let Some(bibliography) = &self.bibliography {
            survey.of(&bibliography.parts, 0)?;
        }
        Ok(())
    }
}

struct Survey<'s, 'r> {
    style: &'s Csl,
    reader: &'r mut Reader,
    /// The macros that are being looked at.
    open: Vec<&'s str>,
    known: BTreeMap<&'s str, Reach>,
}

impl<'s> Survey<'s, '_> {
    fn of(&mut self, parts: &'s [Part], depth: usize) -> Result<Reach, Mistake> {
        let too_much = || Mistake::new(1, "its macros call each other too often".to_owned());
        // Looking must not go deeper than writing may.
        if depth > DEEPEST {
            return Err(too_much());
        }
        let mut sum = Reach::default();
        for part in parts {
            let one = self.of_part(part, depth + 1)?;
            sum.parts = sum.parts.saturating_add(one.parts).saturating_add(1);
            sum.depth = sum.depth.max(one.depth + 1);
        }
        if sum.parts > MOST_PARTS || depth + sum.depth > DEEPEST {
            return Err(too_much());
        }
        Ok(sum)
    }

    fn of_part(&mut self, part: &'s Part, depth: usize) -> Result<Reach, Mistake> {
        match part {
            Part::Text(Source::Macro { name, line }, _) => self.of_macro(name, *line, depth),
            Part::Text(Source::Term { name, form, .. }, _) => {
                if self.style.locale.terms.word(name, *form, false).is_none() {
                    self.reader.notice(1, format!("there is no word for the term “{name}”"));
                }
                Ok(Reach::default())
            }
            Part::Group { parts, .. } => self.of(parts, depth),
            Part::Names(names) => self.of(&names.substitute, depth),
            Part::Choose(branches) => self.of_branches(branches, depth),
            Part::Text(..) | Part::Date(_) | Part::Number { .. } | Part::Label { .. } => Ok(Reach::default()),
        }
    }

    fn of_macro(&mut self, name: &'s str, line: usize, depth: usize) -> Result<Reach, Mistake> {
        if let Some(known) = self.known.get(name) {
            return Ok(*known);
        }
        if self.open.contains(&name) {
            return Err(Mistake::new(line, format!("the macro “{name}” calls itself")));
        }
        let Some(parts) = self.style.macros.get(name) else {
            return Err(Mistake::new(line, format!("there is no macro “{name}”")));
        };
        self.open.push(name);
        let reach = self.of(parts, depth)?;
        self.open.pop();
        self.known.insert(name, reach);
        Ok(reach)
    }

    /// One branch is written; how many conditions stand before it counts as well.
    fn of_branches(&mut self, branches: &'s [Branch], depth: usize) -> Result<Reach, Mistake> {
        let mut most = Reach::default();
        for branch in branches {
            let one = self.of(&branch.parts, depth)?;
            most = Reach { parts: most.parts.max(one.parts), depth: most.depth.max(one.depth) };
        }
        let tests: usize = branches.iter().map(|branch| branch.tests.len() + 1).sum();
        Ok(Reach { parts: most.parts.saturating_add(tests as u64), ..most })
    }
}
