//! Behaviour: what the reader shows and what each key does, as values.
//!
//! [`update`] takes a [`Message`] and gives [`Effect`]s; it asks no clock, disk, environment or terminal. A key goes
//! through the [`keymap`] of the context that it is pressed in to an [`action::Action`], and that to the overlay on
//! top or the screen, whose answer is a small outcome of its own.

pub mod action;
pub mod answer;
mod arriving;
pub mod beside;
mod charting;
mod choosing;
pub mod command;
pub mod comparing;
mod drafting;
pub mod editor;
mod effect;
mod export;
pub mod exporting;
pub mod filter;
mod following;
pub mod geometry;
pub mod key;
pub mod keymap;
mod leaving;
pub mod linear;
pub mod list;
mod message;
mod model;
pub mod mouse;
pub mod naming;
pub mod near;
pub mod notes;
pub mod overlay;
pub mod pace;
mod painting;
pub mod palette;
mod panel;
pub mod preferences;
pub mod preset;
mod press;
mod problem;
pub mod prompt;
pub mod renewing;
pub mod reviewing;
pub mod screen;
mod searching;
pub mod shelf;
mod shelving;
mod ticket;
mod typing_ahead;
mod update;
pub mod verb;
mod voices;
pub mod why;

pub use effect::{Effect, ExportFile, Left, Lookout};
pub use export::stem;
pub use following::waiting;
pub use message::{
    CheckedPart, CitedWords, Extent, LastPlace, Message, Opened, ReadNotes, ReadSettings, Renewal, Versions,
    Which,
};
pub use model::{Model, Notice, Overlay, Pending, Screen, Tone};
pub use problem::Problem;
pub use shelf::Shelved;
pub use ticket::{Ticket, Tickets};
pub use update::{Start, init, update};
