//! What holds for any keys, any text and any size of screen.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use sayso::annotation::Notebook;
use sayso::annotation::anchor::Anchors;
use sayso::app::geometry::Size;
use sayso::app::key::{Code, Key, Named};
use sayso::app::keymap::Keymap;
use sayso::app::linear::Linear;
use sayso::app::mouse::{Gesture, Touch};
use sayso::app::preferences::Preferences;
use sayso::app::shelf::{Found, Hit, Hits, Shelf, Wanted};
use sayso::app::{Effect, Message, Model, Opened, ReadNotes, Shelved, Start, init, update};
use sayso::article::{Article, BlockKind, Draft, Link, Origin, SafeText, Target};
use sayso::attribution::analyze;
use sayso::layout::Row;
use sayso::lexicon::Lexicon;
use sayso::segment::with_blocks;
use sayso::span::Span;
use sayso::ui::theme::{Theme, Themes};
use sayso::ui::view;

fn article(text: &str) -> Arc<Article> {
    let draft = Draft { text: SafeText::new(text), ..Draft::default() };
    let mut draft = with_blocks(draft);
    // Every third word leads somewhere, and every fourth block is about a picture.
    let text = draft.text.clone();
    let blocks = draft.blocks.clone();
    let words = blocks.iter().flat_map(|block| words(&text, block.span));
    let places: Vec<usize> = blocks.iter().map(|block| block.span.start).collect();
    let target = |number: usize| match number % 3 {
        0 => Target::Place(places.get(number % places.len().max(1)).copied().unwrap_or(0)),
        1 => Target::File(SafeText::new("other.md")),
        _ => Target::Address(SafeText::new("https://example.org/é")),
    };
    draft.links =
        words.step_by(3).enumerate().map(|(number, span)| Link { span, target: target(number) }).collect();
    draft.blocks.iter_mut().skip(1).step_by(4).for_each(|block| block.kind = BlockKind::Image);
    Arc::new(Article::new(Origin::File("/nowhere/article.md".into()), draft))
}

fn words(text: &str, span: Span) -> Vec<Span> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let words = span.of(text).split_whitespace();
    words.map(|word| Span::new(start(word), start(word) + word.len())).collect()
}

fn start(size: Size) -> Start {
    Start {
        articles: vec![Origin::StandardInput],
        keymap: Keymap::shipped(),
        problems: Vec::new(),
        preferences: Preferences::default(),
        usual: Preferences::default(),
        themes: Themes::shipped().names(),
        size,
    }
}

/// What is said when an article is opened and these lines are typed: one list of lines for each.
fn heard(text: &str, typed: &[String]) -> Vec<Vec<String>> {
    let article = article(text);
    let (mut linear, mut waiting) = Linear::begin(start(Size { columns: 60, rows: 14 }));
    let mut said = Vec::new();
    for line in typed {
        while let Some(effect) = waiting.pop() {
            waiting.extend(answer(&mut linear.model, effect, &article));
        }
        said.push(linear.settled());
        waiting = linear.line(line);
        if waiting.contains(&Effect::Quit) {
            return said;
        }
    }
    while let Some(effect) = waiting.pop() {
        waiting.extend(answer(&mut linear.model, effect, &article));
    }
    said.push(linear.settled());
    said
}

fn any_line() -> impl Strategy<Value = String> {
    let command = prop::sample::select(
        ". = - ( ) j k f b d u r ^ G n N * # s o t v ]h [h ]q [q ]u [u ]w [w ]d [d ]i [i w c C V A h a x U R e m ' < > & ? : / \\ E F O Y W S i H Z D J K L q . 1 2 9 50% g gg"
            .split(' ')
            .collect::<Vec<_>>(),
    );
    let words = prop_oneof![4 => Just(String::new()), 1 => "[a-zé0-9%.“(]{1,6}", 1 => "\\PC{0,9}"];
    (command, words).prop_map(|(command, words)| {
        let gap = if words.is_empty() { "" } else { " " };
        format!("{command}{gap}{words}")
    })
}

/// A text whose words can be told apart, and how many there are: `k0z k1z “k2z.” said Ada Moore.`
fn counted_text() -> impl Strategy<Value = (String, usize)> {
    let part = prop::sample::select(vec![
        "K K K K K K K K K K K K K K K K K K K. ",
        "“K K, K,” said Ada Moore. ",
        "“K K K,” she said, “K K.” ",
        "\n\n",
        "Moore said that K K K. ",
        "“K K K K K K K K K K K K K K K K.\n\n“K K K K,” said Lee Marsh. ",
        "K?! “K.” ",
        "K ",
    ]);
    prop::collection::vec(part, 0..16).prop_map(|parts| {
        let (mut text, mut count) = (String::new(), 0);
        for c in parts.concat().chars() {
            if c == 'K' {
                text.extend(["k", &count.to_string(), "z"]);
                count += 1;
            } else {
                text.push(c);
            }
        }
        (text, count)
    })
}

