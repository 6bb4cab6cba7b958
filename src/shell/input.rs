//! Keys and signals, as messages.

use std::io;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::Message;
use crate::app::geometry::Size;
use crate::app::key::{Code, Key, Named};
use crate::app::mouse::{Gesture, Touch};

/// What the threads send to the loop.
#[derive(Debug)]
pub(super) enum Mail {
    /// The terminal sent something.
    Input(Message),
    /// A job is done.
    Answer(Message),
    /// The terminal cannot be read any more.
    Deaf,
    /// The program was told to end, by this signal.
    Ended(i32),
    /// The program was told to stop until it is continued.
    Stopped,
}

/// The thread that reads the terminal. It reads one event each time it is asked to, so that nobody reads while
/// another program has the terminal, and nothing wakes while nothing happens.
#[derive(Debug)]
pub(super) struct Input {
    turns: SyncSender<()>,
}

impl Input {
    /// Starts the thread.
    pub(super) fn listen(mailbox: Sender<Mail>) -> io::Result<Self> {
        let (turns, asked) = sync_channel(1);
        thread::Builder::new().name("input".to_owned()).spawn(move || read(&asked, &mailbox))?;
        Ok(Self { turns })
    }

    /// Asks for the next event.
    pub(super) fn ready(&self) {
        self.turns.try_send(()).ok();
    }
}

/// Reads one event a turn, passing over those that mean nothing to us.
fn read(asked: &Receiver<()>, mailbox: &Sender<Mail>) {
    while asked.recv().is_ok() {
        let mail = loop {
            match event::read() {
                Ok(event) => {
                    if let Some(message) = message(event) {
                        break Mail::Input(message);
                    }
                }
                Err(_gone) => break Mail::Deaf,
            }
        };
        let is_last = matches!(mail, Mail::Deaf);
        if mailbox.send(mail).is_err() || is_last {
            return;
        }
    }
}

fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(key).map(Message::Key),
        Event::Paste(words) => Some(Message::Pasted(words)),
        Event::Resize(columns, rows) => Some(Message::Resized(Size { columns, rows })),
        Event::Mouse(mouse) => touched(mouse).map(Message::Mouse),
        Event::Key(_) | Event::FocusGained | Event::FocusLost => None,
    }
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
