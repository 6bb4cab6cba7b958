//! Styles of our own, small ones each for a part of CSL, and the built-in manners as CSL.

use proptest::prelude::*;

use super::*;
use crate::article::Article;
use crate::export::citation::Style;
use crate::export::sample;

fn article(byline: Option<&str>, date: Option<&str>) -> Article {
    let mut article = sample::article(
        "The Tax That Would Not Die",
        &["“We lost,” said Ann Smith. “Never ‘again’.” It rained."],
    );
    article.metadata.byline = byline.map(SafeText::new);
    article.metadata.date = date.map(SafeText::new);
    article.metadata.publication = Some(SafeText::new("The Example Times"));
    article.metadata.url = Some(SafeText::new("https://example.org/tax"));
    article
}

fn cited(article: &Article, words: &str) -> Cited {
    let analysis = sample::analysis(article, &[("“We lost,”", "Ann Smith")]);
    Cited::new(article, Some(&analysis), sample::span(article.text(), words))
}

/// A style whose only entry is `parts`, without anything around it.
fn style(parts: &str) -> String {
    format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><citation><layout>{parts}</layout></citation></style>"#
    )
}

/// What such a style writes behind the words.
fn written(parts: &str, article: &Article) -> String {
    let (style, notices) = Csl::read(&style(parts)).unwrap_or_else(|mistake| panic!("{parts}: {mistake}"));
    assert_eq!(notices, [], "{parts}");
    let text = style.cite(&cited(article, "It rained."));
    text.strip_prefix("“It rained.”").unwrap().trim().to_owned()
}

/// Parts of a style, and what they write of an article by two people.
type Cases<'c> = &'c [(&'c str, &'c str)];

#[test]
fn each_element_writes_what_it_says() {
    let doe = article(Some("Jane Mary Doe and Ludwig van Beethoven"), Some("2026-08-03"));
    for (parts, expected) in [TEXTS, DATES, NAMES, CHOICES].concat() {
        assert_eq!(written(parts, &doe), expected, "{parts}");
    }
}

