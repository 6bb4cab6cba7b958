//! gzip: what was packed for the way, unpacked up to a limit.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;

use super::{Error, Hint};

/// Bytes that are unpacked at most.
const MOST: u64 = 256 << 20;

/// The bytes, and what is known about them: `a.txt.gz` is `a.txt`.
///
/// # Errors
/// Too many bytes, or none at all because the file is broken. One that breaks off gives what came before.
pub(super) fn unpacked(bytes: &[u8], hint: &Hint) -> Result<(Vec<u8>, Hint), Error> {
    let mut unpacked = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(MOST + 1).read_to_end(&mut unpacked);
    if unpacked.len() as u64 > MOST {
        return Err(Error::TooLarge { most: "256 MiB, unpacked" });
    }
    if read.is_err() && unpacked.is_empty() {
        return Err(Error::Broken { what: "gzip file" });
    }
    let mut inner = hint.clone();
    inner.media_type = None;
    inner.file_name =
        hint.file_name.as_deref().map(|name| name.strip_suffix(".gz").unwrap_or(name).to_owned());
    Ok((unpacked, inner))
}
