//! Words that may report, with how often they do.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lexicon::Words;

/// The words of `assets/models/cues.txt`.
#[derive(Debug)]
pub struct Cues(Words<String, u32>);

static BUNDLED: LazyLock<Cues> =
    LazyLock::new(|| Cues::read(include_str!("../../../assets/models/cues.txt")));

impl Cues {
    /// The list that ships with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a list: `#` begins a remark, else a word a line, then how often of a hundred it reports.
    pub fn read(list: &str) -> Self {
        let entry = |line: &str| {
            let line = line.strip_prefix('#').map_or(line, |_| "");
            let (word, share) = line.split_once(' ')?;
            Some((word.to_owned(), share.parse::<f32>().ok()?))
        };
        let known: BTreeMap<String, u32> =
            list.lines().filter_map(entry).map(|(word, share)| (word, level(share))).collect();
        Self(known.into_iter().collect())
    }

    /// How often `word`, in small letters, reports: 0 for never, up to 9.
    pub(super) fn prior(&self, word: &str) -> u32 {
        self.0.get(word).copied().unwrap_or(0)
    }
}

fn level(share: f32) -> u32 {
    const ENDS: [f32; 8] = [2.0, 5.0, 10.0, 20.0, 35.0, 50.0, 70.0, 85.0];
    1 + ENDS.iter().map(|end| u32::from(share >= *end)).sum::<u32>()
}
