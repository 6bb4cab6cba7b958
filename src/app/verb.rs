//! What can be said of speakers behind a colon: "join A with B", "rename A to B", "role A is mayor", "apply the mayor is A".

use super::effect::Effect;
use super::model::{Model, Overlay};
use super::screen::contents::{Is, Line};
use super::screen::reader::{self, Outcome};
use super::update::carry_out;
use crate::attribution::Analysis;

/// What is done to a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// All mentions in the same words mean the same speaker.
    Apply,
    /// Two speakers are one.
    Join,
    /// One speaker is two.
    Part,
    /// A speaker has another name.
    Rename,
    /// A speaker has a role.
    Role,
}

/// Each with its name, the word between what it is about and what is said of it, and how it is written.
pub const VERBS: &[(Verb, &str, &str, &str)] = &[
    (Verb::Apply, "apply", "is", "apply the mayor is NAME; alone, what you said of the quotation here"),
    (Verb::Join, "join", "with", "join NAME with NAME"),
    (Verb::Part, "part", "from", "part OTHER NAME from NAME"),
    (Verb::Rename, "rename", "to", "rename NAME to NAME"),
    (Verb::Role, "role", "is", "role NAME is ROLE"),
];

impl Verb {
    /// The verb with this name.
    pub fn named(name: &str) -> Option<Self> {
        VERBS.iter().find(|(_, other, ..)| *other == name).map(|(verb, ..)| *verb)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The word between the two parts of what is written behind it.
    pub fn link(self) -> &'static str {
        self.row().2
    }

    /// How it is written.
    pub fn usage(self) -> &'static str {
        self.row().3
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        VERBS.iter().find(|(verb, ..)| *verb == self).unwrap_or(&VERBS[0])
    }

    /// The two parts of what is written, at the first link before which `is_known` knows the words, else at the first.
    fn parts(self, words: &str, is_known: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
        let link = format!(" {} ", self.link());
        // Nothing may stand behind the link: a name or a role that was wiped out.
        let padded = format!("{words} ");
        let places: Vec<usize> = padded.match_indices(&link).map(|(at, _)| at).collect();
        let parts = || places.iter().copied();
        let split = |at: usize| {
            let behind = words.get((at + link.len()).min(words.len())..)?;
            Some((words.get(..at)?.trim(), behind.trim()))
        };
        let known = parts().filter_map(split).find(|(before, _)| is_known(before));
        known.or_else(|| parts().find_map(split))
    }
}

/// Carries out what is written behind a verb.
pub(super) fn carry_out_verb(model: &mut Model, verb: Verb, words: &str) -> Vec<Effect> {
    let outcome = {
        let Some(reader) = model.reader() else {
            model.tell("no article is open");
            return Vec::new();
        };
        outcome(reader, verb, words.trim(), subject(model).as_deref())
    };
    carry_out(model, outcome)
}

/// The speaker whom words without a name are about: the one picked in the list, else the one at the cursor.
fn subject(model: &Model) -> Option<String> {
    if let Some(Overlay::Contents(shown)) = model.overlays.last()
        && let Some(Line::Voice(voice)) = shown.line(shown.list.picked)
    {
        return Some(voice.name).filter(|_| matches!(voice.is, Is::Speaker(_) | Is::Author));
    }
    model.reader()?.voice_here().map(|speaker| speaker.name.clone())
}

fn outcome(reader: &reader::Model, verb: Verb, words: &str, subject: Option<&str>) -> Outcome {
    let is_known = |name: &str| match verb {
        Verb::Apply | Verb::Part => true,
        Verb::Join | Verb::Rename | Verb::Role => reader.is_called(name),
    };
    let parts = verb.parts(words, is_known);
    match (verb, parts, subject) {
        (Verb::Apply, _, _) if words.is_empty() => reader.mean_alike(),
        (Verb::Apply, Some((words, name)), _) if !words.is_empty() && !name.is_empty() => {
            reader.mean(words, name)
        }
        (Verb::Join, Some((other, name)), _) => reader.join(other, name),
        (Verb::Part, Some((alias, name)), _) => reader.part(alias, name),
        (Verb::Rename, Some((was, name)), _) => reader.rename(was, name),
        (Verb::Role, Some((name, role)), _) => reader.give_role(name, role),
        (Verb::Join, None, Some(subject)) if !words.is_empty() => reader.join(subject, words),
        (Verb::Part, None, Some(subject)) if !words.is_empty() => reader.part(words, subject),
        (Verb::Rename, None, Some(subject)) if !words.is_empty() => reader.rename(subject, words),
        (Verb::Role, None, Some(subject)) => reader.give_role(subject, words),
        _ => Outcome::Tell(format!("write: {}", verb.usage())),
    }
}

