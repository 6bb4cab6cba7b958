//! Behaviour: what the reader shows and what each key does, as values.

mod problem;

pub use problem::Problem;
