//! The loop: effects are run, the model is painted, one message is waited for, the model is updated.

use std::cell::RefCell;
use std::io::{self, IsTerminal as _, stdout};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::background::Sifter;
use super::browse::browse;
use super::clerk::{Clerk, Desk};
use super::clipboard;
use super::input::{Heard, Input, Mail, listen_for_signals, mailbox};
use super::jobs;
use super::news::listen;
use super::open::{Asking, reason};
use super::outside;
use super::renewing::renew;
use super::settings::Session;
use super::terminal::{Terminal, give_back};
use super::watch::Watch;
use crate::app::{Effect, Message, Model, Problem, Start, Ticket, init, update};
use crate::article::Origin;
use crate::fetch::GiveUp;

/// Runs the reader on the terminal until it is left.
pub(super) fn run(session: Session) -> Result<(), Problem> {
    if !stdout().is_terminal() {
        let problem = Problem::new("cannot show the reader", "standard output is not a terminal");
        return Err(problem.hint("sayso print ARTICLE writes the page to it"));
    }
    let unusable = |error: io::Error| Problem::new("cannot use the terminal", &reason(&error));
    let (sender, mail) = mailbox();
    let settings = Watch::new(session.library.paths().clone(), session.look);
    let desk = Desk::new(session.library);
    let journals = desk.journals();
    let clerk = Clerk::start(desk, sender.clone()).map_err(unusable)?;
    listen_for_signals(sender.clone()).map_err(unusable)?;
    let terminal = Terminal::take().map_err(unusable)?;
    let asks = settings.asks_background();
    let sifter = if asks { Sifter::asked_now() } else { Sifter::default() };
    let input = Input::listen(sender.clone(), sifter).map_err(unusable)?;
    let start = Start {
        articles: session.articles,
        keymap: session.keymap,
        problems: session.problems,
        preferences: session.preferences,
        usual: session.usual,
        themes: settings.look.names(),
        size: terminal.size().unwrap_or_default(),
    };
    listen(journals, sender.clone());
    let (model, effects) = init(start);
    let mut world = World {
        clerk,
        mailbox: sender,
        folder: PathBuf::from("."),
        ending: None,
        waited_for: RefCell::default(),
        renewed: RefCell::default(),
    };
    let (started, answer_due) = (Instant::now(), asks.then(|| Instant::now() + ANSWER));
    let mut run = Run { model, terminal, settings, started, answer_due, later: Vec::new() };
    let ended = run.through(&mut world, &mail, &input, effects);
    run.wait_for_answer(&mail, &input);
    world.clerk.finish();
    drop(run);
    ended?;
    world.end_as_told();
    Ok(())
}

/// How long after the question what is read may still be its answer, which nobody else must get: the program does not
/// end before. Only one who leaves sooner notices.
const ANSWER: Duration = Duration::from_millis(150);

/// One run of the reader.
struct Run {
    model: Model,
    terminal: Terminal,
    settings: Watch,
    started: Instant,
    /// When the terminal's answer is not waited for any more at the end; `None` when there is none to come.
    answer_due: Option<Instant>,
    /// What is asked for once the frame is drawn.
    later: Vec<Effect>,
}

impl Run {
    /// The loop, until the reader is left.
    fn through(
        &mut self,
        world: &mut World,
        mail: &Receiver<Mail>,
        input: &Input,
        mut effects: Vec<Effect>,
    ) -> Result<(), Problem> {
        let mut listening = false;
        let mut asks = self.answer_due.is_some();
        loop {
            match world.run_all(std::mem::take(&mut effects), &mut self.terminal) {
                Flow::GoOn => {}
                Flow::End => return Ok(()),
                Flow::Fail(problem) => return Err(problem),
            }
            let theme = self.settings.look.theme(&self.model.preferences.theme);
            if self.terminal.draw(&self.model, theme).is_err() {
                // The terminal is gone; what was noted is with the clerk already, and what is being written goes there.
                let effects = update(&mut self.model, Message::Stopped);
                world.run_all(effects, &mut self.terminal);
                return Ok(());
            }
            world.run_all(std::mem::take(&mut self.later), &mut self.terminal);
            if !listening {
                input.ready();
                listening = true;
            }
            if std::mem::take(&mut asks) {
                self.terminal.ask_background().ok();
            }
            let Some(first) = self.next_mail(mail, world) else { return Ok(()) };
            // What has come in the meantime is in the same frame: a slow terminal is not sent one for each.
            for mail in std::iter::once(first).chain(mail.try_iter().take(MOST_MAIL)) {
                listening = listening && !matches!(mail, Mail::Input(_));
                match self.take_in(mail, world) {
                    Flow::GoOn => {}
                    Flow::End => return Ok(()),
                    Flow::Fail(problem) => return Err(problem),
                }
            }
        }
    }

