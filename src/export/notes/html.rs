//! A web page by itself: each article with its speakers in colour and sign, a chart of who speaks how much, and the notes
//! beside their words. It runs nothing and asks for nothing from elsewhere; it is light or dark as its reader has it,
//! and can be printed.

mod chart;
mod text;

use std::fmt::Write as _;

use self::text::{attribute, escaped, lines};
use super::marked::marked;
use super::{Sheaf, iri, palette};
use crate::annotation::Colour;
use crate::article::SafeText;
use crate::export::corrections::told;
use crate::export::noted::{Noted, rfc_3339};
use crate::export::voices;

/// Layout and type.
const STYLE: &str = include_str!("../../../assets/export/page.css");

/// The page.
pub(super) fn document(sheaves: &[Sheaf]) -> String {
    let title = match sheaves {
        [only] => only.title().to_string(),
        _ => "Notes".to_owned(),
    };
    let mut articles = String::new();
    let mut numbers = 0;
    for sheaf in sheaves {
        article(&mut articles, sheaf, &mut numbers);
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"sayso\">\n\
         <title>{}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n<main>\n{articles}</main>\n</body>\n</html>\n",
        escaped(&SafeText::one_line(&title)),
        colours(),
    )
}

/// The colours of voices and highlights, light and dark.
fn colours() -> String {
    let voices = |colours: [&str; palette::VOICES]| -> String {
        let each = colours.iter().enumerate().map(|(index, colour)| format!("--v{index}:{colour};"));
        each.collect::<Vec<_>>().concat()
    };
    let highlights = |of: fn(Colour) -> &'static str| -> String {
        Colour::ALL.map(|colour| format!("--{}:{};", colour.name(), of(colour))).concat()
    };
    let light = format!("{}{}", voices(palette::LIGHT_VOICES), highlights(palette::light));
    let dark = format!("{}{}", voices(palette::DARK_VOICES), highlights(palette::dark));
    let mut style =
        format!(":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n");
    for index in 0..palette::VOICES {
        writeln!(style, ".v{index}{{color:var(--v{index})}}svg .v{index}{{fill:var(--v{index})}}").ok();
    }
    for colour in Colour::ALL {
        writeln!(style, "mark.{0}{{background:var(--{0})}}", colour.name()).ok();
    }
    style
}

/// The class of the colour with this number, [`crate::attribution::Speaker::sign`]; of nobody's words.
pub(super) fn voice_class(number: Option<usize>) -> String {
    number.map_or_else(|| "nobody".to_owned(), |number| format!("v{}", number % palette::VOICES))
}

fn article(page: &mut String, sheaf: &Sheaf, numbers: &mut usize) {
    let is_tag =
        |tag: &&SafeText| tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !tag.is_empty();
    let language = sheaf.about.language.as_ref().filter(is_tag);
    let language = language.map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default();
    writeln!(page, "<article{language}>\n<header>\n<h1 dir=\"auto\">{}</h1>", escaped(sheaf.title())).ok();
    credits(page, sheaf);
    page.push_str("</header>\n");
    let mut lost: Vec<usize> = (0..sheaf.notes.len()).collect();
    if let Some((article, analysis)) = &sheaf.read {
        speakers(page, analysis);
        let (blocks, without) = marked(sheaf, article, analysis);
        lost = without;
        page.push_str("<div class=\"text\">\n");
        text::blocks(page, sheaf, &blocks, numbers);
        page.push_str("</div>\n");
    }
    if !lost.is_empty() {
        let title = if sheaf.read.is_some() { "Notes without a place" } else { "Notes" };
        writeln!(page, "<section>\n<h2>{title}</h2>").ok();
        for noted in lost.iter().filter_map(|&index| sheaf.notes.get(index)) {
            writeln!(page, "<blockquote dir=\"auto\"><p>{}</p></blockquote>", lines(&noted.shown)).ok();
            note(page, noted, None);
        }
        page.push_str("</section>\n");
    }
    page.push_str("</article>\n");
}

fn credits(page: &mut String, sheaf: &Sheaf) {
    let about = &sheaf.about;
    let known = [&about.byline, &about.publication];
    let mut parts: Vec<String> = known.into_iter().flatten().map(|part| escaped(part)).collect();
    parts.extend(about.day().map(|day| format!("<span class=\"date\">{}</span>", escaped(day))));
    let url = about.url.as_ref().and_then(|url| iri::of_web(url));
    parts.extend(url.map(|url| format!("<a href=\"{0}\" rel=\"noreferrer\">{0}</a>", attribute(&url))));
    if !parts.is_empty() {
        writeln!(page, "<p class=\"credits\">{}</p>", parts.join(" · ")).ok();
    }
}

