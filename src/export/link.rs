//! Where a link leads, in words.

use crate::article::{Article, Target};
use crate::span::Span;

/// Characters of a place that are said.
const SAID: usize = 240;

/// Words before a sign that are said.
const LAST: usize = 6;

/// Where a link of `article` leads: an address, a file, or what stands there, in marks. A note is said as a whole.
pub fn leads_to(article: &Article, target: &Target) -> String {
    let Target::Place(place) = target else {
        return target.to_string();
    };
    let blocks = article.blocks();
    let block = blocks.partition_point(|block| block.span.end <= *place);
    let block = blocks.get(block).map_or(Span::empty(*place), |block| block.span);
    let text = article.text();
    let sign = article.link_at(*place).filter(|(_, link)| link.span.start == *place);
    match sign {
        // The sign at the start of a note is said already by the one that leads there.
        Some((_, sign)) if sign.span.start == block.start => {
            format!("“{}”", beginning(Span::new(sign.span.end, block.end).of(text)))
        }
        // The sign of a note says little without the words that the note is about.
        Some((_, sign)) => format!("“{}”", end(Span::new(block.start, sign.span.end).of(text))),
        None => format!("“{}”", beginning(Span::new(*place, block.end).of(text))),
    }
}

/// The first words, on one line.
fn beginning(words: &str) -> String {
    let words: String = words.chars().take(4 * SAID).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SAID).collect()
}

/// The last words, on one line; words left out before them are shown.
fn end(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().rev().take(LAST).collect();
    let last: Vec<&str> = all.iter().rev().copied().collect();
    let is_cut = words.split_whitespace().count() > LAST;
    format!("{}{}", if is_cut { "… " } else { "" }, beginning(&last.join(" ")))
}
