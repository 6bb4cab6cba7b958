//! Answers that come while the page is read move nothing that the reader sees.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::sync::Arc;

use sayso::app::geometry::Size;
use sayso::app::key::parse_sequence;
use sayso::app::keymap::Keymap;
use sayso::app::preferences::Preferences;
use sayso::app::screen::reader;
use sayso::app::{Effect, Extent, LastPlace, Message, Model, Opened, Start, Ticket, init, update};
use sayso::article::{Article, Draft, Origin, SafeText};
use sayso::attribution::analyze;
use sayso::find::Folded;
use sayso::lexicon::Lexicon;
use sayso::segment::{with_blocks, with_first_blocks};

/// A model that has opened `article`, the ticket of the request, and what else was asked for.
fn opened(article: Article, extent: Extent) -> (Model, Ticket, Vec<Effect>) {
    let (mut model, ticket) = opening(&article);
    let effects = update(&mut model, answer(ticket, article, extent));
    (model, ticket, effects)
}

fn answer(ticket: Ticket, article: Article, extent: Extent) -> Message {
    let opened = Opened { article: Arc::new(article), place: None, marks: BTreeMap::new(), extent };
    Message::Opened(ticket, Ok(opened))
}

/// A model that waits for `article`.
fn opening(article: &Article) -> (Model, Ticket) {
    let start = Start {
        articles: vec![article.origin.clone()],
        keymap: Keymap::shipped(),
        problems: Vec::new(),
        preferences: Preferences::default(),
        usual: Preferences::default(),
        themes: Vec::new(),
        size: Size { columns: 80, rows: 24 },
    };
    let (model, effects) = init(start);
    let [Effect::Open(ticket, _)] = effects[..] else { panic!("{effects:?}") };
    (model, ticket)
}

fn draft(between: &str, bytes: usize) -> Draft {
    let sentence = |number: usize| match number % 4 {
        0 => format!("“We have waited {number} years for this ferry,” said Mayor Ada Moore on Monday."),
        1 => "Nobody in the hall had asked for a bridge, and nobody had been asked.".to_owned(),
        2 => "The clerk wrote it down.".to_owned(),
        _ => format!("But that was in Port Alder, in the year of the {number}th regatta, and this is not."),
    };
    let mut text = String::new();
    for number in 0.. {
        if text.len() > bytes {
            break;
        }
        text.push_str(&sentence(number));
        text.push_str(between);
    }
    text.push_str("The last word is zebra.");
    Draft { text: SafeText::from_string(text), ..Draft::default() }
}

fn article(draft: Draft) -> Article {
    Article::new(Origin::StandardInput, draft)
}

fn reader(model: &Model) -> &reader::Model {
    model.reader().unwrap()
}

fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    let keys = parse_sequence(keys).unwrap();
    keys.into_iter().flat_map(|key| update(model, Message::Key(key))).collect()
}

#[test]
fn what_is_remembered_late_is_there_and_moves_nothing() {
    let (mut model, ticket, _) = opened(article(with_blocks(draft("\n\n", 20_000))), Extent::Whole);
    press(&mut model, "jjma");
    let rows = reader(&model).rows.clone();
    let cursor = reader(&model).cursor;
    let place = LastPlace::Byte { top: 9_000, cursor: 9_100 };
    let marks = BTreeMap::from([('a', 5), ('b', 7_000)]);
    update(&mut model, Message::Recalled(ticket, Some(place), marks));
    assert_eq!((&reader(&model).rows, reader(&model).cursor), (&rows, cursor));
    assert_eq!(reader(&model).marks, BTreeMap::from([('a', cursor), ('b', 7_000)]));
    assert!(model.notice.as_ref().unwrap().text.starts_with("you were at 4"), "{:?}", model.notice);
    press(&mut model, "Ctrl-o");
    assert_eq!(reader(&model).cursor, 9_100);
}

#[test]
fn keys_typed_before_the_page_is_there_mean_what_they_mean_on_it() {
    let article = article(with_blocks(draft("\n\n", 20_000)));
    for keys in ["j", "5j", "Space Space k", "G", "50%", "jjmaGg", "jjmaGgg'a", "/mayor Enter nn", "j?", "zz"]
    {
        let (mut after, ..) = opened(article.clone(), Extent::Whole);
        press(&mut after, keys);
        let (mut before, ticket) = opening(&article);
        assert!(press(&mut before, keys).is_empty(), "{keys}");
        assert!(before.overlays.is_empty(), "{keys}");
        update(&mut before, answer(ticket, article.clone(), Extent::Whole));
        let told = |model: &Model| {
            let page = reader(model);
            (page.first_byte(), page.cursor, page.marks.clone(), page.rows.clone(), model.pending.clone())
        };
        assert_eq!(told(&before), told(&after), "{keys}");
        assert_eq!(format!("{:?}", before.overlays), format!("{:?}", after.overlays), "{keys}");
    }
}