const TEXTS: Cases<'_> = &[
    (r#"<text variable="title"/>"#, "The Tax That Would Not Die"),
    (
        r#"<text variable="title" text-case="uppercase" prefix="[" suffix="]"/>"#,
        "[THE TAX THAT WOULD NOT DIE]",
    ),
    (
        r#"<text variable="title" quotes="true" suffix=","/> <text variable="URL" prefix=" "/>"#,
        "“The Tax That Would Not Die,” https://example.org/tax",
    ),
    (r#"<text variable="container-title" form="short"/>"#, "The Example Times"),
    (r#"<text variable="volume" prefix="vol. "/>"#, ""),
    (r#"<text term="no date" form="short" strip-periods="true"/>"#, "nd"),
    (r#"<text term="page" form="short" plural="true"/>"#, "pp."),
    (r#"<text value="a &amp; b &#x2014; c"/>"#, "a & b — c"),
    (r#"<number variable="citation-number" form="ordinal"/>"#, "1st"),
    (r#"<number variable="citation-number" form="long-ordinal"/>"#, "first"),
    (r#"<number variable="citation-number" form="roman"/>"#, "i"),
    (r#"<number variable="citation-number"/><label variable="volume" form="short"/>"#, "1"),
    (r#"<text variable="citation-label"/>"#, "DB26"),
];

const DATES: Cases<'_> = &[
    (r#"<date variable="issued" form="text"/>"#, "August 3, 2026"),
    (r#"<date variable="issued" form="text" date-parts="year-month"/>"#, "August 2026"),
    (r#"<date variable="issued" form="numeric" prefix="("  suffix=")"/>"#, "(08/03/2026)"),
    (
        r#"<date variable="issued" form="text"><date-part name="month" form="short" strip-periods="true"/></date>"#,
        "Aug 3, 2026",
    ),
    (
        r#"<date variable="issued" delimiter="-"><date-part name="year"/><date-part name="month" form="numeric-leading-zeros"/><date-part name="day" form="numeric-leading-zeros"/></date>"#,
        "2026-08-03",
    ),
    (
        r#"<date variable="issued"><date-part name="day" form="ordinal" suffix=" "/><date-part name="month" form="short" text-case="uppercase" suffix=" "/><date-part name="year" form="short" prefix="’"/></date>"#,
        "3rd AUG. ’26",
    ),
    (r#"<date variable="accessed" form="text" prefix="accessed "/>"#, ""),
];

const NAMES: Cases<'_> = &[
    (r#"<names variable="author"/>"#, "Jane Mary Doe, Ludwig van Beethoven"),
    (r#"<names variable="author"><name and="text"/></names>"#, "Jane Mary Doe and Ludwig van Beethoven"),
    (
        r#"<names variable="author"><name and="symbol" initialize-with=". " name-as-sort-order="all"/></names>"#,
        "Doe, J. M. & Beethoven, L. van",
    ),
    (
        r#"<names variable="author"><name and="symbol" initialize-with="" name-as-sort-order="first" sort-separator=" " delimiter-precedes-last="always"/></names>"#,
        "Doe JM, & L van Beethoven",
    ),
    (r#"<names variable="author"><name form="short" and="text"/></names>"#, "Doe and van Beethoven"),
    (r#"<names variable="author"><name form="count"/></names>"#, "2"),
    (r#"<names variable="author"><name et-al-min="2" et-al-use-first="1"/></names>"#, "Jane Mary Doe et al."),
    (
        r#"<names variable="author"><name et-al-min="2" et-al-use-first="1" delimiter-precedes-et-al="always"/><et-al term="and others"/></names>"#,
        "Jane Mary Doe, and others",
    ),
    (
        r#"<names variable="author"><name delimiter=" / "><name-part name="family" text-case="uppercase"/></name></names>"#,
        "Jane Mary DOE / Ludwig VAN BEETHOVEN",
    ),
    (
        r#"<names variable="editor"><label form="short" prefix=" "/><substitute><names variable="author"/></substitute></names>"#,
        "Jane Mary Doe, Ludwig van Beethoven",
    ),
    (
        r#"<names variable="editor"><substitute><text variable="title"/></substitute></names><text variable="title" prefix=": "/><text variable="URL" prefix="; "/>"#,
        "The Tax That Would Not Die; https://example.org/tax",
    ),
];

const CHOICES: Cases<'_> = &[
    (
        r#"<group delimiter=", "><text variable="volume"/><text variable="section"/><text variable="container-title"/></group>"#,
        "The Example Times",
    ),
    (r#"<group prefix="in "><text term="volume" suffix=" "/><text variable="volume"/></group>"#, ""),
    (
        r#"<group delimiter=" "><text value="a"/><group><text value="b"/><text variable="volume"/></group><text value="c"/></group>"#,
        "",
    ),
    (r#"<group delimiter=" "><text value="a"/><group><text value="b"/></group></group>"#, "a b"),
    (
        r#"<choose><if type="book"><text value="book"/></if><else-if type="article-newspaper webpage" match="any"><text value="news"/></else-if><else><text value="else"/></else></choose>"#,
        "news",
    ),
    (
        r#"<choose><if variable="volume issued" match="none"><text value="none"/></if><else-if variable="volume issued"><text value="all"/></else-if><else-if is-numeric="citation-number"><text value="number"/></else-if></choose>"#,
        "number",
    ),
    (
        r#"<choose><if position="ibid"><text value="ibid"/></if><else-if position="first"><text value="first"/></else-if></choose>"#,
        "first",
    ),
    (
        r#"<choose><if locator="page"><text value="x"/></if><else-if disambiguate="true"><text value="y"/></else-if></choose>"#,
        "",
    ),
    (
        r#"<group delimiter=", "><choose><if variable="title"><text value="a"/><text value="b"/></if></choose><text value="c"/></group>"#,
        "a, b, c",
    ),
    (
        r#"<group delimiter=", "><text variable="title"/><choose><if variable="title"><text value="a"/><text value="b"/></if></choose></group>"#,
        "The Tax That Would Not Die, a, b",
    ),
    (r#"<text value="b" display="right-inline" font-style="italic"/>"#, "b"),
];

#[test]
fn only_english_titles_are_capitalized() {
    let mut doe = article(None, None);
    doe.metadata.title = Some(SafeText::new("the vote is lost"));
    let title = r#"<text variable="title" text-case="title"/>"#;
    assert_eq!(written(title, &doe), "The Vote Is Lost");
    doe.metadata.language = Some(SafeText::new("de-AT"));
    assert_eq!(written(title, &doe), "the vote is lost");
}

#[test]
fn names_and_dates_are_written_as_far_as_they_are_known() {
    let names = r#"<names variable="author"><name and="text" delimiter-precedes-last="contextual" name-as-sort-order="first" initialize-with="."/></names>"#;
    for (byline, expected) in [
        ("Reuters", "Reuters"),
        ("The Associated Press", "The Associated Press"),
        ("Martin Luther King Jr.", "King, M.L., Jr."),
        ("Jean-Luc Roe", "Roe, J.-L."),
        ("Ann Poe, Carl Roe, and Jane Doe", "Poe, A., C. Roe, and J. Doe"),
    ] {
        assert_eq!(written(names, &article(Some(byline), None)), expected);
    }
    let last = r#"<names variable="author"><name et-al-min="4" et-al-use-first="2" et-al-use-last="true" form="short"/></names>"#;
    let many = article(Some("A Be, C De, E Ef, G Ha"), None);
    assert_eq!(written(last, &many), "Be, De, … Ha");
    let date = r#"<date variable="issued" form="text"/>"#;
    for (given, expected) in
        [("2026-08", "August 2026"), ("2026", "2026"), ("last spring", "last spring"), ("2026-13-01", "2026")]
    {
        assert_eq!(written(date, &article(None, Some(given))), expected);
    }
}

/// The note of Chicago, as far as the built-in one goes.
const CHICAGO: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<!-- A note: who, what, where, when, the address. -->
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>A note</title></info>
  <macro name="who"><names variable="author"><name and="text" delimiter-precedes-last="contextual"/></names></macro>
  <macro name="where"><text variable="container-title" font-style="italic"/></macro>
  <citation>
    <layout suffix="." delimiter="; ">
      <group delimiter=", ">
        <text macro="who"/>
        <text variable="title" quotes="true"/>
        <text macro="where"/>
        <date variable="issued" form="text"/>
        <text variable="URL"/>
      </group>
    </layout>
  </citation>
</style>"#;

/// The bibliography of APA with its citation in the text.
const APA: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" demote-non-dropping-particle="never">
  <macro name="year"><choose>
    <if variable="issued"><date variable="issued"><date-part name="year"/></date></if>
    <else><text term="no date" form="short"/></else>
  </choose></macro>
  <macro name="day"><choose>
    <if variable="issued"><date variable="issued" delimiter=" "><date-part name="year" suffix=","/><date-part name="month"/><date-part name="day"/></date></if>
    <else><text term="no date" form="short"/></else>
  </choose></macro>
  <citation et-al-min="3" et-al-use-first="1">
    <layout prefix="(" suffix=")" delimiter="; "><group delimiter=", ">
      <names variable="author"><name form="short" and="symbol"/><substitute><text variable="title" quotes="true"/></substitute></names>
      <text macro="year"/>
    </group></layout>
  </citation>
  <bibliography hanging-indent="true">
    <sort><key variable="title"/></sort>
    <layout><group delimiter=". ">
      <group delimiter=" ">
        <names variable="author"><name and="symbol" initialize-with=". " name-as-sort-order="all" delimiter-precedes-last="always"/></names>
        <text macro="day" prefix="(" suffix=")"/>
      </group>
      <text variable="title"/>
      <text variable="container-title"/>
      <text variable="URL"/>
    </group></layout>
  </bibliography>
</style>"#;

/// The list of works cited of MLA.
const MLA: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" demote-non-dropping-particle="never">
  <citation et-al-min="3" et-al-use-first="1"><layout prefix="(" suffix=")">
    <names variable="author"><name form="short" and="text"/><substitute><text variable="title" quotes="true"/></substitute></names>
  </layout></citation>
  <bibliography et-al-min="3" et-al-use-first="1"><layout suffix=".">
    <group delimiter=". ">
      <names variable="author"><name and="text" name-as-sort-order="first" delimiter-precedes-last="always" delimiter-precedes-et-al="always"/></names>
      <text variable="title" quotes="true"/>
    </group>
    <group delimiter=", " prefix=". ">
      <text variable="container-title"/>
      <date variable="issued" delimiter=" "><date-part name="day"/><date-part name="month" form="short"/><date-part name="year"/></date>
      <text variable="URL"/>
    </group>
  </layout></bibliography>
</style>"#;

#[test]
fn the_built_in_manners_as_csl_write_the_same() {
    for (text, manner) in [(CHICAGO, Style::Chicago), (APA, Style::Apa), (MLA, Style::Mla)] {
        let (style, notices) = Csl::read(text).unwrap();
        assert_eq!(notices, []);
        for byline in [
            "Jane Doe",
            "Jane Doe and Carl Roe",
            "Mary-Ann van der Berg",
            "Martin Luther King Jr.",
            "Reuters",
        ] {
            for date in [Some("2026-08-23"), Some("2026-08")] {
                let article = article(Some(byline), date);
                let cited = cited(&article, "It rained.");
                assert_eq!(style.cite(&cited), cited.text(manner), "{byline}");
            }
        }
        let three = article(Some("Jane Doe, Carl Roe and Ann Poe"), Some("2026-08-23"));
        let cited = cited(&three, "“Never ‘again’.”");
        assert_eq!(style.cite(&cited), cited.text(manner));
    }
}

#[test]
fn who_is_quoted_stands_before_the_citation() {
    let doe = article(Some("Jane Doe"), Some("2026-08-23"));
    let cited = cited(&doe, "“We lost,”");
    let (note, _) = Csl::read(CHICAGO).unwrap();
    assert_eq!(note.cite(&cited), cited.text(Style::Chicago));
    let (apa, _) = Csl::read(APA).unwrap();
    assert!(
        apa.cite(&cited)
            .starts_with("“We lost” (Ann Smith, quoted in Doe, 2026). Doe, J. (2026, August 23).")
    );
}

#[test]
fn words_and_dates_of_a_locale_win() {
    let text = |tag: &str| {
        format!(
            r#"<style class="note" version="1.0" default-locale="{tag}">
            <locale><terms><term name="no date">undated</term></terms></locale>
            <locale xml:lang="en"><style-options punctuation-in-quote="false"/><terms>
              <term name="month-08" form="short">Au.</term><term name="page" form="short"><single>q.</single><multiple>qq.</multiple></term>
            </terms></locale>
            <locale xml:lang="fr"><terms><term name="no date">sans date</term></terms></locale>
            <citation><layout delimiter="; "><text variable="title" quotes="true" suffix=", "/>
            <date variable="issued" form="text" suffix=" "/><date variable="issued"><date-part name="month" form="short"/></date>
            <text term="page" form="short" plural="true" prefix=" "/><text term="no date" prefix=" "/></layout></citation></style>"#
        )
    };
    let doe = article(None, Some("2026-08-03"));
    for (tag, expected, notice) in [
        ("en-US", "“The Tax That Would Not Die”, August 3, 2026 Au. qq. undated", 0),
        ("en-GB", "‘The Tax That Would Not Die’, 3 August 2026 Au. qq. undated", 0),
        ("fr-FR", "“The Tax That Would Not Die,” August 3, 2026 Aug. pp. sans date", 1),
    ] {
        let (style, notices) = Csl::read(&text(tag)).unwrap();
        assert_eq!(style.cite(&cited(&doe, "It rained.")), format!("“It rained.” {expected}"));
        assert_eq!(notices.len(), notice);
    }
}

#[test]
fn a_mistake_is_told_with_its_line() {
    let deep = "<group>".repeat(100);
    let many = (0..30)
        .map(|n| format!(r#"<macro name="m{n}"><text macro="m{0}"/><text macro="m{0}"/></macro>"#, n + 1));
    let many: String = many.collect();
    let long = (0..3000).map(|n| format!(r#"<macro name="m{n}"><text macro="m{0}"/></macro>"#, n + 1));
    let long: String = long.collect();
    let around = |macros: &str, last: &str| {
        format!(
            r#"<style version="1.0">{macros}<macro name="{last}"><text value="x"/></macro><citation><layout><text macro="m0"/></layout></citation></style>"#
        )
    };
    for (text, line, why) in [
        ("", 1, "breaks off"),
        ("{}", 1, "breaks off"),
        ("\n<html></html>", 2, "this is no style of CSL: it begins with “html”"),
        ("<style version=\"1.0\">\n\n<citation>", 3, "breaks off"),
        ("<style>\n<citation>\n</style>", 3, "no XML"),
        ("<style>\n<citation a=b></citation></style>", 2, "no XML"),
        ("<style>\n<citation a=\"&x;\"></citation></style>", 2, "no XML"),
        ("<!DOCTYPE style [<!ENTITY x \"y\">]>\n<style>&x;</style>", 2, "no XML"),
        ("<style version=\"0.8\"/>", 1, "CSL 0.8"),
        ("<style version=\"1.1mlz1\"/>", 1, "CSL 1.1mlz1"),
        ("<style version=\"1.0\"/>", 1, "the style has no “citation”"),
        (
            "<style version=\"1.0\"><info><link href=\"http://www.zotero.org/styles/x\" rel=\"independent-parent\"/></info></style>",
            1,
            "it only points to another style, http://www.zotero.org/styles/x",
        ),
        ("<style version=\"1.0\">\n<citation/></style>", 2, "no layout"),
        (&style("\n<text/>"), 2, "says neither"),
        (&style("\n\n<text macro=\"who\"/>"), 3, "there is no macro “who”"),
        (&style("<names/>"), 1, "“names” does not say its variable"),
        (&style("<choose>\n<text value=\"x\"/></choose>"), 2, "does not belong"),
        (&style(&deep), 1, "too deep"),
        (
            &around(
                "\n<macro name=\"m0\">\n<text macro=\"m1\"/></macro>\n<macro name=\"m1\"><text macro=\"m0\"/></macro>",
                "z",
            ),
            4,
            "the macro “m0” calls itself",
        ),
        (&around(&many, "m30"), 1, "too often"),
        (&around(&long, "m3000"), 1, "too often"),
        (&" ".repeat(MOST_BYTES + 1), 1, "1 MiB"),
    ] {
        let start: String = text.chars().take(60).collect();
        let mistake = Csl::read(text).expect_err(&start);
        assert_eq!(mistake.line, line, "{start}: {mistake}");
        assert!(mistake.why.contains(why), "{start}: {mistake}");
    }
}

#[test]
fn what_is_left_out_is_noticed_once() {
    let text = style(
        "<text value=\"a\" colour=\"red\"/>\n<text value=\"b\" colour=\"red\"/>\n<blink/>\n<text term=\"hoary\"/>\n\
         <text value=\"c\" text-case=\"spongy\"/>\n<choose><if mood=\"dark\"><text value=\"d\"/></if></choose>\n\
         <names variable=\"author\"><institution/><name and=\"plus\"/></names>",
    );
    let (style, notices) = Csl::read(&text).unwrap();
    let told: Vec<(usize, &str)> = notices.iter().map(|notice| (notice.line, notice.what.as_str())).collect();
    assert_eq!(
        told,
        [
            (1, "“colour” at “text” is left out"),
            (3, "the element “blink” is left out"),
            (5, "text-case=“spongy” is left out"),
            (6, "the condition “mood” never holds"),
            (7, "the element “institution” is left out"),
            (7, "and=“plus” is left out"),
            (1, "there is no word for the term “hoary”"),
        ]
    );
    assert_eq!(
        style.cite(&cited(&article(Some("Jane Doe"), None), "It rained.")),
        "“It rained.” abcJane Doe"
    );
}

#[test]
fn nothing_of_a_style_is_obeyed_by_a_terminal() {
    let text = style("<text value=\"a&#27;[2Jb\u{202e}&#10;c\"/>");
    let text = Csl::read(&text).unwrap().0.cite(&cited(&article(None, None), "It rained."));
    assert!(!text.contains(|c: char| c.is_control() || c == '\u{202e}'), "{text:?}");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "(<(style|citation|layout|text|names|group|choose|if)( (version|variable|macro)=\"(1.0|title|author)\")?/?>|</(style|citation|layout|group|names)>|[a-z&;< \n]){0,40}") {
        if let Ok((style, _)) = Csl::read(&text) {
            style.cite(&cited(&article(Some("Jane Doe"), None), "It rained."));
        }
    }
}
