//! The world: terminal, input, jobs, and the loop that joins them to the pure core.
#![expect(clippy::disallowed_methods, reason = "the shell is where the world begins")]

pub mod open;
pub mod parallel;
pub mod reading;
pub mod reference;
pub mod save;
