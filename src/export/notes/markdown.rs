//! The reader's notes as CommonMark: by article, each with the words as a block quotation, who said them, the note.
//!
//! Everything that was written by an author or a reader is escaped, so that it shows as it was written and means
//! nothing to Markdown.

use super::managed::{Managed, Marks};
use super::{Sheaf, each_named};
use crate::export::corrections::told;
use crate::export::credits::credits;
use crate::export::markdown_text::{inline, link, paragraphs};
use crate::export::noted::{Noted, day_and_time};

/// The notes as parts of a document.
pub fn managed(sheaves: &[Sheaf]) -> Managed {
    Managed { opening: String::new(), parts: each_named(sheaves, heading, note), marks: Marks::Html }
}

/// The heading of an article, with who wrote it and where it is.
pub(super) fn heading(sheaf: &Sheaf) -> String {
    let (title, address) = (sheaf.title(), sheaf.address());
    let address = (address != title).then(|| link(address));
    let credits = credits(&sheaf.about).map(|credits| inline(&credits));
    let about: Vec<String> = credits.into_iter().chain(address).collect();
    parted(&[format!("# {}", inline(title)), about.join(" · ")])
}

/// One note.
fn note(noted: &Noted) -> String {
    let quotation = paragraphs(&noted.shown, "> ");
    let mut parts = vec![match &noted.speaker {
        Some(speaker) => {
            let by = if noted.by_reader { ", as you corrected" } else { "" };
            format!("{quotation}\n>\n> — {}{by}", inline(speaker))
        }
        None => quotation,
    }];
    parts.extend(said(noted));
    let tags: Vec<String> = noted.tags.iter().map(|tag| inline(tag)).collect();
    if !tags.is_empty() {
        parts.push(format!("Tags: {}", tags.join(", ")));
    }
    parts.extend(times(noted).map(|times| format!("*{times}*")));
    parted(&parts)
}

/// What there is to say beside the words: that they are gone, what was corrected, the note and those written elsewhere.
pub(super) fn said(noted: &Noted) -> Vec<String> {
    let mut parts = Vec::new();
    if noted.is_orphan() {
        parts.push("*These words are not in the article any more, or not in one place only.*".to_owned());
    }
    if let Some(changed) = &noted.review {
        parts.push(format!("*To review: {}. Now there:*", changed.why.told()));
        parts.push(paragraphs(&changed.words, "> "));
    }
    parts.extend(noted.correction.as_ref().map(|correction| inline(&told(correction))));
    parts.extend(noted.note.as_ref().map(|note| paragraphs(note, "")));
    for other in &noted.other_notes {
        parts.extend(["*Also written elsewhere:*".to_owned(), paragraphs(other, "")]);
    }
    parts
}

/// The parts that are not empty, each apart from the next.
pub(super) fn parted(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// When it was made and changed, in words; nothing for what has no time.
pub(super) fn times(noted: &Noted) -> Option<String> {
    let (created, modified) = (noted.created?, noted.modified.or(noted.created)?);
    let (created, modified) = (day_and_time(created), day_and_time(modified));
    if created == modified {
        Some(format!("Noted {created}"))
    } else {
        Some(format!("Noted {created}, changed {modified}"))
    }
}
/// The notes as one document without marks.
#[cfg(test)]
pub(in crate::export) fn document(all: &[Noted]) -> String {
    managed(&Sheaf::gathered(all)).plain()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Moment;
    use crate::article::SafeText;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    #[test]
    fn notes_stand_under_their_article() {
        let mut article = sample::article("The *vote* [sic]", &["“One.", "“# Two,” said A_B. Nothing."]);
        article.metadata.byline = Some(SafeText::new("Jane Doe"));
        article.metadata.url = Some(SafeText::new("https://example.org/vote"));
        let analysis = sample::analysis(&article, &[("“One. / “# Two,”", "A_B")]);
        let first =
            entry(&article, "One.\n\n“# Two,", Some("# mine\n\n- really\n<b>"), &["law & order", "a|b"]);
        let mut second = entry(&article, "Nothing.", None, &[]);
        second.other_notes.push(SafeText::new("theirs"));
        let annotation = std::sync::Arc::make_mut(&mut second.annotation);
        annotation.modified = annotation.created;
        let other = sample::article("Other", &["Gone."]);
        let orphan = Noted {
            created: Some(Moment(0)),
            modified: Some(Moment(0)),
            ..Noted::orphan(&entry(&other, "Gone.", None, &[]))
        };
        let mut all = [placed(&first, &article, &analysis), placed(&second, &article, &analysis), orphan];
        for (number, noted) in all.iter_mut().enumerate() {
            noted.id.0 = format!("0192-{number}").into();
        }
        all[2].target.origin = SafeText::new("/home/other.md");
        insta::assert_snapshot!(document(&all));
        assert_eq!(document(&[]), "");
    }
}
