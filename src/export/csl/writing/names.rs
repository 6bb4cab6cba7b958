//! Names: how many of them, in which order of their parts, with what between them.

use super::{Writer, Written, dressed_text, pieces, variable};
use crate::export::citation::Name;
use crate::export::csl::part::{And, Before, Form, NameOptions, Names, Sorted};

impl Writer<'_> {
    pub(super) fn names(&mut self, names: &Names) -> Written {
        let options = names.options.or(&self.options);
        let all: Vec<String> = names
            .variables
            .iter()
            .filter(|variable| !self.spent.contains(*variable))
            .filter_map(|variable| self.names_of(variable, names, &options))
            .collect();
        if !all.is_empty() {
            self.used.extend(names.variables.iter().cloned());
            return variable(Some(all.join(options.names_delimiter.as_deref().unwrap_or_default())));
        }
        for part in &names.substitute {
            let before = std::mem::take(&mut self.used);
            let written = self.list(std::slice::from_ref(part), "");
            let used = std::mem::replace(&mut self.used, before);
            if !pieces::is_empty(&written.pieces) {
                self.spent.extend(used);
                return Written { asked: true, found: true, ..written };
            }
        }
        variable(None)
    }

    /// The people of one variable, with their label.
    fn names_of(&self, variable: &str, names: &Names, options: &NameOptions) -> Option<String> {
        let people = self.item.names(variable);
        let text = dressed_text(&self.listed(people, names, options)?, &names.look_of_name);
        let Some((form, look, stands_before)) = &names.label else { return Some(text) };
        let word = self.style.locale.terms.word(variable, *form, people.len() > 1).unwrap_or_default();
        let label = dressed_text(&word, look);
        Some(if *stands_before { format!("{label}{text}") } else { format!("{text}{label}") })
    }

    fn listed(&self, people: &[Name], names: &Names, options: &NameOptions) -> Option<String> {
        let shown = shown(people.len(), options);
        if options.form == Some(Form::Count) {
            return Some(shown.to_string()).filter(|_| !people.is_empty());
        }
        let delimiter = options.delimiter.as_deref().unwrap_or(", ");
        let mut written: Vec<String> =
            (0..).zip(people).map(|(at, name)| self.name(name, at, names, options)).collect();
        let last = written.pop()?;
        if shown > written.len() {
            return Some(self.with_last(&written, &last, options));
        }
        written.truncate(shown);
        let is_inverted = is_inverted(shown.saturating_sub(1), options);
        let comes = match options.before_et_al.unwrap_or(Before::Contextual) {
            Before::Always => true,
            Before::Never => false,
            Before::AfterInvertedName => is_inverted,
            Before::Contextual => shown > 1,
        };
        let mut text = written.join(delimiter);
        if options.et_al_use_last == Some(true) && people.len() > shown + 1 {
            return Some(format!("{text}{delimiter}… {last}"));
        }
        let term = names.et_al.term.as_deref().unwrap_or("et-al");
        let others = self.style.locale.terms.word(term, Form::Long, false).unwrap_or_default();
        text.push_str(if comes { delimiter } else { " " });
        text.push_str(&dressed_text(&others, &names.et_al.look));
        Some(text)
    }

    /// The names, with what comes between the last two.
    fn with_last(&self, before: &[String], last: &str, options: &NameOptions) -> String {
        if before.is_empty() {
            return last.to_owned();
        }
        let delimiter = options.delimiter.as_deref().unwrap_or(", ");
        let form = match options.and {
            Some(And::Text) => Form::Long,
            Some(And::Symbol) => Form::Symbol,
            None => return format!("{}{delimiter}{last}", before.join(delimiter)),
        };
        let and = self.style.locale.terms.word("and", form, false).unwrap_or_default();
        let comes = match options.before_last.unwrap_or(Before::Contextual) {
            Before::Always => true,
            Before::Never => false,
            Before::AfterInvertedName => is_inverted(before.len() - 1, options),
            Before::Contextual => before.len() > 1,
        };
        let joint = if comes { delimiter } else { " " };
        let joint = if joint.ends_with(' ') { joint.to_owned() } else { format!("{joint} ") };
        format!("{}{joint}{and} {last}", before.join(delimiter))
    }

    /// One name; `at` is its place among the others, from 0.
    fn name(&self, name: &Name, at: usize, names: &Names, options: &NameOptions) -> String {
        let (particle, rest) = name.particle();
        let family = dressed_text(&spaced(&[particle, rest]), &names.family);
        if name.given.is_empty() || options.form == Some(Form::Short) {
            return family;
        }
        let given = match &options.initialize_with {
            Some(with) if options.initialize != Some(false) => self.initials(&name.given, with),
            _ => name.given.clone(),
        };
        let given = dressed_text(&given, &names.given);
        if !is_inverted(at, options) {
            return spaced(&[&given, &family, &name.suffix]);
        }
        let separator = options.sort_separator.as_deref().unwrap_or(", ");
        let (family, given) = if self.style.demotes_particles {
            (dressed_text(rest, &names.family), spaced(&[&given, particle]))
        } else {
            (family, given)
        };
        let parts = [family, given, name.suffix.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(separator)
    }

    /// "J. M.", "J.-L.".
    fn initials(&self, given: &str, with: &str) -> String {
        let initial = |word: &str| {
            let first = word.chars().next().filter(|first| first.is_uppercase());
            first.map_or_else(|| format!("{word} "), |first| format!("{first}{with}"))
        };
        let of_word = |word: &str| {
            let parts: Vec<String> = word.split('-').filter(|part| !part.is_empty()).map(initial).collect();
            let hyphen = if self.style.keeps_hyphens { "-" } else { "" };
            let bare = parts.iter().map(|part| part.trim_end()).collect::<Vec<_>>().join(hyphen);
            if with.ends_with(' ') || !word.starts_with(char::is_uppercase) {
                format!("{bare} ")
            } else {
                bare
            }
        };
        given.split_whitespace().map(of_word).collect::<String>().trim_end().to_owned()
    }
}

/// How many names are shown of so many.
fn shown(count: usize, options: &NameOptions) -> usize {
    match (options.et_al_min, options.et_al_use_first) {
        (Some(min), Some(first)) if count >= min && first < count => first.max(1),
        _ => count,
    }
}

fn is_inverted(at: usize, options: &NameOptions) -> bool {
    options.sorted == Some(Sorted::All) || at == 0 && options.sorted == Some(Sorted::First)
}

fn spaced(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
