//! The whole article as Markdown, with what the reader painted and the notes as footnotes.

use super::Sheaf;
use super::markdown::{heading, parted, said};
use super::marked::{Marked, Run, marked};
use crate::article::{BlockKind, Marker};
use crate::export::markdown_text::{document as joined, line_pieces, paragraphs};
use crate::export::noted::Noted;
use crate::span::Span;

/// The articles one after the other. Where there is no text any more, the words of its notes stand for it.
pub(super) fn document(sheaves: &[Sheaf]) -> String {
    let mut numbers = 0;
    let parts: Vec<String> = sheaves.iter().flat_map(|sheaf| article(sheaf, &mut numbers)).collect();
    joined(&parts)
}

fn article(sheaf: &Sheaf, numbers: &mut usize) -> Vec<String> {
    let mut parts = vec![heading(sheaf)];
    let mut footnotes = Vec::new();
    let mut lost: Vec<usize> = (0..sheaf.notes.len()).collect();
    if let Some((article, analysis)) = &sheaf.read {
        let (blocks, without) = marked(sheaf, article, analysis);
        lost = without;
        for marked in blocks {
            parts.push(block(&marked, article.text(), &mut |index| {
                let noted = sheaf.notes.get(index)?;
                let text = footnote(noted)?;
                *numbers += 1;
                footnotes.push(format!("[^{numbers}]: {text}"));
                Some(*numbers)
            }));
        }
    }
    let lost: Vec<&Noted> = lost.iter().filter_map(|&index| sheaf.notes.get(index)).collect();
    if !lost.is_empty() {
        parts.push("## Notes without a place".to_owned());
    }
    for noted in lost {
        parts.push(paragraphs(&noted.shown, "> "));
        parts.extend(said(noted));
    }
    parts.extend(footnotes);
    parts
}

/// What a footnote says: the note and the tags; a bare highlight needs none.
fn footnote(noted: &Noted) -> Option<String> {
    let note = super::whole_note(noted).map(|note| paragraphs(&note, ""));
    let corrected = noted
        .correction
        .as_ref()
        .map(|correction| paragraphs(&crate::export::corrections::told(correction), ""));
    let tags: Vec<&str> = noted.tags.iter().map(crate::article::SafeText::as_str).collect();
    let tags = if tags.is_empty() { None } else { Some(paragraphs(&format!("({})", tags.join(", ")), "")) };
    let parts: Vec<String> = note.into_iter().chain(corrected).chain(tags).collect();
    // The further lines of a footnote are indented.
    if parts.is_empty() { None } else { Some(parted(&parts).replace('\n', "\n    ")) }
}

fn block(marked: &Marked<'_>, text: &str, number: &mut dyn FnMut(usize) -> Option<usize>) -> String {
    let block = marked.block;
    let mut words = String::new();
    for run in joined_runs(&marked.runs) {
        words.push_str(&painted(&run, text, block.kind));
        for &index in &run.ended {
            words.extend(number(index).map(|number| format!("[^{number}]")));
        }
    }
    let words = line_pieces(&words);
    match block.kind {
        BlockKind::Heading(level) => {
            format!("{} {}", "#".repeat(usize::from(level.clamp(2, 6))), words.replace("\\\n", " "))
        }
        BlockKind::ListItem => {
            let mark = match block.marker {
                Marker::Number(number) => format!("{number}. "),
                _ => "- ".to_owned(),
            };
            let room = "  ".repeat(usize::from(block.depth));
            format!("{room}{mark}{}", words.replace('\n', &format!("\n{room}  ")))
        }
        BlockKind::BlockQuotation => format!("> {}", words.replace('\n', "\n> ")),
        BlockKind::Separator => "---".to_owned(),
        BlockKind::Image => format!("*{words}*"),
        BlockKind::Paragraph | BlockKind::Preformatted => words,
    }
}

/// Runs that are painted alike as one: who speaks is not told here.
fn joined_runs(runs: &[Run]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(before) if before.colour.is_some() == run.colour.is_some() && before.ended.is_empty() => {
                before.span = before.span.hull(run.span);
                before.ended.clone_from(&run.ended);
            }
            _ => joined.push(run.clone()),
        }
    }
    joined
}

/// Words, between `==` where they are painted: without the blanks at their ends, as Markdown wants it.
fn painted(run: &Run, text: &str, kind: BlockKind) -> String {
    let escaped = |span: Span| crate::export::markdown_text::piece(span.of(text));
    let inner = run.span.trimmed(text);
    if run.colour.is_none() || inner.is_empty() || kind == BlockKind::Separator {
        return escaped(run.span);
    }
    let (before, behind) = (Span::new(run.span.start, inner.start), Span::new(inner.end, run.span.end));
    format!("{}=={}=={}", escaped(before), escaped(inner), escaped(behind))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    #[test]
    fn the_text_stands_with_what_was_painted() {
        let article = sample::article(
            "T",
            &["# A *head*", "Pre “One two,” said A. 1 < 2", "> # quoted", "“Three.” End."],
        );
        let analysis = sample::analysis(&article, &[("“One two,”", "A"), ("“Three.”", "B")]);
        let mut notes = vec![
            placed(&entry(&article, "two,” said ", Some("mine\n\nmore"), &["law"]), &article, &analysis),
            placed(&entry(&article, "“Three.”", None, &[]), &article, &analysis),
        ];
        notes.push(Noted::orphan(&entry(&sample::article("T", &["gone"]), "gone", Some("lost"), &[])));
        let mut sheaf = Sheaf::gathered(&notes).remove(0);
        sheaf.read = Some((Arc::new(article), Arc::new(analysis)));
        insta::assert_snapshot!(document(&[sheaf]));
    }
}
