//! What a journal holds. It is read block by block, so that little of it is in memory at a time, and a large one by several
//! threads, each of which takes the next block: they are done before the answer is given, so nobody else has to know.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::files;
use super::record::{self, Line, Recent};
use crate::annotation::{Clock, Operation};

/// What the lines of one block hold.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// The operations, in their order.
    pub operations: Vec<Operation>,
    /// The latest clock of all.
    pub clock: Clock,
    /// The names of operations that a newer version wrote.
    pub newer: BTreeSet<String>,
    /// Lines that cannot be read, counted from 0 in the piece, with how that is known and the line.
    pub damaged: Vec<(usize, &'static str, Vec<u8>)>,
    /// How many lines the piece has.
    pub lines: usize,
}

/// Bytes of a block: few enough to be in the processor's own memory while they are read.
const BLOCK: usize = 256 << 10;

/// How many bytes are read behind a block, for the end of its last line.
const BEHIND: usize = 8 << 10;

/// A journal is read by one thread more for each so many blocks.
const BLOCKS_OF_A_THREAD: u64 = 8;

/// More threads than this only wait for the memory.
const MOST_THREADS: usize = 8;

/// What `journal` holds, piece by piece, in order.
pub(super) fn read(journal: &File) -> io::Result<Vec<Piece>> {
    let blocks = Blocks::of(journal)?;
    let wanted = usize::try_from(blocks.number / BLOCKS_OF_A_THREAD).unwrap_or(MOST_THREADS);
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    blocks.read_by(threads.min(wanted))
}

/// The blocks of a journal, which threads take one by one.
struct Blocks<'a> {
    journal: &'a File,
    number: u64,
    next: AtomicU64,
}

impl<'a> Blocks<'a> {
    fn of(journal: &'a File) -> io::Result<Self> {
        let number = journal.metadata()?.len().div_ceil(BLOCK as u64);
        Ok(Self { journal, number, next: AtomicU64::new(0) })
    }

    /// What all of them hold, read by so many threads, this one among them; where fewer can be had, those read it.
    fn read_by(&self, threads: usize) -> io::Result<Vec<Piece>> {
        let work = || self.read_some();
        let mut pieces = thread::scope(|scope| {
            let worker = || thread::Builder::new().name("journal".to_owned()).spawn_scoped(scope, work);
            let workers: Vec<_> = (1..threads).map_while(|_| worker().ok()).collect();
            let mut pieces = work()?;
            for worker in workers {
                match worker.join() {
                    Ok(more) => pieces.extend(more?),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            io::Result::Ok(pieces)
        })?;
        pieces.sort_by_key(|(block, _)| *block);
        Ok(pieces.into_iter().map(|(_, piece)| piece).collect())
    }

    /// What those hold that no other thread takes first.
    fn read_some(&self) -> io::Result<Vec<(u64, Piece)>> {
        let mut pieces = Vec::new();
        let mut recent = Recent::default();
        let mut buffer = Vec::new();
        loop {
            let block = self.next.fetch_add(1, Ordering::Relaxed);
            if block >= self.number {
                return Ok(pieces);
            }
            pieces.push((block, read_piece(self.lines(block, &mut buffer)?, &mut recent)));
        }
    }

    /// The lines that begin in a block, whole; with the last block, all that have been written by now.
    fn lines<'b>(&self, block: u64, buffer: &'b mut Vec<u8>) -> io::Result<&'b [u8]> {
        // A line begins behind a line end, and that of the first line is in the block before.
        let before = usize::from(block > 0);
        let place = block * BLOCK as u64 - before as u64;
        let last_end = BLOCK + before - 1;
        let is_last = block + 1 == self.number;
        let mut filled = 0;
        let end = loop {
            let searched = filled.max(last_end);
            if buffer.len() < filled + BLOCK + BEHIND {
                buffer.resize(filled + BLOCK + BEHIND, 0);
            }
            let free = buffer.get_mut(filled..).unwrap_or_default();
            let more = read_until_full(self.journal, place + filled as u64, free)?;
            let is_all = more < free.len();
            filled += more;
            let behind = buffer.get(searched..filled).unwrap_or_default();
            match line_end(behind) {
                Some(end) if !is_last => break searched + end + 1,
                _ if is_all => break filled,
                _ => {}
            }
        };
        let lines = buffer.get(..end).unwrap_or_default();
        if block == 0 {
            return Ok(lines);
        }
        let own = lines.get(..last_end).unwrap_or(lines);
        Ok(line_end(own).and_then(|end| lines.get(end + 1..)).unwrap_or_default())
    }
}

