//! Streams that unpack to more than any page has: found before the parser, which has no limit, sees them.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

/// Bytes that one stream may unpack to, and all of them together.
const MOST: (u64, u64) = (256 << 20, 2 << 30);

/// How often a stream may be packed.
const LAYERS: usize = 3;

/// Whether a file has such a stream.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    is_over(MOST, bytes)
}

fn is_over((most_of_stream, most): (u64, u64), bytes: &[u8]) -> bool {
    let mut total = 0;
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let before = rest.get(..at).unwrap_or_default();
        rest = rest.get(at + 6..).unwrap_or_default();
        if before.ends_with(b"end") {
            continue;
        }
        let start = rest.iter().position(|byte| !matches!(byte, b'\r' | b'\n' | b' ')).unwrap_or(0);
        let length = unpacked_length(rest.get(start..).unwrap_or_default(), most_of_stream);
        total += length;
        if length > most_of_stream || total > most {
            return true;
        }
    }
    false
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|&byte| byte == first)?;
        if bytes.get(at..at + word.len())? == word {
            return Some(at);
        }
        from = at + 1;
    }
}

/// How many bytes a stream unpacks to, counted to `most` and one, through as many layers as it has; none for what is not packed so.
fn unpacked_length(stream: &[u8], most: u64) -> u64 {
    let mut layers = 0;
    while layers < LAYERS && has_header(&first_bytes(stream, layers)) {
        layers += 1;
    }
    let mut counted = 0;
    for layer in 1..=layers {
        let mut through = unpacked(stream, layer).take(most + 1);
        counted = counted.max(count(&mut through));
    }
    counted
}

/// Counts what can be read, also of a stream that breaks off.
fn count(from: &mut impl Read) -> u64 {
    let mut room = vec![0; 64 << 10];
    let mut counted = 0;
    loop {
        match from.read(&mut room) {
            Ok(0) => return counted,
            Ok(read) => counted += read as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return counted,
        }
    }
}

fn unpacked(stream: &[u8], layers: usize) -> Box<dyn Read + '_> {
    (0..layers).fold(Box::new(stream), |inner: Box<dyn Read + '_>, _| Box::new(ZlibDecoder::new(inner)))
}

fn first_bytes(stream: &[u8], layers: usize) -> Vec<u8> {
    let mut first = Vec::new();
    unpacked(stream, layers).take(2).read_to_end(&mut first).ok();
    first
}

/// The two bytes that a packed stream begins with (RFC 1950, §2.2).
fn has_header(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second] if first & 0x0f == 8 && (u16::from(*first) * 256 + u16::from(*second)).is_multiple_of(31))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn a_stream_that_unpacks_to_too_much_is_found() {
        let file =
            |stream: &[u8]| [b"%PDF-1.7\n1 0 obj <<>> stream\r\n", stream, b"\nendstream endobj"].concat();
        let layer = packed(&vec![b' '; 300 << 10]);
        for (stream, expected) in [
            (layer.clone(), true),
            (packed(&layer), true),
            (packed(b"BT ET"), false),
            (b"BT ET".to_vec(), false),
            (Vec::new(), false),
            (packed(&vec![b' '; 200 << 10]), false),
        ] {
            assert_eq!(is_over((256 << 10, 2 << 20), &file(&stream)), expected, "{} bytes", stream.len());
        }
        let many = file(&packed(&vec![b' '; 200 << 10])).repeat(11);
        assert!(is_over((256 << 10, 2 << 20), &many));
    }
}
