//! What cells look like: themes, matches, faded words, the ruler.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use sayso::app::geometry::Size;
use sayso::app::key::parse_sequence;
use sayso::app::keymap::Keymap;
use sayso::app::mouse::{Gesture, Touch};
use sayso::app::preferences::Preferences;
use sayso::app::screen::reader::{Model as Reader, Ring};
use sayso::app::{Effect, Message, Model, Opened, Start, init, update};
use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::attribution::analyze;
use sayso::lexicon::Lexicon;
use sayso::segment::with_blocks;
use sayso::span::Span;
use sayso::ui::theme::Themes;
use sayso::ui::view;

const TEXT: &str = "The hall was full that day.\n\n“We lost the room,” said Ada Moore. The rest went home.";

/// The article, analysed.
fn opened() -> Model {
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
    let [Effect::Open(ticket, _)] = effects.as_slice() else { return model };
    let opened = Opened {
        article: Arc::clone(&article),
        place: None,
        marks: BTreeMap::new(),
        extent: sayso::app::Extent::Whole,
    };
    for effect in update(&mut model, Message::Opened(*ticket, Ok(opened))) {
        if let Effect::Analyze(ticket, article) = effect {
            let _ = update(
                &mut model,
                Message::Analyzed(ticket, Arc::new(analyze(&article, Lexicon::bundled()))),
            );
        }
    }
    model
}

/// The screen after `keys`, in a theme.
fn painted(keys: &str, theme: &str) -> Buffer {
    let mut model = opened();
    let size = model.size;
    for key in parse_sequence(keys).unwrap() {
        let _ = update(&mut model, Message::Key(key));
    }
    let mut terminal = Terminal::new(TestBackend::new(size.columns, size.rows)).unwrap();
    let themes = Themes::shipped();
    terminal.draw(|frame| view(&model, themes.get(theme).unwrap(), frame)).unwrap();
    terminal.backend().buffer().clone()
}

#[test]
fn the_words_that_decided_are_lit_while_it_is_told_why() {
    for theme in Themes::shipped().names() {
        let plain = painted("n", &theme);
        let lit = painted("n ga", &theme);
        let style = |buffer: &Buffer, words: &str| {
            let (x, y) = place_of(buffer, words);
            buffer.cell((x, y)).map(|cell| (cell.style(), cell.modifier)).unwrap()
        };
        for words in ["said Ada", "Ada Moore."] {
            assert_ne!(
                style(&plain, words).1,
                style(&lit, words).1,
                "{words} in {theme}, not by colour alone"
            );
        }
        assert_ne!(style(&lit, "said Ada").1, style(&lit, "Ada Moore.").1, "{theme} tells them apart");
        assert_eq!(style(&plain, "hall was"), style(&lit, "hall was"), "{theme}");
    }
}

/// The cell where `words` begin.
fn place_of(buffer: &Buffer, words: &str) -> (u16, u16) {
    let area = buffer.area;
    let row =
        |y: u16| -> Vec<&str> { (0..area.width).map(|x| buffer.cell((x, y)).unwrap().symbol()).collect() };
    let found = (0..area.height).find_map(|y| {
        let cells = row(y);
        (0..cells.len())
            .find(|x| cells[*x..].concat().starts_with(words))
            .map(|x| (u16::try_from(x).unwrap(), y))
    });
    found.unwrap_or_else(|| panic!("{words:?} is not seen:\n{buffer:?}"))
}

