//! The reader's own formats: templates in the language of Jinja.
//!
//! A template is given `articles`, each with `title`, `byline`, `publication`, `date`, `url`, `origin`, `language`, `text`
//! and `notes`; a note has the fields of [`super::json`]. What is not known is null. Beside the filters of the language
//! there are `markdown` and `blockquote`, `csv`, and `oneline`. Where the template's name ends in `.html` or `.xml`, with
//! or without `.j2` behind it, all that is put in is escaped.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;

use super::Sheaf;
use super::json::Object;
use crate::article::SafeText;
use crate::export::csv_cell;
use crate::export::markdown_text::paragraphs;

/// Templates that ship with the program, by name.
pub const BUNDLED: &[(&str, &str)] = &[
    ("by-speaker.md", include_str!("../../../assets/templates/by-speaker.md.j2")),
    ("cards.html", include_str!("../../../assets/templates/cards.html.j2")),
    ("lines.txt", include_str!("../../../assets/templates/lines.txt.j2")),
];

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// On which line, counted from 1, where that is known.
    pub line: Option<usize>,
    /// In words, on one line.
    pub what: SafeText,
}

/// How the name of a file ends that a template makes: "md" for `notes.md.j2`.
pub fn ending(name: &str) -> &str {
    let name = bare(name);
    name.rsplit_once('.').map_or("txt", |(_, ending)| ending)
}

/// Writes the sheaves as `template` says, whose name tells what is escaped.
///
/// # Errors
/// When the template cannot be understood, or asks for what is not there.
pub fn written(name: &str, template: &str, sheaves: &[Sheaf]) -> Result<String, Mistake> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    if let Ok(syntax) = syntax.build() {
        environment.set_syntax(syntax);
    }
    environment.set_auto_escape_callback(|name| match ending(name) {
        "html" | "htm" | "xhtml" | "xml" => AutoEscape::Html,
        _ => AutoEscape::None,
    });
    environment.add_filter("markdown", |text: String| paragraphs(&text, ""));
    environment.add_filter("blockquote", |text: String| paragraphs(&text, "> "));
    environment.add_filter("csv", |text: String| {
        csv_cell::table([[csv_cell::cell(&text).as_ref()]]).trim_end_matches(['\r', '\n']).to_owned()
    });
    environment.add_filter("oneline", |text: String| SafeText::one_line(&text).to_string());
    let context = Context { articles: sheaves.iter().map(Told::new).collect() };
    environment
        .render_named_str(name, template, Value::from(Serde(&context)))
        .map_err(|error| mistake(&error))
}

fn mistake(error: &minijinja::Error) -> Mistake {
    let kind = error.kind().to_string();
    let what = error.detail().map_or_else(|| kind.clone(), |detail| format!("{kind}: {detail}"));
    Mistake { line: error.line(), what: SafeText::one_line(&what) }
}

fn bare(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    [".j2", ".jinja", ".jinja2"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

#[derive(Serialize)]
struct Context<'a> {
    articles: Vec<Told<'a>>,
}

/// An article, as a template is told of it.
#[derive(Serialize)]
struct Told<'a> {
    title: &'a str,
    byline: Option<&'a str>,
    publication: Option<&'a str>,
    date: Option<&'a str>,
    url: Option<&'a str>,
    origin: &'a str,
    language: Option<&'a str>,
    text: Option<&'a str>,
    notes: Vec<Object<'a>>,
}

impl<'a> Told<'a> {
    fn new(sheaf: &'a Sheaf) -> Self {
        let text = |field: &'a Option<SafeText>| field.as_ref().map(SafeText::as_str);
        let about = &sheaf.about;
        Self {
            title: sheaf.title(),
            byline: text(&about.byline),
            publication: text(&about.publication),
            date: text(&about.date),
            url: text(&about.url),
            origin: &sheaf.origin,
            language: text(&about.language),
            text: sheaf.read.as_ref().map(|(article, _)| article.text()),
            notes: sheaf.notes.iter().map(Object::new).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    fn sheaves() -> Vec<Sheaf> {
        let article = sample::article("A *vote*", &["“One,” said A. Nothing <b>."]);
        let analysis = sample::analysis(&article, &[("“One,”", "A")]);
        let mut notes = vec![
            placed(&entry(&article, "“One,”", Some("mine"), &["law"]), &article, &analysis),
            placed(&entry(&article, "Nothing <b>.", None, &[]), &article, &analysis),
        ];
        notes[1].id.0 = format!("{}b", notes[1].id.0).into();
        Sheaf::gathered(&notes)
    }

    #[test]
    fn those_that_ship_with_the_program_work() {
        for (name, template) in BUNDLED {
            let written = written(name, template, &sheaves()).unwrap();
            insta::assert_snapshot!(*name, written);
            assert!(super::written(name, template, &[]).is_ok());
        }
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (template, line) in
            [("\n{% for %}", 2), ("{{ articles[0].nothing.more }}", 1), ("a\n\n{{ x | nofilter }}", 3)]
        {
            let mistake = written("x.txt", template, &sheaves()).unwrap_err();
            assert_eq!(mistake.line, Some(line), "{template}: {mistake:?}");
        }
    }

    #[test]
    fn a_name_tells_the_ending() {
        for (name, expected) in
            [("a/notes.md.j2", "md"), ("x.html", "html"), ("plain", "txt"), ("c.csv.jinja", "csv")]
        {
            assert_eq!(ending(name), expected);
        }
        let escaped = written("x.html.j2", "{{ articles[0].notes[1].shown }}", &sheaves()).unwrap();
        assert_eq!(escaped, "Nothing &lt;b&gt;.");
        assert_eq!(written("x.csv", "{{ \"=1\" | csv }}\n", &sheaves()).unwrap(), "'=1\n");
    }
}
