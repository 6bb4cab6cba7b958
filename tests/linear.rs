//! Reading in lines, on a terminal that can only add lines and through a pipe: what is typed, and what is answered.
//!
//! Each file in `tests/golden/linear` is a session as it stands on the terminal: the first line says what is run, lines
//! that begin with a prompt are typed. `UPDATE_GOLDEN=1` writes the answers anew.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::disallowed_methods, clippy::panic, reason = "tests")]

#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use support::Home;

/// How long an answer may take before a test says that it will not come.
const PATIENCE: Duration = Duration::from_secs(30);

const PROMPTS: [&str; 3] = ["> ", "note> ", "who> "];

/// A session on a terminal of its own.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn std::io::Write + Send>,
    output: Receiver<Vec<u8>>,
    seen: Vec<u8>,
}

impl Session {
    fn start(home: &Home, arguments: &[&str], terminal: Option<&str>) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let process = home.process(arguments);
        let mut command = CommandBuilder::new(process.get_program());
        command.args(process.get_args());
        command.cwd(home.work());
        for (name, value) in process.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            }
        }
        command.env_remove("TERM");
        if let Some(terminal) = terminal {
            command.env("TERM", terminal);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (sender, output) = channel();
        let mut reader = pair.master.try_clone_reader().unwrap();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                sender.send(buffer[..count].to_vec()).ok();
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let mut session = Self { child, master: pair.master, keys, output, seen: Vec::new() };
        session.wait(0);
        session
    }

    /// Waits until a prompt stands at the end of what came since byte `from`, or the program has ended.
    fn wait(&mut self, from: usize) {
        loop {
            let new = String::from_utf8_lossy(&self.seen[from..]).into_owned();
            let last = new.rsplit('\n').next().unwrap_or_default();
            if (from == 0 || new.contains('\n')) && PROMPTS.contains(&last) {
                return;
            }
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.seen.extend(bytes),
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return,
                Err(late) => panic!("{late}: no prompt came after\n{}", String::from_utf8_lossy(&self.seen)),
            }
        }
    }

    fn type_line(&mut self, line: &str) {
        let from = self.seen.len();
        self.keys.write_all(format!("{line}\n").as_bytes()).unwrap();
        self.wait(from);
    }

    /// All that was seen, as text; the session must have ended well.
    fn ended(mut self) -> String {
        assert!(self.child.wait().unwrap().success());
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
            self.seen.extend(bytes);
        }
        drop(self.master);
        assert!(!self.seen.contains(&0x1b), "an escape byte was written");
        String::from_utf8(self.seen).unwrap().replace("\r\n", "\n")
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/linear")
}

fn home() -> Home {
    let home = Home::new();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/harbor.md");
    home.file("harbor.md", fs::read(fixture).unwrap());
    home
}

/// The session of a file, run again.
fn run_again(golden: &str) -> String {
    let (first, session) = golden.split_once('\n').unwrap();
    let command = first.strip_prefix("$ ").unwrap();
    let (variables, arguments) = command.split_once("sayso").unwrap();
    let terminal = variables.trim().strip_prefix("TERM=");
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let home = home();
    let mut run = Session::start(&home, &arguments, terminal.or(Some("xterm-256color")));
    let typed = |line: &str| {
        PROMPTS.iter().rev().find_map(|prompt| Some(line.strip_prefix(prompt.trim_end())?.to_owned()))
    };
    for line in session.lines().filter_map(typed) {
        run.type_line(line.strip_prefix(' ').unwrap_or(&line));
    }
    let seen = run.ended();
    let seen: Vec<&str> = seen.lines().map(str::trim_end).collect();
    format!("{first}\n{}\n", seen.join("\n")).replace(&*home.work().to_string_lossy(), "~")
}

