//! The program on a real terminal: a pseudo-terminal, with a terminal emulator that reads what is painted.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take before a test says that it will not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program on a terminal of its own, in a home of its own.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    seen: Arc<Mutex<Seen>>,
    _home: tempfile::TempDir,
}

/// What the terminal was sent: the bytes, and the screen they make.
struct Seen {
    bytes: Vec<u8>,
    screen: vt100::Parser,
}

impl Terminal {
    fn run(program: &str, arguments: &[&str], columns: u16, rows: u16) -> Self {
        let home = tempfile::tempdir().unwrap();
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("HOME", home.path());
        command.env("SAYSO_DATA_DIR", home.path().join("data"));
        command.env("SAYSO_CONFIG", home.path().join("config"));
        command.env("TERM", "xterm-256color");
        command.env("PS1", "ready$ ");
        command.env("RUST_BACKTRACE", "0");
        command.env_remove("NO_COLOR");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let emulator =
            vt100::Parser::new(rows.max(1).try_into().unwrap(), columns.max(1).try_into().unwrap(), 0);
        let seen = Arc::new(Mutex::new(Seen { bytes: Vec::new(), screen: emulator }));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                let mut seen = shared.lock().unwrap();
                seen.bytes.extend_from_slice(&buffer[..count]);
                seen.screen.process(&buffer[..count]);
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { child, master: Some(pair.master), keys: Some(keys), seen, _home: home }
    }

    fn sayso(arguments: &[&str], columns: u16, rows: u16) -> Self {
        Self::run(env!("CARGO_BIN_EXE_sayso"), arguments, columns, rows)
    }

    fn press(&mut self, keys: &str) {
        self.keys.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    fn contents(&self) -> String {
        self.seen.lock().unwrap().screen.screen().contents()
    }

    fn is_alternate(&self) -> bool {
        self.seen.lock().unwrap().screen.screen().alternate_screen()
    }

    fn bytes(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().unwrap().bytes).into_owned()
    }

