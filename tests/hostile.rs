//! What a column, a page, a book, a list, a file of notes, a name or a server might do to whoever reads it, and what
//! becomes of it: row by row, each test called by its row. Large things are smaller than an attacker would make them, unless
//! `SAYSO_HOSTILE=full` is in the environment.
//!
//! What needs a terminal (rows 1, 8, 21, 22 and 24) stands in `tests/terminal.rs` too, what needs another directory of names
//! (row 10) in `src/fetch/tests.rs`, and the rules for each piece beside the piece.
#![expect(
    clippy::disallowed_methods,
    clippy::format_collect,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests are no tests themselves"
)]

#[path = "support/asking.rs"]
mod asking;
#[expect(dead_code, reason = "what other tests need")]
#[path = "support/server.rs"]
mod server;
#[expect(dead_code, reason = "what other tests need")]
mod support;

mod hostile {
    mod bounds;
    mod charsets;
    mod exports;
    mod files;
    mod lists;
    mod markup;
    mod notes;
    mod packed;
    mod sequences;
    mod shown;
    mod started;
    #[cfg(target_os = "linux")]
    mod trust;
    mod web;
}
