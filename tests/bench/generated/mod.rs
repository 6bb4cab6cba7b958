//! Articles of made-up words, always the same: words as often as words of a language are used, sentences, and people who
//! are quoted.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "chances are fractions"
)]

use serde::{Deserialize, Serialize};

/// How many words there are.
const WORDS: usize = 60_000;
/// How many people.
const PEOPLE: usize = 4_000;
/// About how many words an article has.
const LENGTH: usize = 700;

/// The words that a language uses most; the others are made of syllables.
const FIRST: &[&str] = &[
    "the",
    "of",
    "to",
    "and",
    "a",
    "in",
    "that",
    "is",
    "for",
    "on",
    "it",
    "with",
    "as",
    "was",
    "he",
    "be",
    "by",
    "at",
    "this",
    "are",
    "have",
    "from",
    "not",
    "but",
    "has",
    "his",
    "they",
    "an",
    "who",
    "their",
    "or",
    "will",
    "more",
    "would",
    "about",
    "were",
    "one",
    "which",
    "president",
    "there",
    "all",
    "been",
    "people",
    "had",
    "when",
    "if",
    "we",
    "so",
    "new",
    "state",
    "harbor",
    "ferry",
    "council",
    "vote",
    "bridge",
    "mayor",
    "senate",
    "law",
    "court",
    "house",
    "city",
    "year",
    "school",
    "tax",
    "budget",
    "police",
    "party",
    "war",
    "trade",
    "money",
];
const SYLLABLES: &[&str] = &[
    "ba", "cor", "del", "en", "fi", "gar", "hol", "im", "jun", "ka", "lor", "men", "nis", "or", "pel", "qui",
    "ra", "sto", "ter", "un", "vi", "wex", "yan", "zo", "al", "bri", "cha", "dro", "el", "fra",
];
const GIVEN: &[&str] = &[
    "Ada", "Ben", "Clara", "David", "Edith", "Frank", "Grace", "Henry", "Iris", "James", "Kate", "Louis",
    "Martha", "Nathan", "Olive", "Peter", "Rose", "Samuel", "Tilda", "Walter",
];
const FAMILY: &[&str] =
    &["Moore", "Calder", "Hale", "Pryce", "Stone", "Wells", "Ashdown", "Comey", "Doe", "Lane"];

/// One line of the corpus.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) publication: String,
    pub(crate) date: String,
    pub(crate) text: String,
}

/// Makes one article after the other.
#[derive(Debug)]
pub(crate) struct Generator {
    words: Vec<String>,
    people: Vec<String>,
    /// The sum of the chances up to each word.
    chances: Vec<f64>,
    state: u64,
}

