//! Links: walking them, and following one.

use super::walking::Direction;
use super::{Model, Outcome};
use crate::app::effect::Effect;
use crate::article::{Link, Origin, SafeText, Target};
use crate::export::leads_to;

impl Model {
    /// The link at the cursor, with its number, counted from 0.
    pub fn link_here(&self) -> Option<(usize, &Link)> {
        self.article.link_at(self.cursor)
    }

    /// The link at the cursor in words: its number, and where it leads.
    pub fn link_label(&self) -> Option<String> {
        let (at, link) = self.link_here()?;
        let told = self.told(&link.target);
        let short = told.strip_prefix("https://").unwrap_or(&told);
        Some(match self.article.link_number(at) {
            Some(number) => format!("link {number}/{} → {short}", self.article.listed_count()),
            None => format!("back → {short}"),
        })
    }

    /// Where a link leads, in words: an address, a file, or what stands there. A note is said as a whole.
    pub(in crate::app) fn told(&self, target: &Target) -> String {
        leads_to(&self.article, target)
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

    /// Follows the link at the cursor: within the article, to a file beside it, or to a page of the web. The status line has
    /// told where it leads before the key could be pressed. What is no page is only told.
    pub(super) fn follow_link(&mut self) -> Outcome {
        let Some((_, link)) = self.link_here() else {
            return no_link();
        };
        match link.target.clone() {
            Target::Place(place) => {
                self.jump(place);
                Outcome::Stay
            }
            Target::File(path) => self.follow_file(&path, None),
            Target::FilePlace(path, place) => self.follow_file(&path, Some(place)),
            Target::Address(address) if address.starts_with("http") => {
                Outcome::Follow(Origin::Address(address.to_string()), None)
            }
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

    fn follow_file(&self, path: &SafeText, place: Option<usize>) -> Outcome {
        match &self.article.origin {
            Origin::File(here) => {
                let folder = here.parent().map(std::path::Path::to_path_buf).unwrap_or_default();
                Outcome::Follow(Origin::File(folder.join(path.as_str())), place)
            }
            // A chapter leads to another one of its book.
            Origin::Part(whole, here) => {
                let folder =
                    here.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
                Outcome::Follow(Origin::Part(whole.clone(), format!("{folder}{path}")), place)
            }
            _ => Outcome::Tell(format!("{path} is not here: this article did not come from a file")),
        }
    }
}

fn no_link() -> Outcome {
    Outcome::Tell("no link here: Tab goes to the next one".to_owned())
}
