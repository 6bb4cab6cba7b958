//! What is left of the notes when the power fails at any moment of a save.
//!
//! The calls that a save makes are recorded by strace and done again on an imagined disk, which keeps apart what the
//! program sees and what was synced: the bytes of a file by syncing it, its name by syncing the folder. After each call
//! the power fails: what was synced is there, and of the rest nothing, all, or any part.
//! `SAYSO_FAULTS=full cargo test --test power` tries more parts.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests"
)]

#[path = "support/disk.rs"]
mod disk;
#[expect(dead_code, reason = "what other tests need")]
mod support;
#[path = "support/trials.rs"]
mod trials;

use std::fs;
use std::path::PathBuf;

use disk::Disk;
use serde_json::Value;
use support::Home;
use trials::{Chance, has_strace, is_full, within};

/// How many mixtures of what was not synced are tried after each call.
fn mixtures() -> usize {
    if is_full() { 40 } else { 2 }
}

fn data(home: &Home) -> PathBuf {
    home.work().parent().unwrap().join("data")
}

/// The notes that stand, with their words and what was written to them, and what is said beside them.
fn notes(home: &Home) -> (Vec<(String, String)>, String) {
    let said = home.say(["notes", "list", "--format", "jsonl"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let field = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let lines = said.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    (lines.map(|line| (field(&line, "id"), field(&line, "note"))).collect(), said.err)
}

fn new_home() -> Home {
    let home = Home::new();
    let words: Vec<String> = (0..400).map(|number| format!("word{number:03}")).collect();
    home.file("column.txt", words.join(" "));
    home
}

/// Runs the program; gives the calls that it made of the system.
fn recorded(home: &Home, arguments: &[&str]) -> String {
    let log = data(home).with_file_name("calls.log");
    let writes = "write,writev,pwrite64,pwritev,pwritev2,ftruncate,fallocate,copy_file_range,sendfile";
    let traced = format!("trace=%file,{writes},fsync,fdatasync,msync");
    let options = ["-f", "-y", "-xx", "-s", "1000000", "-o", log.to_str().unwrap(), "-e", &traced];
    let mut outer = within("strace", &options, &home.process(arguments));
    let output = outer.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(log).unwrap()
}

#[test]
fn what_was_said_to_be_saved_outlives_the_power() {
    if !has_strace() {
        return;
    }
    let home = new_home();
    let mut chance = Chance(7);
    let mut tried = 0;
    let saves: [&[&str]; 5] = [
        &["notes", "add", "column.txt", "--quote", "word001", "--note", "the first"],
        &["notes", "add", "column.txt", "--quote", "word100", "--note", "the second", "--tag", "t"],
        &["notes", "edit", "word001", "--note", "changed"],
        &["notes", "delete", "word100"],
        &["notes", "undo"],
    ];
    for save in saves {
        let before = notes(&home).0;
        let arguments: Vec<String> = save.iter().map(|word| named(word, &before)).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut disk = Disk::of(&data(&home));
        let calls = recorded(&home, &arguments);
        let after = notes(&home).0;
        assert_ne!(before, after, "{save:?} saves nothing");
        let calls: Vec<&str> = calls.lines().collect();
        for (number, call) in calls.iter().enumerate() {
            if !disk.take_in(call) && number + 1 < calls.len() {
                continue;
            }
            for mixture in 0..=mixtures() {
                let case =
                    format!("{save:?}, the power fails after call {number}, mixture {mixture}: {call}");
                let left = new_home();
                disk.leave(&data(&left), (mixture > 0).then_some(&mut chance));
                let (there, said) = notes(&left);
                let is_acknowledged = number + 1 == calls.len();
                assert!(there == after || (there == before && !is_acknowledged), "{case}\n{there:?}\n{said}");
                left.say(["notes", "add", "column.txt", "--quote", "word200"]).done();
                tried += 1;
            }
        }
        assert_eq!(
            disk.seen(),
            Disk::of(&data(&home)).seen(),
            "{save:?}: the imagined disk is not as the real one"
        );
    }
    assert!(tried > 100, "{tried}");
    eprintln!("the power failed {tried} times: nothing that was said to be saved is gone");
}

/// The id of the note at this place, for an argument that names one by its order.
fn named(word: &str, notes: &[(String, String)]) -> String {
    match word {
        "word001" if !notes.is_empty() => notes[0].0.clone(),
        "word100" if notes.len() > 1 => notes[1].0.clone(),
        _ => word.to_owned(),
    }
}
