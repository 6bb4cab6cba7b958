//! What must never happen to notes, tried as storage engines try it: the program killed at any moment, each call of the
//! system made to fail in turn, a disk filled to the byte, a disk that cannot be written.
//!
//! The usual run tries a few of each and takes seconds. `SAYSO_FAULTS=full cargo test --test faults` tries all of them: a
//! thousand kills, and every call of every save with every fault.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stderr, reason = "tests")]

#[expect(dead_code, reason = "what other tests need")]
mod support;
#[path = "support/trials.rs"]
mod trials;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use support::Home;
use trials::{Chance, has_strace, is_full, within};

/// A column in which each word stands once.
fn column() -> String {
    (0..3000).map(|number| format!("word{number:04}")).collect::<Vec<_>>().join(" ")
}

fn home() -> Home {
    let home = Home::new();
    home.file("column.txt", column());
    home
}

fn data(home: &Home) -> PathBuf {
    home.work().parent().unwrap().join("data")
}

/// The notes that stand, by id, with their words. The journals must be whole.
#[track_caller]
fn notes(home: &Home) -> Vec<(String, String)> {
    let said = home.say(["notes", "list", "--format", "jsonl"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.err.is_empty() || said.err == "sayso: there are no notes\n", "{}", said.err);
    let field = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let lines = said.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| (field(&line, "id"), field(&line, "quotation"))).collect()
}

fn ids(home: &Home) -> BTreeSet<String> {
    notes(home).into_iter().map(|(id, _)| id).collect()
}

