//! The program on a real terminal: a pseudo-terminal, with a terminal emulator that reads what is painted.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

#[path = "support/server.rs"]
#[expect(dead_code, reason = "what other tests need")]
mod server;

use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use sayso::library::Paths;
use server::{Server, Step, page};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take before a test says that it will not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program on a terminal of its own, in a home of its own.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    seen: Arc<Mutex<Seen>>,
    home: Arc<tempfile::TempDir>,
}

/// What the terminal was sent: the bytes, and the screen they make.
struct Seen {
    bytes: Vec<u8>,
    screen: vt100::Parser,
}

impl Terminal {
    fn run(program: &str, arguments: &[&str], columns: u16, rows: u16) -> Self {
        let home = Arc::new(tempfile::tempdir().unwrap());
        Self::run_in(&home, &[], (program, arguments), (columns, rows))
    }

    /// Runs it in a home that other runs know, with something in its environment.
    fn run_in(
        home: &Arc<tempfile::TempDir>,
        variables: &[(&str, &str)],
        (program, arguments): (&str, &[&str]),
        (columns, rows): (u16, u16),
    ) -> Self {
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
        for name in ["NO_COLOR", "COLORTERM", "COLORFGBG", "TMUX"] {
            command.env_remove(name);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
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
        Self { child, master: Some(pair.master), keys: Some(keys), seen, home: Arc::clone(home) }
    }

    fn sayso(arguments: &[&str], columns: u16, rows: u16) -> Self {
        Self::run(env!("CARGO_BIN_EXE_sayso"), arguments, columns, rows)
    }

    /// The column of the tests in a home that other runs know.
    fn harbor_in(home: &Arc<tempfile::TempDir>, variables: &[(&str, &str)]) -> Self {
        let path = harbor();
        let arguments = [path.to_str().unwrap()];
        Self::run_in(home, variables, (env!("CARGO_BIN_EXE_sayso"), &arguments), (80, 24))
    }

    fn resize(&self, columns: u16, rows: u16) {
        let (height, width) = (rows.max(1).try_into().unwrap(), columns.max(1).try_into().unwrap());
        self.seen.lock().unwrap().screen.screen_mut().set_size(height, width);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// How many frames were painted.
    fn frames(&self) -> usize {
        self.bytes().matches("\u{1b}[?2026l").count()
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
    terminal.wait_for("quoted");
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
    terminal.wait_for("6 quoted");
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
    terminal.wait_for("6 quoted");
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
    terminal.wait_for("6 quoted");
    assert!(terminal.is_alternate());
    terminal.press("n");
    terminal.wait_for("1/6 quoted · Ruth Calder");
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
    terminal.wait_for("6 quoted");
    terminal.press("nn");
    terminal.wait_for("2/6 quoted");
    terminal.press("Q");
    assert!(terminal.ended());
}

#[test]
fn signals_that_end_the_program_give_the_terminal_back() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
        terminal.wait_for("6 quoted");
        terminal.signal(signal);
        assert!(!terminal.ended(), "whoever sent {signal} sees that it was obeyed");
        terminal.wait("the terminal back", |terminal| !terminal.is_alternate());
    }
}

#[test]
fn a_lost_terminal_ends_the_program() {
    let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
    terminal.wait_for("6 quoted");
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
    terminal.wait_for("6 quoted");
    terminal.press("\u{1a}");
    terminal.wait_for("Stopped");
    assert!(!terminal.is_alternate());
    terminal.press("fg\n");
    terminal.wait("the page again", |terminal| {
        terminal.is_alternate() && terminal.contents().contains("6 quoted")
    });
    terminal.press("n");
    terminal.wait_for("1/6 quoted");
    terminal.press("q");
    terminal.wait("the prompt", |terminal| !terminal.is_alternate());
    terminal.press("exit\n");
    terminal.ended();
}

#[test]
fn a_resize_sets_the_page_anew() {
    let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
    terminal.wait_for("6 quoted");
    terminal.resize(40, 12);
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
    terminal.wait_for("1 quoted");
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
#[ignore = "run on a terminal by the test that follows"]
fn panics_with_the_terminal_taken() {
    let _terminal = sayso::shell::terminal::Terminal::take().unwrap();
    panic!("as told \u{1b}]52;c;ZXZpbA==\u{7}\u{9b}31m");
}

#[test]
fn row_22_a_panic_gives_the_terminal_back_and_shows_nothing_that_it_obeys() {
    let program = std::env::current_exe().unwrap();
    let arguments = ["--ignored", "--exact", "panics_with_the_terminal_taken", "--nocapture"];
    let mut terminal = Terminal::run(program.to_str().unwrap(), &arguments, 80, 24);
    assert!(!terminal.ended());
    terminal.wait("the report", |terminal| terminal.bytes().contains("as told"));
    assert!(!terminal.is_alternate());
    let bytes = terminal.bytes();
    let (left, told) = (bytes.find("\u{1b}[?1049l").unwrap(), bytes.find("as told").unwrap());
    assert!(left < told, "the terminal is given back before the panic is reported");
    assert!(!bytes.contains("\u{1b}]52") && !bytes.contains('\u{9b}'), "what it tells is words");
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

/// Whatever a link says and however long it is, its hyperlink is an address that can be seen.
#[test]
fn row_08_hyperlinks_are_addresses_of_the_web_that_can_be_seen() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let path = home.path().join("links.md");
    let long = "a".repeat(4096 - 40);
    let links = format!(
        "See [https://bank.example](https://evil.example/a;b), [long](https://example.org/{long}), [mail](mailto:a@example.org), \
         [script](javascript:x), [file](file:///etc/passwd), [host](https://аррӏе.com/), [sign](https://example.org/é\u{9d}x) or \
         [end](https://example.org/%07%1b%5c).\n"
    );
    std::fs::write(&path, links).unwrap();
    let mut terminal = Terminal::sayso(&[path.to_str().unwrap()], 100, 20);
    terminal.wait_for("? help");
    terminal.press(":hyperlinks on\r");
    terminal.wait("a hyperlink", |terminal| terminal.bytes().contains("\x1b]8;id="));
    terminal.press("\t");
    terminal.wait_for("evil.example/a;b");
    terminal.press("Q");
    assert!(terminal.ended());
    let bytes = terminal.bytes();
    let addresses: std::collections::BTreeSet<&str> = bytes
        .split("\x1b]8;id=")
        .skip(1)
        .map(|rest| rest.split_once(';').unwrap().1.split('\x1b').next().unwrap())
        .collect();
    let expected =
        ["https://evil.example/a;b", "https://example.org/%07%1b%5c", "https://xn--80ak6aa92e.com/"];
    assert_eq!(addresses.into_iter().collect::<Vec<_>>(), expected);
}

/// What ends a paste too soon leaves keys, which write on in the note; nothing is run or left by them.
#[test]
fn row_21_a_paste_that_ends_itself_stays_words() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let mut terminal = Terminal::harbor_in(&home, &[]);
    terminal.wait_for("6 quoted");
    terminal.press("na");
    terminal.wait_for("Note");
    terminal.press("\u{1b}[200~before \u{1b}]52;c;ZXZpbA==\u{7} \u{9b}31m\u{1b}[201~:quit touch pwned");
    terminal.wait_for("touch pwned");
    assert!(terminal.is_alternate(), "nothing was quit");
    let bytes = terminal.bytes();
    assert!(!bytes.contains("\u{1b}]52") && !bytes.contains('\u{9b}'), "what was pasted is words");
}

/// Words that are copied are on one line: a line end in what is pasted would be the end of a command.
#[test]
fn row_24_what_is_copied_from_a_hostile_column_is_one_line_of_words() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let path = home.path().join("evil.md");
    let evil = "“We \u{1b}]52;c;ZXZpbA==\u{7}sold\u{2028}it;\rrm \u{9b}31m-rf\u{b} x\n\u{85}and left,” said Ann Lee.\n";
    std::fs::write(&path, evil).unwrap();
    let mut terminal = Terminal::sayso(&[path.to_str().unwrap()], 80, 24);
    terminal.wait_for("quoted");
    terminal.press("nyy");
    terminal.wait("the words", |terminal| terminal.bytes().contains("\x1b]52;c;"));
    let bytes = terminal.bytes();
    assert_eq!(bytes.matches("\x1b]52").count(), 1, "once, as it was asked for");
    let words = bytes.split("\x1b]52;c;").nth(1).and_then(|rest| rest.split('\u{7}').next()).unwrap();
    let copied = decoded(words);
    assert!(copied.starts_with("“We sold") && copied.trim() == copied, "{copied:?}");
    assert!(!copied.contains(char::is_control), "{copied:?}");
}

