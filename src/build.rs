//! Tells the linker which functions run while a column is opened and read, so that they stand together in the program.
//!
//! The system takes a program into memory in windows of 64 KiB. Where what always runs is strewn among what rarely does,
//! most of the program is in memory for a small part of it.
#![expect(clippy::disallowed_methods, reason = "a build script speaks to Cargo in its environment")]

use std::env;

const ORDER: &str = "assets/link/first.ld";

fn main() {
    println!("cargo::rerun-if-changed={ORDER}");
    println!("cargo::rerun-if-changed=src/build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let is_usual_linux = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // A linker of the user's own may not read such scripts; those of the system and of Rust do.
    let has_own_linker = env::var_os("RUSTC_LINKER").is_some()
        || env::var("CARGO_ENCODED_RUSTFLAGS").is_ok_and(|flags| flags.contains("link"));
    if is("OPT_LEVEL", "3") && is_usual_linux && !has_own_linker {
        let folder = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
        println!("cargo::rustc-link-arg-bin=sayso=-Wl,-T,{folder}/{ORDER}");
    }
}
