//! A run in lines: a line is read, what it asks for is done to the end, and what there is to say is written under it.
//! Nothing is drawn, moved or coloured, and the terminal stays as it is.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read, Write as _, stdin, stdout};
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::clerk::Desk;
use super::clipboard;
use super::headless::{finish, perform};
use super::open::reason;
use super::settings::Session;
use crate::app::geometry::Size;
use crate::app::linear::Linear;
use crate::app::{Effect, Message, Problem, Screen, Start};
use crate::article::Origin;
use crate::export::wrapped;
use crate::fetch::GiveUp;

/// Where the lines are set, where nothing says how wide it is, in cells.
const USUAL: Size = Size { columns: 80, rows: 24 };

/// No line is longer than this, in bytes.
const LONGEST: u64 = 1 << 20;

/// From so many bytes on it takes a moment to find the voices in a text.
const LONG: usize = 500_000;

/// What comes in.
enum Post {
    Line(String),
    /// There are no more lines.
    End,
    /// The program was told to end, by this signal.
    Told(i32),
}

/// Reads in lines until the reader leaves or the input ends; `width` is how wide lines are set where the output is no
/// terminal, else they stay whole.
pub(super) fn run(session: Session, width: Option<u16>) -> Result<(), Problem> {
    let unusable = |error: io::Error| Problem::new("cannot read commands", &reason(&error));
    let is_piped = session.articles.contains(&Origin::StandardInput);
    let (sender, post) = sync_channel(1);
    let asks = read_lines(is_piped, sender.clone()).map_err(unusable)?;
    let waited_for = WaitedFor::default();
    listen_for_signals(sender, Arc::clone(&waited_for)).map_err(unusable)?;
    let is_terminal = stdout().is_terminal();
    let size = if is_terminal { crossterm::terminal::size().ok() } else { None };
    let size = size.filter(|(columns, rows)| *columns > 0 && *rows > 0);
    let mut world = World { desk: Desk::new(session.library), is_terminal, width, asks, waited_for };
    let start = Start {
        articles: session.articles,
        keymap: session.keymap,
        problems: session.problems,
        preferences: session.preferences,
        usual: session.usual,
        themes: session.look.names(),
        size: size.map_or(USUAL, |(columns, rows)| Size { columns, rows }),
    };
    let (mut linear, effects) = Linear::begin(start);
    let ending = world.answer(&mut linear, effects, &post)?;
    #[cfg(unix)]
    if let Some(signal) = ending {
        signal_hook::low_level::emulate_default_handler(signal).ok();
    }
    Ok(())
}

struct World {
    desk: Desk,
    is_terminal: bool,
    width: Option<u16>,
    /// Whether somebody types the lines, and is asked for them.
    asks: bool,
    waited_for: WaitedFor,
}

/// The page of the web that is being waited for, if one is: an interrupt gives it up.
type WaitedFor = Arc<Mutex<Option<GiveUp>>>;

/// Copies words with the system's own program, since the terminal is sent nothing but words. Where there is none, the
/// words can be taken from the line that says so.
fn copied(words: &str) -> Vec<Message> {
    if clipboard::copy(words) {
        return Vec::new();
    }
    vec![Message::Warned(Problem::new("no clipboard was found, here are the words", words))]
}

fn now_waiting_for(waited_for: &WaitedFor, page: Option<GiveUp>) -> Option<GiveUp> {
    mem::replace(&mut *waited_for.lock().unwrap_or_else(PoisonError::into_inner), page)
}

impl World {
    /// Does what is asked until the end; gives the signal that ended it, if one did.
    fn answer(
        &mut self,
        linear: &mut Linear,
        mut effects: Vec<Effect>,
        post: &Receiver<Post>,
    ) -> Result<Option<i32>, Problem> {
        loop {
            if !finish(&mut linear.model, effects, |effect| self.perform(effect))? {
                return Ok(None);
            }
            // Without its one article there is nothing to read.
            if let Screen::Failed(problem, origin) = &linear.model.screen
                && linear.model.queue == [origin.clone()]
            {
                return Err(problem.clone());
            }
            let is_heard = self.say(linear).is_ok();
            let next = if is_heard { post.recv().unwrap_or(Post::End) } else { Post::End };
            let signal = match next {
                Post::Line(line) => {
                    effects = linear.line(&line);
                    continue;
                }
                Post::Told(signal) if is_interrupt(signal) && linear.discard() => {
                    effects = Vec::new();
                    if self.asks {
                        // The terminal shows the key on the line of the prompt.
                        writeln!(stdout()).ok();
                    }
                    continue;
                }
                Post::End => None,
                Post::Told(signal) => Some(signal),
            };
            let saving = linear.end();
            finish(&mut linear.model, saving, |effect| self.perform(effect))?;
            // Whoever has gone need not be told.
            self.write(linear).ok();
            let leaving = linear.stop();
            finish(&mut linear.model, leaving, |effect| self.perform(effect))?;
            return Ok(signal);
        }
    }