/// Base 64 as words.
fn decoded(packed: &str) -> String {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_usize);
    for digit in packed.chars().filter_map(|digit| DIGITS.find(digit)) {
        held = (held << 6 | digit) & 0xfff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).unwrap());
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn what_is_copied_goes_to_the_terminal() {
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/harbor.md");
    let path = article.to_string_lossy().into_owned();
    let mut terminal = Terminal::sayso(&[&path], 80, 24);
    terminal.wait_for("6 quoted");
    assert!(!terminal.bytes().contains("\x1b]52"));
    terminal.press("vyy");
    terminal.wait_for("copied: 1 word");
    terminal.wait("the words", |terminal| terminal.bytes().contains("\x1b]52;c;"));
    let bytes = terminal.bytes();
    let words = bytes.split("\x1b]52;c;").nth(1).and_then(|rest| rest.split('\u{7}').next()).unwrap();
    assert!(
        words.len() >= 4 && words.bytes().all(|c| c.is_ascii_alphanumeric() || b"+/=".contains(&c)),
        "{words}"
    );
}

#[test]
fn a_refresh_tells_how_far_it_is_and_is_given_up() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let quick = Server::new(|_| {
        let item = "<item><guid>one</guid><title>The Locks</title><description>The locks open in March, the keeper \
                    said, and nobody doubts it.</description></item>";
        page(&format!("<rss version=\"2.0\"><channel><title>River</title>{item}</channel></rss>"))
    });
    let slow = Server::new(|_| vec![Step::Wait(Duration::from_mins(2))]);
    let feeds = [quick.at("/feed.xml"), slow.at("/feed.xml")].map(|at| format!("<outline xmlUrl=\"{at}\"/>"));
    let list = format!("<opml version=\"2.0\"><body>{}</body></opml>", feeds.concat());
    let paths = Paths::new(Some(home.path().join("data")), Some(home.path().join("config"))).unwrap();
    std::fs::create_dir_all(paths.subscriptions_file().parent().unwrap()).unwrap();
    std::fs::write(paths.subscriptions_file(), list).unwrap();
    let mut terminal = Terminal::run_in(&home, &[], (env!("CARGO_BIN_EXE_sayso"), &[]), (80, 24));
    terminal.wait_for("articles");
    terminal.press("R");
    terminal.wait_for("asked for 1 of 2, 1 new article … Esc gives up");
    // Moving about takes nothing of it away.
    terminal.press("j");
    terminal.wait_for("asked for 1 of 2, 1 new article … Esc gives up");
    terminal.press("\u{1b}");
    terminal.wait_for("given up; 1 new article came");
    terminal.wait_for("The Locks");
    terminal.press("Q");
    assert!(terminal.ended());
}