#[test]
fn every_session_is_answered_as_it_stands() {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 4);
    let mut wrong = Vec::new();
    for file in files {
        let golden = fs::read_to_string(&file).unwrap();
        let said = run_again(&golden);
        if said != golden {
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                fs::write(&file, &said).unwrap();
            }
            wrong.push(format!("{}:\n{said}", file.display()));
        }
    }
    assert!(std::env::var_os("UPDATE_GOLDEN").is_some() || wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_interrupt_leaves_a_note_and_then_the_program_and_the_place_is_kept() {
    let home = home();
    let mut session = Session::start(&home, &["harbor.md"], Some("dumb"));
    session.type_line("n");
    session.type_line("a");
    session.type_line("Half a note");
    let from = session.seen.len();
    session.keys.write_all(b"\x03").unwrap();
    session.wait(from);
    assert!(String::from_utf8_lossy(&session.seen).contains("the note was left as it was"));
    session.type_line("n");
    session.keys.write_all(b"\x03").unwrap();
    assert!(!session.child.wait().unwrap().success(), "whoever interrupts sees that it was obeyed");
    let out = home.pipe("A\n", ["harbor.md", "--linear"]).done();
    assert!(out.contains("In quotation 2 of 6") && out.contains("there are no notes here yet"), "{out}");
}

#[test]
fn a_terminal_that_says_nothing_about_itself_is_read_in_lines() {
    for terminal in [None, Some("dumb"), Some("")] {
        let home = home();
        let mut session = Session::start(&home, &["harbor.md"], terminal);
        session.type_line("n");
        session.type_line("q");
        assert!(session.ended().contains("Quotation 1 of 6, Ruth Calder, 12 words: "), "{terminal:?}");
    }
}

#[test]
fn an_article_can_be_piped_in_and_the_commands_typed() {
    let home = home();
    let program = assert_cmd::cargo::cargo_bin!("sayso").display().to_string();
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &format!("'{program}' - --linear < harbor.md")]);
    command.cwd(home.work());
    for (name, value) in home.process(["-"]).get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    pair.master.take_writer().unwrap().write_all(b"s\nq\n").unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    // The end of a terminal is an error on some systems.
    reader.read_to_end(&mut seen).ok();
    assert!(child.wait().unwrap().success());
    let seen = String::from_utf8(seen).unwrap();
    assert!(seen.contains("1. Tomas Reyes, person, 2 quoted") && !seen.contains('\u{1b}'), "{seen}");
}

#[test]
fn commands_can_be_piped_in_and_the_end_of_them_ends_the_session() {
    let home = home();
    let out = home.pipe("n\nn\nq\nn\n", ["harbor.md", "--linear"]).done();
    let quotations: Vec<&str> = out.lines().filter(|line| line.starts_with("Quotation")).collect();
    assert_eq!(
        quotations,
        [
            "Quotation 1 of 6, Ruth Calder, 12 words: “We have waited forty years for this,” “We can wait no longer.”",
            "Quotation 2 of 6, Tomas Reyes, 7 words: “The ferry has never missed a tide.”"
        ]
    );
    let out = home.pipe("n", ["harbor.md", "--linear"]).done();
    assert!(out.contains("You were here: Paragraph 3 of 10"), "{out}");
    assert!(out.ends_with("Tomas Reyes, 8 words: “Show me the bridge that can say that,”\n"), "{out}");
    let out = home.pipe("1\nq\nq\n", ["--linear"]).done();
    assert!(out.contains("Library: 4 articles.") && out.contains("You were here"), "{out}");
    let said = home.pipe("q\n", ["nothing.md", "--linear"]);
    assert_eq!((said.status, said.out.as_str()), (1, ""));
    let narrow = home.pipe("r\n", ["harbor.md", "--linear", "--width", "30"]).done();
    assert!(narrow.lines().all(|line| line.chars().count() <= 30), "{narrow}");
}

#[test]
fn here_is_where_the_voice_stopped() {
    let after = |typed: &str| {
        let out = home().pipe(format!("{typed}\n=\nq\n"), ["sayso:gettysburg-reviews", "--linear"]).done();
        let place = out.lines().rfind(|line| line.contains(" of 34")).unwrap_or(&out).to_owned();
        place.split(" of 34").next().unwrap().to_owned()
    };
    for (typed, place) in [
        ("1", "Paragraph 1"),
        ("3j", "Paragraph 1"),
        ("f", "Paragraph 3"),
        ("f\n", "Paragraph 3"),
        ("f\n\n", "Paragraph 4"),
        ("1\nf\nf\nf\nb", "Paragraph 8"),
        ("20f", "Paragraph 34"),
        ("20f\n", "Paragraph 34"),
    ] {
        assert!(after(typed).ends_with(place), "{typed:?}: {}", after(typed));
    }
    let out = home().pipe("f\na where is this\nA\nq\n", ["sayso:gettysburg-reviews", "--linear"]).done();
    assert!(out.contains("where is this (on: Consider first the preview."), "{out}");
}

