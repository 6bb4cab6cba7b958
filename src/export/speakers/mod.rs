//! Who speaks in an article, and how much; one format a file. Those who say most come first, the unknown voice last.

pub mod csv;
pub mod jsonl;
pub mod table;

use super::{Voice, voices};
use crate::attribution::Analysis;

/// The voices, most words first; of two with as many, the one heard first.
fn ranked(analysis: &Analysis) -> Vec<Voice<'_>> {
    let mut ranked = voices(analysis);
    ranked.sort_by_key(|voice| (voice.speaker.is_none(), std::cmp::Reverse(voice.words)));
    ranked
}

/// A share in percent with one decimal place.
fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}
