//! Archives, and what somebody might make of them.

use std::io::Write as _;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::import::{Found, Haul, Hint, haul};

/// An archive of these members, packed.
pub(in crate::import) fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read_haul(bytes: &[u8]) -> Result<Haul, Error> {
    haul(bytes, &Hint::default())
}

/// The names of what was read, and each refusal in words.
fn shown(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let haul = read_haul(bytes).unwrap();
    let Found::Parts(parts) = haul.found else { panic!("no parts") };
    let refused = haul.refused.iter().map(|refusal| format!("{}: {}", refusal.name, refusal.why));
    (parts.into_iter().map(|part| part.name).collect(), refused.collect())
}

#[test]
fn each_member_is_read_by_its_own_format() {
    let inner = packed(&[("in.txt", b"Within."), ("deeper.zip", &packed(&[("x.txt", b"Deep.")]))]);
    let bytes = packed(&[
        ("b.md", b"# B\n\nWords."),
        ("folder/a.html", b"<p>Words."),
        ("c.png", b"\x89PNG"),
        ("data.json", b"{}"),
        (
            "feed.xml",
            b"<rss><channel><item><guid>i</guid><description>Words.</description></item></channel></rss>",
        ),
        ("__MACOSX/._b.md", b"x"),
        (".hidden.txt", b"x"),
        ("inner.zip", &inner),
        ("empty.txt", b""),
    ]);
    let (names, refused) = shown(&bytes);
    assert_eq!(names, ["b.md", "feed.xml/i", "folder/a.html", "inner.zip/in.txt"]);
    assert_eq!(
        refused,
        ["empty.txt: the file is empty", "inner.zip/deeper.zip: archives lie too deep in each other"]
    );
}

#[test]
fn names_that_lead_out_are_refused() {
    let good = ("good.txt", b"Words.".as_slice());
    for (name, why) in [
        ("../up.txt", "its name leads out of the archive"),
        ("a/../../up.txt", "its name leads out of the archive"),
        ("/etc/passwd.txt", "its name leads out of the archive"),
        ("\\\\host\\x.txt", "its name leads out of the archive"),
        ("c:\\x.txt", "its name leads out of the archive"),
        ("a\\b.txt", "its name has characters that no name has"),
    ] {
        // Makers of archives set such names right; attackers do not.
        let honest = "z".repeat(name.len() - 4) + ".txt";
        let bytes = replaced(&packed(&[(&honest, b"Evil."), good]), honest.as_bytes(), name.as_bytes());
        let (names, refused) = shown(&bytes);
        assert_eq!(
            (names.as_slice(), refused),
            (&["good.txt".to_owned()][..], vec![format!("{name}: {why}")]),
            "{name}"
        );
    }
    let odd = replaced(&packed(&[("zzz.txt", b"Evil."), good]), b"zzz.txt", b"z\0\x1b.txt");
    assert!(shown(&odd).1[0].ends_with("its name has characters that no name has"));
    assert!(!shown(&odd).1[0].contains(['\0', '\x1b']));
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while at + from.len() <= bytes.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
        at += 1;
    }
    bytes
}

#[test]
fn links_doubles_and_locked_members_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("link.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    zip.start_file("good.txt", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"Words.").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(shown(&bytes).1, ["link.txt: it is a link"]);
    let twice = replaced(&packed(&[("a1.txt", b"One."), ("a2.txt", b"Two.")]), b"a2.txt", b"a1.txt");
    assert_eq!(shown(&twice).0.len(), 1);
    // The first flag of a member says that it is encrypted, in its own head and in the directory.
    let mut locked = packed(&[("a.txt", b"One."), ("b.txt", b"Two.")]);
    for (magic, place) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = locked.windows(4).position(|window| window == magic).unwrap();
        locked[at + place] |= 1;
    }
    assert_eq!(shown(&locked), (vec!["b.txt".to_owned()], vec!["a.txt: it is encrypted".to_owned()]));
}

#[test]
fn bombs_are_bounded() {
    let bomb = packed(&[("bomb.txt", &vec![b' '; 60 << 20]), ("good.txt", b"Words.")]);
    assert_eq!(shown(&bomb).1, ["bomb.txt: it is larger than 50 MiB"]);
    // A member that states to be small is read no further than the limit all the same.
    let size = u32::try_from(60 << 20).unwrap().to_le_bytes();
    let lying = replaced(&bomb, &size, &6_u32.to_le_bytes());
    let told = read_haul(&lying).map(|haul| haul.refused.len());
    assert!(told.is_err() || told == Ok(1), "{told:?}");
    // A million members are refused by the number that is stated, before any is looked at.
    let mut many = packed(&[("a.txt", b"Words.")]);
    let end = many.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    many[end + 8..end + 12].copy_from_slice(&[0xff; 4]);
    assert_eq!(read_haul(&many).map(|_| ()), Err(Error::TooMuch { what: "ZIP archive" }));
}

#[test]
fn what_is_broken_off_is_told() {
    let bytes = packed(&[("a.txt", b"Words.")]);
    for cut in 4..bytes.len() - 1 {
        assert_eq!(read_haul(&bytes[..cut]).map(|_| ()), Err(Error::Broken { what: "ZIP archive" }), "{cut}");
    }
    assert_eq!(read_haul(&packed(&[("a.png", b"x")])), Err(Error::Nothing { what: "archive" }));
}

#[test]
fn gzip_is_unpacked_to_a_limit() {
    let gz = |bytes: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    };
    let hint = Hint { file_name: Some("a.md.gz".to_owned()), ..Hint::default() };
    let read = |bytes: &[u8]| crate::import::read(bytes, &hint);
    assert_eq!(read(&gz(b"# A\n\nWords.")).unwrap().metadata.title.as_deref(), Some("A"));
    assert_eq!(read(&gz(&gz(b"Words."))), Err(Error::Member { why: "it is packed more than once" }));
    assert_eq!(read(&gz(&vec![b' '; 300 << 20])), Err(Error::TooLarge { most: "256 MiB, unpacked" }));
    assert_eq!(read(b"\x1f\x8b\x08\0x"), Err(Error::Broken { what: "gzip file" }));
}