    fn wait(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(
                Instant::now() < until,
                "waited for {what} in vain; the screen is\n{}\n{:?}",
                self.contents(),
                self.child.try_wait()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn wait_for(&mut self, words: &str) {
        self.wait(words, |terminal| terminal.contents().contains(words));
    }

    /// Waits until the program has ended; gives whether it ended well.
    fn ended(&mut self) -> bool {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            assert!(Instant::now() < until, "the program goes on; the screen is\n{}", self.contents());
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn signal(&self, signal: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(
            std::process::Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success()
        );
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn harbor() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/harbor.md")
}

#[test]
fn the_wheel_scrolls_and_the_mouse_is_given_back() {
    let mut terminal = Terminal::sayso(&["sayso:lincoln-douglas"], 80, 24);
    terminal.wait_for("quotations");
    assert!(terminal.bytes().contains("\u{1b}[?1000h"));
    let before = terminal.contents();
    terminal.press("\u{1b}[<65;10;10M");
    terminal.wait("another page", |terminal| terminal.contents() != before);
    terminal.press(":mouse off\r");
    terminal.wait("the mouse off", |terminal| terminal.bytes().contains("\u{1b}[?1000l"));
    terminal.press("q");
    assert!(terminal.ended());
}

#[test]
fn a_click_goes_there_and_on_a_sign_walks_the_voice() {
    let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
    terminal.wait_for("6 quotations");
    // The sign of the eighth line of the page, and the words beside it.
    terminal.press("\u{1b}[<0;30;9M\u{1b}[<0;30;9m");
    terminal.wait("the cursor there", |terminal| {
        terminal.contents().lines().any(|line| line.contains("›▲ Tomas Reyes"))
    });
    terminal.press("\u{1b}[<0;6;10M\u{1b}[<0;6;10m");
    terminal.wait_for("walking this voice");
    terminal.press("n");
    terminal.wait_for("no further quotation by Tomas Reyes");
    terminal.press("N");
    terminal.wait_for("1/2 Tomas Reyes");
    terminal.press("q");
    assert!(terminal.ended());
}

#[test]
fn a_mouse_that_is_off_is_left_to_the_terminal() {
    let config = tempfile::tempdir().unwrap();
    std::fs::write(config.path().join("config.toml"), "mouse = \"off\"\n").unwrap();
    let arguments = [harbor().display().to_string(), format!("--config={}", config.path().display())];
    let mut terminal = Terminal::sayso(&[&arguments[0], &arguments[1]], 80, 24);
    terminal.wait_for("6 quotations");
    terminal.press("q");
    assert!(terminal.ended());
    for listening in ["[?1000h", "[?1002h", "[?1003h", "[?1006h"] {
        assert!(!terminal.bytes().contains(listening), "{listening}");
    }
}

#[test]
fn an_article_is_read_and_the_terminal_given_back() {
    let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
    terminal.wait_for("Nobody in Port Alder");
    terminal.wait_for("6 quotations");
    assert!(terminal.is_alternate());
    terminal.press("n");
    terminal.wait_for("1/6 quotations · Ruth Calder");
    terminal.press("h");
    terminal.wait_for("highlighted");
    terminal.press("q");
    assert!(terminal.ended());
    terminal.wait("the terminal back", |terminal| !terminal.is_alternate());
    assert!(terminal.bytes().contains("\u{1b}[?25h"), "the cursor is shown again");
}

#[test]
fn a_piped_article_is_read_with_the_keys_of_the_terminal() {
    let command = format!("cat '{}' | '{}' -", harbor().display(), env!("CARGO_BIN_EXE_sayso"));
    let mut terminal = Terminal::run("sh", &["-c", &command], 80, 24);
    terminal.wait_for("6 quotations");
    terminal.press("nn");
    terminal.wait_for("2/6 quotations");
    terminal.press("Q");
    assert!(terminal.ended());
}

#[test]
fn signals_that_end_the_program_give_the_terminal_back() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
        terminal.wait_for("6 quotations");
        terminal.signal(signal);
        assert!(!terminal.ended(), "whoever sent {signal} sees that it was obeyed");
        terminal.wait("the terminal back", |terminal| !terminal.is_alternate());
    }
}

#[test]
fn a_lost_terminal_ends_the_program() {
    let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
    terminal.wait_for("6 quotations");
    terminal.keys = None;
    terminal.master = None;
    terminal.signal("HUP");
    terminal.ended();
}

#[test]
fn stopping_and_going_on() {
    let mut terminal = Terminal::run("bash", &["--norc", "--noprofile", "-i"], 80, 24);
    terminal.wait_for("ready$");
    let command = format!("'{}' '{}'\n", env!("CARGO_BIN_EXE_sayso"), harbor().display());
    terminal.press(&command);
    terminal.wait_for("6 quotations");
    terminal.press("\u{1a}");
    terminal.wait_for("Stopped");
    assert!(!terminal.is_alternate());
    terminal.press("fg\n");
    terminal.wait("the page again", |terminal| {
        terminal.is_alternate() && terminal.contents().contains("6 quotations")
    });
    terminal.press("n");
    terminal.wait_for("1/6 quotations");
    terminal.press("q");
    terminal.wait("the prompt", |terminal| !terminal.is_alternate());
    terminal.press("exit\n");
    terminal.ended();
}

#[test]
fn a_resize_sets_the_page_anew() {
    let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
    terminal.wait_for("6 quotations");
    terminal
        .seen
        .lock()
        .unwrap()
        .screen
        .screen_mut()
        .set_size(12.try_into().unwrap(), 40.try_into().unwrap());
    let size = PtySize { rows: 12, cols: 40, pixel_width: 0, pixel_height: 0 };
    terminal.master.as_ref().unwrap().resize(size).unwrap();
    terminal.wait("the narrow page", |terminal| {
        terminal.contents().contains("Nobody in Port Alder had asked for\n")
    });
    terminal.press("q");
    assert!(terminal.ended());
}

#[test]
fn a_terminal_without_room_does_no_harm() {
    for (columns, rows) in [(0, 0), (1, 1), (20, 5)] {
        let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], columns, rows);
        terminal.wait("the alternate screen", |terminal| terminal.bytes().contains("\u{1b}[?1049h"));
        terminal.press("nhs");
        terminal.press("Q");
        assert!(terminal.ended());
    }
}

