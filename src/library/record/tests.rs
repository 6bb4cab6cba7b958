use proptest::prelude::*;

use super::*;
use crate::annotation::{Judgement, PositionSelector, QuoteSelector, Target, Verdict, sample};
use crate::article::{Digest, Metadata};

fn decode(line: &[u8]) -> Line {
    super::decode(line, &mut Recent::default())
}

fn line(operation: &Operation) -> String {
    encode(operation).trim_matches('\n').to_owned()
}

/// A line with a right checksum around any JSON.
fn sealed(json: &str) -> String {
    format!("{:08x} {json}", crc32c::crc32c(json.as_bytes()))
}

fn safe() -> impl Strategy<Value = SafeText> {
    "\\PC{0,20}(\n|\t|\"|\\\\|“”)?\\PC{0,9}".prop_map(|text| SafeText::new(&text))
}

fn name() -> impl Strategy<Value = String> {
    "[0-9a-f]{8}-[0-9a-f]{4}"
}

fn metadata() -> impl Strategy<Value = Metadata> {
    prop::collection::vec(prop::option::of(safe()), 6).prop_map(|fields| {
        let mut fields = fields.into_iter();
        let mut next = || fields.next().flatten();
        Metadata {
            title: next(),
            byline: next(),
            publication: next(),
            date: next(),
            url: next(),
            language: next(),
            ..Metadata::default()
        }
    })
}

fn annotation() -> impl Strategy<Value = Annotation> {
    let target = (prop::array::uniform4(safe()), metadata(), any::<(usize, usize)>()).prop_map(
        |([origin, exact, prefix, suffix], metadata, (start, end))| Target {
            digest: Digest::of(&exact),
            origin,
            metadata: Arc::new(metadata),
            quote: QuoteSelector { exact, prefix, suffix },
            position: PositionSelector { start, end },
        },
    );
    let written = (prop::option::of(safe()), prop::collection::vec(safe(), 0..3));
    let paints = prop_oneof![
        prop::option::of(colour()).prop_map(|colour| (colour, None)),
        sample::correction(safe).prop_map(|correction| (None, Some(correction))),
    ];
    (name(), target, written, paints, any::<i64>()).prop_map(
        |(id, target, (note, tags), (colour, correction), created)| Annotation {
            id: AnnotationId(id.into()),
            target,
            note,
            tags,
            colour,
            correction,
            created: Moment(created),
            modified: Moment(created),
        },
    )
}

fn colour() -> impl Strategy<Value = Colour> {
    prop::sample::select(Colour::ALL.as_slice())
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        annotation().prop_map(|annotation| Change::Add(Arc::new(annotation))),
        (name(), prop::option::of(safe()), prop::collection::vec(safe(), 0..3))
            .prop_map(|(id, note, tags)| Change::Edit { annotation: AnnotationId(id.into()), note, tags }),
        (name(), prop::option::of(colour()))
            .prop_map(|(id, colour)| Change::Paint(AnnotationId(id.into()), colour)),
        name().prop_map(|id| Change::Delete(AnnotationId(id.into()))),
        name().prop_map(|id| Change::Restore(AnnotationId(id.into()))),
        (name(), judgement())
            .prop_map(|(id, judgement)| Change::Reanchor(AnnotationId(id.into()), Box::new(judgement))),
    ]
}

fn judgement() -> impl Strategy<Value = Judgement> {
    let at = (prop::array::uniform3(safe()), any::<(usize, usize)>()).prop_map(
        |([exact, prefix, suffix], (start, end))| {
            Verdict::At(QuoteSelector { exact, prefix, suffix }, PositionSelector { start, end })
        },
    );
    let verdict = prop_oneof![at, Just(Verdict::Nowhere), Just(Verdict::Open)];
    (safe(), verdict, name(), any::<u8>()).prop_map(|(text, verdict, method, score)| Judgement {
        digest: Digest::of(&text),
        verdict,
        method,
        score,
    })
}

fn operation() -> impl Strategy<Value = Operation> {
    let names = prop::array::uniform3(prop::option::of(name().prop_map(|name| OperationId(name.into()))));
    (name(), any::<(i64, u32)>(), name(), names, change()).prop_map(
        |(id, (millis, counter), device, [parent, undoes, redoes], change)| Operation {
            id: OperationId(id.into()),
            clock: Clock { millis, counter },
            device: device.into(),
            parent,
            undoes,
            redoes,
            batch: None,
            change,
        },
    )
}

