//! The blocks of an article on the page, and what is escaped there.

use std::fmt::Write as _;

use super::{note, voice_class};
use crate::article::{Article, BlockKind, Marker};
use crate::attribution::Analysis;
use crate::export::notes::Sheaf;
use crate::export::notes::marked::{Marked, Run};
use crate::export::voice_sign::{mark_of, sign_of as sign};
use crate::export::{certainty, voice_name};

/// Text that means nothing to HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            c => written.push(c),
        }
    }
    written
}

/// The same for the value of an attribute, on one line.
pub(super) fn attribute(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text whose line ends stay line ends.
pub(super) fn lines(text: &str) -> String {
    escaped(text.trim()).replace('\n', "<br>\n")
}

/// The blocks, each with its notes behind it. `numbers` counts the notes of the page.
pub(super) fn blocks(page: &mut String, sheaf: &Sheaf, blocks: &[Marked<'_>], numbers: &mut usize) {
    let Some((article, analysis)) = &sheaf.read else { return };
    let mut list = None;
    for marked in blocks {
        let kind = list_of(marked);
        if list != kind {
            page.extend(list.map(|list| format!("</{list}>\n")));
            page.extend(kind.map(|kind| format!("<{kind}>\n")));
            list = kind;
        }
        let mut block =
            Written { article, analysis, sheaf, words: String::new(), notes: String::new(), said: None };
        for run in &marked.runs {
            block.run(run, marked.block.kind, numbers);
        }
        let Written { words, notes, .. } = block;
        page.push_str(&whole(marked, words.trim(), &notes));
    }
    page.extend(list.map(|list| format!("</{list}>\n")));
}

/// A block with its notes beside it.
fn whole(marked: &Marked<'_>, words: &str, notes: &str) -> String {
    let block = match marked.block.kind {
        BlockKind::Heading(level) => {
            let level = level.clamp(2, 6);
            format!("<h{level} dir=\"auto\">{words}</h{level}>\n")
        }
        BlockKind::ListItem => {
            let depth = marked.block.depth.min(6);
            let value = match marked.block.marker {
                Marker::Number(number) => format!(" value=\"{number}\""),
                _ => String::new(),
            };
            return format!("<li class=\"d{depth}\"{value} dir=\"auto\">{words}{notes}</li>\n");
        }
        BlockKind::BlockQuotation => format!("<blockquote dir=\"auto\"><p>{words}</p></blockquote>\n"),
        BlockKind::Preformatted => format!("<pre dir=\"auto\">{words}</pre>\n"),
        BlockKind::Image => format!("<p class=\"picture\" dir=\"auto\">{words}</p>\n"),
        BlockKind::Separator => "<hr>\n".to_owned(),
        BlockKind::Paragraph => format!("<p dir=\"auto\">{words}</p>\n"),
    };
    if notes.is_empty() {
        return block;
    }
    format!("<div class=\"noted\">\n{block}<div class=\"notes\">\n{notes}</div>\n</div>\n")
}

fn list_of(marked: &Marked<'_>) -> Option<&'static str> {
    match (marked.block.kind, marked.block.marker) {
        (BlockKind::ListItem, Marker::Number(_)) => Some("ol"),
        (BlockKind::ListItem, _) => Some("ul"),
        _ => None,
    }
}

/// A block that is being written.
struct Written<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    sheaf: &'a Sheaf,
    words: String,
    notes: String,
    /// The quotation whose speaker was told last.
    said: Option<usize>,
}

impl Written<'_> {
    fn run(&mut self, run: &Run, kind: BlockKind, numbers: &mut usize) {
        let text = escaped(run.span.of(self.article.text()));
        let text = if kind == BlockKind::Preformatted { text } else { text.replace('\n', "<br>\n") };
        let quotation = run.quotation.and_then(|index| Some((index, self.analysis.quotations.get(index)?)));
        let speaker = quotation.and_then(|(_, quotation)| self.analysis.speaker_of(quotation));
        let voice = speaker.map(|speaker| speaker.sign);
        if let Some((index, quotation)) = quotation.filter(|(index, _)| self.said != Some(*index)) {
            let name = attribute(&voice_name(self.analysis, quotation));
            let (class, sign) = (voice_class(voice), sign(voice));
            let mark = mark_of(certainty(quotation)).map(String::from).unwrap_or_default();
            write!(
                self.words,
                "<b class=\"sign {class}\" role=\"img\" aria-label=\"{name} says:\" title=\"{name}\">{sign}{mark}</b>"
            )
            .ok();
            self.said = Some(index);
        }
        let said = match quotation {
            Some(_) => {
                format!("<span class=\"{}\">{text}</span>", voice_class(voice))
            }
            None => text,
        };
        match run.colour {
            Some(colour) => write!(self.words, "<mark class=\"{}\">{said}</mark>", colour.name()).ok(),
            None => write!(self.words, "{said}").ok(),
        };
        for noted in run.ended.iter().filter_map(|&index| self.sheaf.notes.get(index)) {
            let is_bare = noted.note.is_none() && noted.tags.is_empty() && noted.correction.is_none();
            if is_bare {
                continue;
            }
            *numbers += 1;
            write!(self.words, "<sup id=\"w{numbers}\"><a href=\"#n{numbers}\">{numbers}</a></sup>").ok();
            note(&mut self.notes, noted, Some(*numbers));
        }
    }
}
