//! Journals that are torn, flipped, overwritten, or none at all.

use super::*;

/// Takes away what other instances wrote beside `journal`. There is none but where a test beside this one starts a
/// process: between fork and exec it holds the lock too, and the next record rightly goes to a file of its own.
fn keep_only(journal: &Path) {
    for entry in fs::read_dir(journal.parent().unwrap()).unwrap().map(Result::unwrap) {
        if entry.path() != *journal && entry.path().is_file() {
            fs::remove_file(entry.path()).unwrap();
        }
    }
}

#[test]
fn a_record_torn_at_any_byte_costs_that_record_alone() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    record(&mut library, addition("kept"));
    let journal = journal(home.path());
    let whole = fs::read(&journal).unwrap();
    record(&mut library, addition("torn"));
    drop(library);
    let both = fs::read(&journal).unwrap();
    for cut in whole.len()..=both.len() {
        for tail in [&b""[..], &[0; 40]] {
            let torn = [&both[..cut], tail].concat();
            fs::write(&journal, &torn).unwrap();
            keep_only(&journal);
            let mut library = open(home.path());
            let has_both = cut == both.len() || (cut == both.len() - 1 && tail.is_empty());
            let expected: &[&str] = if has_both { &["kept", "torn"] } else { &["kept"] };
            assert_eq!(notes(&mut library), expected, "cut at {cut}");
            record(&mut library, addition("next"));
            assert_eq!(notes(&mut library).len(), expected.len() + 1, "cut at {cut}");
            let now = fs::read(&journal).unwrap();
            assert!(now.starts_with(&torn), "what is there is never rewritten");
        }
    }
}

#[test]
fn a_flipped_bit_is_quarantined_once_and_the_rest_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    for note in ["one", "two", "three"] {
        record(&mut library, addition(note));
    }
    drop(library);
    let journal = journal(home.path());
    let mut bytes = fs::read(&journal).unwrap();
    let place = bytes.windows(3).position(|window| window == b"two").unwrap();
    bytes[place] ^= 1;
    fs::write(&journal, &bytes).unwrap();
    let damaged = bytes
        .split(|&byte| byte == b'\n')
        .find(|line| line.windows(3).any(|window| window == b"uwo"))
        .unwrap();
    for expected_new in [true, false] {
        let mut library = open(home.path());
        let report = library.notebook().unwrap().report;
        let [Finding::Damaged { file, line: 4, is_new, copy: Some(copy), .. }] = report.as_slice() else {
            panic!("{report:?}");
        };
        assert_eq!((file, *is_new), (&journal, expected_new));
        assert_eq!(fs::read(copy).unwrap(), damaged);
        assert_eq!(quarantine(home.path()), [damaged]);
        assert_eq!(notes(&mut library), ["one", "three"]);
    }
    assert_eq!(fs::read(&journal).unwrap(), bytes);
}

#[test]
fn journals_of_nothing_but_noise_are_survived() {
    let noise: [&[u8]; 6] = [b"", &[0; 8192], b"\n\n\n", &[0xff; 300], b"{}", b"\xef\xbb\xbf\n"];
    for bytes in noise {
        let home = tempfile::tempdir().unwrap();
        let mut library = open(home.path());
        record(&mut library, addition("kept"));
        let folder = home.path().join("data/notes/journal");
        fs::write(folder.join("other.jsonl"), bytes).unwrap();
        fs::create_dir(folder.join("folder.jsonl")).unwrap();
        assert_eq!(notes(&mut open(home.path())), ["kept"], "{bytes:?}");
    }
}

#[test]
fn a_file_that_is_no_journal_does_not_flood_the_quarantine() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data/notes/journal");
    fs::create_dir_all(&folder).unwrap();
    let lines: Vec<String> = (0..1000).map(|number| format!("line {number}")).collect();
    fs::write(folder.join("other.jsonl"), lines.join("\n")).unwrap();
    let report = open(home.path()).notebook().unwrap().report;
    assert_eq!(report.len(), 1000);
    assert_eq!(quarantine(home.path()).len(), 256);
}

#[test]
fn a_flipped_bit_anywhere_costs_one_record_at_most_and_is_told() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    for note in ["one", "two", "three"] {
        record(&mut library, addition(note));
    }
    drop(library);
    let journal = journal(home.path());
    let whole = fs::read(&journal).unwrap();
    let all = ["one", "three", "two"];
    for place in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (place % 8);
        fs::write(&journal, &bytes).unwrap();
        let mut library = open(home.path());
        let left = notes(&mut library);
        let report = library.notebook().unwrap().report;
        let lost: Vec<&str> = all.into_iter().filter(|note| !left.iter().any(|left| left == note)).collect();
        assert!(lost.len() <= 1 && left.len() + lost.len() == 3, "byte {place}: {left:?}");
        assert!(lost.is_empty() || !report.is_empty(), "byte {place}: lost without a word");
        assert_eq!(fs::read(&journal).unwrap(), bytes);
    }
}

#[test]
fn a_journal_cut_off_or_overwritten_anywhere_keeps_the_records_before() {
    let home = tempfile::tempdir().unwrap();
    let mut library = open(home.path());
    for note in ["one", "two", "three"] {
        record(&mut library, addition(note));
    }
    drop(library);
    let journal = journal(home.path());
    let whole = fs::read(&journal).unwrap();
    let ends: Vec<usize> = whole
        .windows(3)
        .enumerate()
        .filter(|(_, window)| *window == b"}\n\n")
        .map(|(at, _)| at + 2)
        .collect();
    assert_eq!(ends.len(), 2);
    for cut in (0..whole.len()).step_by(7) {
        let before = ends.iter().filter(|end| **end <= cut).count();
        let overwritten = [&whole[..cut], &vec![0; whole.len() - cut]].concat();
        for bytes in [whole[..cut].to_vec(), overwritten] {
            fs::write(&journal, &bytes).unwrap();
            let left = notes(&mut open(home.path())).len();
            // The newline behind a record need not be there for it to be whole.
            assert!(left == before || left == before + 1, "cut at {cut}: {left} of {before}");
            assert!(left >= before);
        }
    }
}