#[test]
fn a_page_that_does_not_come_is_given_up() {
    let server = Server::new(|path| match path {
        "/" => page("<p>Here are enough words to be read, and <a href='/silent'>a link</a> that leads on."),
        _ => vec![Step::Wait(Duration::from_mins(1))],
    });
    let mut terminal = Terminal::sayso(&[&server.at("/")], 80, 12);
    terminal.wait_for("words to be read");
    terminal.press("\t\r");
    terminal.wait_for("fetching from 127.0.0.1");
    terminal.wait_for("Esc gives up");
    terminal.press("\x1b");
    terminal.wait_for("given up");
    assert!(terminal.contents().contains("words to be read"), "the page stays");
    terminal.press("q");
    assert!(terminal.ended());
    for key in ["\x1b", "q"] {
        let mut terminal = Terminal::sayso(&[&server.at("/silent")], 80, 12);
        terminal.wait_for("fetching from 127.0.0.1");
        terminal.press(key);
        assert!(terminal.ended());
    }
    let mut terminal = Terminal::sayso(&["--linear", &server.at("/silent")], 80, 12);
    terminal.wait_for("Fetching from 127.0.0.1");
    terminal.press("\x03");
    terminal.wait_for("it was given up");
}

/// Writes a program. Another process does it, since none can be started that is open for writing, and what other tests start
/// has what is open here for a moment.
#[cfg(unix)]
fn executable(path: &Path, script: &str) {
    let write = "printf '%s' \"$2\" > \"$1\" && chmod 755 \"$1\"";
    let written = std::process::Command::new("sh").args(["-c", write, "sh"]).arg(path).arg(script).status();
    assert!(written.unwrap().success());
}

