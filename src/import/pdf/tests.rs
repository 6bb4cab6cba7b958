//! PDF files made here, page by page.

use std::fmt::Write as _;

use super::*;

/// A file of pages with these operators, in Helvetica as /F1.
fn file(pages: &[String], extra: &str) -> Vec<u8> {
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{extra}>>"),
        String::new(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut kids = String::new();
    for page in pages {
        let number = objects.len() + 1;
        write!(kids, "{number} 0 R ").unwrap();
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {} 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
            number + 1
        ));
        objects.push(format!("<</Length {}>>stream\n{page}\nendstream", page.len()));
    }
    objects[1] = format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len());
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        writeln!(file, "{} 0 obj\n{object}\nendobj", at + 1).unwrap();
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).unwrap();
    for place in &places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    let trailer = if extra.contains("Encrypt") { extra } else { "" };
    write!(file, "trailer<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF", places.len() + 1)
        .unwrap();
    file.into_bytes()
}

/// Operators that set lines at places: x, y from the bottom, size, words.
fn set(lines: &[(i32, i32, i32, &str)]) -> String {
    let mut page = String::new();
    for (x, y, size, words) in lines {
        writeln!(page, "BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET").unwrap();
    }
    page
}

fn blocks(pages: &[String]) -> Vec<String> {
    let draft = read(&file(pages, "")).unwrap();
    let title = draft.metadata.title.as_deref().unwrap_or("-").to_owned();
    let blocks = draft.blocks.iter().map(|block| block.span.of(&draft.text).to_owned());
    std::iter::once(title).chain(blocks).collect()
}

#[test]
fn lines_become_paragraphs_and_broken_words_whole() {
    let page = set(&[
        (72, 720, 24, "A vote is lost"),
        (72, 680, 12, "It was over before the photographer had his head under the pho-"),
        (72, 666, 12, "tographic cloth, said a well-"),
        (72, 652, 12, "known speaker, and nobody in the hall would say what a speaker was"),
        (72, 638, 12, "who is known well to them, or not."),
        (90, 624, 12, "The second paragraph is indented and is about as wide as the first"),
        (72, 610, 12, "one was."),
        (72, 580, 12, "The third one stands apart."),
    ]);
    assert_eq!(
        blocks(&[page]),
        [
            "A vote is lost",
            "It was over before the photographer had his head under the photographic cloth, said a well-known speaker, \
             and nobody in the hall would say what a speaker was who is known well to them, or not.",
            "The second paragraph is indented and is about as wide as the first one was.",
            "The third one stands apart.",
        ]
    );
}

#[test]
fn a_headline_of_two_lines_is_one_and_each_item_of_a_list_its_own() {
    let page = set(&[
        (72, 720, 24, "A vote is lost in the hall"),
        (72, 692, 24, "of the speakers"),
        (72, 650, 12, "There is a line of words above the list, and it is long:"),
        (72, 636, 12, "\\225 the first of them"),
        (72, 622, 12, "\\225 the second of them"),
    ]);
    assert_eq!(
        blocks(&[page]),
        [
            "A vote is lost in the hall of the speakers",
            "There is a line of words above the list, and it is long:",
            "• the first of them",
            "• the second of them",
        ]
    );
}

#[test]
fn columns_are_read_one_after_the_other_under_their_headline() {
    let mut lines = vec![(72, 720, 20, "A headline that is as wide as both of the columns are")];
    for (at, y) in (0_usize..9).map(|at| (at, 680 - 14 * i32::try_from(at).unwrap())) {
        lines.push((72, y, 10, ["left column goes on here and", "on until it ends somewhere"][at % 2]));
        lines.push((320, y, 10, ["right column follows the left", "one and not line by line ok"][at % 2]));
    }
    let blocks = blocks(&[set(&lines)]);
    let text = blocks.join(" ");
    assert_eq!(text.matches("here and on until").count(), 4, "{text}");
    assert!(text.rfind("left column").unwrap() < text.find("right column").unwrap(), "{text}");
}

#[test]
fn heads_feet_and_numbers_of_pages_are_left_out_and_sentences_go_on() {
    let page = |number: usize, words: &str| {
        let (head, foot) = (format!("The Harbor Light  {number}"), number.to_string());
        set(&[
            (72, 760, 9, &head),
            (72, 700, 12, "There is a line of words above, which is long enough to count, and"),
            (72, 686, 12, words),
            (300, 30, 9, &foot),
        ])
    };
    let text = blocks(&[page(1, "it goes on"), page(2, "over the page"), page(3, "and ends.")]).join("\n");
    assert!(!text.contains("Harbor") && !text.contains('3'), "{text}");
}

#[test]
fn arrays_kerning_and_blanks_are_words() {
    let page = "BT /F1 12 Tf 72 700 Td [(W) 80 (ords that are k) -20 (erned) -400 (and) -400 (apart, and long enough)] TJ T* ET".to_owned();
    assert_eq!(blocks(&[page])[1..], ["Words that are kerned and apart, and long enough"]);
}

#[test]
fn what_has_no_words_is_told() {
    for (bytes, why) in [
        (file(&["q 100 0 0 100 0 0 cm Q".to_owned()], ""), Error::Pictures),
        (b"%PDF-1.7\nnothing".to_vec(), Error::Broken { what: "PDF" }),
        (
            file(
                &[set(&[(72, 700, 12, "Words")])],
                "/Encrypt<</Filter/Standard/V 1/R 2/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)/P -4>>/ID[(a)(b)]",
            ),
            Error::Locked { what: "this PDF" },
        ),
    ] {
        assert_eq!(read(&bytes), Err(why));
    }
}

#[test]
fn nothing_that_a_page_says_is_obeyed() {
    let page = set(&[(72, 700, 12, "\\033]52;c;x\\007words that are long enough to be read \\233 31m")]);
    let text = blocks(&[page]).join("");
    assert!(text.contains("words") && !text.contains(['\x1b', '\u{7}', '\u{9b}']), "{text:?}");
}

#[test]
fn a_form_within_itself_ends() {
    let bytes = file(&[set(&[(72, 700, 12, "Words that are long enough to be read")]) + "/X Do"], "");
    let text = String::from_utf8(bytes).unwrap();
    let text = text.replace("/Font<</F1 3 0 R>>", "/Font<</F1 3 0 R>>/XObject<</X 6 0 R>>");
    let form = "6 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 12>>stream\n/X Do /X Do \nendstream\nendobj\nxref";
    let draft = read(text.replace("xref\n0", &format!("{form}\n0")).as_bytes()).unwrap();
    assert_eq!(draft.text.as_str(), "Words that are long enough to be read");
}

#[test]
fn bytes_in_any_order_do_no_harm() {
    let whole = file(&[set(&[(72, 700, 12, "Words that are long enough to be read")])], "");
    for cut in (0..whole.len()).step_by(7) {
        let _ = read(&whole[..cut]);
        let mut changed = whole.clone();
        changed[cut] ^= 0x55;
        let _ = read(&changed);
    }
}
