//! The article itself, line by line: as a set page for eyes, or as plain lines for ears and logs.

mod ink;
pub mod linear;
pub mod page;