#[test]
fn an_address_goes_to_the_browser_as_one_argument() {
    let home = tempfile::tempdir().unwrap();
    let (article, browser) = (home.path().join("a.md"), home.path().join("browser"));
    std::fs::write(
        &article,
        "Go [there](https://example.org/;touch&x=$(id)?a%20b), not [here](javascript:x) nor [here](-x:y).\n",
    )
    .unwrap();
    let script =
        "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > \"$0.said.part\"\nmv \"$0.said.part\" \"$0.said\"\n";
    executable(&browser, script);
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

    executable(&browser, "#!/bin/sh\nexit 3\n");
    terminal.press("gx");
    terminal.wait_for("ended with exit status: 3");
    terminal.press("Q");
    terminal.wait("the end", |terminal| !terminal.is_alternate());
}

#[test]
fn a_storm_of_sizes_does_no_harm() {
    let mut terminal = Terminal::sayso(&["sayso:lincoln-douglas"], 80, 24);
    terminal.wait_for("quoted");
    for turn in 0..200_u16 {
        terminal.resize(1 + turn * 37 % 150, 1 + turn * 13 % 60);
        if turn % 10 == 0 {
            terminal.press("n");
        }
    }
    terminal.resize(1, 1);
    terminal.resize(80, 24);
    terminal.press("\u{c}");
    terminal.wait("the whole page", |terminal| terminal.contents().contains("help"));
    terminal.press("Q");
    assert!(terminal.ended());
}

#[test]
fn pasted_text_is_no_keys() {
    let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
    terminal.wait_for("6 quoted");
    let before = terminal.contents();
    terminal.press(&format!("\u{1b}[200~{}\u{1b}[201~", "Q:quit\rnh\n".repeat(10_000)));
    terminal.press("n");
    terminal.wait_for("1/6 quoted");
    terminal.press("N");
    terminal.wait_for("no earlier quotation");
    assert_eq!(before.lines().next(), terminal.contents().lines().next());
    terminal.press("q");
    assert!(terminal.ended());
}

#[test]
fn a_flood_of_keys_comes_to_an_end() {
    let mut terminal = Terminal::sayso(&["sayso:lincoln-douglas"], 80, 24);
    terminal.wait_for("quoted");
    terminal.press(&"jjjkk\t\r\n".repeat(10_000));
    terminal.press("gg");
    terminal.wait_for("Seven Afternoons");
    terminal.press("Q");
    assert!(terminal.ended());
}

#[test]
fn a_slow_terminal_is_not_sent_a_frame_for_each_key() {
    let mut terminal = Terminal::sayso(&["sayso:lincoln-douglas"], 160, 60);
    terminal.wait_for("quoted");
    let frames = terminal.frames();
    let keys = 400;
    {
        // Whoever reads the terminal waits for this.
        let seen = Arc::clone(&terminal.seen);
        let _held = seen.lock().unwrap();
        for key in 0..keys {
            terminal.press(if key % 2 == 0 { " " } else { "b" });
            thread::sleep(Duration::from_millis(2));
        }
    }
    terminal.press("G");
    terminal.wait_for("100%");
    let painted = terminal.frames() - frames;
    assert!(painted < keys / 4, "{painted} frames for {keys} keys");
    terminal.press("Q");
    assert!(terminal.ended());
}

#[test]
fn each_frame_is_whole() {
    let mut terminal = Terminal::sayso(&["sayso:lincoln-douglas"], 80, 24);
    terminal.wait_for("quoted");
    let before = terminal.contents();
    terminal.press(" ");
    terminal.wait("the next page", |terminal| terminal.contents() != before);
    terminal.press("Q");
    assert!(terminal.ended());
    let bytes = terminal.bytes();
    let (start, end) = ("\u{1b}[?2026h", "\u{1b}[?2026l");
    let frames = bytes.split(start).skip(1);
    assert!(frames.clone().count() >= 3);
    for frame in frames {
        assert!(frame.contains(end), "a frame has no end: {frame:?}");
    }
    let between = bytes.split(end).skip(1).map(|part| part.split(start).next().unwrap());
    assert!(between.clone().all(|part| !part.contains("Lincoln")), "words are painted within frames only");
}

