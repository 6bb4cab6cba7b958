//! Keys and signals, as messages.

use std::io;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::background::{Background, Sifter};
#[cfg(unix)]
use super::terminal::is_lent;
use crate::app::Message;
use crate::app::geometry::Size;
use crate::app::key::{Code, Key, Named};
use crate::app::mouse::{Gesture, Touch};

/// What the threads send to the loop.
#[derive(Debug)]
pub(super) enum Mail {
    /// The terminal sent something: all that there was, in order.
    Input(Vec<Heard>),
    /// A job is done.
    Answer(Message),
    /// Something was written in the folder of the notes.
    Notes,
    /// The terminal cannot be read any more.
    Deaf,
    /// The program was told to end, by this signal.
    Ended(i32),
    /// The program was told to stop until it is continued.
    Stopped,
}

/// What the terminal sent.
#[derive(Debug)]
pub(super) enum Heard {
    /// Something for the model.
    Message(Message),
    /// What it answered.
    Background(Background),
    /// The reader came back to it.
    Focus,
}

/// The thread that reads the terminal. It reads what there is each time it is asked to, so that nobody reads while
/// another program has the terminal, and nothing wakes while nothing happens.
#[derive(Debug)]
pub(super) struct Input {
    turns: SyncSender<()>,
}

impl Input {
    /// Starts the thread; `sifter` takes answers out of what the terminal sends.
    pub(super) fn listen(mailbox: Sender<Mail>, sifter: Sifter) -> io::Result<Self> {
        let (turns, asked) = sync_channel(1);
        let ears = Ears { sifter, mailbox };
        thread::Builder::new().name("input".to_owned()).spawn(move || ears.listen(&asked))?;
        Ok(Self { turns })
    }

    /// Asks for what comes next.
    pub(super) fn ready(&self) {
        self.turns.try_send(()).ok();
    }
}

/// The most events that are answered with one frame, so that one who holds a key down sees the page move.
const MOST_AT_ONCE: usize = 64;

/// How long to look whether there is more to read. Not waited for: the terminal library looks at nothing when this is
/// zero.
const GLANCE: Duration = Duration::from_micros(20);

struct Ears {
    sifter: Sifter,
    mailbox: Sender<Mail>,
}

impl Ears {
    /// Reads what there is, once a turn, passing over what means nothing to us.
    fn listen(mut self, asked: &Receiver<()>) {
        while asked.recv().is_ok() {
            let mail = loop {
                match self.hear() {
                    Ok(heard) if heard.is_empty() => {}
                    Ok(heard) => break Mail::Input(heard),
                    Err(_gone) => break Mail::Deaf,
                }
            };
            let is_last = matches!(mail, Mail::Deaf);
            if self.mailbox.send(mail).is_err() || is_last {
                return;
            }
        }
    }

    /// Waits for an event, and takes those that are there behind it.
    fn hear(&mut self) -> io::Result<Vec<Heard>> {
        let mut heard = Vec::new();
        let mut passed = Vec::new();
        let mut more = true;
        while more && heard.len() < MOST_AT_ONCE {
            let answer = self.sifter.sift(event::read()?, &mut passed);
            more = event::poll(GLANCE)?;
            if !more {
                self.sifter.pause(&mut passed);
            }
            heard.extend(answer.map(Heard::Background));
            heard.extend(passed.drain(..).filter_map(message));
        }
        Ok(heard)
    }
}

fn message(event: Event) -> Option<Heard> {
    Some(Heard::Message(match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Message::Key(pressed(key)?),
        Event::Paste(words) => Message::Pasted(words),
        Event::Resize(columns, rows) => Message::Resized(Size { columns, rows }),
        Event::Mouse(mouse) => Message::Mouse(touched(mouse)?),
        Event::FocusGained => return Some(Heard::Focus),
        Event::Key(_) | Event::FocusLost => return None,
    }))
}

/// What the mouse did, as far as it is of use.
fn touched(event: MouseEvent) -> Option<Touch> {
    let gesture = match event.kind {
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        MouseEventKind::Down(MouseButton::Left) => Gesture::Press,
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        _ => return None,
    };
    Some(Touch { gesture, x: event.column, y: event.row })
}

/// The terminal library's key as ours.
fn pressed(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(number) => Code::Function(number),
        KeyCode::BackTab => Code::Named(Named::Tab),
        code => Code::Named(named(code)?),
    };
    let held = |modifier| event.modifiers.contains(modifier);
    let is_character = matches!(code, Code::Char(c) if c != ' ');
    Some(Key {
        code,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: (held(KeyModifiers::SHIFT) && !is_character) || event.code == KeyCode::BackTab,
    })
}

fn named(code: KeyCode) -> Option<Named> {
    Some(match code {
        KeyCode::Enter => Named::Enter,
        KeyCode::Esc => Named::Esc,
        KeyCode::Tab => Named::Tab,
        KeyCode::Backspace => Named::Backspace,
        KeyCode::Delete => Named::Delete,
        KeyCode::Insert => Named::Insert,
        KeyCode::Up => Named::Up,
        KeyCode::Down => Named::Down,
        KeyCode::Left => Named::Left,
        KeyCode::Right => Named::Right,
        KeyCode::Home => Named::Home,
        KeyCode::End => Named::End,
        KeyCode::PageUp => Named::PageUp,
        KeyCode::PageDown => Named::PageDown,
        _ => return None,
    })
}

/// Starts the thread that turns signals into mail: the ones that end a program, and the one that stops it.
#[cfg(unix)]
pub(super) fn listen_for_signals(mailbox: Sender<Mail>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP])?;
    let listen = move || {
        for signal in &mut signals {
            // While another program has the terminal, what is typed there is meant for it.
            if matches!(signal, SIGINT | SIGQUIT) && is_lent() {
                continue;
            }
            let mail = if signal == SIGTSTP { Mail::Stopped } else { Mail::Ended(signal) };
            if mailbox.send(mail).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(listen).map(|_| ())
}

#[cfg(not(unix))]
pub(super) fn listen_for_signals(_mailbox: Sender<Mail>) -> io::Result<()> {
    Ok(())
}

/// A mailbox and its slot.
pub(super) fn mailbox() -> (Sender<Mail>, Receiver<Mail>) {
    channel()
}
