//! Keys in, screens out: every part of the program at four sizes, and the rows of style behind the letters.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::path::{Path, PathBuf};

use sayso::shell::reading::{Color, Headless, Reading, read};
use sayso::shell::reference::Reference;

/// A reader in a home of its own.
struct Session {
    home: tempfile::TempDir,
    article: Option<PathBuf>,
}

impl Session {
    fn open(fixture: &str) -> Self {
        let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
        Self { home: tempfile::tempdir().unwrap(), article: Some(article) }
    }

    fn library() -> Self {
        Self { home: tempfile::tempdir().unwrap(), article: None }
    }

    fn reading(&self, keys: &str, columns: u16, rows: u16) -> Reading {
        Reading {
            articles: self.article.iter().map(|path| Reference::parse(path.as_os_str())).collect(),
            headless: Some(Headless { keys: keys.to_owned(), columns, rows }),
            width: None,
            theme: None,
            color: Color::Never,
            data_dir: Some(self.home.path().join("data")),
            config: Some(self.home.path().join("config")),
        }
    }

    /// The last screen after `keys`, with the home's path taken out.
    fn screen(&self, keys: &str, columns: u16, rows: u16) -> String {
        let screen = read(&self.reading(keys, columns, rows)).unwrap().unwrap();
        screen.replace(&*self.home.path().to_string_lossy(), "~")
    }
}

/// One screen at each size, each from a fresh start.
fn at_each_size(name: &str, fixture: Option<&str>, keys: &str) {
    for (columns, rows) in [(100, 32), (80, 24), (40, 12), (20, 5)] {
        let session = fixture.map_or_else(Session::library, Session::open);
        let screen = session.screen(keys, columns, rows);
        assert!(screen.lines().count() == usize::from(rows), "{name} has other rows than the screen");
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), screen);
    }
}

#[test]
fn a_failure_at_each_size() {
    for (columns, rows) in [(100, 32), (80, 24), (40, 12), (20, 5)] {
        let session = Session::open("harbor.md");
        let mut reading = session.reading("J", columns, rows);
        // The path of a home is as long as the system likes, and would be wrapped anywhere.
        reading.articles.push(Reference::parse(Path::new("/gone/column.md").as_os_str()));
        let screen = read(&reading).unwrap().unwrap();
        assert!(screen.lines().count() == usize::from(rows), "the failure has other rows than the screen");
        insta::assert_snapshot!(format!("failed-{columns}x{rows}"), screen);
    }
}

#[test]
fn a_table_in_columns() {
    at_each_size("table", Some("table.md"), "");
}

#[test]
fn an_article_just_opened() {
    at_each_size("opened", Some("harbor.md"), "");
}

#[test]
fn the_third_quotation() {
    at_each_size("quotation", Some("harbor.md"), "nnn");
}

#[test]
fn who_speaks() {
    at_each_size("speakers", Some("harbor.md"), "s j");
}

#[test]
fn who_speaks_in_each_order() {
    at_each_size("voices-by-words", Some("room.md"), "s");
    at_each_size("voices-by-order", Some("room.md"), "s S jj");
    at_each_size("voices-by-name", Some("room.md"), "s SS G");
    at_each_size("voices-found", Some("room.md"), "s / <\"msg\">");
}

#[test]
fn speakers_being_joined_and_parted() {
    at_each_size("joining", Some("room.md"), "s J");
    at_each_size("joined", Some("room.md"), "s J Enter");
    at_each_size("parting", Some("room.md"), "s P");
    at_each_size("renaming", Some("room.md"), "s r <\"Mrs. Osgood\">");
    at_each_size("role", Some("room.md"), "s i <\"chairwoman\"> Enter");
}

#[test]
fn the_chart_of_who_speaks_where() {
    at_each_size("chart", Some("room.md"), "gc");
    at_each_size("chart-further", Some("room.md"), "gc j l");
}