/// The words of such a text in a line, by their numbers.
fn numbered(line: &str) -> Vec<usize> {
    let words = line.split(|c: char| !c.is_alphanumeric());
    words.filter_map(|word| word.strip_prefix('k')?.strip_suffix('z')?.parse().ok()).collect()
}

fn open(text: &str, size: Size) -> Model {
    let article = article(text);
    let (mut model, effects) = init(start(size));
    let mut waiting = effects;
    while let Some(effect) = waiting.pop() {
        waiting.extend(answer(&mut model, effect, &article));
    }
    model
}

/// The world in small: opens `article`, analyses it, has no notes yet and keeps none.
fn answer(model: &mut Model, effect: Effect, article: &Arc<Article>) -> Vec<Effect> {
    let message = match effect {
        Effect::Open(ticket, _) => Message::Opened(
            ticket,
            Ok(Opened {
                article: Arc::clone(article),
                place: None,
                marks: BTreeMap::new(),
                extent: sayso::app::Extent::Whole,
            }),
        ),
        Effect::Analyze(ticket, article) => {
            Message::Analyzed(ticket, Arc::new(analyze(&article, Lexicon::bundled())))
        }
        Effect::ReadNotes(ticket, _) => Message::NotesRead(
            ticket,
            Ok(ReadNotes {
                notebook: Notebook::default(),
                device: "test".to_owned(),
                anchors: Arc::new(Anchors::new(article, &Notebook::default(), |_| None)),
            }),
        ),
        Effect::ReadShelf(ticket, wanted) => Message::ShelfRead(ticket, shelf(&wanted)),
        Effect::ChangeShelf(ticket, _, subjects) => {
            Message::ShelfChanged(ticket, Ok(subjects.iter().map(|_| 7).collect()))
        }
        Effect::SearchLibrary(ticket, query) => Message::LibrarySearched(ticket, found(&query)),
        _ => return Vec::new(),
    };
    update(model, message)
}

/// A library of many articles, all of them alike; nothing that begins with "z" can be asked.
fn shelf(wanted: &Wanted) -> Result<Shelf, String> {
    if wanted.filter.starts_with('z') {
        return Err("this makes no sense".to_owned());
    }
    let count = 1000_usize.saturating_sub(wanted.filter.len() * 300);
    let last = count.min(wanted.offset.saturating_add(wanted.limit));
    let articles = (wanted.offset..last).map(|number| Shelved {
        id: i64::try_from(number).ok(),
        origin: Origin::File(format!("/nowhere/{number}.md").into()),
        title: SafeText::new("Заголовок 中文 e\u{301}"),
        byline: (number % 2 == 0).then(|| SafeText::new("Ada Moore")),
        publication: None,
        date: Some(SafeText::new("2024-02-30")),
        words: number * 7,
        percent: u8::try_from(number % 101).ok(),
        is_read: number % 5 == 0,
        quotations: None,
        notes: number % 3,
        is_starred: number % 7 == 0,
        is_archived: false,
        tags: vec![SafeText::new("law")],
    });
    Ok(Shelf { articles: articles.collect(), offset: wanted.offset, count, all: 1000 })
}

/// As many hits as the words have letters.
fn found(query: &str) -> Result<Found, String> {
    if query.starts_with('z') {
        return Err("this makes no sense".to_owned());
    }
    let hit = |number: usize| Hit {
        origin: (!number.is_multiple_of(3)).then_some(Origin::StandardInput),
        title: SafeText::new("Title"),
        date: None,
        place: Span::new(number * 31, number * 37),
        excerpt: SafeText::new("“We lost the room”"),
        marks: vec![Span::new(3, 5)],
        speaker: (!number.is_multiple_of(2)).then(|| SafeText::new("Ada Moore")),
    };
    let hits = |count: usize| Hits { hits: (0..count).map(hit).collect(), total: count.to_string() };
    let fields = [hits(query.len()), hits(query.len() / 2), hits(0)];
    Ok(Found { fields, hint: query.starts_with('n').then(|| "There is more.".to_owned()) })
}

fn paint(model: &Model) {
    let Size { columns, rows } = model.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| view(model, &Theme::terminal(), frame)).unwrap();
}

