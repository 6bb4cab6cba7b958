//! Links: walking them, and following one.

use super::walking::Direction;
use super::{Model, Outcome};
use crate::app::effect::Effect;
use crate::article::{Link, Origin, SafeText, Target};
use crate::span::Span;

/// Characters of a place that a label says.
const SAID: usize = 240;

/// Words before a sign that a label says.
const LAST: usize = 6;

impl Model {
    /// The link at the cursor, with its number, counted from 0.
    pub fn link_here(&self) -> Option<(usize, &Link)> {
        self.article.link_at(self.cursor)
    }

    /// The link at the cursor in words: its number, and where it leads.
    pub fn link_label(&self) -> Option<String> {
        let (number, link) = self.link_here()?;
        let of = self.article.links().len();
        let told = self.told(&link.target);
        let short = told.strip_prefix("https://").unwrap_or(&told);
        Some(format!("link {}/{of} → {short}", number + 1))
    }

    /// Where a link leads, in words: an address, a file, or what stands there. A note is said as a whole.
    pub(in crate::app) fn told(&self, target: &Target) -> String {
        let Target::Place(place) = target else {
            return target.to_string();
        };
        let blocks = self.article.blocks();
        let block = blocks.partition_point(|block| block.span.end <= *place);
        let block = blocks.get(block).map_or(Span::empty(*place), |block| block.span);
        let text = self.article.text();
        let sign = self.article.link_at(*place).filter(|(_, link)| link.span.start == *place);
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

    /// Goes `count` links on or back.
    pub(super) fn walk_links(&mut self, count: usize, direction: Direction) -> Outcome {
        let links = self.article.links();
        let steps = count.max(1) - 1;
        let next = match direction {
            Direction::On => {
                let here = self.link_here().map(|(number, _)| number);
                let behind = links.partition_point(|link| link.span.start < self.cursor);
                let from = here.map_or(behind, |here| here + 1);
                links.get((from + steps).min(links.len().saturating_sub(1)).max(from))
            }
            Direction::Back => {
                let here = self.link_here().map(|(number, _)| number);
                let until = here.unwrap_or(links.partition_point(|link| link.span.start < self.cursor));
                until.checked_sub(1).and_then(|last| links.get(last.saturating_sub(steps)))
            }
        };
        let Some(place) = next.map(|link| link.span.start) else {
            let words = match direction {
                _ if links.is_empty() => "there are no links here",
                Direction::On => "no further link",
                Direction::Back => "no earlier link",
            };
            return Outcome::Tell(words.to_owned());
        };
        self.step(place);
        Outcome::Stay
    }

    /// Follows the link at the cursor: within the article, or to a file beside it. One that leads out is only told,
    /// since a reader should know before anything leaves this machine.
    pub(super) fn follow_link(&mut self) -> Outcome {
        let Some((_, link)) = self.link_here() else {
            return no_link();
        };
        match link.target.clone() {
            Target::Place(place) => {
                self.jump(place);
                Outcome::Stay
            }
            Target::File(path) => self.follow_file(&path),
            Target::Address(address) => Outcome::LeadsOut(address),
        }
    }

    /// Opens the link at the cursor outside, if it leads there; else follows it.
    pub(super) fn open_link(&mut self) -> Outcome {
        match self.link_here() {
            None => no_link(),
            Some((_, Link { target: Target::Address(address), .. })) => {
                Outcome::Do(Effect::Browse(address.clone()), format!("opening {address}"))
            }
            Some(_) => self.follow_link(),
        }
    }

    fn follow_file(&self, path: &SafeText) -> Outcome {
        let Origin::File(here) = &self.article.origin else {
            return Outcome::Tell(format!("{path} is not here: this article did not come from a file"));
        };
        let folder = here.parent().map(std::path::Path::to_path_buf).unwrap_or_default();
        Outcome::Follow(Origin::File(folder.join(path.as_str())))
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

fn no_link() -> Outcome {
    Outcome::Tell("no link here: Tab goes to the next one".to_owned())
}