#[test]
fn a_line_has_the_sign_of_a_known_voice_and_of_a_quoted_one_first() {
    let home = tempfile::tempdir().unwrap();
    let article = home.path().join("walk.txt");
    let text = "A Walk\n\nThe harbour was quiet.\n\n“It will fall.” “Yes,” said Ada Moore.\n\n\
                Ada Moore said the tide was in. “Go,” said Carl Lee.\n";
    std::fs::write(&article, text).unwrap();
    let session = Session { home, article: Some(article) };
    let screen = session.screen("gg n r Down Down Enter", 100, 20);
    assert!(screen.contains("U takes it back"), "{screen}");
    for words in ["● “It will fall.” “Yes,”", "▲ Ada Moore said the tide was in. “Go,”"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
}

#[test]
fn a_note_is_broken_between_words() {
    let written = r#"a <"These words are unquestionably broken where one ends, and nowhere else in it.">"#;
    for (columns, lines) in [
        (40, ["These words are unquestionably", "broken where one ends, and nowhere"]),
        (30, ["These words are", "unquestionably broken"]),
    ] {
        let screen = Session::open("harbor.md").screen(&format!("gg {written}"), columns, 20);
        let shown: Vec<&str> =
            screen.lines().filter_map(|line| line.trim().strip_prefix('│')?.strip_suffix('│')).collect();
        for line in lines {
            assert!(shown.iter().any(|other| other.trim() == line), "{line}\n{screen}");
        }
    }
}

#[test]
fn speakers_are_sorted_found_and_walked() {
    let session = Session::open("room.md");
    let shown = |keys: &str| session.screen(&format!("gg Esc {keys}"), 100, 30);
    let first = |keys: &str| {
        let screen = shown(keys);
        let below =
            screen.lines().skip_while(|line| !line.contains("quoted")).nth(1).unwrap_or_default().to_owned();
        below
            .trim_start_matches([' ', '│', '●', '▲', '◆', '■', '★', '▼'])
            .split("  ")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(first("s"), "Margaret Osgood");
    assert_eq!(first("s SS"), "a man near the stove");
    assert_eq!(first("s SSS"), "Margaret Osgood");
    assert_eq!(first("s / <\"may\">"), "the mayor", "{}", shown("s / <\"may\">"));
    assert_eq!(first("s / <\"nf\">"), "Nora Fenwick");
    assert_eq!(first("s / <\"author\">"), "Nora Fenwick", "kinds are found too");
    assert!(shown("s / <\"xyz\">").contains("none with these words"));
    assert!(shown("s / <\"may\"> Enter").contains("1/2 the mayor"));
    assert!(shown("s G Enter").lines().any(|line| line.contains('›') && line.contains("Walter Lindqvist")));
    assert!(shown("s G k Enter").contains("2/2 without a name"), "{}", shown("s G k Enter"));
    assert!(shown("gc j Enter").contains("1/2 the mayor"), "{}", shown("gc j Enter"));
    assert!(shown("gc j 9l Enter").contains("2/2 the mayor"), "{}", shown("gc j 9l Enter"));
    assert!(shown("gc j 9l 9h Enter").contains("1/2 the mayor"));
    assert!(shown("gc G Enter").contains("2/2 without a name"));
    assert!(!shown("gc Esc").contains("Who speaks where"));
}

/// The screen has these words after these keys, each from a fresh start.
fn each_says(cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (keys, words) in cases {
        let screen = Session::open("room.md").screen(keys, 100, 30);
        if !screen.contains(words) {
            wrong.push(format!("{keys}: {words}\n{screen}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn speakers_are_set_right_from_their_list() {
    each_says(&[
        ("s J Enter", "the mayor is Margaret Osgood now; U takes it back"),
        ("s J Enter", "● Margaret Osgood                person            4        1     32"),
        ("s J Enter", "◆ Harbor Office"),
        ("s J Enter U", "undone: joining of two speakers"),
        ("s J Enter U", "● Margaret Osgood                person            2        1     23"),
        ("s J Enter U Ctrl-r", "● Margaret Osgood                person            4        1     32"),
        ("s J k Enter", "that is one speaker already: Margaret Osgood"),
        ("s J G Enter", "nobody was joined: nothing here is said to be theirs"),
        ("s J G Enter", "[Speakers]"),
        ("s J U", "first Enter on who Margaret Osgood is too, or Esc"),
        ("s J r", "first Enter on who Margaret Osgood is too, or Esc"),
        ("s J i", "Who is Margaret Osgood too?"),
        ("s J Tab", "Who is Margaret Osgood too?"),
        ("s J / o Tab", "Who is Margaret Osgood too?"),
        ("s J S", "speakers by order"),
        ("s P S", "first Enter on who is not Margaret Osgood, or Esc"),
        ("s J Esc", "[Speakers]"),
        ("s J / <\"harb\"> Enter", "Harbor Office is Margaret Osgood now"),
        ("s G J", "nothing here is said to be theirs"),
        ("s G k r", "nobody is known there"),
        ("s Tab J", "this is for the list of speakers"),
        ("s P", "Who is not Margaret Osgood?"),
        ("s P j Enter", "Mrs. Osgood is not Margaret Osgood any more, in 1 quotation; U takes it back"),
        ("s P j Enter", "▼ Mrs. Osgood"),
        ("s P Esc", "[Speakers]"),
        ("s j P", "is called nothing else where they speak"),
        ("s j r <\"Paul Hart\"> Enter", "the mayor is called Paul Hart now; U takes it back"),
        ("s j r <\"Paul Hart\"> Enter", "▲ Paul Hart"),
        (
            "s j r <\"Harbor Office\"> Enter",
            "Harbor Office speaks here too; “join the mayor with Harbor Office”",
        ),
        ("s j r Enter", "the mayor keeps the name"),
        ("s i <\"chairwoman\"> Enter", "● Margaret Osgood, chairwoman"),
        (
            "s i <\"chairwoman\"> Enter i Ctrl-w Enter",
            "Margaret Osgood has no role any more; U brings it back",
        ),
    ]);
}

#[test]
fn speakers_are_set_right_by_command() {
    each_says(&[
        (": <\"join mayor with Osgood\"> Enter", "the mayor is Margaret Osgood now; U takes it back"),
        (
            ": <\"join mayor with Mrs. Osgood\"> Enter",
            "the mayor is Margaret Osgood now (“Mrs. Osgood” read as Margaret Osgood);",
        ),
        ("nn r <\"mrs. osgood\"> Enter", "(“Mrs. Osgood” read as Margaret Osgood); U takes it back"),
        (": <\"join mayor with nobody\"> Enter", "nobody who speaks here is called “nobody”"),
        (": <\"join\"> Enter", "write: join NAME with NAME"),
        ("n : <\"rename Meg\"> Enter", "Margaret Osgood is called Meg now"),
        (": <\"rename no one to Meg\"> Enter", "nobody who speaks here is called “no one”"),
        ("n : <\"role chair of the board\"> Enter", "Margaret Osgood, chair of the board; U takes it back"),
        (
            ": <\"part Mrs. Osgood from Margaret Osgood\"> Enter",
            "Mrs. Osgood is not Margaret Osgood any more",
        ),
        (": <\"part Meg from Margaret Osgood\"> Enter", "nothing that Margaret Osgood says is said by “Meg”"),
        (
            ": <\"apply the mayor is Paul Hart\"> Enter",
            "“the mayor” is Paul Hart in 2 quotations; U takes it back",
        ),
        (": <\"apply the clerk is Paul Hart\"> Enter", "no quotation here is said by “the clerk”"),
        (": <\"apply she is Paul Hart\"> Enter", "“she” can be anybody; r gives one quotation its speaker"),
        ("nn : <\"apply\"> Enter", "give the quotation here a speaker first: r"),
        ("nn r <\"Paul Hart\"> Enter : <\"apply\"> Enter", "“the mayor” is Paul Hart in 1 quotation"),
        (
            "nn r <\"Paul Hart\"> Enter : <\"apply\"> Enter s",
            "▼ Paul Hart                      person            2",
        ),
        (": <\"join may\"> Tab <\"osg\"> Tab Enter", "the mayor is Margaret Osgood now"),
        (": <\"apply the m\"> Tab <\"nora\"> Tab Enter", "“the mayor” is Nora Fenwick in 2 quotations"),
        (": <\"ren\"> Tab", ":rename"),
    ]);
    let screen = Session::library().screen(": <\"rename A to B\"> Enter", 80, 12);
    assert!(screen.contains("no article is open"), "{screen}");
}

#[test]
fn a_room_set_right_is_right_again_the_next_time() {
    let session = Session::open("room.md");
    let shown = |keys: &str| session.screen(keys, 100, 30);
    let first = shown("n r <\"Ada Vane\"> Enter gg s jj J Enter");
    assert!(first.contains("U takes it back"), "{first}");
    let again = shown("gg s");
    let lines = |screen: &str| -> Vec<String> {
        screen.lines().filter(|line| line.contains('%') && line.contains('│')).map(str::to_owned).collect()
    };
    assert_eq!(lines(&again), lines(&first), "{again}");
    assert!(again.contains("Ada Vane"), "{again}");
    let undone = shown("gg s U U U");
    assert!(undone.contains("nothing to undo") && undone.contains("● Margaret Osgood"), "{undone}");
    assert!(!undone.contains("Ada Vane"), "{undone}");
}

#[test]
fn one_voice_walked() {
    at_each_size("voice", Some("harbor.md"), "nn s Enter n");
}

#[test]
fn all_quotations() {
    at_each_size("quotations", Some("harbor.md"), "o jj");
}

#[test]
fn a_note_being_written() {
    at_each_size("note", Some("harbor.md"), "n a <\"Eleven years is not\nforty. Ask her.\">");
}

#[test]
fn highlights_and_notes_on_the_page() {
    at_each_size("noted", Some("harbor.md"), "n h nn a <\"Check the log.\"> Esc");
}

#[test]
fn the_choice_of_a_format() {
    at_each_size("export", Some("harbor.md"), "n h e j");
}

#[test]
fn why_this_speaker() {
    at_each_size("why", Some("harbor.md"), "nnn ga");
}

#[test]
fn why_a_speaker_that_the_reader_gave() {
    at_each_size("why-corrected", Some("harbor.md"), "n ga n r <\"the count\"> Enter");
}

#[test]
fn who_said_it_asked() {
    at_each_size("naming", Some("harbor.md"), "nnn r j Down");
    at_each_size("naming-typed", Some("harbor.md"), "nnn r <\"calder\">");
}

#[test]
fn the_answer_stays_open_along_a_walk_and_closes() {
    let session = Session::open("harbor.md");
    let screen = |keys: &str| session.screen(keys, 80, 24);
    assert!(screen("gg n ga n").contains("Why Tomas Reyes?"));
    assert!(screen("gg n ga 3n N").contains("3/6 quoted · Tomas Reyes"));
    assert!(screen("gg n ga 9n n").contains("no further quotation"));
    for close in ["Esc", "ga", "q", "Enter"] {
        let screen = screen(&format!("gg n ga {close}"));
        assert!(!screen.contains("Why Ruth") && screen.contains("1/6 quoted"), "{close}\n{screen}");
    }
    assert!(screen("gg ga").contains("put the cursor on a quotation first"));
    assert!(screen("gg / <\"called\"> Enter ga").contains("put the cursor on a quotation first"));
    assert!(screen("gg / <\"bridge\"> Enter Esc ]w ga").contains("taken for nobody's speech"));
    let walked = screen("gg / <\"waited\"> Enter ga n");
    assert!(walked.contains("Why Tomas Reyes?"), "quotations are walked, not matches\n{walked}");
}

#[test]
fn what_is_corrected_in_the_answer_shows_at_once_and_another_day() {
    let session = Session::open("harbor.md");
    let screen = |keys: &str| session.screen(keys, 80, 24);
    let agreed = screen("gg n ga r Up Up <\"ruth calder\"> Enter");
    assert!(agreed.contains("Ruth Calder, as you say too; U takes it back"), "{agreed}");
    assert!(agreed.contains("Why Ruth Calder (by you)?") && agreed.contains("Before"), "{agreed}");
    assert!(screen("gg n").contains("●°“We have waited"), "{}", screen("gg n"));
    assert!(screen("gg n ga U").contains("Why Ruth Calder?"));
    let gone = screen("gg n ga R");
    assert!(!gone.contains("Why ") && gone.contains("no quotation any more"), "{gone}");
}

#[test]
fn an_alias_that_is_typed_gives_its_speaker() {
    let session = Session::open("harbor.md");
    let joined = session.screen("gg n r <\"Ruth\"> Enter", 80, 24);
    assert!(joined.contains("Ruth Calder, as you say too"), "{joined}");
    let new = session.screen("gg n r <\"Ann Lee\"> Enter", 80, 24);
    assert!(new.contains("Ann Lee, not Ruth Calder"), "{new}");
    let nobody = session.screen("gg n r Down Down Down Down Down Down Down Down Down Enter", 80, 24);
    assert!(nobody.contains("nobody is known to have said this"), "{nobody}");
    assert!(session.screen("gg n", 80, 24).contains("?°“We have waited"));
}

#[test]
fn a_guess_looks_like_one_at_each_width() {
    let session = Session::open("guess.md");
    for (columns, rows) in [(100, 12), (80, 12), (40, 12), (25, 12)] {
        let screen = session.screen("gg", columns, rows);
        assert!(screen.contains("●?“Nobody") && !screen.contains("●?“We"), "{columns}\n{screen}");
    }
    let screen = session.screen("gg ]q ]q zm", 80, 12);
    assert!(screen.contains("›?●“Nobody"), "{screen}");
    assert!(session.screen("gg ]q ]q zm", 80, 12).contains("● “We"), "the marks hang no more");
    assert!(session.screen("gg ]q", 80, 12).contains("2/2 quoted · perhaps Ada Moore"));
    assert!(session.screen("? / <\"not sure\"> Enter", 80, 12).contains("▲?"));
}

#[test]
fn the_help() {
    at_each_size("help", Some("harbor.md"), "?");
}

#[test]
fn the_end_of_an_article() {
    at_each_size("end", Some("harbor.md"), "G");
}

#[test]
fn the_library() {
    at_each_size("library", None, "j");
}

#[test]
fn words_being_typed_to_find() {
    at_each_size("find-typed", Some("harbor.md"), "/ <\"bridge\">");
}

#[test]
fn words_found() {
    at_each_size("found", Some("harbor.md"), "/ <\"bridge\"> Enter n");
}

#[test]
fn only_paragraphs_with_a_match() {
    at_each_size("matching", Some("harbor.md"), "& <\"bridge\"> Enter j");
}

#[test]
fn a_search_is_walked_until_it_is_ended() {
    let session = Session::open("harbor.md");
    let found = |keys: &str| session.screen(keys, 60, 30);
    assert!(found("gg / <\"bridge\"> Enter").contains("match 1/5 “bridge”"));
    assert!(
        found("gg / <\"bridge\"> Enter 3n N").contains("match 3/5"),
        "{}",
        found("/ <\"bridge\"> Enter 3n")
    );
    assert!(found("gg / <\"bridge\"> Enter 99n n").contains("no further match"));
    assert!(found("gg / <\"bridge\"> Enter N").contains("no earlier match"));
    assert!(found("gg / <\"bridge\"> Enter Esc").contains("the search is over"));
    assert!(found("gg / <\"bridge\"> Enter Esc n").contains("1/6 quoted"));
    assert!(found("gg / <\"Bridge\"> Enter").contains("no match for “Bridge”"));
    assert!(found("gg / <\"no longer.\"\"> Enter").contains("match 1/1"));
    assert!(found("gg / <\"the (harbor|ferry)\"> Ctrl-r Enter").contains("match 1/3"));
    assert!(found("gg / <\"(\"> Ctrl-r Enter").contains("unclosed group"), "a mistake leaves the line open");
    // Where the line has no room for it, it stands above.
    let small = session.screen("gg / <\"(\"> Ctrl-r", 40, 12);
    assert!(small.contains("unclosed group") && small.contains("/expression/ ("), "{small}");
    assert_eq!(found("gg / <\"bridge\"> Esc"), found("gg"), "a line that is left changes nothing");
    assert!(
        found("gg / <\"vote\"> Enter / Enter").contains("match 2/2"),
        "nothing typed means the same again"
    );
    assert!(found("gg / <\"vote\"> Enter / <\"ferry\"> Enter / Up Up Enter").contains("“vote”"));
    assert!(found("gg / <\"bridge\"> Enter & &").contains("all paragraphs again"));
    assert!(
        found("gg & <\"bridge\"> Enter ]q ]q ]q ]q").contains("Tomas Reyes"),
        "a walk leaves the matching paragraphs"
    );
    assert!(found("gg / <\"bridge\"> Enter n Ctrl-o Ctrl-o").contains("match"));
}

#[test]
fn marked_places_are_come_back_to_also_another_day() {
    let session = Session::open("harbor.md");
    assert!(session.screen("nnn ma", 60, 10).contains("marked as a"));
    let there = session.screen("", 60, 10);
    assert!(there.contains("3/6 quoted"), "{there}");
    assert!(session.screen("G 'a", 60, 10).contains("3/6 quoted"));
    assert!(session.screen("gg 'x", 60, 10).contains("nothing is marked as x; there are a"));
    assert!(session.screen("gg m1", 60, 10).contains("marks are a to z"));
    assert!(session.screen("gg m Esc n", 60, 10).contains("1/6 quoted"), "Esc leaves it at that");
    assert!(session.screen("gg 'a ''", 60, 10).contains("Nobody in Port Alder"));
    assert!(session.screen("gg 'a '' ''", 60, 10).contains("3/6 quoted"));
}

#[test]
fn headings_are_walked() {
    let session = Session::open("harbor.md");
    let before = session.screen("gg ]h", 60, 30);
    assert!(before.lines().any(|line| line.contains('›') && line.contains("The money")), "{before}");
    assert!(session.screen("gg ]h ]h", 60, 30).contains("no further heading"));
    assert!(session.screen("G [h", 60, 12).contains("The money"));
    assert!(session.screen("gg [h", 60, 12).contains("no earlier heading"));
}

#[test]
fn a_page_set_even_hyphenated_with_hanging_marks() {
    at_each_size("even", Some("harbor.md"), "zj zh zm n");
}

#[test]
fn a_page_set_with_indented_paragraphs() {
    at_each_size("indented", Some("harbor.md"), "zi zm j");
}

#[test]
fn a_page_set_with_wide_spacing() {
    at_each_size("spaced", Some("harbor.md"), "zl zl jj");
}

#[test]
fn everything_that_an_article_can_have() {
    at_each_size("everything", Some("everything.md"), "");
    at_each_size("everything-further", Some("everything.md"), "gg Space");
    at_each_size("everything-web", Some("everything.html"), "");
}

#[test]
fn a_page_turned_to_never_ends_with_a_heading() {
    let session = Session::open("everything.md");
    for rows in 6..24 {
        for pages in 1..9 {
            let screen = session.screen(&format!("gg {}", "Space ".repeat(pages)), 60, rows);
            let body: Vec<&str> = screen.lines().take(usize::from(rows) - 1).collect();
            let last = body.iter().rev().find(|line| !line.trim().is_empty()).unwrap_or(&"");
            assert!(
                !last.contains("What the board knew") && !last.contains("What it cost"),
                "{rows}: {screen}"
            );
        }
        let end = session.screen(&format!("gg {}", "Space ".repeat(60)), 60, rows);
        assert!(end.contains("100%"), "every turn goes on: {end}");
    }
}

#[test]
fn a_link_walked_to() {
    at_each_size("link", Some("everything.md"), "Tab Tab");
}

#[test]
fn all_links() {
    at_each_size("links", Some("everything.md"), "t Shift-Tab jj");
}

#[test]
fn links_are_walked_and_followed() {
    let session = Session::open("everything.md");
    let shown = |keys: &str| session.screen(keys, 100, 50);
    let at = |keys: &str, words: &str| {
        let screen = shown(keys);
        assert!(screen.lines().any(|line| line.contains('›') && line.contains(words)), "{keys}: {screen}");
    };
    assert!(shown("gg Tab").contains("link 1/8 → “By the count of the Courier, which began in 1841.”"));
    assert!(shown("gg 2Tab").contains("link 2/8 → example.org/minutes/1931?page=4"));
    assert!(shown("gg Tab Tab Tab Shift-Tab").contains("link 2/8"));
    assert!(shown("gg 99Tab Tab").contains("no further link"));
    assert!(shown("gg Tab Shift-Tab").contains("no earlier link"));
    assert!(shown("gg j Enter").contains("no link here"));
    at("gg Tab Enter", "[1] By the count");
    assert!(shown("gg Tab Enter").contains("back → “"), "the way back is no link of the list");
    at("gg Tab Enter Enter", "The lamp on Gull Rock");
    at("gg Tab Enter Ctrl-o", "The lamp on Gull Rock");
    at("gg 4Tab Enter", "What it cost");
    assert!(shown("gg 5Tab Enter").contains("gx opens mailto:clerk@example.org"));
    assert!(shown("gg 2Tab gx").contains("opening https://example.org/minutes/1931?page=4"));
    assert!(shown("gg 5Tab").contains("→ mailto:clerk@example.org"));
    at("gg t Shift-Tab / <\"org/ledger\"> Enter", "[oil] Whale oil");
    assert!(shown("gg t Shift-Tab").contains("[Links]") && shown("gg t Shift-Tab").contains("harbor board"));
    let harbor = Session::open("harbor.md");
    assert!(harbor.screen("Tab", 80, 24).contains("there are no links here"));
}

#[test]
fn a_link_to_a_file_beside_it_opens_and_comes_back() {
    let session = Session::open("everything.md");
    let shown = |keys: &str| session.screen(keys, 100, 50);
    let there = shown("gg 3Tab Enter");
    assert!(there.contains("Nobody in Port Alder"), "{there}");
    for back in ["Ctrl-o", "q"] {
        let again = shown(&format!("gg 3Tab Enter {back}"));
        assert!(again.contains("A Light for the Sound") && again.contains("link 3/8 → harbor.md"), "{again}");
    }
    let home = tempfile::tempdir().unwrap();
    let article = home.path().join("a.md");
    std::fs::write(&article, "It [is gone](gone.md), [so is this](../secret.md) and [this](/etc/passwd).")
        .unwrap();
    let lone = Session { home, article: Some(article) };
    let told = lone.screen("Tab Enter", 100, 10);
    assert!(told.contains("gone.md: there is no such file") && told.contains("so is this"), "{told}");
    assert!(
        lone.screen("Tab Tab", 100, 10).contains("no further link"),
        "only what lies beside it is a link"
    );
}

#[test]
fn what_is_chosen_is_so_the_next_time() {
    let session = Session::open("harbor.md");
    let chosen = session.screen("zj zi - -", 80, 24);
    assert!(chosen.contains("58 cells wide"), "{chosen}");
    let page = |screen: &str| screen.lines().take(23).collect::<Vec<_>>().join("\n");
    assert_eq!(page(&session.screen("", 80, 24)), page(&chosen));
    assert!(session.screen("0", 80, 24).contains("66 cells wide"));
    let config = session.home.path().join("config");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), "width = 40\nedge = \"ragged\"\nspacing = 3\n").unwrap();
    let told = session.screen("", 100, 24);
    assert!(told.contains("~/config/config.toml:3: spacing must be 1 or 1.5 or 2, not “3”"), "{told}");
    assert!(session.screen("+ 0", 80, 24).contains("40 cells wide"));
}

#[test]
fn the_contents() {
    at_each_size("contents", Some("harbor.md"), "n a <\"Who paid?\"> Esc n t Tab Tab Tab");
}

#[test]
fn the_colours_of_a_highlight() {
    at_each_size("colours", Some("harbor.md"), "n h");
}

#[test]
fn notes_of_all_kinds() {
    let keys = "n h3 n a <\"Who paid? .money .check\"> Esc c4 B gg";
    at_each_size("marked", Some("harbor.md"), keys);
    at_each_size("notes-filtered", Some("harbor.md"), &format!("{keys} t Tab Tab Tab / <\"tag:money\">"));
    let session = Session::open("harbor.md");
    let wide = session.screen(keys, 120, 24);
    let beside = wide.lines().any(|line| line.contains("* Who paid? .money"));
    assert!(beside, "a wide screen has notes beside the words\n{wide}");
}

/// A session with notes on an article that was corrected since: a figure, and a sentence that is gone.
fn corrected_since() -> Session {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("ferry.md");
    let text = std::fs::read_to_string("tests/fixtures/harbor.md").unwrap();
    std::fs::write(&file, &text).unwrap();
    let session = Session { home, article: Some(file.clone()) };
    session.screen("n a <\"Since 1986?\"> Esc n h2 G h", 80, 24);
    let edited = text.replace("forty years", "fifty years").replace("A fisherman at the back", "Somebody");
    assert_ne!(edited, text);
    std::fs::write(&file, edited).unwrap();
    session
}

#[test]
fn a_note_on_changed_words_is_reviewed() {
    for (columns, rows) in [(100, 32), (80, 24), (40, 12), (20, 5)] {
        insta::assert_snapshot!(
            format!("review-{columns}x{rows}"),
            corrected_since().screen("gr", columns, rows)
        );
    }
    let session = corrected_since();
    let opened = session.screen("", 80, 24);
    assert!(opened.contains("the article has changed: 2 notes to review; :review shows"), "{opened}");
    let next = session.screen("gr Enter", 80, 24);
    assert!(next.contains("Note 1 of 1 to review"), "the next one is shown\n{next}");
    assert!(session.screen("", 80, 24).contains("changed: 1 note to review"), "it is kept");
    let gone = session.screen("gr x", 80, 24);
    assert!(gone.contains("kept without a place"), "{gone}");
    let listed = session.screen("t Tab Tab Tab / <\"is:orphan\"> Enter", 80, 24);
    assert!(listed.contains("no such words any more"), "{listed}");
    assert!(session.screen("U", 80, 24).contains("undone: review of a changed sentence"));
    assert!(session.screen("", 80, 24).contains("1 note to review"));
    let deleted = session.screen("t Tab Tab Tab / <\"is:review\"> Enter", 80, 24);
    assert!(deleted.contains("Note 1 of 1 to review"), "{deleted}");
}

#[test]
fn a_colour_may_follow_at_once_and_is_kept_for_the_next() {
    let session = Session::open("harbor.md");
    assert!(session.screen("n h 2", 100, 32).contains("green"));
    assert!(session.screen("n n h k", 100, 32).contains("· green"), "the last colour is the next");
    assert!(session.screen("n U", 100, 32).contains("undone: highlight"));
    assert!(session.screen("gg n 5", 100, 32).contains('5'), "elsewhere a digit is a count");
}

#[test]
fn tags_are_put_on_and_taken_off_by_name() {
    let session = Session::open("harbor.md");
    assert!(session.screen("n h gt", 80, 24).contains(":tag"));
    assert!(session.screen("gt <\"law & order\"> Enter", 80, 24).contains("tagged law & order"));
    let both = session.screen("a <\"mine .own\"> Esc k j", 120, 24);
    assert!(both.contains(".own") && both.contains(".law & order"), "{both}");
    assert!(session.screen("gt <\"ow\"> Tab Enter", 80, 24).contains("not tagged own any more"));
}

#[test]
fn the_headings() {
    at_each_size("headings", Some("harbor.md"), "t");
}

#[test]
fn the_help_searched() {
    at_each_size("help-searched", Some("harbor.md"), "? / <\"quotation\">");
}

#[test]
fn the_help_of_the_library() {
    at_each_size("library-help", None, "?");
}

#[test]
fn where_one_is() {
    at_each_size("where", Some("harbor.md"), "nn Ctrl-g");
}

#[test]
fn an_article_that_cannot_be_opened() {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in [("a.txt", "One is here."), ("b.txt", "\0\u{1}\u{2}")] {
        std::fs::write(home.path().join(name), text).unwrap();
    }
    for (columns, rows) in [(100, 32), (80, 24), (40, 12), (20, 5)] {
        let session = Session { home: tempfile::tempdir().unwrap(), article: Some(home.path().to_owned()) };
        let screen = session.screen("J", columns, rows);
        assert!(screen.contains("binary") && screen.lines().count() == usize::from(rows), "{screen}");
    }
}

#[test]
fn names_that_are_cut_say_so() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("long.md");
    let text = "---\ntitle: A headline that is a good deal longer than the screen is wide\nbyline: Bartholomew Featherstonehaugh\n---\n\n\
        “No,” said Bartholomew Featherstonehaugh-Cholmondeley, a baker. “Never,” he said.\n\n“Yes,” said Ada Moore.\n";
    std::fs::write(&path, text).unwrap();
    for (columns, rows) in [(40, 12), (20, 5)] {
        for (name, keys) in [("voice", "s Enter"), ("speakers", "s"), ("quotations", "o")] {
            let session = Session { home: tempfile::tempdir().unwrap(), article: Some(path.clone()) };
            let screen = session.screen(keys, columns, rows);
            insta::assert_snapshot!(format!("cut-{name}-{columns}x{rows}"), screen);
        }
    }
}

#[test]
fn a_list_made_shorter_by_typing() {
    at_each_size("filtered", Some("harbor.md"), "t Tab / <\"the\">");
}

#[test]
fn lists_are_turned_filtered_and_chosen_from() {
    let session = Session::open("harbor.md");
    let shown = |keys: &str| session.screen(keys, 80, 24);
    assert!(shown("t").contains("[Headings]") && shown("t").contains("The money"));
    assert!(shown("t Enter").lines().any(|line| line.contains('›') && line.contains("The money")));
    assert!(shown("t Shift-Tab").contains("[Links]") && shown("t Shift-Tab").contains("none here"));
    assert!(shown("gg o / <\"blunt\">").contains("none with these words"));
    assert!(shown("gg o / <\"reyes that\"> Enter").contains("3/6 quoted · Tomas Reyes"));
    assert!(shown("gg o / <\"reyes\"> Down Enter").contains("3/6 quoted · Tomas Reyes"));
    assert!(shown("gg s / <\"reyes\"> Enter").contains("1/2 Tomas Reyes"));
    assert!(shown("gg o / <\"reyes\"> Esc").contains("Ruth Calder"), "Esc shows all lines again");
    assert!(!shown("gg o / <\"reyes\"> Esc Esc").contains("[Quotations]"));
    assert!(shown("? / <\"voices again\">").contains("walk all voices again"));
    assert!(!shown("? / <\"voices again\">").contains("one page on"));
}

#[test]
fn the_map_shows_what_is_where() {
    let session = Session::open("harbor.md");
    let keys = "n a <\"Who paid?\"> Esc / <\"fisherman\"> Enter";
    let column =
        |screen: &str| screen.lines().map(|line| line.chars().nth(79).unwrap_or(' ')).collect::<String>();
    let screen = session.screen(keys, 80, 16);
    assert_eq!(column(&screen).trim_end(), "   *  ▲▲■ ?  /◆".to_owned(), "{screen}");
    assert_eq!(column(&session.screen("zb", 80, 16)).trim(), "", "zb hides it");
    assert_eq!(column(&session.screen("zb Esc", 80, 40)).trim(), "", "where all is seen there is none");
}

#[test]
fn nothing_but_the_words() {
    at_each_size("zen", Some("harbor.md"), "zz n n");
}

#[test]
fn themes_are_chosen_and_ones_own_are_read() {
    let session = Session::open("harbor.md");
    assert!(session.screen("zt", 80, 24).contains("theme: light"));
    assert!(session.screen("zt", 80, 24).contains("theme: dark"), "the choice is kept");
    let folder = session.home.path().join("config/themes");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("mine.toml"), "based-on = \"sepia\"\n").unwrap();
    std::fs::write(folder.join("wrong.toml"), "title = \"bold bleu\"\n").unwrap();
    assert!(
        session.screen("", 100, 24).contains("~/config/themes/wrong.toml: “bleu”"),
        "{}",
        session.screen("", 100, 24)
    );
    assert!(session.screen("ztztztztzt", 80, 24).contains("theme: mine"));
    std::fs::remove_file(folder.join("wrong.toml")).unwrap();
    let mut reading = session.reading("", 100, 24);
    reading.theme = Some("drak".to_owned());
    assert!(read(&reading).unwrap().unwrap().contains("there is no theme “drak”: there are terminal, light"));
}

#[test]
fn what_can_follow_a_prefix() {
    at_each_size("prefix", Some("harbor.md"), "z");
}

#[test]
fn a_command_being_typed() {
    at_each_size("command", Some("harbor.md"), ": <\"next-\">");
}

#[test]
fn the_palette() {
    at_each_size("palette", Some("harbor.md"), "Ctrl-p <\"next q\">");
}

#[test]
fn commands_do_what_keys_do() {
    let session = Session::open("harbor.md");
    let shown = |keys: &str| session.screen(keys, 80, 24);
    assert!(shown(": <\"next-quotation 3\"> Enter").contains("3/6 quoted"));
    assert!(
        shown("gg : <\"next-he\"> Tab Enter")
            .lines()
            .any(|line| line.contains('›') && line.contains("money"))
    );
    assert!(shown(": <\"width 50\"> Enter").contains("width of the text in cells: 50"));
    assert!(shown(": <\"width 5\"> Enter").contains("width must be a number from 20 to 200, not “5”"));
    assert!(shown(": <\"theme \"> Tab Tab Enter").contains("theme: high-contrast"));
    assert!(shown(": <\"theme drak\"> Enter").contains("there is no theme “drak”"));
    assert!(shown(": <\"nxt\"> Enter").contains("there is no command “nxt”"));
    assert!(shown(": <\"find ferry\"> Enter").contains("“ferry”"));
    assert!(shown(": <\"nxt\"> Enter : Up").contains(":nxt"));
    assert!(shown(": Esc").contains("? help"));
    assert!(shown("gg Ctrl-p <\"next quot\"> Enter").contains("1/6 quoted"));
    assert!(shown("Ctrl-p <\"theme sep\"> Enter").contains("theme: sepia"));
    assert!(shown("gg nnn ma gg '").contains("a “Show me the bridge"), "the marks are shown");
}

#[test]
fn a_search_goes_back_where_that_is_asked_for() {
    let session = Session::open("harbor.md");
    assert!(session.screen("G g? <\"bridge\"> Enter", 80, 24).contains("match 5/5"));
    assert!(session.screen("G g? <\"bridge\"> Enter n", 80, 24).contains("match 4/5"));
    assert!(session.screen("G g? <\"bridge\"> Enter n N", 80, 24).contains("match 5/5"));
    assert!(session.screen("G g? <\"bridge\"> Enter N", 80, 24).contains("no further match"));
}

#[test]
fn keys_are_those_of_a_program_that_hands_know() {
    let session = Session::open("harbor.md");
    let config = session.home.path().join("config");
    std::fs::create_dir_all(&config).unwrap();
    let with = |keymap: &str, keys: &str| {
        std::fs::write(config.join("config.toml"), format!("keymap = \"{keymap}\"\n")).unwrap();
        session.screen(keys, 80, 24)
    };
    assert!(with("vim", "gg n gh u").contains("undone: highlight"));
    assert!(with("vim", "? <\"bridge\">").contains("?bridge"));
    assert!(with("less", "g n H").contains("─ Keys ─"));
    assert!(with("emacs", "Alt-< Alt-n Ctrl-c s").contains("[Speakers]"));
    assert!(with("arrows", "gg Right Right").contains("2/6 quoted"));
    assert!(with("vi", "").contains("keymap must be usual or less"));
    std::fs::write(config.join("keymap.toml"), "[reader]\n\"u\" = \"half-page-up\"\n").unwrap();
    assert!(!with("vim", "gg n gh u").contains("undone"), "one's own keys win");
}

#[test]
fn nothing_to_open() {
    let session =
        Session { home: tempfile::tempdir().unwrap(), article: Some(PathBuf::from("/nowhere/at-all.md")) };
    let problem = read(&session.reading("", 60, 6)).unwrap_err().to_string();
    assert!(problem.starts_with("cannot open /nowhere/at-all.md: there is no such file"), "{problem}");
}

#[test]
fn notes_and_places_outlive_the_program() {
    let session = Session::open("harbor.md");
    let before = session.screen("n h Esc 40% a <\"Who paid?\"> Esc", 60, 10);
    let after = session.screen("", 60, 10);
    let page = |screen: &str| {
        screen.lines().take(9).map(|line| line.replace('›', " ")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(page(&before), page(&after), "the page opens where it was left, notes on it");
    assert!(after.contains("note 2/2"), "{after}");
    assert!(session.screen("U", 60, 10).contains("undone: note"));
    assert!(session.screen("U", 60, 10).contains("undone: highlight"));
    assert!(session.screen("U", 60, 10).contains("nothing to undo"));
    assert!(session.screen("Ctrl-r", 60, 10).contains("redone: highlight"));
    assert!(session.screen("", 60, 10).contains("1 note"));
}

#[test]
fn a_walk_is_come_back_from() {
    let session = Session::open("harbor.md");
    let start = session.screen("", 60, 10);
    assert_ne!(session.screen("nnnn", 60, 10), start);
    assert!(session.screen("gg nnnn Ctrl-o", 60, 10).contains("Nobody in Port Alder"));
    assert!(session.screen("G n", 60, 10).contains("no further quotation"));
    assert!(session.screen("gg N", 60, 10).contains("no earlier quotation"));
    assert!(session.screen("gg *", 60, 10).contains("no quotation and no speaker"));
}

#[test]
fn a_mistake_in_ones_own_keymap_is_told_and_the_rest_holds() {
    let session = Session::open("harbor.md");
    let config = session.home.path().join("config");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("keymap.toml"), "[reader]\n\"w\" = \"next-in-ring\"\n\"v\" = \"nxt\"\n")
        .unwrap();
    let screen = session.screen("", 100, 10);
    assert!(screen.contains("~/config/keymap.toml:3: key “v”: there is no action “nxt”"), "{screen}");
    assert!(session.screen("w", 100, 10).contains("1/"), "the good line holds");
}

#[test]
#[cfg(target_os = "linux")]
fn a_note_that_cannot_be_saved_stays_open() {
    let mut reading = Session::open("harbor.md").reading("n a <\"Eleven years.\"> Esc", 80, 20);
    reading.data_dir = Some(PathBuf::from("/proc/nowhere"));
    let screen = read(&reading).unwrap().unwrap();
    assert!(screen.contains("Eleven years."), "{screen}");
    assert!(screen.contains("the note is not saved: cannot"), "{screen}");
}

#[test]
fn a_bad_article_among_good_ones_is_gone_past() {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in [("a.txt", "One is here."), ("b.txt", "\0\u{1}\u{2}"), ("c.txt", "Three is here.")] {
        std::fs::write(home.path().join(name), text).unwrap();
    }
    let session = Session { home: tempfile::tempdir().unwrap(), article: Some(home.path().to_owned()) };
    assert!(session.screen("", 60, 8).contains("One is here."));
    assert!(session.screen("J", 60, 8).contains("binary data"));
    assert!(session.screen("JJ", 60, 8).contains("Three is here."));
    assert!(session.screen("JJKK", 60, 8).contains("One is here."));
}

#[test]
fn restored_paragraphs_and_missing_words_can_be_hidden() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("flat.txt");
    let text = "The council of Port Alder met on Monday evening to vote on a bridge that nobody had asked for. The hall was \
        full. “We have waited forty years for this,” said Mayor Ruth Calder. “We can wait no longer.” Tomas Reyes, the \
        harbor master, spoke against it for an hour    twice as long as the rules allow. “The ferry has never missed a \
        tide,” he said. But the engineers had brought a   model of the bridge, and people came forward to touch it. On \
        Tuesday the county sent a letter. It said that the money was there. According to the letter, the work could begin \
        in May. Calder read it aloud and then read it again. Nobody in the hall had expected that. Meanwhile the ferry \
        went on crossing as it always had, with eleven cars, two trucks and a dog. On Friday \
        Reyes wrote to the paper to say so. He was thanked, and his letter was printed on the last page.";
    std::fs::write(&path, text).unwrap();
    let session = Session { home: tempfile::tempdir().unwrap(), article: Some(path) };
    let page = |keys: &str| session.screen(keys, 70, 40).lines().take(39).collect::<Vec<_>>().join("\n");
    let shown = page("");
    let breaks = |page: &str| page.split("\n\n").filter(|part| !part.trim().is_empty()).count();
    assert!(shown.contains("hour–twice") && shown.contains("a…model"), "{shown}");
    let hidden = page("zg");
    assert!(hidden.contains("hour twice") && hidden.contains("a model"), "{hidden}");
    assert!(breaks(&shown) > breaks(&page("zp")), "{shown}");
    assert_eq!(page("zpzp"), shown);
}

#[test]
fn the_cursor_comes_back_with_the_page() {
    let session = Session::open("harbor.md");
    let left = session.screen("nnnn", 60, 12);
    assert!(left.contains("4/6 quoted"), "{left}");
    assert_eq!(session.screen("", 60, 12), left);
}

#[test]
fn the_cursor_is_the_place_on_a_smaller_screen() {
    let session = Session::open("harbor.md");
    assert!(session.screen("gg nnn", 80, 40).contains("3/6 quoted"));
    assert!(session.screen("", 40, 8).contains("3/6 quoted"));
}

#[test]
fn a_note_left_with_ctrl_c_is_not_made() {
    let session = Session::open("harbor.md");
    assert!(session.screen("n a <\"no\"> Ctrl-c", 80, 24).contains("left as it was"));
    assert!(!session.screen("", 80, 24).contains("note"));
    assert!(!session.screen("n a Esc", 80, 24).contains("note saved"), "an empty note is no note");
}

#[test]
fn a_count_repeats_and_a_percentage_goes_there() {
    let session = Session::open("harbor.md");
    assert!(session.screen("gg 3n", 80, 24).contains("3/"));
    assert_eq!(session.screen("gg 4j", 60, 10), session.screen("gg jjjj", 60, 10));
    assert!(session.screen("100%", 60, 10).contains("100%"));
}