    /// Waits for mail; the model is told the time when it wants to be, and that alone paints nothing.
    fn next_mail(&mut self, mail: &Receiver<Mail>, world: &World) -> Option<Mail> {
        loop {
            let Some(wakes_at) = self.model.wakes_at() else { return mail.recv().ok() };
            let until = self.started + Duration::from_millis(wakes_at);
            match mail.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(mail) => return Some(mail),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    let now = Message::Clock(self.elapsed());
                    let effects = update(&mut self.model, now);
                    world.run_all(effects, &mut self.terminal);
                }
            }
        }
    }

    /// Milliseconds since the start.
    fn elapsed(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Updates the model with what came, and does what is to be done about it.
    fn take_in(&mut self, mail: Mail, world: &mut World) -> Flow {
        match mail {
            Mail::Input(heard) => {
                for heard in heard {
                    // A search takes a processor to itself, which the frame would have to wait for.
                    let (later, effects): (Vec<_>, Vec<_>) = self
                        .hear(heard, world)
                        .into_iter()
                        .partition(|effect| matches!(effect, Effect::Search(..)));
                    self.later.extend(later);
                    let flow = world.run_all(effects, &mut self.terminal);
                    if flow != Flow::GoOn {
                        return flow;
                    }
                }
                Flow::GoOn
            }
            Mail::Answer(message) => {
                let effects = update(&mut self.model, message);
                world.run_all(effects, &mut self.terminal)
            }
            Mail::Notes => {
                world.clerk.look();
                Flow::GoOn
            }
            Mail::Stopped => world.run_all(vec![Effect::Suspend], &mut self.terminal),
            Mail::Deaf | Mail::Ended(_) => {
                if let Mail::Ended(signal) = mail {
                    world.ending = Some(signal);
                }
                let effects = update(&mut self.model, Message::Stopped);
                world.run_all(effects, &mut self.terminal)
            }
        }
    }

    /// Takes in what the terminal sent. Before a key the model is told the time, and whether its settings have changed.
    fn hear(&mut self, heard: Heard, world: &World) -> Vec<Effect> {
        let mut effects = Vec::new();
        match heard {
            Heard::Background(background) => {
                self.answer_due = None;
                self.settings.look.background = Some(background);
            }
            Heard::Focus => {
                world.clerk.look();
                effects = self.look_at_settings();
            }
            Heard::Message(message) => {
                if matches!(message, Message::Key(_)) {
                    if self.settings.is_due() {
                        world.clerk.look();
                        effects = self.look_at_settings();
                    }
                    let elapsed = self.elapsed();
                    effects.extend(update(&mut self.model, Message::Clock(elapsed)));
                }
                effects.extend(update(&mut self.model, message));
            }
        }
        effects
    }

    fn look_at_settings(&mut self) -> Vec<Effect> {
        match self.settings.changed(&self.model.preferences) {
            Some(message) => update(&mut self.model, message),
            None => Vec::new(),
        }
    }

    /// Takes the terminal's answer in before the terminal is given back: what is not read here would be read by the
    /// shell, as keys.
    fn wait_for_answer(&mut self, mail: &Receiver<Mail>, input: &Input) {
        while let Some(due) = self.answer_due {
            input.ready();
            match mail.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(Mail::Input(heard)) => {
                    if heard.iter().any(|heard| matches!(heard, Heard::Background(_))) {
                        self.answer_due = None;
                    }
                }
                Ok(Mail::Answer(_)) => {}
                Ok(_) | Err(_) => return,
            }
        }
    }
}

/// The most letters that are opened before a frame.
const MOST_MAIL: usize = 16;

