//! What the bytes of a journal hold. A large one is read by several threads, each of which has a piece of it: they are done
//! before the answer is given, so nobody else has to know.

use std::collections::BTreeSet;
use std::io::BufRead as _;
use std::thread;

use super::record::{self, Line, Recent};
use crate::annotation::{Clock, Operation};

/// What one piece holds.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// The operations, in their order.
    pub operations: Vec<Operation>,
    /// All clocks.
    pub clocks: Vec<Clock>,
    /// The names of operations that a newer version wrote.
    pub newer: BTreeSet<String>,
    /// Lines that cannot be read, counted from 0 in the piece, with how that is known and the line.
    pub damaged: Vec<(usize, &'static str, Vec<u8>)>,
    /// How many lines the piece has.
    pub lines: usize,
}

/// A journal of fewer bytes is not worth another thread.
const LARGE: usize = 4 << 20;

/// More threads than this only wait for the memory.
const MOST_THREADS: usize = 8;

/// What the pieces of `bytes` hold, in their order.
pub(super) fn read(bytes: &[u8]) -> Vec<Piece> {
    if bytes.len() < LARGE {
        return vec![read_piece(bytes)];
    }
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let parts = cut(bytes, threads);
    thread::scope(|scope| {
        let mut working = Vec::with_capacity(parts.len());
        for &part in &parts {
            let worker = thread::Builder::new().name("journal".to_owned());
            working.push((part, worker.spawn_scoped(scope, move || read_piece(part))));
        }
        let mut pieces = Vec::with_capacity(parts.len());
        for (part, worker) in working {
            pieces.push(match worker.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(piece)) => piece,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // Where no thread can be had, this one reads the piece.
                Err(_none) => read_piece(part),
            });
        }
        pieces
    })
}

/// `bytes` in about so many parts, each of whole lines.
fn cut(bytes: &[u8], parts: usize) -> Vec<&[u8]> {
    let share = bytes.len().div_ceil(parts.max(1));
    let mut rest = bytes;
    let mut cuts = Vec::with_capacity(parts);
    while rest.len() > share {
        let line_end = rest.iter().skip(share).position(|byte| *byte == b'\n');
        let Some((part, behind)) = line_end.and_then(|end| rest.split_at_checked(share + end + 1)) else {
            break;
        };
        cuts.push(part);
        rest = behind;
    }
    cuts.push(rest);
    cuts
}

fn read_piece(bytes: &[u8]) -> Piece {
    let mut piece = Piece::default();
    let mut recent = Recent::default();
    for line in lines(bytes) {
        match record::decode(line, &mut recent) {
            Line::Blank => {}
            Line::Operation(operation) => {
                piece.clocks.push(operation.clock);
                piece.operations.push(*operation);
            }
            Line::Newer { key, clock } => {
                piece.clocks.push(clock);
                piece.newer.insert(key);
            }
            Line::Damaged(why) => piece.damaged.push((piece.lines, why, line.to_owned())),
        }
        piece.lines += 1;
    }
    piece
}

/// The lines of a journal without their newlines.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let whole = rest;
        // The standard library's own search for a byte is many times as fast as a look at each.
        let length = rest.skip_until(b'\n').ok().filter(|length| *length > 0)?;
        let line = whole.get(..length)?;
        Some(line.strip_suffix(b"\n").unwrap_or(line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_journal_is_read_as_a_small_one_is() {
        let line = |number: usize| {
            let json = format!(
                r#"{{"v":1,"op_id":"{number}","hlc":{{"millis":{number},"counter":0}},"device":"d","op":"delete","annotation_id":"a"}}"#
            );
            let sum = crc32c::crc32c(json.as_bytes()) ^ u32::from(number.is_multiple_of(1000));
            format!("\n{sum:08x} {json}\n")
        };
        let bytes: String = (0..60_000).map(line).collect();
        assert!(bytes.len() > LARGE, "{}", bytes.len());
        let whole = read_piece(bytes.as_bytes());
        let pieces = read(bytes.as_bytes());
        assert_eq!((whole.operations.len(), whole.damaged.len()), (59_940, 60));
        let together: Vec<Operation> = pieces.iter().flat_map(|piece| piece.operations.clone()).collect();
        assert!(together == whole.operations);
        let mut before = 0;
        let mut damaged = Vec::new();
        for piece in &pieces {
            damaged.extend(piece.damaged.iter().map(|(line, ..)| before + line));
            before += piece.lines;
        }
        assert_eq!(damaged, whole.damaged.iter().map(|(line, ..)| *line).collect::<Vec<_>>());
        for parts in [1, 2, 3, 7] {
            let cuts = cut(bytes.as_bytes(), parts);
            assert!(cuts.len() <= parts && cuts.concat() == bytes.as_bytes());
        }
        assert_eq!(cut(b"no newline at all", 4).len(), 1);
    }
}