    /// Does what an effect asks for. Whoever cannot see that something happens is told when it takes a moment.
    fn perform(&mut self, effect: Effect) -> Vec<Message> {
        let asks = match &effect {
            Effect::Open(_, origin) | Effect::Follow(_, origin, _) | Effect::Renew(_, Some(origin)) => {
                origin.host().map(|host| format!("Fetching from {host}"))
            }
            Effect::Renew(_, None) => Some("Asking for what is new in your feeds".to_owned()),
            _ => None,
        };
        let give_up = GiveUp::default();
        if let Some(asks) = asks {
            writeln!(stdout(), "{asks}; Ctrl-c gives up.").ok();
            now_waiting_for(&self.waited_for, Some(give_up.clone()));
        }
        if let Effect::Analyze(_, article) = &effect
            && article.text().len() > LONG
        {
            writeln!(stdout(), "One moment: this text is long.").ok();
        }
        let messages = match effect {
            Effect::Copy(words) => copied(&words),
            effect => perform(&mut self.desk, effect, &give_up),
        };
        now_waiting_for(&self.waited_for, None);
        messages
    }

    fn say(&self, linear: &mut Linear) -> io::Result<()> {
        self.write(linear)?;
        if self.asks {
            let prompt = match (linear.is_writing(), linear.is_naming()) {
                (true, _) => "note> ",
                (_, true) => "who> ",
                _ => "> ",
            };
            stdout().write_all(prompt.as_bytes())?;
        }
        stdout().flush()
    }

    fn write(&self, linear: &mut Linear) -> io::Result<()> {
        let mut out = stdout().lock();
        let columns = self.columns(linear);
        for line in linear.settled() {
            match columns {
                Some(columns) if line.len() > columns => {
                    for part in wrapped(&line, columns) {
                        writeln!(out, "{part}")?;
                    }
                }
                _ => writeln!(out, "{line}")?,
            }
        }
        out.flush()
    }

    /// How wide a line may be, in cells.
    fn columns(&self, linear: &Linear) -> Option<usize> {
        let chosen = linear.model.preferences.width;
        if self.is_terminal {
            return Some(usize::from(chosen.min(linear.model.size.columns.max(2) - 1)));
        }
        self.width.map(|_| usize::from(chosen))
    }
}

#[cfg(unix)]
fn is_interrupt(signal: i32) -> bool {
    signal == signal_hook::consts::SIGINT
}

#[cfg(not(unix))]
fn is_interrupt(_signal: i32) -> bool {
    false
}

/// Starts the thread that reads the commands: from the terminal where standard input holds the article. Gives whether
/// a terminal is where they come from.
fn read_lines(is_piped: bool, post: SyncSender<Post>) -> io::Result<bool> {
    let (source, is_terminal): (Box<dyn Read + Send>, bool) = if is_piped {
        // Without a terminal there is nobody to ask, and the session ends after its first words.
        match File::open("/dev/tty") {
            Ok(terminal) => (Box::new(terminal), true),
            Err(_nobody) => (Box::new(io::empty()), false),
        }
    } else {
        (Box::new(stdin()), stdin().is_terminal())
    };
    let read = move || {
        let mut source = BufReader::new(source);
        loop {
            let mut bytes = Vec::new();
            let count = (&mut source).take(LONGEST).read_until(b'\n', &mut bytes).unwrap_or(0);
            let line = String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned();
            let post_is_gone = post.send(if count == 0 { Post::End } else { Post::Line(line) }).is_err();
            if count == 0 || post_is_gone {
                return;
            }
        }
    };
    thread::Builder::new().name("lines".to_owned()).spawn(read)?;
    Ok(is_terminal)
}

#[cfg(unix)]
fn listen_for_signals(post: SyncSender<Post>, waited_for: WaitedFor) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let listen = move || {
        for signal in &mut signals {
            let waited_for = now_waiting_for(&waited_for, None).filter(|_| signal == SIGINT);
            if let Some(page) = waited_for {
                page.now();
                continue;
            }
            if post.send(Post::Told(signal)).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(listen).map(|_| ())
}

#[cfg(not(unix))]
fn listen_for_signals(_post: SyncSender<Post>, _waited_for: WaitedFor) -> io::Result<()> {
    Ok(())
}
