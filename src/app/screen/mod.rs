//! One screen a file: what it shows and what its actions do.

pub mod help;
pub mod library;
pub mod quotations;
pub mod reader;
pub mod speakers;
