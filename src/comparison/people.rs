//! Who is one person in two articles.

use crate::attribution::{Analysis, Speaker};
use crate::correction::is_one_person;

/// Everybody who speaks in one of the articles or in both, by the fullest name, with their numbers there.
///
/// Those whose names are kept back are never taken for one person, nor is a family name that several people have.
pub(super) fn pairs(one: &Analysis, other: &Analysis) -> Vec<(String, [Option<usize>; 2])> {
    let fits = |first: &Speaker, second: &Speaker| {
        is_named(&first.name) && is_named(&second.name) && is_one_person(&first.name, &second.name)
    };
    let of_first = |first: &Speaker| -> Vec<usize> {
        let all = other.speakers.iter().enumerate().filter(|(_, second)| fits(first, second));
        let all: Vec<usize> = all.map(|(at, _)| at).collect();
        let same = all.iter().find(|at| other.speakers.get(**at).is_some_and(|it| it.name == first.name));
        same.map_or(all.clone(), |same| vec![*same])
    };
    let mut all: Vec<(String, [Option<usize>; 2])> = Vec::new();
    for (at, first) in one.speakers.iter().enumerate() {
        let second = match of_first(first).as_slice() {
            [only] => other.speakers.get(*only).filter(|second| {
                let rivals = one.speakers.iter().filter(|rival| fits(rival, second)).count();
                rivals == 1 || second.name == first.name
            }),
            _ => None,
        };
        let second_at = second.and_then(|second| other.speakers.iter().position(|it| it == second));
        let fullest = second.map(|second| &second.name).filter(|name| name.len() > first.name.len());
        all.push((fullest.unwrap_or(&first.name).clone(), [Some(at), second_at]));
    }
    let taken: Vec<usize> = all.iter().filter_map(|(_, places)| places[1]).collect();
    let alone = other.speakers.iter().enumerate().filter(|(at, _)| !taken.contains(at));
    all.extend(alone.map(|(at, second)| (second.name.clone(), [None, Some(at)])));
    all
}

/// Whether this is the name of somebody, and not what they are.
fn is_named(name: &str) -> bool {
    name.split_whitespace().next_back().is_some_and(|last| last.starts_with(char::is_uppercase))
}