impl Generator {
    pub(crate) fn new() -> Self {
        let made = |number: usize| -> String {
            let mut rest = number;
            let mut word = String::new();
            for _ in 0..if number < 900 { 2 } else { 3 } {
                word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
                rest /= SYLLABLES.len();
            }
            word
        };
        let words: Vec<String> = (0..WORDS)
            .map(|number| FIRST.get(number).map_or_else(|| made(number), ToString::to_string))
            .collect();
        let people = (0..PEOPLE)
            .map(|number| {
                let family = match FAMILY.get(number / GIVEN.len()) {
                    Some(family) => (*family).to_owned(),
                    None => capital(&made(number * 7)),
                };
                format!("{} {family}", GIVEN[number % GIVEN.len()])
            })
            .collect();
        let mut sum = 0.0;
        let chances = (0..WORDS)
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 2.7);
                sum
            })
            .collect();
        Self { words, people, chances, state: 0x9e37_79b9_7f4a_7c15 }
    }

    /// The article of this number.
    pub(crate) fn row(&mut self, number: usize) -> Row {
        let length = LENGTH / 2 + self.below(LENGTH);
        let (mut text, mut written) = (String::with_capacity(length * 7), 0);
        while written < length {
            let words = 6 + self.below(18);
            let sentence = self.sentence(words);
            written += words;
            if self.below(4) == 0 {
                let person = self.person();
                text.extend(["“", &sentence, ",” said ", &person, "."]);
            } else {
                text.push_str(&sentence);
                text.push('.');
            }
            text.push_str(if self.below(5) == 0 { "\n\n" } else { " " });
        }
        let day = self.below(9_000);
        Row {
            id: format!("row-{number}"),
            title: self.sentence(8),
            author: self.person(),
            publication: capital(&self.words[FIRST.len() + number % 40].clone()),
            date: format!("{}-{:02}-{:02}", 2000 + day / 360, day / 30 % 12 + 1, day % 28 + 1),
            text,
        }
    }

    /// Queries of each kind with its name, and whether only quotations are asked.
    pub(crate) fn queries(&self, count: usize) -> Vec<(&'static str, bool, Vec<String>)> {
        let word = |rank: usize| self.words[rank.min(WORDS - 1)].clone();
        let make = |query: &dyn Fn(usize) -> String| (0..count).map(query).collect::<Vec<_>>();
        let person = |number: usize| self.people[number % PEOPLE].clone();
        vec![
            ("words, rare", false, make(&|n| word(9_000 + n * 700))),
            ("words, middling", false, make(&|n| word(400 + n * 37))),
            ("words, frequent", false, make(&|n| word(FIRST.len() - 1 - n % 35))),
            ("words of every text", false, make(&|n| word(n % 10))),
            ("two words", false, make(&|n| format!("{} {}", word(30 + n), word(300 + n * 11)))),
            ("two frequent words", false, make(&|n| format!("{} {}", word(38 + n % 20), word(50 + n % 19)))),
            ("phrases", false, make(&|n| format!("\"{} {}\"", word(n % 12), word(40 + n)))),
            (
                "phrases of words of every text",
                false,
                make(&|n| format!("\"{} {}\"", word(n % 7), word(n % 5))),
            ),
            ("prefixes of 4", false, make(&|n| format!("{}*", word(70 + n * 91).get(..4).unwrap_or("harb")))),
            ("prefixes of 3", false, make(&|n| format!("{}*", word(70 + n * 5).get(..3).unwrap_or("har")))),
            (
                "speaker:family",
                false,
                make(&|n| format!("speaker:{}", person(n * 17).split(' ').nth(1).unwrap())),
            ),
            ("speaker:\"a name\"", false, make(&|n| format!("speaker:\"{}\"", person(n * 13)))),
            (
                "speaker: with a word",
                false,
                make(&|n| format!("speaker:{} {}", FAMILY[n % 10].to_lowercase(), word(60 + n))),
            ),
            ("words in quotations", true, make(&|n| word(60 + n * 31))),
            ("a word with dates", false, make(&|n| format!("{} after:2015 before:2018", word(60 + n * 5)))),
            (
                "by: and in:",
                false,
                make(&|n| {
                    format!("by:{} in:{}", person(n).split(' ').nth(1).unwrap(), word(FIRST.len() + n % 40))
                }),
            ),
        ]
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut sentence = String::with_capacity(words * 7);
        for at in 0..words {
            if at > 0 {
                sentence.push(' ');
            }
            let chance = self.chance() * self.chances[WORDS - 1];
            let word = self.chances.partition_point(|sum| *sum < chance).min(WORDS - 1);
            if at == 0 {
                sentence.push_str(&capital(&self.words[word]));
            } else {
                sentence.push_str(&self.words[word]);
            }
        }
        sentence
    }

    /// Some people are quoted much more often than others.
    fn person(&mut self) -> String {
        let chance = self.chance();
        let number = (PEOPLE as f64).powf(chance) as usize - 1;
        self.people[number.min(PEOPLE - 1)].clone()
    }

    fn chance(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, most: usize) -> usize {
        (self.chance() * most as f64) as usize
    }

    /// Marsaglia's xorshift.
    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
