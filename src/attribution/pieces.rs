//! The stretches that a quotation consists of.

use std::ops::{Deref, DerefMut};
use std::slice::Iter;

use crate::span::Span;

/// The pieces of a quotation, in order. Nearly all have one, which needs no memory besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pieces {
    /// One piece.
    One([Span; 1]),
    /// None, or several.
    Several(Box<[Span]>),
}

impl Deref for Pieces {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        match self {
            Self::One(piece) => piece,
            Self::Several(pieces) => pieces,
        }
    }
}

impl DerefMut for Pieces {
    fn deref_mut(&mut self) -> &mut [Span] {
        match self {
            Self::One(piece) => piece,
            Self::Several(pieces) => pieces,
        }
    }
}

impl From<Vec<Span>> for Pieces {
    fn from(pieces: Vec<Span>) -> Self {
        match pieces[..] {
            [piece] => Self::One([piece]),
            _ => Self::Several(pieces.into()),
        }
    }
}

impl<'p> IntoIterator for &'p Pieces {
    type Item = &'p Span;
    type IntoIter = Iter<'p, Span>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