/// What effects need.
struct World {
    clerk: Clerk,
    mailbox: Sender<Mail>,
    folder: PathBuf,
    /// The signal that told the program to end.
    ending: Option<i32>,
    /// Ways to stop waiting: for the article that is being opened, and for what is asked for again.
    waited_for: RefCell<GiveUp>,
    renewed: RefCell<GiveUp>,
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
                self.tell_size(terminal);
            }
            Effect::EditOutside(text) => {
                if let Ok(answer) = terminal.lend(|| outside::edit(&text)) {
                    self.mailbox.send(Mail::Answer(Message::EditedOutside(answer))).ok();
                }
                self.tell_size(terminal);
            }
            Effect::Redraw => {
                terminal.forget().ok();
            }
            Effect::Open(ticket, origin) => self.open(ticket, origin, None),
            Effect::Follow(ticket, origin, from) => self.open(ticket, origin, Some(from)),
            Effect::GiveUp => self.waited_for.take().now(),
            Effect::Analyze(ticket, article) => {
                self.answer("analyze", move || match jobs::analyze_article(&article) {
                    Ok(analysis) => Message::Analyzed(ticket, analysis),
                    Err(problem) => Message::Warned(problem),
                });
            }
            Effect::Export(ticket, file) => {
                let folder = self.folder.clone();
                self.answer("export", move || Message::Exported(ticket, jobs::export(&folder, &file)));
            }
            Effect::Renew(ticket, origin) => self.renew(ticket, origin),
            Effect::EndRenewing => self.renewed.take().now(),
            Effect::Search(ticket, lookout) => {
                self.answer("search", move || jobs::search(ticket, lookout));
            }
            Effect::Copy(words) => {
                // What the terminal has no room for, and what it does not take, is left to the system.
                terminal.send(&clipboard::sequence(&words)).ok();
                self.spawn("copy", move || _ = clipboard::copy(&words));
            }
            Effect::Browse(address) => {
                self.answer("browse", move || Message::Browsed(browse(&address)));
            }
            Effect::ReadNotes(..)
            | Effect::ReadKeys(_)
            | Effect::Cite(..)
            | Effect::ReadShelf(..)
            | Effect::ChangeShelf(..)
            | Effect::SearchLibrary(..)
            | Effect::FindChanges(..)
            | Effect::Check(..)
            | Effect::Record(..)
            | Effect::KeepDraft(_)
            | Effect::DropDraft(_)
            | Effect::Remember(..)
            | Effect::KeepMark(..)
            | Effect::KeepChoice(..)
            | Effect::Shelve(..) => {
                self.clerk.ask(effect);
            }
        }
        Flow::GoOn
    }

    /// Asks the web again in a thread of its own, which tells how far it is.
    fn renew(&self, ticket: Ticket, origin: Option<Origin>) {
        let give_up = GiveUp::default();
        self.renewed.replace(give_up.clone());
        let send = self.sender();
        self.answer("renew", move || renew(ticket, origin, &give_up, send));
    }

    /// Opens an article in a thread of its own. Nobody waits any more for one that was asked for before.
    fn open(&self, ticket: Ticket, origin: Origin, from: Option<Origin>) {
        let Some(line) = self.clerk.line() else { return };
        let asking = Asking { from, ..Asking::default() };
        self.waited_for.replace(asking.give_up.clone()).now();
        let send = self.sender();
        self.spawn("open", move || line.open(ticket, &origin, &asking, send));
    }

    /// A way for a job to tell more than its answer.
    fn sender(&self) -> impl Fn(Message) + Send + 'static {
        let mailbox = self.mailbox.clone();
        move |message| {
            mailbox.send(Mail::Answer(message)).ok();
        }
    }

    /// The terminal may have another size when it is taken again.
    fn tell_size(&self, terminal: &Terminal) {
        if let Ok(size) = terminal.size() {
            self.mailbox.send(Mail::Answer(Message::Resized(size))).ok();
        }
    }

    /// Runs a job in a thread of its own; its answer comes as mail.
    fn answer(&self, name: &str, job: impl FnOnce() -> Message + Send + 'static) {
        let send = self.sender();
        self.spawn(name, move || send(job()));
    }

    /// Runs a job in a thread of its own.
    fn spawn(&self, name: &str, work: impl FnOnce() + Send + 'static) {
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
