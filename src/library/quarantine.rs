//! Keeps a copy of each damaged line, so that the words in it can still be saved by hand.

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::reading::Damaged;
use super::{Error, Finding, files};

/// How many lines are copied in one go. A file that is no journal at all must not become thousands of files; its
/// lines stay where they are in any case.
const MOST: usize = 256;

/// Copies `damaged` lines into `.quarantine` beside the journals in `folder`, each once, and reports them all.
pub(super) fn keep(folder: &Path, damaged: Vec<Damaged>) -> Vec<Finding> {
    let folder = folder.join(".quarantine");
    let mut findings = Vec::with_capacity(damaged.len());
    for (count, line) in damaged.into_iter().enumerate() {
        let copy = folder.join(format!("{}.txt", name_of(&line.bytes)));
        let is_new = !copy.exists();
        let is_kept = !is_new || (count < MOST && copy_to(&copy, &line.bytes).is_ok());
        findings.push(Finding::Damaged {
            file: line.file,
            line: line.line,
            why: line.why,
            copy: is_kept.then_some(copy),
            is_new,
        });
    }
    findings
}

fn copy_to(copy: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = copy.parent() {
        files::make_folder(folder)?;
    }
    files::replace(copy, bytes)
}

/// A line's own digest: the line need not be a text.
fn name_of(bytes: &[u8]) -> String {
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let mut name = String::with_capacity(2 * digest.len());
    for byte in digest {
        write!(name, "{byte:02x}").ok();
    }
    name
}
