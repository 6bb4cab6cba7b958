//! The terminal: taken for the page, and given back whatever happens.

use std::env;
use std::io::{self, Stdout, Write as _, stdout};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

use super::hyperlinks::{Hyperlinked, are_known};
use crate::app::Model;
use crate::app::geometry::Size;
use crate::app::preferences::{Hyperlinks, Mouse};
use crate::ui::hyperlink::{Addresses, addresses};
use crate::ui::{theme::Theme, view};
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal as Painted;

/// Whether the terminal is in our hands, so that giving it back twice does nothing.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while it shows the page. Dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    painted: Painted<Hyperlinked<Stdout>>,
    /// Whether addresses are hyperlinks now.
    hyperlinks: Hyperlinks,
    /// Whether the terminal is known to show them.
    knows_hyperlinks: bool,
    /// Whether the mouse is listened to now.
    mouse: Mouse,
}

impl Terminal {
    /// Takes the terminal: raw mode, alternate screen, pasted text told apart from keys.
    pub fn take() -> io::Result<Self> {
        restore_on_panic(thread::current().id());
        enter()?;
        let painted = Painted::new(Hyperlinked::new(stdout())).inspect_err(|_| give_back())?;
        let knows_hyperlinks = are_known(|name| env::var(name).ok());
        Ok(Self { painted, hyperlinks: Hyperlinks::Off, knows_hyperlinks, mouse: Mouse::Off })
    }

    /// How large it is.
    pub(super) fn size(&self) -> io::Result<Size> {
        let size = self.painted.size()?;
        Ok(Size { columns: size.width, rows: size.height })
    }

    /// Paints the model, all at once where the terminal can.
    pub(super) fn draw(&mut self, model: &Model, theme: &Theme) -> io::Result<()> {
        self.listen_to(model.preferences.mouse)?;
        self.link_to(model)?;
        execute!(stdout(), BeginSynchronizedUpdate)?;
        let drawn = self.painted.draw(|frame| view(model, theme, frame)).map(|_| ());
        execute!(stdout(), EndSynchronizedUpdate)?;
        drawn
    }

    /// Listens to the mouse, or leaves it to the terminal.
    fn listen_to(&mut self, mouse: Mouse) -> io::Result<()> {
        match (self.mouse, mouse) {
            (Mouse::Off, Mouse::On) => execute!(stdout(), EnableMouseCapture)?,
            (Mouse::On, Mouse::Off) => execute!(stdout(), DisableMouseCapture)?,
            _ => {}
        }
        self.mouse = mouse;
        Ok(())
    }

    /// Makes hyperlinks of the addresses on the screen, where they are wanted and known.
    fn link_to(&mut self, model: &Model) -> io::Result<()> {
        let wanted = match model.preferences.hyperlinks {
            Hyperlinks::Auto if self.knows_hyperlinks => Hyperlinks::On,
            Hyperlinks::Auto => Hyperlinks::Off,
            chosen => chosen,
        };
        if wanted != self.hyperlinks {
            self.hyperlinks = wanted;
            self.forget()?;
        }
        let is_on = wanted == Hyperlinks::On;
        self.painted.backend_mut().addresses = if is_on { addresses(model) } else { Addresses::new() };
        Ok(())
    }

    /// Paints every cell again at the next drawing. A new painter is used for that, since clearing the old one asks
    /// the terminal where its cursor is, and not every terminal answers.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        execute!(stdout(), Clear(ClearType::All))?;
        self.painted = Painted::new(Hyperlinked::new(stdout()))?;
        Ok(())
    }

    /// Gives the terminal back, stops the program until it is continued, and takes the terminal again.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        enter()?;
        self.mouse = Mouse::Off;
        self.forget()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste).inspect_err(|_| give_back())
}

/// Gives the terminal back. Nothing can be done where that fails: it may be gone.
pub(super) fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        execute!(
            stdout(),
            EndSynchronizedUpdate,
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        )
        .ok();
        disable_raw_mode().ok();
        stdout().flush().ok();
    }
}

/// Gives the terminal back before the main thread's panic is reported. A job's panic is the job's answer, and is
/// not reported over the page.
fn restore_on_panic(main: ThreadId) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == main {
                give_back();
                report(info);
            }
        }));
    });
}