proptest! {
    #[test]
    fn every_operation_comes_back(operation in operation()) {
        let line = line(&operation);
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(decode(line.as_bytes()), Line::Operation(Box::new(operation.clone())));
        let with_return = format!("{line}\r");
        prop_assert_eq!(decode(with_return.as_bytes()), Line::Operation(Box::new(operation)));
    }

    #[test]
    fn what_is_read_quickly_is_what_is_read_with_care(
        operation in operation(),
        place in any::<prop::sample::Index>(),
        taken in 0usize..3,
        put in "[\"\\\\,:{}0-9 ea.\u{1}é-]{0,2}",
    ) {
        let recent = Recent::default;
        let json = serde_json::to_string(&Record::from(&operation)).unwrap();
        let is_usual = json.contains(r#""op":"add""#)
            && ![r#""undoes":"#, r#""redoes":"#, r#"millis":-"#, r#"created":-"#].iter().any(|part| json.contains(part));
        let read = usual::addition(&json, &mut recent());
        prop_assert_eq!(&read, &is_usual.then_some(operation));
        let mut recent = recent();
        if is_usual {
            // What was read before is taken over only where it stands in the same words.
            usual::addition(&json, &mut recent);
        }
        let place = place.index(json.chars().count());
        let changed: String =
            json.chars().take(place).chain(put.chars()).chain(json.chars().skip(place + taken)).collect();
        if let Some(read) = usual::addition(&changed, &mut recent) {
            prop_assert_eq!(super::operation(&changed, &mut Recent::default()), Some(read));
        }
    }

    #[test]
    fn any_flipped_bit_is_noticed(operation in operation(), place in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut bytes = line(&operation).into_bytes();
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        match decode(&bytes) {
            Line::Damaged(_) => {}
            // The digits of the checksum may as well be capitals.
            Line::Operation(read) => prop_assert!(*read == operation && place < 8),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn nothing_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..60), json in "\\PC{0,40}") {
        decode(&bytes);
        decode(sealed(&json).as_bytes());
    }
}

const ADDITION: &str = r#"{"v":1,"op_id":"o1","hlc":{"millis":5,"counter":1},"device":"d","op":"add","annotation_id":"a1","parent":null,"later":[1],"payload":{"later":{},"target":{"source":"a.md","digest":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","selector":[{"type":"XPathSelector","value":"/p"},{"type":"TextQuoteSelector","exact":"abc","later":1},{"type":"TextPositionSelector","start":0,"end":3}]},"created":5}}"#;

fn addition_with(old: &str, new: &str) -> Line {
    assert!(ADDITION.contains(old), "{old}");
    decode(sealed(&ADDITION.replace(old, new)).as_bytes())
}

#[test]
fn fields_and_selectors_that_are_not_known_are_passed_over() {
    let Line::Operation(operation) = decode(sealed(ADDITION).as_bytes()) else {
        panic!("a record with more in it is still a record");
    };
    let Change::Add(annotation) = operation.change else {
        panic!("an addition stays one");
    };
    assert_eq!(annotation.target.quote.exact.as_str(), "abc");
    assert_eq!(annotation.target.position, PositionSelector { start: 0, end: 3 });
}

#[test]
fn what_a_newer_program_wrote_is_told_from_damage() {
    let newer =
        |key: &str, millis, counter| Line::Newer { key: key.to_owned(), clock: Clock { millis, counter } };
    for (old, new, expected) in [
        (r#""op":"add""#, r#""op":"translate""#, newer("o1", 5, 1)),
        // A place without what the reader said of it.
        (r#""op":"add""#, r#""op":"reanchor""#, newer("o1", 5, 1)),
        (r#""v":1"#, r#""v":2"#, newer("o1", 5, 1)),
        (
            r#""v":1,"op_id":"o1","hlc":{"millis":5,"counter":1}"#,
            r#""v":9,"op_id":"o1","hlc":"5-1""#,
            newer("o1", 0, 0),
        ),
    ] {
        assert_eq!(addition_with(old, new), expected, "{new}");
    }
    for (old, new) in [
        (r#""v":1"#, r#""v":0"#),
        (r#""op":"add","#, ""),
        (r#""exact":"abc""#, r#""exact":7"#),
        (r#""digest":"ba"#, r#""digest":"xx"#),
        (r#","created":5"#, ""),
        (r#"{"type":"TextPositionSelector","start":0,"end":3}"#, "{}"),
    ] {
        assert!(matches!(addition_with(old, new), Line::Damaged(_)), "{old} to {new}");
    }
}

/// The addition as a correction.
fn correction_of(correction: &str) -> String {
    let corrected = format!(r#","correction":{correction},"created":5"#);
    ADDITION.replace(r#""op":"add""#, r#""op":"correct""#).replace(r#","created":5"#, &corrected)
}

#[test]
fn each_kind_of_correction_has_the_form_that_was_agreed() {
    let (name, was) = (SafeText::new("John Moore"), SafeText::new("Anna Reyes"));
    for (json, expected) in [
        (
            r#"{"kind":"said-by","name":"John Moore","was":"Anna Reyes"}"#,
            Correction::SaidBy { name: Some(name.clone()), was: Some(was.clone()) },
        ),
        (r#"{"kind":"said-by","name":null,"was":null}"#, Correction::SaidBy { name: None, was: None }),
        (r#"{"kind":"not-speech","was":"Anna Reyes"}"#, Correction::NotSpeech { was: Some(was.clone()) }),
        (
            r#"{"kind":"joined","other":"Anna Reyes","name":"John Moore"}"#,
            Correction::Joined { other: was.clone(), name: name.clone() },
        ),
        (
            r#"{"kind":"parted","alias":"John Moore","was":"Anna Reyes"}"#,
            Correction::Parted { alias: name.clone(), was: was.clone() },
        ),
        (
            r#"{"kind":"renamed","name":"John Moore","was":"Anna Reyes"}"#,
            Correction::Renamed { name: name.clone(), was },
        ),
        (
            r#"{"kind":"role","name":"John Moore","role":"mayor","was":null}"#,
            Correction::Role { name: name.clone(), role: Some(SafeText::new("mayor")), was: None },
        ),
        (
            r#"{"kind":"means","words":"the mayor","name":"John Moore"}"#,
            Correction::Means { words: SafeText::new("the mayor"), name },
        ),
    ] {
        let Line::Operation(operation) = decode(sealed(&correction_of(json)).as_bytes()) else {
            panic!("{json}");
        };
        let Change::Add(annotation) = &operation.change else {
            panic!("a correction is an addition");
        };
        assert_eq!(annotation.correction.as_ref(), Some(&expected));
        assert!(line(&operation).contains(&format!(r#""correction":{json}"#)), "{}", line(&operation));
        assert!(line(&operation).contains(r#""op":"correct""#));
    }
}

#[test]
fn a_kind_of_correction_that_is_not_known_is_newer_and_no_damage() {
    let newer = Line::Newer { key: "o1".to_owned(), clock: Clock { millis: 5, counter: 1 } };
    for correction in [
        r#"{"kind":"sworn-by","name":"John Moore"}"#,
        r#"{"kind":"said-by","name":["John Moore","Anna Reyes"]}"#,
        r#""joined""#,
        "null",
    ] {
        assert_eq!(decode(sealed(&correction_of(correction)).as_bytes()), newer, "{correction}");
    }
    // A field more is no other kind.
    let more = r#"{"kind":"not-speech","was":null,"because":"a title"}"#;
    assert!(matches!(decode(sealed(&correction_of(more)).as_bytes()), Line::Operation(_)));
}

#[test]
fn words_from_the_disk_are_made_safe() {
    let Line::Operation(operation) =
        addition_with(r#""exact":"abc""#, r#""exact":"a\u001b]52;c;eA==\u0007bc""#)
    else {
        panic!("hostile words are still words");
    };
    let Change::Add(annotation) = &operation.change else {
        panic!("an addition stays one");
    };
    assert_eq!(annotation.target.quote.exact.as_str(), "abc");
    let Line::Operation(operation) = addition_with(r#""device":"d""#, r#""device":"\u009b31md\u001b[0m""#)
    else {
        panic!("a hostile name is still a name");
    };
    assert_eq!(operation.device, "d".into());
}

#[test]
fn lines_of_git_and_blank_lines_are_no_damage() {
    for line in ["", "\r", "<<<<<<< HEAD", "=======", "=======\r", ">>>>>>> 1a2b", "||||||| base"] {
        assert_eq!(decode(line.as_bytes()), Line::Blank, "{line}");
    }
    assert!(matches!(decode(b"<<<<<<<x"), Line::Damaged(_)));
}

#[test]
fn the_form_on_the_disk_is_the_one_that_was_agreed() {
    let operation = Operation {
        id: OperationId("o2".into()),
        clock: Clock { millis: 7, counter: 0 },
        device: "d".into(),
        parent: Some(OperationId("o1".into())),
        undoes: None,
        redoes: None,
        batch: None,
        change: Change::Edit {
            annotation: AnnotationId("a1".into()),
            note: Some(SafeText::new("No.")),
            tags: vec![SafeText::new("law")],
        },
    };
    let json = r#"{"v":1,"op_id":"o2","hlc":{"millis":7,"counter":0},"device":"d","op":"edit","annotation_id":"a1","parent":"o1","payload":{"note":"No.","tags":["law"]}}"#;
    assert_eq!(encode(&operation), format!("\n{}\n", sealed(json)));
}
