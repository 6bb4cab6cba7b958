use super::*;

fn told(typed: &str) -> String {
    let query = match Query::parse(typed) {
        Ok(query) => query,
        Err(mistake) => return format!("! {mistake}"),
    };
    let terms = query.terms.iter().map(ToString::to_string);
    let conditions = query.conditions.iter().map(|condition| {
        let sign = if condition.is_excluded { "-" } else { "" };
        match &condition.what {
            What::Speaker(term) => format!("{sign}speaker:{term}"),
            What::By(term) => format!("{sign}by:{term}"),
            What::Dated(first, last) => format!("{sign}{}..{}", first.0, last.0),
            what => format!("{sign}{what:?}"),
        }
    });
    terms.chain(conditions).collect::<Vec<_>>().join(" | ")
}

#[test]
fn what_is_typed_is_read() {
    for (typed, read) in [
        ("", ""),
        ("  ", ""),
        ("Ferry  bridge", "ferry | bridge"),
        ("\"show me the Bridge\"", "\"show me the bridge\""),
        ("“show me” x", "\"show me\" | x"),
        ("bridg*", "bridg*"),
        ("\"the bridg\"*", "\"the bridg\"*"),
        ("-ferry -\"a b\" -bri*", "-ferry | -\"a b\" | -bri*"),
        ("F-16", "\"f 16\""),
        ("Zoë's", "\"zoe s\""),
        ("— … -", ""),
        ("10:30 https://e.org/a", "\"10 30\" | \"https e org a\""),
        ("speaker:Comey", "speaker:comey"),
        ("speaker:\"James Comey\" -speaker:com*", "speaker:\"james comey\" | -speaker:com*"),
        ("by:doe", "by:doe"),
        ("by:ann sank", "sank | by:ann"),
        ("by:'Ann Lee' sank", "sank | by:\"ann lee\""),
        ("by:ann's x", "x | by:\"ann s\""),
        ("\u{2212}ferry \u{2212}by:doe 3\u{2212}2", "-ferry | \"3 2\" | -by:doe"),
        ("in:\"The Herald\" -in:x", "In(\"The Herald\") | -In(\"x\")"),
        ("tag:ferry tag:#a", "Tag(\"ferry\") | Tag(\"a\")"),
        ("is:unread IS:New", "Is(Unread) | Is(New)"),
        ("has:notes -has:quotations", "Has(Notes) | -Has(Quotations)"),
        ("before:2020", "0..20199999"),
        ("after:2020-05-01", "20200501..4294967295"),
        ("on:2020-05", "20200500..20200531"),
        ("on:2020", "20200000..20201231"),
        ("-on:2020-05-01", "-20200501..20200501"),
    ] {
        assert_eq!(told(typed), read, "{typed}");
    }
}

#[test]
fn what_makes_no_sense_is_told_with_what_would() {
    for (typed, told_of) in [
        ("after:tomorrow", "after: wants a date such as 2020-05-01"),
        ("before:", "before: wants a date"),
        ("is:good", "is: wants unread, read, starred"),
        ("has:", "has: wants notes or quotations"),
        ("speaker:", "speaker: wants a name"),
        ("by: doe", "by: wants a name"),
        ("author:doe", "“author:” is no filter; there are speaker:"),
        ("\"not closed", "a quotation mark is not closed"),
        ("*", "* stands at the end of a word"),
        ("ab*", "at least three of its letters"),
        ("br*dge", "* stands at the end of a word"),
    ] {
        let told = told(typed);
        assert!(told.starts_with("! ") && told.contains(told_of), "{typed}: {told}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_told(typed in "[a-z:\"*\\- “é0-9]{0,40}") {
        if let Ok(query) = Query::parse(&typed) {
            proptest::prop_assert!(query.terms.iter().all(|term| !term.words.is_empty()));
        }
    }
}