#[test]
fn a_click_goes_there_and_picks_and_the_wheel_scrolls() {
    let touch = |gesture, x, y| Message::Mouse(Touch { gesture, x, y });
    let mut model = opened();
    let _ = update(&mut model, touch(Gesture::Press, 6, 3));
    let cursor = |model: &Model| model.reader().map(|reader| Span::new(reader.cursor, TEXT.len()).of(TEXT));
    assert!(cursor(&model).is_some_and(|rest| rest.starts_with("rest went home")), "{:?}", cursor(&model));
    let selected =
        |model: &Model| model.reader().and_then(|reader| Some(reader.selected()?.of(TEXT).to_owned()));
    let _ = update(&mut model, touch(Gesture::Drag, 9, 3));
    assert_eq!(selected(&model).as_deref(), Some("rest"), "dragging selects");
    let _ = update(&mut model, touch(Gesture::Press, 6, 3));
    assert_eq!(selected(&model), None, "a click selects nothing");
    let _ = update(&mut model, Message::Key(parse_sequence("s").unwrap()[0]));
    let _ = update(&mut model, touch(Gesture::Press, 20, 3));
    assert!(model.overlays.is_empty(), "a click on the picked line chooses it");
    assert!(model.reader().is_some_and(|reader| reader.ring == Ring::Voice(0)));
    let _ = update(&mut model, Message::Key(parse_sequence("o").unwrap()[0]));
    let _ = update(&mut model, touch(Gesture::Press, 0, 7));
    assert!(model.overlays.is_empty(), "a click beside a list closes it");
    for (y, ring) in [(2, Ring::Quotations), (3, Ring::Voice(0))] {
        for key in parse_sequence("Esc gg gc").unwrap() {
            let _ = update(&mut model, Message::Key(key));
        }
        let _ = update(&mut model, touch(Gesture::Press, 5, y));
        assert_eq!(model.reader().map(|reader| reader.ring), Some(ring), "a click on row {y} of the chart");
        assert_eq!(model.overlays.is_empty(), ring != Ring::Quotations, "the scale is no row");
    }
    assert!(cursor(&model).is_some_and(|rest| rest.starts_with("“We lost")), "the first of that voice");
    let _ = update(&mut model, Message::Resized(Size { columns: 40, rows: 3 }));
    let top = |model: &Model| model.reader().map(Reader::first_byte);
    let start = top(&model);
    let _ = update(&mut model, touch(Gesture::WheelDown, 3, 1));
    let further = top(&model);
    assert!(further > start);
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

/// The rows of a screen, each with a row below it that has a letter for the style of each cell, and what the letters
/// stand for.
fn styled(buffer: &Buffer) -> String {
    let mut styles: Vec<String> = Vec::new();
    let mut picture: Vec<String> = Vec::new();
    for y in 0..buffer.area.height {
        let cells: Vec<&Cell> = (0..buffer.area.width).map(|x| buffer.cell((x, y)).unwrap()).collect();
        let words: String = cells.iter().map(|cell| cell.symbol()).collect();
        let letter = |cell: &&Cell| {
            let style = format!("{:?} on {:?} {:?}", cell.fg, cell.bg, cell.modifier);
            let known = styles.iter().position(|other| *other == style);
            let place = known.unwrap_or_else(|| {
                styles.push(style);
                styles.len() - 1
            });
            // The first style is that of most cells.
            if place == 0 { ' ' } else { char::from(b'a' + u8::try_from(place - 1).unwrap()) }
        };
        let letters: String = cells.iter().map(letter).collect();
        picture.extend([words, letters].map(|row| row.trim_end().to_owned()));
    }
    for (place, style) in styles.iter().enumerate() {
        let letter = if place == 0 { ' ' } else { char::from(b'a' + u8::try_from(place - 1).unwrap()) };
        picture.push(format!("{letter} {style}"));
    }
    picture.join("\n")
}

#[test]
fn each_theme_as_it_looks() {
    for theme in Themes::shipped().names() {
        insta::assert_snapshot!(format!("theme-{theme}"), styled(&painted("n h / <\"the\"> Enter", &theme)));
        insta::assert_snapshot!(format!("theme-{theme}-list"), styled(&painted("s", &theme)));
    }
}

#[test]
fn faded_words_and_the_ruler_as_they_look() {
    for (name, keys) in [("focus", "zq"), ("columnist", "zQ"), ("ruler", "zr j"), ("zen", "zz n")] {
        insta::assert_snapshot!(format!("look-{name}"), styled(&painted(keys, "terminal")));
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
