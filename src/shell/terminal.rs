//! The terminal: taken for the page, and given back whatever happens.

use std::cell::RefCell;
use std::env;
use std::io::{self, Write, stdout};
use std::panic;
use std::rc::Rc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

use super::background::QUESTION;
use super::hyperlinks::{Hyperlinked, are_known};
use super::panic_report;
use crate::app::Model;
use crate::app::geometry::Size;
use crate::app::preferences::{Hyperlinks, Mouse};
use crate::ui::hyperlink::{Addresses, addresses};
use crate::ui::{theme::Theme, view};
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
    EnableMouseCapture,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal as Painted;

/// Whether the terminal is in our hands, so that giving it back twice does nothing.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether another program has the terminal for a while.
static LENT: AtomicBool = AtomicBool::new(false);

/// Whether another program has the terminal for a while.
#[cfg(unix)]
pub(super) fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// The terminal while it shows the page. Dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    painted: Painted<Hyperlinked<Sheet>>,
    sheet: Sheet,
    /// Whether addresses are hyperlinks now.
    hyperlinks: Hyperlinks,
    /// Whether the terminal is known to show them.
    knows_hyperlinks: bool,
    /// Whether the mouse is listened to now.
    mouse: Mouse,
}

/// What is to be sent to the terminal. A frame is written on it piece by piece and sent in one piece, so that a
/// terminal never shows half of one, and a slow line is asked once.
#[derive(Clone, Debug, Default)]
struct Sheet(Rc<RefCell<Vec<u8>>>);

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Nothing is sent before all is written.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sheet {
    fn send(&self) -> io::Result<()> {
        let mut bytes = self.0.borrow_mut();
        let mut out = stdout().lock();
        let sent = out.write_all(&bytes).and_then(|()| out.flush());
        bytes.clear();
        sent
    }
}

impl Terminal {
    /// Takes the terminal: raw mode, alternate screen, pasted text told apart from keys.
    pub fn take() -> io::Result<Self> {
        restore_on_panic(thread::current().id());
        enter()?;
        let sheet = Sheet::default();
        let painted = Painted::new(Hyperlinked::new(sheet.clone())).inspect_err(|_| give_back())?;
        let knows_hyperlinks = are_known(|name| env::var(name).ok());
        Ok(Self { painted, sheet, hyperlinks: Hyperlinks::Off, knows_hyperlinks, mouse: Mouse::Off })
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
        queue!(self.sheet, BeginSynchronizedUpdate)?;
        self.painted.draw(|frame| view(model, theme, frame))?;
        queue!(self.sheet, EndSynchronizedUpdate)?;
        self.sheet.send()
    }

    /// Asks the terminal what its background is; the answer comes as input, or never.
    pub(super) fn ask_background(&mut self) -> io::Result<()> {
        self.sheet.write_all(QUESTION.as_bytes())?;
        self.sheet.send()
    }

    /// Sends a sequence that changes nothing on the screen.
    pub(super) fn send(&mut self, sequence: &str) -> io::Result<()> {
        self.sheet.write_all(sequence.as_bytes())?;
        self.sheet.send()
    }

    /// Listens to the mouse, or leaves it to the terminal.
    fn listen_to(&mut self, mouse: Mouse) -> io::Result<()> {
        match (self.mouse, mouse) {
            (Mouse::Off, Mouse::On) => queue!(self.sheet, EnableMouseCapture)?,
            (Mouse::On, Mouse::Off) => queue!(self.sheet, DisableMouseCapture)?,
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
        queue!(self.sheet, Clear(ClearType::All))?;
        self.painted = Painted::new(Hyperlinked::new(self.sheet.clone()))?;
        Ok(())
    }

    /// Gives the terminal back, stops the program until it is continued, and takes the terminal again.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.lend(|| {
            #[cfg(unix)]
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            Ok(())
        })?
    }

    /// Gives the terminal back while `work` is done, and takes it again.
    pub(super) fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        LENT.store(true, Ordering::SeqCst);
        give_back();
        let done = work();
        LENT.store(false, Ordering::SeqCst);
        enter()?;
        self.mouse = Mouse::Off;
        self.forget()?;
        Ok(done)
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
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)
        .inspect_err(|_| give_back())
}

/// Gives the terminal back. Nothing can be done where that fails: it may be gone.
pub(super) fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        execute!(
            stdout(),
            EndSynchronizedUpdate,
            DisableMouseCapture,
            DisableFocusChange,
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
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == main {
                give_back();
                panic_report::tell(info);
            }
        }));
    });
}
