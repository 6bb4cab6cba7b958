//! One screen a file: what it shows and what its actions do.

pub mod chart;
pub mod contents;
pub mod help;
pub mod library;
pub mod reader;
pub mod search;
