//! The loop: effects are run, the model is painted, one message is waited for, the model is updated.

use std::io::{self, IsTerminal as _, stdout};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Instant;

use super::browse::browse;
use super::clerk::{Clerk, Desk};
use super::input::{Input, Mail, listen_for_signals, mailbox};
use super::jobs;
use super::open::reason;
use super::settings::Session;
use super::terminal::{Terminal, give_back};
use crate::app::{Effect, Message, Model, Problem, Start, init, update};

/// Runs the reader on the terminal until it is left.
pub(super) fn run(session: Session) -> Result<(), Problem> {
    if !stdout().is_terminal() {
        let problem = Problem::new("cannot show the reader", "standard output is not a terminal");
        return Err(problem.hint("sayso print ARTICLE writes the page to it"));
    }
    let unusable = |error: io::Error| Problem::new("cannot use the terminal", &reason(&error));
    let (sender, mail) = mailbox();
    let clerk = Clerk::start(Desk::new(session.library), sender.clone()).map_err(unusable)?;
    listen_for_signals(sender.clone()).map_err(unusable)?;
    let mut terminal = Terminal::take().map_err(unusable)?;
    let input = Input::listen(sender.clone()).map_err(unusable)?;
    let start = Start {
        articles: session.articles,
        keymap: session.keymap,
        problems: session.problems,
        preferences: session.preferences,
        usual: session.usual,
        themes: session.look.names(),
        size: terminal.size().unwrap_or_default(),
    };
    let (mut model, mut effects) = init(start);
    let mut world = World { clerk, mailbox: sender, folder: PathBuf::from("."), ending: None };
    let mut listening = false;
    let started = Instant::now();
    loop {
        match world.run_all(effects, &mut terminal) {
            Flow::GoOn => {}
            Flow::End => break,
            Flow::Fail(problem) => return Err(problem),
        }
        if terminal.draw(&model, session.look.theme(&model.preferences.theme)).is_err() {
            // The terminal is gone; what was noted is with the clerk already.
            break;
        }
        if !listening {
            input.ready();
            listening = true;
        }
        let Ok(mail) = mail.recv() else { break };
        listening = listening && !matches!(mail, Mail::Input(_));
        let message = match mail {
            Mail::Input(message) | Mail::Answer(message) => message,
            Mail::Deaf => Message::Stopped,
            Mail::Ended(signal) => {
                world.ending = Some(signal);
                Message::Stopped
            }
            Mail::Stopped => {
                effects = vec![Effect::Suspend];
                continue;
            }
        };
        effects = update_at(&mut model, message, started);
    }
    world.clerk.finish();
    drop(terminal);
    world.end_as_told();
    Ok(())
}

/// Updates the model; before a key it is told the time.
fn update_at(model: &mut Model, message: Message, started: Instant) -> Vec<Effect> {
    let mut effects = Vec::new();
    if matches!(message, Message::Key(_)) {
        let elapsed = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        effects = update(model, Message::Clock(elapsed));
    }
    effects.extend(update(model, message));
    effects
}

/// What effects need.
struct World {
    clerk: Clerk,
    mailbox: Sender<Mail>,
    folder: PathBuf,
    /// The signal that told the program to end.
    ending: Option<i32>,
}

#[derive(PartialEq, Eq)]
enum Flow {
    GoOn,
    End,
    Fail(Problem),
}

impl World {
    fn run_all(&self, effects: Vec<Effect>, terminal: &mut Terminal) -> Flow {
        for effect in effects {
            let flow = self.run(effect, terminal);
            if flow != Flow::GoOn {
                return flow;
            }
        }
        Flow::GoOn
    }

    fn run(&self, effect: Effect, terminal: &mut Terminal) -> Flow {
        match effect {
            Effect::Quit => return Flow::End,
            Effect::Fail(problem) => return Flow::Fail(problem),
            Effect::Suspend => {
                terminal.suspend().ok();
                if let Ok(size) = terminal.size() {
                    self.mailbox.send(Mail::Answer(Message::Resized(size))).ok();
                }
            }
            Effect::Redraw => {
                terminal.forget().ok();
            }
            Effect::Open(ticket, origin) => {
                let Some(line) = self.clerk.line() else {
                    return Flow::GoOn;
                };
                self.spawn("open", move || Message::Opened(ticket, line.open(&origin)));
            }
            Effect::Analyze(ticket, article) => {
                self.spawn("analyze", move || match jobs::analyze_article(&article) {
                    Ok(analysis) => Message::Analyzed(ticket, analysis),
                    Err(problem) => Message::Warned(problem),
                });
            }
            Effect::Export(ticket, file) => {
                let folder = self.folder.clone();
                self.spawn("export", move || Message::Exported(ticket, jobs::export(&folder, &file)));
            }
            Effect::Browse(address) => {
                self.spawn("browse", move || Message::Browsed(browse(&address)));
            }
            Effect::ReadNotes(_)
            | Effect::ReadShelf(_)
            | Effect::Record(..)
            | Effect::Remember(..)
            | Effect::KeepMark(..)
            | Effect::KeepChoice(..)
            | Effect::Shelve(..) => {
                self.clerk.ask(effect);
            }
        }
        Flow::GoOn
    }

    /// Runs a job in a thread of its own; its answer comes as mail.
    fn spawn(&self, name: &str, job: impl FnOnce() -> Message + Send + 'static) {
        let mailbox = self.mailbox.clone();
        let work = move || {
            mailbox.send(Mail::Answer(job())).ok();
        };
        if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(work) {
            let problem = Problem::new("cannot start a job", &reason(&error));
            self.mailbox.send(Mail::Answer(Message::Warned(problem))).ok();
        }
    }

    /// Ends the way the signal asks for, so that whoever sent it sees that it was obeyed.
    fn end_as_told(&self) {
        give_back();
        #[cfg(unix)]
        if let Some(signal) = self.ending {
            signal_hook::low_level::emulate_default_handler(signal).ok();
        }
    }
}
