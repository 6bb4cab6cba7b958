//! Rows 9, 15 and 17, as the system sees them: what the program starts, and what it writes. Only where strace is there.

use std::fs;
use std::process::{Command, Stdio};

use super::bounds::is_shown_safely;
use crate::support::Home;

/// Each call of the program, and of what it starts, that opens or makes a file or starts a program; `None` without strace.
fn traced(home: &Home, arguments: &[&str]) -> Option<String> {
    let log = home.work().join("strace.log");
    let program = home.process(arguments);
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-e", "trace=openat,open,creat,execve,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,unlink,unlinkat,connect", "-o"]);
    strace.arg(&log).arg(program.get_program()).args(program.get_args());
    strace.current_dir(home.work()).stdin(Stdio::null());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    let output = strace.output().ok()?;
    is_shown_safely(&String::from_utf8(output.stdout).unwrap());
    let calls = fs::read_to_string(&log).ok()?;
    fs::remove_file(log).ok();
    Some(calls)
}

/// Whether a call changes something on the disk.
fn writes(call: &str) -> bool {
    let makes =
        ["creat(", "rename", "link", "mkdir", "unlink"].iter().any(|name| call.contains(&format!(" {name}")));
    makes || call.contains("O_WRONLY") || call.contains("O_RDWR") || call.contains("O_CREAT")
}

#[test]
fn rows_09_15_and_17_nothing_is_started_and_nothing_written_elsewhere() {
    let home = Home::new();
    let hostile = "# T\n\n“We sold [it](javascript:x) ![a](file:///etc/passwd) $(touch pwned) `touch pwned`,” said Ann Lee; see [there](https://e.invalid/;touch).\n";
    home.file("a.md", hostile);
    home.file("b.html", "<iframe src='file:///etc/passwd'></iframe><script src='https://e.invalid/x.js'></script><object data='https://e.invalid/'></object><p>“We sold it,” said Ann Lee on Monday. <a href='man:ls'>x</a>");
    home.file("c.xml", "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&x;</title><description>They met on Monday.</description></item></channel></rss>");
    home.file("d.opml", "<opml><body><outline xmlUrl='exec:touch pwned'/></body></opml>");
    let root = home.work().parent().unwrap().display().to_string();
    for arguments in [
        &["print", "a.md", "b.html", "c.xml"][..],
        &["add", "a.md", "b.html", "c.xml", "d.opml"],
        &["search", "sold"],
        &["notes", "add", "a.md", "--quote", "We sold"],
        &["export", "--format", "html"],
        &["a.md", "--print-screen", "--keys", "Tab g x j Tab s"],
    ] {
        let Some(calls) = traced(&home, arguments) else { return };
        assert!(calls.contains("openat("), "{calls}");
        // The program itself is the only one that is started.
        assert_eq!(calls.matches("execve(").count(), 1, "{arguments:?}: {calls}");
        assert!(!calls.contains("sin_port") && !calls.contains("/etc/passwd\""), "{arguments:?}: {calls}");
        for call in calls.lines().filter(|call| writes(call)) {
            let is_home = call.contains(&root) || call.contains("\"/dev/") || call.contains("= -1 ");
            assert!(is_home, "{arguments:?}: {call}");
        }
    }
}