/// Who speaks: a chart, which says in words what it shows.
fn speakers(page: &mut String, analysis: &crate::attribution::Analysis) {
    let voices = voices(analysis);
    if voices.is_empty() {
        return;
    }
    page.push_str("<section class=\"speakers\">\n<h2>Who speaks</h2>\n");
    chart::chart(page, &voices);
    page.push_str("</section>\n");
}

/// A note, by its number where its words are marked.
pub(super) fn note(page: &mut String, noted: &Noted, number: Option<usize>) {
    let (id, back) = number.map_or_else(Default::default, |number| {
        let back =
            format!("<a class=\"back\" href=\"#w{number}\" aria-label=\"Back to the words\">{number}</a> ");
        (format!(" id=\"n{number}\""), back)
    });
    let mut parts = Vec::new();
    if let Some(changed) = &noted.review {
        parts.push(format!(
            "To review: {}. Now there: “{}”",
            escaped(&changed.why.told()),
            lines(&changed.words)
        ));
    }
    parts.extend(noted.correction.as_ref().map(|correction| escaped(&told(correction))));
    parts.extend(super::whole_note(noted).map(|note| lines(&note)));
    let tags: Vec<String> =
        noted.tags.iter().map(|tag| format!("<span class=\"tag\">{}</span>", escaped(tag))).collect();
    if !tags.is_empty() {
        parts.push(tags.join(" "));
    }
    let time = noted.created.map(rfc_3339).filter(|time| !time.is_empty());
    parts.extend(time.map(|time| {
        let day = time.split('T').next().unwrap_or_default().to_owned();
        format!("<time datetime=\"{time}\">{day}</time>")
    }));
    if let Some(first) = parts.first_mut() {
        first.insert_str(0, &back);
    }
    let paragraphs: Vec<String> = parts.iter().map(|part| format!("<p dir=\"auto\">{part}</p>")).collect();
    let paragraphs = paragraphs.concat();
    writeln!(page, "<aside class=\"note\"{id}>{paragraphs}</aside>").ok();
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    fn sheaf() -> Sheaf {
        let hostile = "<script>alert(1)</script>";
        let mut article = sample::article(
            hostile,
            &["# Head & shoulders", "Pre “One two,” said A.", "> “Three.” <img src=x onerror=y> End."],
        );
        article.metadata.url = Some(SafeText::new("https://example.org/\"><b>"));
        article.metadata.byline = Some(SafeText::new("Jane & Joe"));
        let analysis = sample::analysis(&article, &[("“One two,”", "A \"<i>\""), ("“Three.”", "-")]);
        let mut notes = vec![
            placed(
                &entry(&article, "two,” said ", Some("mine\n\nmore </aside>"), &["law"]),
                &article,
                &analysis,
            ),
            Noted::orphan(&entry(&sample::article("T", &["gone"]), "gone", Some("lost"), &[])),
        ];
        notes[1].target.metadata = notes[0].target.metadata.clone();
        let mut sheaf = Sheaf::gathered(&notes).remove(0);
        sheaf.about = article.metadata.clone();
        sheaf.read = Some((Arc::new(article), Arc::new(analysis)));
        sheaf
    }

    #[test]
    fn the_page_says_who_speaks_and_what_was_noted() {
        let page = document(&[sheaf()]);
        let (_, body) = page.split_once("<body>").unwrap();
        insta::assert_snapshot!(body);
    }

    #[test]
    fn nothing_is_run_and_nothing_asked_for() {
        let page = document(&[sheaf(), sheaf()]).to_lowercase();
        for asked in [
            "<script", "<img", "<link", "<iframe", "<object", "url(", "@import", "src=", " onerror", "srcset",
        ] {
            let shown = page.replace("&lt;img src=x onerror=y&gt;", "").replace("&lt;script&gt;", "");
            assert!(!shown.contains(asked), "{asked}");
        }
        let names: Vec<&str> =
            page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let different: std::collections::BTreeSet<&&str> = names.iter().collect();
        assert_eq!(names.len(), different.len(), "{names:?}");
    }
}
