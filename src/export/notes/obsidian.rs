//! The reader's notes for Obsidian: each a callout with a block id to link to, tags as Obsidian has them, and what the
//! article says about itself as properties.

use super::managed::{Managed, Marks};
use super::markdown::{heading, parted, said, times};
use super::{Sheaf, each_named};
use crate::article::SafeText;
use crate::export::json_text::shown;
use crate::export::markdown_text::{inline, paragraphs};
use crate::export::noted::{Noted, NotedKind};

/// The notes as parts of a document, under properties that are written once.
pub(super) fn managed(sheaves: &[Sheaf]) -> Managed {
    let opening = match sheaves {
        [] => String::new(),
        [only] => properties(only),
        _ => "---\ntags:\n  - sayso\n---\n\n".to_owned(),
    };
    Managed { opening, parts: each_named(sheaves, heading, note), marks: Marks::Html }
}

/// Properties (YAML front matter) of one article. A string of JSON is one of YAML 1.2 too.
fn properties(sheaf: &Sheaf) -> String {
    let about = &sheaf.about;
    let fields = [
        ("title", Some(sheaf.title())),
        ("author", about.byline.as_ref()),
        ("publication", about.publication.as_ref()),
        ("date", about.date.as_ref()),
        ("url", Some(sheaf.address())),
    ];
    let known = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let lines: Vec<String> = known.map(|(name, value)| format!("{name}: {}\n", scalar(value))).collect();
    format!("---\n{}tags:\n  - sayso\n---\n\n", lines.concat())
}

/// A value of YAML: a day as it is, anything else as a quoted string.
fn scalar(value: &SafeText) -> String {
    if value.parse::<jiff::civil::Date>().is_ok() && value.len() == 10 {
        return value.to_string();
    }
    shown(serde_json::to_string(value.as_str()).unwrap_or_default())
}

fn note(noted: &Noted) -> String {
    let kind = match noted.kind {
        NotedKind::Bookmark => "bookmark",
        NotedKind::Correction => "info",
        NotedKind::Highlight | NotedKind::Note | NotedKind::Quotation => "quote",
    };
    let colour = noted.colour.map(|colour| format!("|{}", colour.name())).unwrap_or_default();
    let speaker = noted.speaker.as_ref().map(|speaker| inline(speaker));
    let by = if noted.by_reader { " (as you corrected)" } else { "" };
    let title = speaker.map(|speaker| format!(" {speaker}{by}")).unwrap_or_default();
    let mut parts = vec![
        format!("> [!{kind}{colour}]{title}\n{}", paragraphs(&noted.shown, "> ")),
        format!("^{}", noted.id.0.to_string().replace(|c: char| !c.is_ascii_alphanumeric(), "-")),
    ];
    parts.extend(said(noted));
    let tags: Vec<String> = noted.tags.iter().filter_map(|tag| hashtag(tag)).collect();
    parts.push(tags.join(" "));
    parts.extend(times(noted).map(|times| format!("*{times}*")));
    parted(&parts)
}

/// A tag as Obsidian takes it: letters, digits, `_`, `-` and `/`, and not of digits only.
fn hashtag(tag: &str) -> Option<String> {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
    let words: Vec<&str> = tag.split(|c| !kept(c)).filter(|word| !word.is_empty()).collect();
    let tag = words.join("-");
    if tag.is_empty() {
        return None;
    }
    let is_number = tag.chars().all(char::is_numeric);
    Some(if is_number { format!("#_{tag}") } else { format!("#{tag}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    #[test]
    fn a_note_is_a_callout_with_a_block_id() {
        let mut article = sample::article("A \"vote\": #1", &["“One.", "“Two,” said A_B. Nothing."]);
        article.metadata.byline = Some(SafeText::new("Jane\nDoe"));
        article.metadata.date = Some(SafeText::new("2026-08-23"));
        let analysis = sample::analysis(&article, &[("“One. / “Two,”", "A_B")]);
        let noted = placed(
            &entry(&article, "One.\n\n“Two,", Some("mine [[x]]"), &["law & order", "2026"]),
            &article,
            &analysis,
        );
        let mut sheaf = Sheaf::gathered(&[noted]).remove(0);
        sheaf.about.byline.clone_from(&article.metadata.byline);
        insta::assert_snapshot!(managed(&[sheaf]).fresh());
    }

    #[test]
    fn tags_are_what_obsidian_takes() {
        for (tag, expected) in [
            ("law", Some("#law")),
            ("law & order", Some("#law-order")),
            ("2026", Some("#_2026")),
            ("été/2", Some("#été/2")),
            ("!", None),
        ] {
            assert_eq!(hashtag(tag).as_deref(), expected);
        }
    }
}