#[test]
fn escape_sequences_of_an_article_never_reach_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("evil.txt");
    let evil = "A \u{1b}]52;c;ZXZpbA==\u{7}headline\n\n“Look,” said Ada \u{1b}[31mMoore\u{9b}6n. \u{1b}]0;stolen\u{7}\u{1b}Pq\u{1b}\\End.\n";
    std::fs::write(&path, evil).unwrap();
    let mut terminal = Terminal::sayso(&[path.to_str().unwrap()], 80, 24);
    terminal.wait_for("1 quotation");
    terminal.press("n");
    terminal.wait_for("Ada Moore");
    terminal.press("q");
    assert!(terminal.ended());
    let bytes = terminal.bytes();
    for forbidden in ["\u{1b}]52", "\u{1b}]0;", "\u{1b}P", "\u{9b}", "[6n", "stolen", "ZXZpbA"] {
        assert!(!bytes.contains(forbidden), "{forbidden:?} was sent");
    }
}

#[test]
#[ignore = "run on a terminal by a_panic_gives_the_terminal_back"]
fn panics_with_the_terminal_taken() {
    let _terminal = sayso::shell::terminal::Terminal::take().unwrap();
    panic!("as told");
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let program = std::env::current_exe().unwrap();
    let arguments = ["--ignored", "--exact", "panics_with_the_terminal_taken", "--nocapture"];
    let mut terminal = Terminal::run(program.to_str().unwrap(), &arguments, 80, 24);
    assert!(!terminal.ended());
    terminal.wait("the report", |terminal| terminal.bytes().contains("as told"));
    assert!(!terminal.is_alternate());
    let bytes = terminal.bytes();
    let (left, told) = (bytes.find("\u{1b}[?1049l").unwrap(), bytes.find("as told").unwrap());
    assert!(left < told, "the terminal is given back before the panic is reported");
}

#[test]
fn links_are_hyperlinks_where_they_are_wanted() {
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/everything.md");
    let path = article.to_string_lossy().into_owned();
    let mut terminal = Terminal::sayso(&[&path], 80, 30);
    terminal.wait_for("A Light for the Sound");
    terminal.wait_for("? help");
    assert!(!terminal.bytes().contains("\x1b]8;"), "this terminal is not known to show them");
    terminal.press(":hyperlinks on\r");
    let opening = "\x1b]8;id=";
    terminal.wait("a hyperlink", |terminal| {
        terminal.bytes().contains(";https://example.org/minutes/1931?page=4\x1b\\")
    });
    terminal.press(" b");
    terminal.press(":hyperlinks off\rQ");
    terminal.wait("the end", |terminal| !terminal.is_alternate());
    let bytes = terminal.bytes();
    assert_eq!(bytes.matches(opening).count(), bytes.matches("\x1b]8;;\x1b\\").count(), "each is closed");
    for link in bytes.split(opening).skip(1) {
        let inside = link.split("\x1b]8;;").next().unwrap();
        assert!(inside.len() < 2000, "a hyperlink ends with its words: {inside:?}");
    }
    assert!(!bytes.contains("58;2;") && !bytes.contains("58:2:"), "marks of addresses are not drawn");
}

#[test]
fn an_address_goes_to_the_browser_as_one_argument() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let (article, browser) = (home.path().join("a.md"), home.path().join("browser"));
    std::fs::write(
        &article,
        "Go [there](https://example.org/;touch&x=$(id)?a%20b), not [here](javascript:x) nor [here](-x:y).\n",
    )
    .unwrap();
    let script =
        "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > \"$0.said.part\"\nmv \"$0.said.part\" \"$0.said\"\n";
    std::fs::write(&browser, script).unwrap();
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    let chosen = format!("BROWSER={}", browser.display());
    let path = article.to_string_lossy().into_owned();
    let mut terminal = Terminal::run("env", &[&chosen, env!("CARGO_BIN_EXE_sayso"), &path], 80, 12);
    terminal.wait_for("? help");
    terminal.press("\tgx");
    let said = home.path().join("browser.said");
    terminal.wait("the browser", |_| said.exists());
    assert_eq!(std::fs::read_to_string(&said).unwrap(), "1\nhttps://example.org/;touch&x=%24(id)?a%20b\n");
    terminal.press("\t");
    terminal.wait_for("no further link");

    std::fs::write(&browser, "#!/bin/sh\nexit 3\n").unwrap();
    terminal.press("gx");
    terminal.wait_for("ended with exit status: 3");
    terminal.press("Q");
    terminal.wait("the end", |terminal| !terminal.is_alternate());
}
