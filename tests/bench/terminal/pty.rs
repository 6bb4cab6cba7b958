//! A program on a pseudo-terminal, with the time at which each byte of it was read.

use std::fs;
use std::io::{Read as _, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Ends a frame.
const END: &[u8] = b"\x1b[?2026l";

/// How long anything may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// No output for so long means that the program waits.
const QUIET: Duration = Duration::from_millis(250);

/// A program on a terminal of its own, in a home of its own.
pub(super) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    started: Instant,
    seen: Vec<u8>,
}

impl Pty {
    pub(super) fn start(program: &str, arguments: &[&str], home: &Path) -> Self {
        let pair = native_pty_system().openpty(size(100, 32)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("HOME", home);
        command.env("SAYSO_DATA_DIR", home.join("data"));
        command.env("SAYSO_CONFIG", home.join("config"));
        command.env("TERM", "xterm-256color");
        for name in ["NO_COLOR", "LESS", "LESSOPEN", "COLORFGBG"] {
            command.env_remove(name);
        }
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        Self { child, master: pair.master, keys, output, started, seen: Vec::new() }
    }

    /// From the start until the frame that has `word` has ended.
    pub(super) fn first_frame_with(&mut self, word: &str) -> Duration {
        self.until(|seen| {
            let at = position(seen, word.as_bytes())?;
            position(&seen[at..], END)
        })
        .duration_since(self.started)
    }

    /// From the start until the last byte of a screen that has `word`, in a program that does not end its frames.
    pub(super) fn first_screen_with(&mut self, word: &str) -> Duration {
        let mut last = self.until(|seen| position(seen, word.as_bytes()));
        while let Ok((at, _)) = self.output.recv_timeout(QUIET) {
            last = at;
        }
        last.duration_since(self.started)
    }

    /// From a key until the frame that it makes has ended.
    pub(super) fn press(&mut self, keys: &str) -> Duration {
        self.seen.clear();
        let pressed = Instant::now();
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.until(|seen| position(seen, END)).duration_since(pressed)
    }

    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).unwrap();
        self.settle();
    }

    /// Waits until the program waits.
    pub(super) fn settle(&mut self) {
        loop {
            match self.output.recv_timeout(QUIET) {
                Ok((_, bytes)) => self.seen.extend(bytes),
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => panic!("the program has ended"),
            }
        }
    }

    /// Waits until the screen was sent `word`, and then until the program waits.
    pub(super) fn wait_for(&mut self, word: &str) {
        self.until(|seen| position(seen, word.as_bytes()));
        self.settle();
    }

    /// Resident memory in bytes: now, and the most so far.
    pub(super) fn memory(&self) -> (u64, u64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        (1024 * number(&status, "VmRSS:"), 1024 * number(&status, "VmHWM:"))
    }

    /// Times that a thread of the program was woken so far, and ticks of the processor that it used.
    pub(super) fn work(&self) -> (u64, u64) {
        let threads = fs::read_dir(format!("/proc/{}/task", self.id())).unwrap();
        let switches = threads.map(|thread| {
            let status = fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
            number(&status, "\nvoluntary_ctxt_switches:") + number(&status, "nonvoluntary_ctxt_switches:")
        });
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        (switches.sum(), fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap())
    }

    fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// When the bytes were there for which `holds` has an answer.
    fn until(&mut self, holds: impl Fn(&[u8]) -> Option<usize>) -> Instant {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let (at, bytes) = self.output.recv_timeout(left).expect("the frame never came");
            self.seen.extend(bytes);
            if holds(&self.seen).is_some() {
                return at;
            }
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn position(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn number(status: &str, name: &str) -> u64 {
    let rest = status.split(name).nth(1).unwrap();
    rest.split_whitespace().next().unwrap().parse().unwrap()
}
