//! Standard input, which can be read once. Its beginning tells what it is before the rest is there.

use std::io::{self, Cursor, Read};
use std::sync::{Mutex, PoisonError};

use crate::app::Problem;

/// What was read of standard input so far.
enum Input {
    Untouched,
    /// The beginning, which is still to be handed on.
    Begun(Vec<u8>),
    Claimed,
}

static INPUT: Mutex<Input> = Mutex::new(Input::Untouched);

/// How much of the beginning is looked at.
const SAMPLE: usize = 4096;

/// The beginning of standard input; as little as tells that it is plain text.
pub(super) fn beginning() -> Vec<u8> {
    let mut input = INPUT.lock().unwrap_or_else(PoisonError::into_inner);
    match &*input {
        Input::Begun(start) => return start.clone(),
        Input::Claimed => return Vec::new(),
        Input::Untouched => {}
    }
    let start = sample(&mut io::stdin().lock());
    *input = Input::Begun(start.clone());
    start
}

/// Reads on only as long as what came may be the beginning of something else than words.
fn sample(from: &mut impl Read) -> Vec<u8> {
    let mut start: Vec<u8> = Vec::new();
    let mut room = [0; SAMPLE];
    while start.len() < SAMPLE {
        match from.read(&mut room) {
            Ok(0) => break,
            Ok(read) => start.extend(room.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            // Whoever reads the rest will meet it again.
            Err(_) => break,
        }
        let first = start.iter().find(|byte| !byte.is_ascii_whitespace());
        if first
            .is_some_and(|byte| byte.is_ascii() && !matches!(byte, b'<' | b'{' | b'[' | b'P' | 0x1f | b'%'))
        {
            break;
        }
    }
    start
}

/// Standard input from its beginning, once.
pub(super) fn claim() -> Result<Box<dyn Read + Send>, Problem> {
    let mut input = INPUT.lock().unwrap_or_else(PoisonError::into_inner);
    match std::mem::replace(&mut *input, Input::Claimed) {
        Input::Untouched => Ok(Box::new(io::stdin())),
        Input::Begun(start) => Ok(Box::new(Cursor::new(start).chain(io::stdin()))),
        Input::Claimed => Err(Problem::new("cannot read standard input again", "it was read to its end")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_not_waited_for_longer_than_needed() {
        for (bytes, expected) in [(&b"word"[..], 4), (b"  \n<rss>", 8), (b"", 0), (b"\xff\xfe<\0", 4)] {
            assert_eq!(sample(&mut &*bytes).len(), expected);
        }
        let mut endless = io::repeat(b'a');
        assert_eq!(sample(&mut endless).len(), SAMPLE);
    }
}