/// How what is written behind a verb could go on, in full lines; `None` when the line begins with no verb.
pub(super) fn completions(line: &str, reader: &reader::Model) -> Option<Vec<String>> {
    let (name, words) = line.trim_start().split_once(' ')?;
    let verb = Verb::named(name)?;
    let nobody = Analysis::default();
    let analysis = reader.analysis.as_deref().unwrap_or(&nobody);
    let names = || analysis.speakers.iter().map(|speaker| speaker.name.clone());
    let (before, part, values): (&str, &str, Vec<String>) = match verb.parts(words, |_| true) {
        Some((before, part)) => match verb {
            Verb::Rename | Verb::Role => return Some(Vec::new()),
            Verb::Join | Verb::Part | Verb::Apply => (before, part, names().collect()),
        },
        None => match verb {
            Verb::Apply => {
                let mentions = reader.mentions(analysis).into_iter().map(|(_, words)| words);
                (
                    "",
                    words,
                    mentions
                        .filter(|words| !words.starts_with(char::is_uppercase) || words.starts_with("The "))
                        .collect(),
                )
            }
            Verb::Part => {
                let all = 0..analysis.speakers.len();
                let aliases = all.flat_map(|place| reader.aliases(analysis, place));
                ("", words, aliases.map(|(words, _)| words).collect())
            }
            Verb::Join | Verb::Rename | Verb::Role => ("", words, names().collect()),
        },
    };
    let mut lines: Vec<String> = Vec::new();
    for value in values.into_iter().filter(|value| value != before && begins(value, part.trim())) {
        let line = match before {
            "" => format!("{name} {value} {} ", verb.link()),
            _ => format!("{name} {before} {} {value}", verb.link()),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Some(lines)
}

/// Whether a name, or one of its words, begins so.
fn begins(name: &str, part: &str) -> bool {
    let (name, part) = (name.to_lowercase(), part.to_lowercase());
    let starts = name.char_indices().filter(|(at, _)| *at == 0 || name.as_bytes().get(at - 1) == Some(&b' '));
    starts.filter_map(|(at, _)| name.get(at..)).any(|rest| rest.starts_with(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_split_where_it_is_meant() {
        let is_known = |name: &str| ["Ada Moore", "the road to Rome"].contains(&name);
        for (verb, words, expected) in [
            (Verb::Rename, "Ada Moore to Ada M.", Some(("Ada Moore", "Ada M."))),
            (Verb::Rename, "the road to Rome to Romans", Some(("the road to Rome", "Romans"))),
            (Verb::Rename, "Nobody to Somebody", Some(("Nobody", "Somebody"))),
            (Verb::Role, "Ada Moore is  mayor", Some(("Ada Moore", "mayor"))),
            (Verb::Role, "Ada Moore is", Some(("Ada Moore", ""))),
            (Verb::Role, "Ada Moore is\u{e9}", None),
            (Verb::Join, "Ada Moore", None),
        ] {
            assert_eq!(verb.parts(words, is_known), expected, "{words}");
        }
    }

    #[test]
    fn a_name_is_completed_from_any_of_its_words() {
        for (name, part, expected) in [
            ("Ada Moore", "mo", true),
            ("Ada Moore", "oor", false),
            ("Ada Moore", "", true),
            ("Élan", "él", true),
        ] {
            assert_eq!(begins(name, part), expected, "{name} {part}");
        }
    }
}