#[test]
fn a_name_that_nobody_here_has_is_typed_twice() {
    for (typed, told, speaker) in [
        ("c\nU\n.", "nobody here is called “U”: type it again to add it, . to leave it", "unknown speaker"),
        ("c\nU\nq", "the speaker was left as it was", "unknown speaker"),
        ("c\nq", "the speaker was left as it was", "unknown speaker"),
        ("c\nU\nJane Doe\nU\n.", "nobody here is called “Jane Doe”", "unknown speaker"),
        ("c\nUma Doe\nUma Doe", "nobody here is called “Uma Doe”", "Uma Doe"),
        ("c\nU\nreyes", "nobody here is called “U”", "Tomas Reyes"),
        ("c Martha Quill", "Quotation 5 of 6", "Martha Quill"),
    ] {
        // What was told of the quotation is told again as it is then.
        let out = home().pipe(format!("g q5\n{typed}\n.\nq\n"), ["harbor.md", "--linear"]).done();
        let again = out.lines().rfind(|line| line.starts_with("Quotation 5 of 6")).unwrap_or_default();
        assert!(out.contains(told), "{typed:?}: {out}");
        assert!(again.starts_with(&format!("Quotation 5 of 6, {speaker}")), "{typed:?}: {out}");
    }
}

#[test]
fn a_note_of_a_session_in_lines_is_there_in_the_reader_and_back() {
    let home = home();
    let out = home.pipe("n\na Since 1986?\nn\nh\na\nThe log\nis his own", ["harbor.md", "--linear"]).done();
    assert!(
        out.contains("note saved\n") && out.contains("highlighted\n") && out.ends_with("note saved\n"),
        "{out}"
    );
    let screen =
        home.say(["harbor.md", "--print-screen", "--keys", "t Tab Tab Tab", "--size", "90x24"]).done();
    assert!(screen.contains("Since 1986?") && screen.contains("The log is his own"), "{screen}");
    home.say(["harbor.md", "--print-screen", "--keys", "]a x"]).done();
    let out = home.pipe("A\nU\nA\n", ["harbor.md", "--linear"]).done();
    assert!(
        out.contains("Notes: 1.") && out.contains("undone: deletion") && out.contains("Notes: 2."),
        "{out}"
    );
}

#[cfg(unix)]
#[test]
fn words_are_copied_or_said() {
    use std::os::unix::fs::PermissionsExt as _;

    // What is told, and what the system's program was given.
    let run = |typed: &str, path: &str| {
        let home = home();
        let program = home.file("bin/xclip", "#!/bin/sh\n/bin/cat > copied\n");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
        let mut command = home.sayso(["harbor.md", "--linear"]);
        command.env("PATH", home.work().join(path)).env("DISPLAY", ":0");
        command.env_remove("WAYLAND_DISPLAY").env_remove("WSL_DISTRO_NAME").write_stdin(typed.to_owned());
        let said = String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap();
        (said, fs::read_to_string(home.work().join("copied")).unwrap_or_default())
    };
    let ferry = "“The ferry has never missed a tide.”";
    let cited = format!("{ferry} Tomas Reyes, quoted in Edith Marlowe, “The Bridge Nobody Asked For,” ");
    for (typed, told, words) in [
        ("n\nn\ny\n", "copied: 7 words", ferry),
        ("n\nn\nyc\n", "copied: “The ferry", cited.as_str()),
        ("n\nn\nyank-citation\n", "copied: “The ferry", cited.as_str()),
        ("n\nn\nyl\n", "this article does not say its address on the web", ""),
        ("? copy\n", "yc: copy them with their citation", ""),
        ("? cite\n", "yc: copy them with their citation", ""),
        ("? compare\n", "what changed since the version before", ""),
    ] {
        let (said, copied) = run(typed, "bin");
        assert!(said.contains(told) && copied.starts_with(words), "{typed}: {said}: {copied}");
    }
    let (said, _) = run("n\nn\ny\n", "nothing");
    assert!(said.ends_with(&format!("no clipboard was found, here are the words: {ferry}\n")), "{said}");
}

#[test]
fn nothing_that_a_terminal_obeys_comes_out() {
    let home = home();
    home.file("evil.txt", "A \u{1b}]0;x\u{7}headline\n\n“Look,” said Ada \u{1b}[31mMoore\u{9b}6n.\n");
    let script =
        "n\na \u{1b}[2Jboo\nA\n/\u{1b}[31m\nzz\u{1b}c\ns\nt\n?\n: \u{9b}x\ntheme \u{1b}[1m\nm\u{1b}\nq\n";
    let out = home.pipe(script, ["evil.txt", "--linear"]).done();
    assert!(out.contains("note saved") && out.contains("Ada Moore"), "{out}");
    assert!(out.chars().all(|c| c == '\n' || !c.is_control()), "{out:?}");
}
