//! A run without a terminal: keys go in, the last screen comes out. The same core, the same library, no threads.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::clerk::Desk;
use super::jobs;
use super::kept::take_notices;
use super::open::Asking;
use super::outside;
use super::reading::Headless;
use super::renewing::renew;
use super::settings::Session;
use crate::app::geometry::Size;
use crate::app::key::parse_sequence;
use crate::app::{Effect, Message, Model, Problem, Start, init, update};
use crate::article::Origin;
use crate::fetch::GiveUp;
use crate::ui::{theme::Theme, view};

/// Feeds the keys of `run` to the reader and gives the last screen, one line a row, without the blanks at its end.
pub(super) fn run(session: Session, run: &Headless) -> Result<String, Problem> {
    let keys = parse_sequence(&run.keys)
        .map_err(|part| Problem::new("cannot read --keys", &format!("“{part}” is no key")))?;
    let start = Start {
        articles: session.articles,
        keymap: session.keymap,
        problems: session.problems,
        preferences: session.preferences,
        usual: session.usual,
        themes: session.look.names(),
        size: Size { columns: run.columns, rows: run.rows },
    };
    let mut desk = Desk::new(session.library);
    let (mut model, effects) = init(start);
    let mut goes_on = settle(&mut model, &mut desk, effects)?;
    for key in keys {
        if !goes_on {
            break;
        }
        let effects = update(&mut model, Message::Key(key));
        goes_on = settle(&mut model, &mut desk, effects)?;
    }
    if goes_on {
        // A reader who walks away leaves the place, and a note half written, as one whose terminal goes does.
        let effects = update(&mut model, Message::Stopped);
        settle(&mut model, &mut desk, effects)?;
    }
    screen(&model, session.look.theme(&model.preferences.theme), run)
}

fn settle(model: &mut Model, desk: &mut Desk, effects: Vec<Effect>) -> Result<bool, Problem> {
    finish(model, effects, |effect| perform(desk, effect, &GiveUp::default()))
}

/// Runs effects, and those of their answers, until there are none; `false` when the program was left.
pub(super) fn finish(
    model: &mut Model,
    effects: Vec<Effect>,
    mut perform: impl FnMut(Effect) -> Vec<Message>,
) -> Result<bool, Problem> {
    let mut effects = VecDeque::from(effects);
    while let Some(effect) = effects.pop_front() {
        match effect {
            Effect::Quit => return Ok(false),
            Effect::Fail(problem) => return Err(problem),
            _ => {}
        }
        for message in perform(effect) {
            effects.extend(update(model, message));
        }
    }
    Ok(true)
}

/// Does what an effect asks for, at once; waiting for a page can be given up.
pub(super) fn perform(desk: &mut Desk, effect: Effect, give_up: &GiveUp) -> Vec<Message> {
    let open = |desk: &mut Desk, ticket, origin: Origin, from| {
        let asking = Asking { from, give_up: give_up.clone(), ..Asking::default() };
        let opened = jobs::open_article(&origin, &asking).map(|article| desk.opened(article));
        let notices = take_notices().into_iter().map(Message::Warned);
        [Message::Opened(ticket, opened)].into_iter().chain(notices).collect()
    };
    match effect {
        Effect::Open(ticket, origin) => open(desk, ticket, origin, None),
        Effect::Follow(ticket, origin, from) => open(desk, ticket, origin, Some(from)),
        Effect::Analyze(ticket, article) => match jobs::analyze_article(&article) {
            Ok(analysis) => vec![Message::Analyzed(ticket, analysis)],
            Err(problem) => vec![Message::Warned(problem)],
        },
        Effect::Search(ticket, lookout) => vec![jobs::search(ticket, lookout)],
        Effect::Export(ticket, file) => vec![Message::Exported(ticket, jobs::export(Path::new("."), &file))],
        Effect::Renew(ticket, origin) => {
            let mut told = Vec::new();
            let last = renew(ticket, origin, give_up, |message| told.push(message));
            told.push(last);
            told
        }
        Effect::EditOutside(text) => vec![Message::EditedOutside(outside::edit(&text))],
        effect => desk.serve(effect).unwrap_or_default(),
    }
}

fn screen(model: &Model, theme: &Theme, run: &Headless) -> Result<String, Problem> {
    let painted: Result<Terminal<TestBackend>, Infallible> =
        Terminal::new(TestBackend::new(run.columns, run.rows));
    let mut terminal = painted.map_err(|never| match never {})?;
    terminal.draw(|frame| view(model, theme, frame)).map_err(|never: Infallible| match never {})?;
    Ok(lines(terminal.backend().buffer()))
}

/// The characters of a screen, one line a row.
fn lines(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
            line.push_str(symbol);
            x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap_or(1).max(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