#[test]
fn a_hangup_keeps_the_place() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let column = (env!("CARGO_BIN_EXE_sayso"), &["sayso:lincoln-douglas"][..]);
    let mut terminal = Terminal::run_in(&home, &[], column, (80, 24));
    terminal.wait_for("quoted");
    terminal.press("G");
    terminal.wait_for("100%");
    terminal.signal("HUP");
    assert!(!terminal.ended());
    let mut again = Terminal::run_in(&home, &[], column, (80, 24));
    again.wait_for("100%");
    again.press("Q");
    assert!(again.ended());
}

/// What a terminal answers that is asked for its background.
const LIGHT: &str = "\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\";
const QUESTION: &str = "\u{1b}]11;?";

#[test]
fn a_light_terminal_gets_dark_voices_and_its_answer_is_no_keys() {
    let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
    terminal.wait_for("6 quoted");
    terminal.wait("the question", |terminal| terminal.bytes().contains(QUESTION));
    // The first voice of the theme "terminal-light".
    let dark = "38;5;25;";
    assert!(!terminal.bytes().contains(dark));
    let before = terminal.contents();
    let (first, second) = LIGHT.split_at(9);
    terminal.press(first);
    thread::sleep(Duration::from_millis(100));
    terminal.press(second);
    terminal.wait("the dark voices", |terminal| terminal.bytes().contains(dark));
    assert_eq!(terminal.contents(), before);
    // One that comes a second time, late and cut short, is none either.
    terminal.press(LIGHT.split_at(12).0);
    terminal.press("n");
    terminal.wait_for("1/6 quoted");
    terminal.press("q");
    assert!(terminal.ended());
}

#[test]
fn a_chosen_theme_stays_and_a_terminal_without_colours_is_not_asked() {
    for (variables, is_asked) in [
        (&[("NO_COLOR", "1")][..], false),
        (&[("TERM", "linux")], false),
        (&[("TERM", "vt220")], false),
        (&[("TERM", "screen")], false),
        (&[("TERM", "screen-256color"), ("TMUX", "x")], true),
        (&[], true),
    ] {
        let home = Arc::new(tempfile::tempdir().unwrap());
        let mut terminal = Terminal::harbor_in(&home, variables);
        terminal.wait_for("6 quoted");
        terminal.press("nQ");
        assert!(terminal.ended());
        assert_eq!(terminal.bytes().contains(QUESTION), is_asked, "{variables:?}");
    }
    let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
    terminal.wait_for("6 quoted");
    terminal.press(":theme dark\r");
    terminal.wait_for("theme: dark");
    // The first voice of that theme.
    assert!(terminal.bytes().contains("38;5;117"));
    terminal.press(LIGHT);
    terminal.press("n");
    terminal.wait_for("1/6 quoted");
    assert!(!terminal.bytes().contains("38;5;25;"));
    terminal.press("Q");
    assert!(terminal.ended());
}

#[test]
fn settings_are_read_anew_when_the_reader_comes_back() {
    let focus = "\u{1b}[I";
    let mut terminal = Terminal::sayso(&[harbor().to_str().unwrap()], 80, 24);
    terminal.wait_for("6 quoted");
    let folder = terminal.home.path().join("config");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("keymap.toml"), "[reader]\n\"w\" = \"next-in-ring\"\n").unwrap();
    terminal.press(focus);
    terminal.wait_for("your settings were read anew");
    terminal.press("w");
    terminal.wait_for("1/6 quoted");
    // What is wrong is told, and nothing changes.
    std::fs::write(folder.join("config.toml"), "width = 40\nedge = \"even\"\n").unwrap();
    terminal.press(focus);
    terminal.wait_for("config.toml:2");
    terminal.press("w");
    terminal.wait_for("2/6 quoted");
    std::fs::write(folder.join("config.toml"), "zen = \"on\"\n").unwrap();
    terminal.press(focus);
    terminal.press("j");
    terminal.wait("nothing but the words", |terminal| !terminal.contents().contains("help"));
    terminal.press("Q");
    assert!(terminal.ended());
}

