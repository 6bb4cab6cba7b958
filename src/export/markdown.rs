//! The reader's notes as CommonMark: by article, each with the words as a block quotation, who said them, the note.
//!
//! Everything that was written by an author or a reader is escaped, so that it shows as it was written and means
//! nothing to Markdown.

use super::Noted;
use super::credits::credits;
use super::markdown_text::{document, inline, link, paragraphs};
use super::noted::rfc_3339;

/// The notes as one document; empty for none. Notes of one article that stand together share its heading.
pub fn notes(all: &[Noted]) -> String {
    let articles =
        all.chunk_by(|one, other| one.origin == other.origin && one.about.title == other.about.title);
    document(&articles.flat_map(section).collect::<Vec<_>>())
}

/// The parts of one article: heading, credits, notes.
fn section(all: &[Noted]) -> Vec<String> {
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let title = first.about.title.as_ref().unwrap_or(&first.origin);
    let address = first.about.url.as_ref().unwrap_or(&first.origin);
    let address = (address != title).then(|| link(address));
    let credits = credits(&first.about).map(|credits| inline(&credits));
    let about: Vec<String> = credits.into_iter().chain(address).collect();
    let mut parts = vec![format!("# {}", inline(title)), about.join(" · ")];
    parts.extend(all.iter().flat_map(note));
    parts
}

fn note(noted: &Noted) -> Vec<String> {
    let quotation = paragraphs(&noted.shown, "> ");
    let mut parts = vec![match &noted.speaker {
        Some(speaker) => {
            let by = if noted.by_reader { ", as you corrected" } else { "" };
            format!("{quotation}\n>\n> — {}{by}", inline(speaker))
        }
        None => quotation,
    }];
    if noted.is_orphan() {
        parts.push("*These words are not in the article any more, or not in one place only.*".to_owned());
    }
    if let Some(changed) = &noted.review {
        parts.push(format!("*To review: {}. Now there:*", changed.why.told()));
        parts.push(paragraphs(&changed.words, "> "));
    }
    parts.extend(noted.note.as_ref().map(|note| paragraphs(note, "")));
    for other in &noted.other_notes {
        parts.extend(["*Also written elsewhere:*".to_owned(), paragraphs(other, "")]);
    }
    let tags: Vec<String> = noted.tags.iter().map(|tag| inline(tag)).collect();
    if !tags.is_empty() {
        parts.push(format!("Tags: {}", tags.join(", ")));
    }
    parts.push(format!("*{}*", times(noted)));
    parts
}

fn times(noted: &Noted) -> String {
    let (created, modified) = (rfc_3339(noted.created), rfc_3339(noted.modified));
    if created == modified {
        format!("Noted {created}")
    } else {
        format!("Noted {created}, changed {modified}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Moment;
    use crate::article::SafeText;
    use crate::export::noted::tests::{entry, noted};
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
        second.annotation.modified = second.annotation.created;
        let other = sample::article("Other", &["Gone."]);
        let orphan = Noted {
            created: Moment(0),
            modified: Moment(0),
            ..Noted::orphan(&entry(&other, "Gone.", None, &[]))
        };
        let all = [noted(&first, &article, &analysis), noted(&second, &article, &analysis), orphan];
        insta::assert_snapshot!(notes(&all));
        assert_eq!(notes(&[]), "");
    }
}