#[test]
fn keys_that_go_to_a_voice_wait_until_the_voices_are_found() {
    let article = article(with_blocks(draft("\n\n", 20_000)));
    let analysis = Arc::new(analyze(&article, Lexicon::bundled()));
    // Keys, and what they come to when the voices are there.
    for (keys, meant) in [("nn", "nn"), ("2n", "2n"), ("n Esc Esc", ""), ("nnjk", "jk"), ("nn?", "")] {
        let listened = |keys: &str, then: &str| {
            let (mut model, _, effects) = opened(article.clone(), Extent::Whole);
            press(&mut model, keys);
            let awaited = effects.iter().find_map(|effect| match effect {
                Effect::Analyze(ticket, _) => Some(*ticket),
                _ => None,
            });
            update(&mut model, Message::Analyzed(awaited.unwrap(), Arc::clone(&analysis)));
            press(&mut model, then);
            reader(&model).cursor
        };
        assert_eq!(listened(keys, ""), listened("", meant), "{keys}");
    }
}

#[test]
fn what_ends_the_waiting_does_not_wait() {
    let article = article(with_blocks(draft("\n\n", 2_000)));
    for (keys, ends) in [("jjQ", "Quit"), ("jj Esc", "GiveUp"), ("jj Ctrl-l", "Redraw"), ("Q", "Quit")] {
        let (mut model, _) = opening(&article);
        let effects = press(&mut model, keys);
        assert!(effects.iter().any(|effect| format!("{effect:?}").starts_with(ends)), "{keys}: {effects:?}");
    }
    let (mut model, ticket) = opening(&article);
    press(&mut model, &"j".repeat(10_000));
    press(&mut model, "?");
    assert!(model.overlays.is_empty());
    update(&mut model, answer(ticket, article, Extent::Whole));
    assert!(model.overlays.is_empty(), "who leans on the keyboard means none of it");
}

#[test]
fn the_rest_of_a_long_line_moves_nothing_and_is_analysed_then() {
    let flat = draft(" ", 600_000);
    let first = with_first_blocks(&flat).unwrap();
    let whole = Arc::new(article(with_blocks(flat)));
    for keys in ["", "Space Space j", "G"] {
        let (mut model, ticket, effects) = opened(article(first.clone()), Extent::Beginning);
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Analyze(..))));
        press(&mut model, keys);
        let top = reader(&model).first_byte();
        let rows = reader(&model).rows.clone();
        let effects = update(&mut model, Message::Completed(ticket, Arc::clone(&whole)));
        assert!(matches!(&effects[..], [Effect::Analyze(_, analysed)] if Arc::ptr_eq(analysed, &whole)));
        assert_eq!(reader(&model).article.blocks(), whole.blocks());
        if keys == "G" {
            // Here the lines are others now; the words on top are still the same.
            let line = reader(&model).rows.iter().find_map(sayso::layout::Row::line).unwrap();
            assert!(line.span.contains(top), "{top} is not in {line:?}");
        } else {
            assert_eq!(reader(&model).rows, rows, "{keys}");
        }
    }
}

#[test]
fn a_long_text_is_looked_through_while_the_reader_types() {
    let long = article(with_blocks(draft("\n\n", 400_000)));
    let folded = Folded::new(long.text(), long.blocks().iter().map(|block| block.span));
    let (mut model, ..) = opened(long.clone(), Extent::Whole);
    let effects = press(&mut model, "/");
    assert_eq!(effects, []);
    // The nearest match is shown at once; the rest is asked for once, whatever is typed in the meantime.
    let effects = press(&mut model, "ferr");
    let [Effect::Search(ticket, lookout)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(lookout.query.words(), "f");
    let nearest = reader(&model).cursor;
    assert_eq!(nearest, long.text().find("ferr").unwrap());
    assert!(reader(&model).search_label().unwrap().contains('…'));
    let answer = |lookout: &sayso::app::Lookout| {
        lookout.query.matches(long.text(), &folded, lookout.near, lookout.most)
    };
    let message = Message::Searched(*ticket, answer(lookout), Arc::new(folded.clone()));
    let effects = update(&mut model, message);
    let [Effect::Search(ticket, lookout)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(lookout.query.words(), "ferr");
    let effects = update(&mut model, Message::Searched(*ticket, answer(lookout), Arc::new(folded.clone())));
    assert_eq!((effects, reader(&model).cursor), (Vec::new(), nearest));
    let all = long.text().matches("ferr").count();
    assert_eq!(reader(&model).search_label().unwrap(), format!("match 1/{all} “ferr”"));
    // What is only far away is gone to when the answer comes, or when the reader does not wait for it.
    press(&mut model, "Esc /");
    let effects = press(&mut model, "zebra");
    assert_eq!(reader(&model).cursor, 0);
    let [Effect::Search(ticket, lookout)] = &effects[..] else { panic!("{effects:?}") };
    let mut patient = model.clone();
    let effects = update(&mut patient, Message::Searched(*ticket, answer(lookout), Arc::new(folded.clone())));
    let [Effect::Search(ticket, lookout)] = &effects[..] else { panic!("{effects:?}") };
    update(&mut patient, Message::Searched(*ticket, answer(lookout), Arc::new(folded.clone())));
    press(&mut patient, "Enter");
    press(&mut model, "Enter");
    let zebra = long.text().find("zebra").unwrap();
    assert_eq!((reader(&patient).cursor, reader(&model).cursor), (zebra, zebra));
    press(&mut model, "/<\"nowhere\"> Enter");
    assert!(model.notice.unwrap().text.contains("no match"));
}
