//! Names that are much like one that nobody has.

use std::cmp::Ordering;

use super::bare;
use crate::attribution::Analysis;

/// The speakers of some articles, for who asks for a name that none of them has.
#[derive(Clone, Debug)]
pub struct Nearest {
    wanted: String,
    /// Each name once, with how like the wanted one it is, from 0 to 1.
    names: Vec<(f64, String)>,
}

/// Names that are less like the wanted one than this are no help.
const LIKE: f64 = 0.78;
/// So many are told.
const MOST: usize = 3;

impl Nearest {
    /// What is most like `wanted`, among the names of the articles that are added.
    pub fn new(wanted: &str) -> Self {
        Self { wanted: plain(wanted), names: Vec::new() }
    }

    /// The speakers of an article may be meant too.
    pub fn add(&mut self, analysis: &Analysis) {
        for speaker in &analysis.speakers {
            let also_called = speaker.aliases.iter().chain([&speaker.name]);
            let like = also_called.map(|name| likeness(&self.wanted, name)).fold(0.0, f64::max);
            if like >= LIKE && !self.names.iter().any(|(_, name)| *name == speaker.name) {
                self.names.push((like, speaker.name.clone()));
            }
        }
    }

    /// Up to three names, the likest first.
    pub fn names(mut self) -> Vec<String> {
        self.names.sort_by(|(one, _), (other, _)| other.partial_cmp(one).unwrap_or(Ordering::Equal));
        self.names.into_iter().map(|(_, name)| name).take(MOST).collect()
    }
}

/// How like `wanted` is to a name or to some words of it, from 0 to 1 (Jaro and Winkler, 1990).
fn likeness(wanted: &str, name: &str) -> f64 {
    let name = plain(name);
    let words: Vec<&str> = name.split(' ').collect();
    let count = wanted.split(' ').count().min(words.len()).max(1);
    let parts = words.windows(count).map(|part| strsim::jaro_winkler(wanted, &part.join(" ")));
    parts.chain([strsim::jaro_winkler(wanted, &name)]).fold(0.0, f64::max)
}

/// The words of a name without what stands around them, in small letters.
fn plain(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(|word| bare(word).to_lowercase()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_slip_of_the_pen_finds_its_name() {
        let article = sample::article("T", &["“One,” “Two,” “Three,” “Four,” said some."]);
        let said = [
            ("“One,”", "James B. Comey"),
            ("“Two,”", "Elizabeth Warren"),
            ("“Three,”", "a clerk"),
            ("“Four,”", "Earl Warren"),
        ];
        let analysis = sample::analysis(&article, &said);
        for (wanted, names) in [
            ("comye", vec!["James B. Comey"]),
            ("Jmaes Comey", vec!["James B. Comey"]),
            ("warr", vec!["Elizabeth Warren", "Earl Warren"]),
            ("Elisabeth Warren", vec!["Elizabeth Warren"]),
            ("Kislyak", vec![]),
            ("", vec![]),
        ] {
            let mut nearest = Nearest::new(wanted);
            nearest.add(&analysis);
            nearest.add(&analysis);
            assert_eq!(nearest.names(), names, "{wanted}");
        }
    }
}
