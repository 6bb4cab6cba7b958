//! The reader's notes for Org: a headline for each, its words as a quotation, and what is known as properties.

use super::managed::{Managed, Marks};
use super::{Sheaf, each_named};
use crate::annotation::{Colour, Moment};
use crate::article::SafeText;
use crate::export::corrections::told;
use crate::export::credits::credits;
use crate::export::noted::{Noted, rfc_3339};

/// How many words of a quotation a headline has.
const HEADLINE: usize = 8;

/// The notes as parts of a document.
pub(super) fn managed(sheaves: &[Sheaf]) -> Managed {
    Managed { opening: String::new(), parts: each_named(sheaves, heading, note), marks: Marks::Org }
}

fn heading(sheaf: &Sheaf) -> String {
    let mut lines = vec![format!("* {}", line(sheaf.title())), ":PROPERTIES:".to_owned()];
    lines.push(property("URL", Some(sheaf.address())));
    lines.push(property("PUBLISHED", sheaf.about.date.as_ref()));
    lines.push(":END:".to_owned());
    lines.extend(credits(&sheaf.about).map(|credits| paragraphs(&credits)));
    joined(lines)
}

fn note(noted: &Noted) -> String {
    let mut words = noted.shown.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(HEADLINE).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    let first = if first.is_empty() { noted.kind.name().to_owned() } else { first.join(" ") };
    let tags: Vec<String> = noted.tags.iter().filter_map(|tag| org_tag(tag)).collect();
    let tags = if tags.is_empty() { String::new() } else { format!(" :{}:", tags.join(":")) };
    let time = |moment: Option<Moment>| moment.map(|moment| SafeText::new(&rfc_3339(moment)));
    let mut lines = vec![format!("** {}{more}{tags}", line(&first)), ":PROPERTIES:".to_owned()];
    let custom = SafeText::new(&format!("sayso-{}", noted.id.0));
    let kind = SafeText::new(noted.kind.name());
    let colour = noted.colour.map(Colour::name).map(SafeText::new);
    let properties = [
        ("ID", Some(SafeText::from_string(noted.id.0.to_string()))),
        ("CUSTOM_ID", Some(custom)),
        ("KIND", Some(kind)),
        ("COLOUR", colour),
        ("SPEAKER", noted.speaker.clone()),
        ("CREATED", time(noted.created)),
        ("MODIFIED", time(noted.modified)),
    ];
    lines.extend(properties.iter().map(|(name, value)| property(name, value.as_ref())));
    lines.push(":END:".to_owned());
    if !noted.shown.trim().is_empty() {
        lines.extend(["#+begin_quote".to_owned(), paragraphs(&noted.shown), "#+end_quote".to_owned()]);
    }
    if noted.is_orphan() {
        lines.push("These words are not in the article any more, or not in one place only.".to_owned());
    }
    if let Some(changed) = &noted.review {
        lines.push(format!("To review: {}. Now there:", changed.why.told()));
        lines.extend(["#+begin_quote".to_owned(), paragraphs(&changed.words), "#+end_quote".to_owned()]);
    }
    lines.extend(noted.correction.as_ref().map(|correction| paragraphs(&told(correction))));
    lines.extend(super::whole_note(noted).map(|note| paragraphs(&note)));
    joined(lines)
}

fn joined(lines: Vec<String>) -> String {
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn property(name: &str, value: Option<&SafeText>) -> String {
    value.map(|value| format!(":{name}: {}", line(value))).unwrap_or_default()
}

/// Text on one line.
fn line(text: &str) -> String {
    inert(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text on lines of its own. What would begin a headline, a keyword or a comment has a comma before it, as Org itself
/// writes such lines.
fn paragraphs(text: &str) -> String {
    let escaped = text.trim().lines().map(|words| {
        let words = words.trim();
        let is_meant = words.trim_start_matches(',').starts_with(['*', '#']);
        // A line of this shape would end a drawer.
        let is_drawer = words.starts_with(':') && words.ends_with(':');
        let comma = if is_meant || is_drawer { "," } else { "" };
        inert(&format!("{comma}{words}"))
    });
    escaped.collect::<Vec<_>>().join("\n")
}

/// Text that starts no link, target, macro or export snippet: Org runs what some links name. The two characters that
/// begin one are parted by a space of no width, as Org's manual advises.
fn inert(text: &str) -> String {
    let mut inert = text.to_owned();
    for (opener, parted) in
        [("[[", "[\u{200b}["), ("<<", "<\u{200b}<"), ("{{{", "{\u{200b}{{"), ("@@", "@\u{200b}@")]
    {
        while inert.contains(opener) {
            inert = inert.replace(opener, parted);
        }
    }
    inert
}

/// A tag as Org takes it: letters, digits, `_`, `@`, `#` and `%`.
fn org_tag(tag: &str) -> Option<String> {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '#' | '%');
    let words: Vec<&str> = tag.split(|c| !kept(c)).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { None } else { Some(words.join("_")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    #[test]
    fn a_note_is_a_headline_with_properties() {
        let mut article = sample::article("* A [[x]] vote", &["“One.", "“Two,” said A. Nothing."]);
        article.metadata.byline = Some(SafeText::new("Jane Doe"));
        let analysis = sample::analysis(&article, &[("“One. / “Two,”", "A")]);
        let written = "* not a headline\n#+begin_src sh\n:END:\n# sayso:end 0192\n,* mine [[elisp:x]]";
        let entry = entry(&article, "One.\n\n“Two,” said A. Nothing", Some(written), &["law & order"]);
        let managed = managed(&Sheaf::gathered(&[placed(&entry, &article, &analysis)]));
        let fresh = managed.fresh();
        assert_eq!(managed.updated(&fresh, |_| false), Ok(fresh.clone()));
        insta::assert_snapshot!(fresh);
    }
}