/// Reads from byte `place` on until `buffer` is full or the file ends, and says how many bytes there were.
fn read_until_full(file: &File, place: u64, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(free) = buffer.get_mut(filled..).filter(|free| !free.is_empty()) {
        match files::read_at(file, free, place + filled as u64) {
            Ok(0) => break,
            Ok(more) => filled += more,
            Err(reason) if reason.kind() == io::ErrorKind::Interrupted => {}
            Err(reason) => return Err(reason),
        }
    }
    Ok(filled)
}

fn read_piece(bytes: &[u8], recent: &mut Recent) -> Piece {
    let mut piece = Piece::default();
    for line in lines(bytes) {
        match record::decode(line, recent) {
            Line::Blank => {}
            Line::Operation(operation) => {
                piece.observe(operation.clock);
                piece.operations.push(*operation);
            }
            Line::Newer { key, clock } => {
                piece.observe(clock);
                piece.newer.insert(key);
            }
            Line::Damaged(why) => piece.damaged.push((piece.lines, why, line.to_owned())),
        }
        piece.lines += 1;
    }
    piece
}

impl Piece {
    /// The latest time that a clock follows: the end of the year 9999. A clock beyond it is broken, and following
    /// it could run out of numbers.
    const LATEST: i64 = 253_402_300_799_999;

    fn observe(&mut self, clock: Clock) {
        if clock.millis <= Self::LATEST {
            self.clock = self.clock.max(clock);
        }
    }
}

/// The lines of a journal without their newlines.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, behind) =
            line_end(rest).and_then(|end| rest.split_at_checked(end + 1)).unwrap_or((rest, &[]));
        rest = behind;
        Some(line.strip_suffix(b"\n").unwrap_or(line))
    })
}

/// Where the first line of `bytes` ends.
fn line_end(bytes: &[u8]) -> Option<usize> {
    // The standard library's own search for a byte is many times as fast as a look at each.
    let length = (&mut &*bytes).skip_until(b'\n').ok()?;
    let end = length.checked_sub(1)?;
    (bytes.get(end) == Some(&b'\n')).then_some(end)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn line(number: usize) -> String {
        let json = format!(
            r#"{{"v":1,"op_id":"{number}","hlc":{{"millis":{number},"counter":0}},"device":"d","op":"delete","annotation_id":"a"}}"#
        );
        let sum = crc32c::crc32c(json.as_bytes()) ^ u32::from(number.is_multiple_of(100));
        format!("\n{sum:08x} {json}\n")
    }

    fn journal(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    /// The operations, the damaged lines, counted from 0, and how many lines there are.
    type Summed = (Vec<Operation>, Vec<(usize, Vec<u8>)>, usize);

    fn summed(pieces: Vec<Piece>) -> Summed {
        let (mut operations, mut damaged, mut lines) = (Vec::new(), Vec::new(), 0);
        for piece in pieces {
            operations.extend(piece.operations);
            damaged.extend(piece.damaged.into_iter().map(|(line, _, bytes)| (lines + line, bytes)));
            lines += piece.lines;
        }
        (operations, damaged, lines)
    }

    fn whole(bytes: &[u8]) -> Summed {
        summed(vec![read_piece(bytes, &mut Recent::default())])
    }

    #[test]
    fn a_journal_is_read_in_blocks_as_it_is_in_one_piece() {
        let bytes: String = (0..20_000).map(line).collect();
        assert!(bytes.len() > 4 * BLOCK, "{}", bytes.len());
        let expected = whole(bytes.as_bytes());
        assert_eq!((expected.0.len(), expected.1.len()), (19_800, 200));
        let file = journal(bytes.as_bytes());
        for threads in [1, 2, 7] {
            assert!(summed(Blocks::of(&file).unwrap().read_by(threads).unwrap()) == expected, "{threads}");
        }
        assert!(summed(read(&file).unwrap()) == expected);
    }

    #[test]
    fn a_line_may_begin_or_end_anywhere_in_a_block_and_be_longer_than_one() {
        let short = line(1);
        for length in [0, 1, BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, BLOCK + BEHIND, 3 * BLOCK] {
            let filler = "x".repeat(length);
            for bytes in [
                format!("{filler}{short}"),
                format!("{filler}\n{short}"),
                format!("{short}{filler}{short}"),
                format!("{short}{filler}\n"),
                format!("{short}{filler}"),
                format!("{short}{}", "\n".repeat(length)),
            ] {
                let file = journal(bytes.as_bytes());
                let found = summed(read(&file).unwrap());
                assert!(found == whole(bytes.as_bytes()), "{length} {}", bytes.len());
            }
        }
    }
}
