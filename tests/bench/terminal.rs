//! How long a reader waits, on a real terminal: `cargo bench --bench terminal`.
//!
//! The program runs on a pseudo-terminal in a temporary home. A frame is there when the byte that ends its synchronized
//! update was read; `less` shows the same files in the same run, taking turns. Texts are made of the bundled columns,
//! their paragraphs in another order each time. Each figure stands beside the bar that it has to stay under.
#![cfg_attr(
    target_os = "linux",
    expect(
        clippy::print_stdout,
        clippy::unwrap_used,
        clippy::panic,
        clippy::disallowed_methods,
        reason = "a benchmark reads the clock, starts programs and prints"
    )
)]

#[cfg(target_os = "linux")]
#[path = "terminal/on_linux.rs"]
mod on_linux;

fn main() {
    #[cfg(target_os = "linux")]
    on_linux::main();
}
