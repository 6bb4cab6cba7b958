//! Something that was found when an article was laid beside something else, and its rows.

use crate::app::answer::{Pieces, laid};
use crate::app::reviewing::Side;
use crate::export::changes;
use crate::export::checked::Told;
use crate::revision::{Change, Of};

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is called by: its place in the list, or the number of the quotation, from 1.
    pub number: usize,
    /// Where in the article to look, in bytes.
    pub place: usize,
    /// What is told of it first.
    pub head: String,
    /// Whether something is wrong with it.
    pub is_wrong: bool,
    /// Words, each line of any length.
    pub lines: Vec<Pieces<Side>>,
}

/// A row of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which item.
    pub item: usize,
    /// Whether it is of what is told first.
    pub is_head: bool,
    /// Its words.
    pub pieces: Pieces<Side>,
}

/// How far the lines of an item stand in, in cells, where there is room.
pub const INDENT: u16 = 2;
/// From so many cells on.
const ROOMY: u16 = 30;
impl Item {
    /// What has changed, at this place of the list, from 0.
    pub(super) fn changed(at: usize, change: &Change) -> Self {
        let side = |of| match of {
            Of::Both => Side::Both,
            Of::Old => Side::Old,
            Of::New => Side::New,
        };
        let speakers = change.speakers().map(|speakers| format!(": {speakers}")).unwrap_or_default();
        Self {
            number: at + 1,
            place: change.place,
            head: format!("{}{speakers}", changes::name(change)),
            is_wrong: false,
            lines: vec![change.pieces().into_iter().map(|(words, of)| (words, side(of))).collect()],
        }
    }

    /// What became of the quotation with this number.
    pub(super) fn checked(number: usize, place: usize, told: &Told) -> Self {
        Self {
            number,
            place,
            head: told.head.clone(),
            is_wrong: told.is_wrong,
            lines: told.lines.iter().map(|line| vec![(line.clone(), Side::Both)]).collect(),
        }
    }

    /// Its rows in a box of so many cells inside.
    pub(super) fn rows(&self, item: usize, width: u16) -> Vec<Row> {
        let head = vec![(self.head.clone(), Side::Both)];
        let inner = if width >= ROOMY { width - INDENT } else { width };
        let head = laid(&head, width).into_iter().map(|pieces| Row { item, is_head: true, pieces });
        let lines = self.lines.iter().flat_map(|line| laid(line, inner));
        head.chain(lines.map(|pieces| Row { item, is_head: false, pieces })).collect()
    }
}

/// How far a row that is not of the head stands in, in a box of so many cells inside.
pub fn indent(width: u16) -> u16 {
    if width >= ROOMY { INDENT } else { 0 }
}