fn any_key() -> impl Strategy<Value = Key> {
    let plain = prop::sample::select(
        "nNrrRvVgg*#soe?hxaUjkdubGgcSJPriw{}[]()qsLLAJK+-0123456789%gx m':/g/gs&tez.\"é中"
            .chars()
            .collect::<Vec<_>>(),
    );
    let named = prop::sample::select(vec![
        Named::Enter,
        Named::Esc,
        Named::Backspace,
        Named::Tab,
        Named::Tab,
        Named::Up,
        Named::Left,
        Named::Right,
        Named::Down,
        Named::PageDown,
        Named::End,
    ]);
    prop_oneof![
        6 => plain.prop_map(Key::char),
        2 => named.prop_map(|named| Key::new(Code::Named(named))),
        1 => prop::sample::select(vec!['o', 'r', 'u', 'd', 'w', 's', 'p']).prop_map(|c| Key { ctrl: true, ..Key::char(c) }),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            Just("“We lost the room,” said Senator Ada Moore. “All of it.” ".to_owned()),
            Just("\n\n".to_owned()),
            Just("He added: \"No.\" ".to_owned()),
            Just("中文字符 и ещё עברית e\u{301}\u{301} 👩‍👩‍👧‍👦 ".to_owned()),
            "\\PC{0,30}",
            "[\"'“”‘’«»]{0,6}",
        ],
        0..12,
    )
    .prop_map(|parts| parts.concat())
}

fn any_size() -> impl Strategy<Value = Size> {
    (0u16..90, 0u16..40).prop_map(|(columns, rows)| Size { columns, rows })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_at_any_size_never_panic(text in any_text(), sizes in prop::collection::vec(any_size(), 1..4), keys in prop::collection::vec(any_key(), 0..40)) {
        let shown = article(&text);
        let mut model = open(&text, sizes[0]);
        let each = keys.len() / sizes.len() + 1;
        for (part, size) in keys.chunks(each).zip(&sizes) {
            let mut waiting = update(&mut model, Message::Resized(*size));
            paint(&model);
            for key in part {
                waiting.extend(update(&mut model, Message::Key(*key)));
                while let Some(effect) = waiting.pop() {
                    waiting.extend(answer(&mut model, effect, &shown));
                }
                paint(&model);
            }
        }
    }

    #[test]
    fn every_line_typed_has_an_answer_without_control_characters(text in any_text(), typed in prop::collection::vec(any_line(), 0..30)) {
        for said in heard(&text, &typed) {
            prop_assert!(said.iter().all(|line| !line.chars().any(char::is_control)), "{said:?}");
        }
    }

    #[test]
    fn reading_on_tells_each_word_once((text, count) in counted_text(), units in prop::collection::vec(prop::sample::select(vec!["", ")", "j", "f", "d", "2j", "3)"]), 1..9)) {
        let typed: Vec<String> = units.iter().cycle().take(120).map(|unit| (*unit).to_owned()).collect();
        let said = heard(&text, &typed);
        let mut told = Vec::new();
        for line in said.iter().skip(1).flatten() {
            for word in numbered(line) {
                // Only a quotation within another has words that were told before.
                prop_assert!(!told.contains(&word) || line.starts_with("Quotation "), "{word} again in {line:?}");
                if !told.contains(&word) {
                    told.push(word);
                }
            }
        }
        let all: Vec<usize> = (0..count).collect();
        prop_assert_eq!(told, all, "{:?}", said);
    }

    #[test]
    fn any_touch_at_any_size_never_panics(text in any_text(), size in any_size(), touches in prop::collection::vec((0usize..4, 0u16..99, 0u16..45, any_key()), 0..30)) {
        let mut model = open(&text, size);
        for (gesture, x, y, key) in touches {
            let gesture = [Gesture::WheelUp, Gesture::WheelDown, Gesture::Press, Gesture::Drag][gesture];
            let _ = update(&mut model, Message::Mouse(Touch { gesture, x, y }));
            paint(&model);
            let _ = update(&mut model, Message::Key(key));
            paint(&model);
        }
    }

    #[test]
    fn a_resize_there_and_back_shows_the_same_words_on_top(text in any_text(), steps in 0usize..30, other in (24u16..90, 12u16..40)) {
        let size = Size { columns: 60, rows: 14 };
        let mut model = open(&text, size);
        for _ in 0..steps {
            let _ = update(&mut model, Message::Key(Key::char('j')));
        }
        let top = |model: &Model| model.reader().and_then(|reader| reader.rows.iter().find_map(Row::line).map(|line| line.span.start));
        let before = top(&model);
        let _ = update(&mut model, Message::Resized(Size { columns: other.0, rows: other.1 }));
        let _ = update(&mut model, Message::Resized(size));
        prop_assert_eq!(top(&model), before);
    }

    #[test]
    fn the_analysis_moves_nothing(text in any_text(), steps in 0usize..20) {
        let size = Size { columns: 60, rows: 14 };
        let mut model = open(&text, size);
        for _ in 0..steps {
            let _ = update(&mut model, Message::Key(Key::char('j')));
        }
        let Some(reader) = model.reader() else { return Ok(()) };
        let (rows, ticket, article) = (reader.rows.clone(), reader.awaited, Arc::clone(&reader.article));
        let _ = update(&mut model, Message::Analyzed(ticket, Arc::new(analyze(&article, Lexicon::bundled()))));
        prop_assert_eq!(model.reader().map(|reader| reader.rows.clone()), Some(rows));
    }
}
