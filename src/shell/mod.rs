//! The world: terminal, input, jobs, and the loop that joins them to the pure core.
//!
//! [`reading::read`] starts a run. The loop (`reader`) waits for one message at a time: keys come from a thread
//! that reads the terminal only when it is asked (`input`), signals from another, answers from jobs. What touches
//! the library goes through one thread (`clerk`) in the order in which it was asked for. A run without a terminal
//! (`headless`) does the same work at once, and so does one in lines (`linear`).
#![expect(clippy::disallowed_methods, reason = "the shell is where the world begins")]

pub mod adding;
mod apart;
mod background;
mod browse;
mod catalogue;
pub mod checking;
pub mod citing;
mod clerk;
mod clipboard;
mod comparing;
pub mod feeds;
mod headless;
pub mod hearing;
pub mod hinting;
mod hyperlinks;
mod input;
mod jobs;
pub mod kept;
mod keymap;
mod linear;
mod look;
mod news;
pub mod open;
mod outside;
pub mod panic_report;
pub mod parallel;
mod reader;
pub mod reading;
pub mod reference;
pub mod refreshing;
mod renewing;
pub mod save;
pub mod settings;
pub mod terminal;
pub mod versions;
mod watch;