/// Adds notes until it is killed after some milliseconds; gives the ids that it had answered.
fn killed_while_adding(home: &Home, from: usize, after: Duration) -> Vec<String> {
    let mut child = home
        .process(["notes", "add", "column.txt", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let feeder = thread::spawn(move || {
        for number in from..3000 {
            let line = format!("{{\"quote\": \"word{number:04}\", \"note\": \"number {number}\"}}\n");
            if input.write_all(line.as_bytes()).is_err() {
                return;
            }
        }
    });
    let answered = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&answered);
    let reader = thread::spawn(move || {
        let mut output = BufReader::new(output);
        let mut line = String::new();
        while output.read_line(&mut line).is_ok_and(|length| length > 0) {
            // What has no line end was not said to its end.
            if let Some(id) = line.strip_suffix('\n') {
                heard.lock().unwrap().push(id.to_owned());
            }
            line.clear();
        }
    });
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    feeder.join().unwrap();
    reader.join().unwrap();
    Arc::try_unwrap(answered).unwrap().into_inner().unwrap()
}

#[test]
fn killed_at_any_moment_every_acknowledged_note_is_there() {
    const KILLS_AT_HOME: usize = 20;
    let kills = if is_full() { 1000 } else { KILLS_AT_HOME };
    let mut chance = Chance(7);
    let (mut acknowledged, mut unacknowledged) = (0, 0);
    for _ in 0..kills / KILLS_AT_HOME {
        let home = home();
        let mut answered = BTreeSet::new();
        for kill in 0..KILLS_AT_HOME {
            let after = Duration::from_micros(5_000 + chance.below(150_000));
            answered.extend(killed_while_adding(&home, kill * 100, after));
        }
        let there = ids(&home);
        let lost: Vec<&String> = answered.difference(&there).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        acknowledged += answered.len();
        unacknowledged += there.len() - answered.len();
        assert!(!data(&home).join("notes/journal/.quarantine").exists(), "a record was torn");
    }
    assert!(acknowledged > kills, "killed too soon to tell: {acknowledged}");
    eprintln!(
        "{kills} kills: {acknowledged} notes acknowledged, 0 lost; {unacknowledged} more are there whole"
    );
}

/// A save, from what is there before it.
struct Save {
    name: &'static str,
    home: Home,
    /// The data before it.
    before: PathBuf,
    arguments: Vec<String>,
    /// The notes that are there before it.
    old: BTreeSet<String>,
}

impl Save {
    fn new(name: &'static str, home: Home, arguments: &[&str]) -> Self {
        let before = data(&home).with_file_name("before");
        let old = ids(&home);
        if data(&home).exists() {
            copy(&data(&home), &before);
        }
        let arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Self { name, home, before, arguments, old }
    }

    fn all() -> Vec<Self> {
        let add = ["notes", "add", "column.txt", "--quote", "word0007", "--note", "seven"];
        let with_notes = || {
            let home = home();
            home.say(["notes", "add", "column.txt", "--quote", "word0001", "--note", "one"]).done();
            home.say(["notes", "add", "column.txt", "--quote", "word0002"]).done();
            home
        };
        let mut saves =
            vec![Self::new("first note", home(), &add), Self::new("third note", with_notes(), &add)];
        if is_full() {
            let home = with_notes();
            let first = ids(&home).into_iter().next().unwrap();
            saves.push(Self::new(
                "edit",
                home,
                &["notes", "edit", &first, "--note", "changed", "--tag", "t"],
            ));
            saves.push(Self::new("undo", with_notes(), &["notes", "undo"]));
        }
        saves
    }

    /// Runs it with one call made to fail; `None` when there are not so many calls.
    fn run_with(&self, call: &str, fault: &str, when: &str) -> Option<Output> {
        let data = data(&self.home);
        fs::remove_dir_all(&data).ok();
        if self.before.exists() {
            copy(&self.before, &data);
        }
        let log = data.with_file_name("strace.log");
        let inject = format!("inject={call}:{fault}:when={when}");
        let trace = format!("trace={call}");
        let log_name = log.to_str().unwrap();
        let options = ["-f", "-qq", "-o", log_name, "-e", &trace, "-e", &inject];
        let mut command = within("strace", &options, &self.home.process(&self.arguments));
        let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
        let log = fs::read_to_string(log).unwrap();
        // A call that kills is not written to its end.
        let was_injected = log.contains("(INJECTED)") || log.contains("+++ killed by SIGKILL +++");
        was_injected.then_some(output)
    }

    /// What must hold after any fault.
    fn check(&self, case: &str, output: &Output) {
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        let there = ids(&self.home);
        let is_undo = self.name == "undo";
        if !is_undo {
            assert!(self.old.is_subset(&there), "{case}: an old note is gone\n{err}");
        }
        let acknowledged: Vec<&str> = out.lines().filter_map(|line| line.split(' ').next_back()).collect();
        for id in &acknowledged {
            assert!(is_undo || there.contains(*id), "{case}: {id} was said to be saved\n{err}");
        }
        match output.status.code() {
            Some(0) => assert_eq!(acknowledged.len(), 1, "{case}: {out}{err}"),
            Some(1) => {
                // Only the answer itself may have failed, and have been written at the second try.
                assert!(
                    out.is_empty() || err.contains("cannot write to standard output"),
                    "{case}: {out}{err}"
                );
                // Where nothing at all can be written, nothing can be said.
                let is_mute = err.is_empty() && case.contains(": write") && case.contains('+');
                assert!(is_mute || (err.starts_with("sayso: ") && err.lines().count() == 1), "{case}: {err}");
            }
            // The system's loader could not load the program, or it was killed.
            Some(127) | None => assert!(acknowledged.len() <= 1, "{case}: {out}{err}"),
            // Rust's own library ends a program that cannot close a folder which it has read: before anything is written.
            Some(101) if err.contains("unexpected error during closedir") => {
                assert_eq!(out, "", "{case}: {err}");
            }
            Some(code) => unreachable!("{case}: exit {code}\n{out}{err}"),
        }
        let again = self.home.say(["notes", "add", "column.txt", "--quote", "word0100"]).done();
        assert!(ids(&self.home).contains(again.trim()), "{case}: nothing can be saved any more");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn copy(from: &Path, to: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::Permissions::from_mode(0o700)).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn any_call_of_a_save_may_fail_or_be_the_last_one() {
    if !has_strace() {
        return;
    }
    let few = ["write", "fdatasync", "fsync", "rename", "mkdir"];
    let more =
        ["openat", "close", "ftruncate", "fchmod", "chmod", "flock", "unlink", "statx", "fstat", "read"];
    let calls: Vec<&str> = if is_full() { few.into_iter().chain(more).collect() } else { few.to_vec() };
    let faults: &[&str] =
        if is_full() { &["error=ENOSPC", "error=EIO", "signal=SIGKILL"] } else { &["error=ENOSPC"] };
    let mut tried = 0;
    for save in Save::all() {
        for call in &calls {
            for fault in faults {
                tried += try_all(&save, call, fault, "");
                if is_full() && fault.starts_with("error") {
                    tried += try_all(&save, call, fault, "+");
                }
            }
        }
    }
    assert!(tried > 10, "{tried}");
    eprintln!("{tried} injected faults: no old note lost, nothing said to be saved that is not there");
}

/// Makes each call of a kind fail in turn, alone or with all after it; gives how many there were.
fn try_all(save: &Save, call: &str, fault: &str, every: &str) -> usize {
    const MOST: usize = 400;
    for number in 1..MOST {
        let Some(output) = save.run_with(call, fault, &format!("{number}{every}")) else {
            return number - 1;
        };
        save.check(&format!("{}: {call} {number}{every} {fault}", save.name), &output);
    }
    MOST
}

#[test]
fn a_save_that_goes_wrong_and_cannot_be_taken_back_is_not_called_saved() {
    if !has_strace() {
        return;
    }
    // The record is written, cannot be synced, and cannot be taken back either.
    let save = Save::all().remove(1);
    let output = save.run_with("fdatasync,ftruncate", "error=EIO", "1+").unwrap();
    let err = text(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]), "{err}");
    assert!(err.contains("the note is not saved") && err.contains("input/output error"), "{err}");
    assert!(save.old.is_subset(&ids(&save.home)));
}

#[test]
fn after_the_first_a_note_costs_one_sync() {
    if !has_strace() {
        return;
    }
    let home = home();
    home.say(["notes", "add", "column.txt", "--quote", "word0001"]).done();
    let log = data(&home).with_file_name("syncs.log");
    let options = ["-f", "-qq", "-o", log.to_str().unwrap(), "-e", "trace=fsync,fdatasync,sync,syncfs,msync"];
    let add = home.process(["notes", "add", "column.txt", "--quote", "word0002", "--note", "n"]);
    assert!(within("strace", &options, &add).output().unwrap().status.success());
    let syncs = fs::read_to_string(log).unwrap();
    assert_eq!(syncs.lines().filter(|line| line.contains("sync(")).count(), 1, "{syncs}");
    assert!(syncs.contains("fdatasync("), "{syncs}");
}

/// Runs a script as root of a name space of its own, with `disk` as a file system of 64 KiB; `None` where that cannot be
/// had.
fn on_a_small_disk(home: &Home, script: &str) -> Option<String> {
    let disk = data(home).with_file_name("disk");
    fs::create_dir_all(&disk).unwrap();
    let program = assert_cmd::cargo::cargo_bin!("sayso");
    let whole = format!(
        "mount -t tmpfs -o size=64k,mode=700 none \"$DISK\" || exit 99\nexport SAYSO_DATA_DIR=\"$DISK/data\"\n{script}"
    );
    let mut command = within("unshare", &["-rm", "sh", "-c", &whole], &home.process([""; 0]));
    command.env("DISK", &disk).env("SAYSO", program);
    let output = command.output().ok();
    let output = output.filter(|output| output.status.code() != Some(99) && output.status.success());
    if output.is_none() {
        eprintln!("skipped: a small disk cannot be mounted here");
    }
    output.map(|output| text(&output.stdout))
}

#[test]
fn a_disk_filled_to_the_byte_loses_nothing_and_says_so() {
    let home = home();
    let script = r#"
        "$SAYSO" notes add column.txt --quote word0001 --note first
        dd if=/dev/zero of="$DISK/fill" bs=1 count=1 2>/dev/null
        cat /dev/zero > "$DISK/fill" 2>/dev/null
        for number in 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
            "$SAYSO" notes add column.txt --quote "word00$number" --note "a note that needs some room" 2>&1
        done
        "$SAYSO" column.txt --keys 'a<"Kept where?"> Esc' --print-screen --size 200x20 | sed 's/^/screen: /'
        rm "$DISK/fill"
        "$SAYSO" notes add column.txt --quote word0030
        "$SAYSO" notes list --format jsonl 2>&1 | sed 's/^/listed: /'
        exit 0"#;
    let Some(said) = on_a_small_disk(&home, script) else { return };
    let listed = said.lines().filter_map(|line| line.strip_prefix("listed: "));
    let listed: Vec<Value> =
        listed.map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{said}"))).collect();
    let there: BTreeSet<&str> = listed.iter().map(|line| line["id"].as_str().unwrap()).collect();
    let is_id = |line: &&str| line.len() == 36 && !line.contains(' ');
    let acknowledged: BTreeSet<&str> = said.lines().filter(is_id).collect();
    assert!(acknowledged.len() >= 2, "{said}");
    assert_eq!(there, acknowledged, "{said}");
    let refused =
        said.lines().filter(|line| line.starts_with("sayso: the note is not saved: ")).collect::<Vec<_>>();
    assert!(!refused.is_empty(), "{said}");
    assert!(refused.iter().all(|line| line.contains("no space left on device")), "{said}");
    assert!(said.contains("Kept where?"), "the words stay in the editor\n{said}");
    let screen: String = said.lines().filter(|line| line.starts_with("screen: ")).collect();
    assert!(screen.contains("the note is not saved") && screen.contains("no space left on device"), "{said}");
}

#[test]
fn where_nothing_can_be_written_one_can_read_and_is_told() {
    let home = home();
    let script = r#"
        "$SAYSO" notes add column.txt --quote word0001 --note first > /dev/null
        mount -o remount,ro "$DISK" || exit 99
        "$SAYSO" notes list
        "$SAYSO" notes add column.txt --quote word0002 2>&1; echo "status $?"
        "$SAYSO" column.txt --keys 'Space h' --print-screen --size 200x20 | sed 's/^/screen: /'
        "$SAYSO" doctor; echo "doctor $?"
        exit 0"#;
    let Some(said) = on_a_small_disk(&home, script) else { return };
    assert!(said.contains("word0001  first"), "{said}");
    assert!(said.contains("the note is not saved: ") && said.contains("read-only file system"), "{said}");
    assert!(said.contains("status 1"), "{said}");
    let screen: Vec<&str> = said.lines().filter(|line| line.starts_with("screen: ")).collect();
    assert!(screen.iter().any(|line| line.contains("word")), "{said}");
    let last = screen.last().unwrap();
    assert!(last.contains("not saved") && last.contains("read-only file system"), "{said}");
    assert!(said.contains("doctor 1"), "{said}");
}

#[test]
fn a_note_whose_id_cannot_be_told_is_no_success() {
    let home = home();
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: there is no /dev/full");
        return;
    };
    let mut command = home.process(["notes", "add", "column.txt", "--quote", "word0001"]);
    let output = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("sayso: cannot write to standard output: "));
}