#[test]
fn a_keymap_that_is_chosen_holds_at_once() {
    let mut terminal = Terminal::sayso(&["sayso:lincoln-douglas"], 80, 24);
    terminal.wait_for("quoted");
    terminal.press(":keymap emacs\r");
    terminal.wait_for("keys: emacs");
    thread::sleep(Duration::from_millis(300));
    terminal.press("\u{1b}>");
    terminal.wait_for("100%");
    terminal.press("Q");
    assert!(terminal.ended());
}

/// The drafts in a home.
fn drafts(home: &tempfile::TempDir) -> usize {
    let names = std::fs::read_dir(home.path().join("data/notes/drafts")).into_iter().flatten().flatten();
    names.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "json")).count()
}

#[test]
fn a_note_half_written_outlives_a_kill_and_a_hangup() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    for (signal, typed, there) in [("KILL", "half a", "half a"), ("HUP", " thou", "half a thou")] {
        let mut terminal = Terminal::harbor_in(&home, &[]);
        terminal.wait_for(if signal == "KILL" { "6 quoted" } else { "was left unfinished" });
        // The notes may be there before the voices, which the walk needs.
        terminal.wait_for("▲");
        terminal.press("n");
        terminal.wait_for("1/6");
        terminal.press("a");
        terminal.wait_for("saves");
        terminal.press(typed);
        terminal.wait_for(there);
        if signal == "KILL" {
            // Two seconds after the first letter, without another key.
            terminal.wait("a draft", |_| drafts(&home) == 1);
        }
        terminal.signal(signal);
        terminal.ended();
    }
    let mut terminal = Terminal::harbor_in(&home, &[]);
    terminal.wait_for("unfinished");
    // The place was kept too: the cursor is on the quotation still.
    terminal.press("a");
    terminal.wait_for("half a thou");
    terminal.press("ght\u{1b}");
    terminal.wait_for("note saved");
    terminal.wait("the draft gone", |_| drafts(&home) == 0);
    terminal.press("q");
    assert!(terminal.ended());
}

#[test]
fn a_window_sees_what_another_writes_without_a_key() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let mut one = Terminal::harbor_in(&home, &[]);
    let mut two = Terminal::harbor_in(&home, &[]);
    one.wait_for("6 quoted");
    two.wait_for("6 quoted");
    assert!(!one.contents().contains('*'));
    // Nothing was ever kept in this home: the folder of the journals is made only now.
    two.press("n");
    two.wait_for("1/6");
    two.press("h");
    two.wait_for("highlighted");
    one.wait("the mark of the other window", |one| one.contents().contains('*'));
    two.press("U");
    two.wait_for("undone");
    one.wait("the mark gone", |one| !one.contents().contains('*'));
    for mut terminal in [one, two] {
        terminal.press("q");
        assert!(terminal.ended());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_wakes_while_nothing_happens() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    // Before there is a note, and when there is one: the folder of the journals is waited for, then watched.
    for keys in ["", "nh"] {
        let mut terminal = Terminal::harbor_in(&home, &[]);
        terminal.wait_for("6 quoted");
        terminal.press(keys);
        thread::sleep(Duration::from_millis(1_500));
        let process = PathBuf::from(format!("/proc/{}/task", terminal.child.process_id().unwrap()));
        let wakes = || -> Vec<String> {
            let threads = std::fs::read_dir(&process).unwrap().map(|thread| thread.unwrap().path());
            let mut told: Vec<String> = threads
                .map(|thread| {
                    let status = std::fs::read_to_string(thread.join("status")).unwrap();
                    let counts = status.lines().filter(|line| line.contains("ctxt_switches"));
                    let name = std::fs::read_to_string(thread.join("comm")).unwrap();
                    format!("{}: {}", name.trim(), counts.collect::<Vec<_>>().join(" "))
                })
                .collect();
            told.sort();
            told
        };
        let before = wakes();
        thread::sleep(Duration::from_secs(1));
        assert_eq!(wakes(), before, "after {keys:?}");
        terminal.press("Q");
    }
}
