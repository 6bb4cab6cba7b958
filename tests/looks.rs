//! What cells look like: themes, matches, faded words, the ruler.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use sayso::app::geometry::Size;
use sayso::app::key::parse_sequence;
use sayso::app::keymap::Keymap;
use sayso::app::preferences::Preferences;
use sayso::app::{Effect, Message, Opened, Start, init, update};
use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::attribution::analyze;
use sayso::lexicon::Lexicon;
use sayso::segment::with_blocks;
use sayso::ui::theme::Themes;
use sayso::ui::view;

const TEXT: &str = "The hall was full that day.\n\n“We lost the room,” said Ada Moore. The rest went home.";

/// The screen after `keys`, in a theme.
fn painted(keys: &str, theme: &str) -> Buffer {
    let draft = Draft { text: SafeText::new(TEXT), ..Draft::default() };
    let article = Arc::new(Article::new(Origin::StandardInput, with_blocks(draft)));
    let size = Size { columns: 40, rows: 9 };
    let (mut model, effects) = init(Start {
        articles: vec![Origin::StandardInput],
        keymap: Keymap::shipped(),
        problems: Vec::new(),
        preferences: Preferences::default(),
        usual: Preferences::default(),
        themes: Themes::shipped().names(),
        size,
    });
    let [Effect::Open(ticket, _)] = effects.as_slice() else { return Buffer::default() };
    let opened = Opened { article: Arc::clone(&article), place: None, marks: BTreeMap::new() };
    for effect in update(&mut model, Message::Opened(*ticket, Ok(opened))) {
        if let Effect::Analyze(ticket, article) = effect {
            let _ = update(
                &mut model,
                Message::Analyzed(ticket, Arc::new(analyze(&article, Lexicon::bundled()))),
            );
        }
    }
    for key in parse_sequence(keys).unwrap() {
        let _ = update(&mut model, Message::Key(key));
    }
    let mut terminal = Terminal::new(TestBackend::new(size.columns, size.rows)).unwrap();
    let themes = Themes::shipped();
    terminal.draw(|frame| view(&model, themes.get(theme).unwrap(), frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// The first cell of `words` on the screen.
fn cell<'b>(buffer: &'b Buffer, words: &str) -> &'b Cell {
    let rows = (0..buffer.area.height).map(|y| (y, (0..buffer.area.width).map(move |x| (x, y))));
    let found = rows.into_iter().find_map(|(y, places)| {
        let row: Vec<&str> = places.map(|place| buffer.cell(place).unwrap().symbol()).collect();
        let words: Vec<String> = words.chars().map(String::from).collect();
        row.windows(words.len()).position(|window| window == words).map(|x| (u16::try_from(x).unwrap(), y))
    });
    buffer.cell(found.unwrap()).unwrap()
}

#[test]
fn a_theme_colours_the_whole_screen_and_none_colours_nothing() {
    for name in ["light", "dark", "sepia", "high-contrast"] {
        for keys in ["", "?", "s", "h"] {
            let buffer = painted(keys, name);
            let page = Themes::shipped().get(name).unwrap().page;
            assert!(
                buffer.content.iter().filter(|cell| Some(cell.bg) == page.bg).count() > 250,
                "{name} {keys}"
            );
            assert!(
                buffer.content.iter().all(|cell| cell.bg != ratatui::style::Color::Reset),
                "{name} {keys}"
            );
        }
    }
    for keys in ["n", "?", "s", "/ <\"the\"> Enter"] {
        let is_plain =
            |cell: &Cell| cell.fg == ratatui::style::Color::Reset && cell.bg == ratatui::style::Color::Reset;
        assert!(painted(keys, "none").content.iter().all(is_plain), "{keys}");
    }
}

#[test]
fn matches_stand_out_without_colours() {
    let buffer = painted("/ <\"the\"> Enter", "none");
    let (here, other, plain) = (cell(&buffer, "The hall"), cell(&buffer, "the room"), cell(&buffer, "hall"));
    assert!(here.modifier.contains(Modifier::REVERSED));
    assert!(other.modifier.contains(Modifier::UNDERLINED));
    assert_eq!(plain.modifier, Modifier::empty());
}

#[test]
fn words_fade_that_one_does_not_want_to_read() {
    let is_faded =
        |keys: &str, words: &str| cell(&painted(keys, "none"), words).modifier.contains(Modifier::DIM);
    assert!(!is_faded("", "full") && !is_faded("", "lost"));
    assert!(is_faded("zq", "full") && !is_faded("zq", "lost"));
    assert!(!is_faded("zQ", "full") && is_faded("zQ", "lost"));
    assert!(!is_faded("zqzq", "full"));
}

#[test]
fn the_ruler_goes_down_line_by_line() {
    let is_ruled =
        |keys: &str, words: &str| cell(&painted(keys, "none"), words).modifier.contains(Modifier::REVERSED);
    assert!(!is_ruled("", "full"));
    assert!(is_ruled("zr", "full") && !is_ruled("zr", "lost"));
    assert!(is_ruled("zr j", "lost") && !is_ruled("zr j", "full"));
    assert!(is_ruled("zr jj", "home") && !is_ruled("zr jj", "lost"));
    assert!(is_ruled("zr jjj k", "lost"));
    assert!(is_ruled("zr 9j 9k", "full"));
}
