//! What is said after a line was carried out: what was opened, what was done, what is here.

use super::{Answer, Linear, Told, Unit};
use crate::app::action::Action;
use crate::app::keymap::Context;
use crate::app::model::{Overlay, Screen};
use crate::app::screen::reader::{self, Gaps};
use crate::attribution::Analysis;
use crate::export::counted;
use crate::export::notes::Format;
use crate::export::print::linear::Teller;
use crate::span::Span;

impl Linear {
    /// The lines to say, when all that was asked of the world is done. They hold no control character.
    pub fn settled(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        self.introduce(&mut lines);
        lines.extend(self.model.notice.take().map(|notice| notice.text));
        for answer in std::mem::take(&mut self.answer) {
            match answer {
                Answer::Line(line) => lines.push(line),
                Answer::List => lines.extend(self.list_lines()),
                of_the_article => {
                    lines.extend(self.told(&of_the_article));
                    self.again = Some(of_the_article);
                }
            }
        }
        self.ask(&mut lines);
        if lines.is_empty() && self.awaits_answer && !self.is_writing() {
            lines.push("nothing changed".to_owned());
        }
        self.awaits_answer = false;
        lines.into_iter().map(|line| line.chars().filter(|c| !c.is_control()).collect()).collect()
    }

    /// What is told of the article, as it is now.
    fn told(&mut self, answer: &Answer) -> Vec<String> {
        match answer {
            Answer::Words(spans) => spans.iter().flat_map(|span| self.told_words(*span)).collect(),
            Answer::Here(unit) => self.here(*unit),
            Answer::Why => self.why_lines(),
            Answer::Line(_) | Answer::List => Vec::new(),
        }
    }

    /// Tells what was opened, once.
    fn introduce(&mut self, lines: &mut Vec<String>) {
        let is_first = self.told == Told::Nothing;
        let now = match &self.model.screen {
            Screen::Reader(reader) => Told::Article(reader.awaited),
            Screen::Library(library) if library.is_read => Told::Library(
                library.mistake.clone().unwrap_or_else(|| self.library_head()),
                library.list.top,
            ),
            Screen::Search(searched) => Told::Hits(searched.search.query.clone()),
            Screen::Failed(..) => Told::Failure,
            Screen::Library(_) | Screen::Opening(..) => return,
        };
        if now == self.told {
            return;
        }
        self.told = now;
        match &self.model.screen {
            Screen::Reader(reader) => {
                self.heard = Span::empty(reader.cursor);
                self.again = None;
                lines.extend(head(reader, self.model.words_a_minute()));
            }
            Screen::Library(_) => lines.extend(self.library_lines()),
            Screen::Search(searched) => lines.extend(super::library::hit_lines(&searched.search)),
            Screen::Failed(problem, _) => lines.push(problem.to_string()),
            Screen::Opening(..) => {}
        }
        if is_first {
            let key = |action| self.model.keymap.key_for(Context::Linear, action).unwrap_or_default();
            let (on, help) = (key(Action::NextParagraph), key(Action::Help));
            lines.push(format!("{on} reads on, {help} lists the commands."));
        }
    }

    /// Asks for what has to be typed next.
    fn ask(&self, lines: &mut Vec<String>) {
        match self.model.overlays.last() {
            Some(Overlay::Note(writing, editor)) if self.note.is_empty() => {
                let about = self.told_words(writing.about).join(" ");
                lines.push(format!("A note on: {about}"));
                if !editor.text().is_empty() {
                    lines.push(format!("It says: {}", editor.text().replace('\n', " / ")));
                    lines.push("What you type takes its place.".to_owned());
                }
                lines.push("A line with only a full stop saves it.".to_owned());
            }
            Some(Overlay::Naming(_)) => self.ask_name(lines),
            Some(Overlay::Export(_)) => {
                lines.push("In which format? Its number or name; anything else leaves it.".to_owned());
                for (number, format) in (1..).zip(Format::ALL) {
                    lines.push(format!("{number} {}: {}", format.name(), format.description()));
                }
            }
            _ => {}
        }
    }

    /// What is told of the words at `span`.
    pub(super) fn told_words(&self, span: Span) -> Vec<String> {
        let Some(reader) = self.model.reader() else { return Vec::new() };
        let nothing_found = Analysis::default();
        let analysis = reader.analysis.as_deref().unwrap_or(&nothing_found);
        let teller = teller(reader, analysis);
        let blocks = reader.blocks();
        let first = blocks.partition_point(|block| block.span.end <= span.start);
        let touched = blocks.iter().skip(first).take_while(|block| block.span.start < span.end);
        touched.flat_map(|block| teller.block(block, span)).collect()
    }

    /// What is told of the place at the cursor, which is heard with it.
    fn here(&mut self, unit: Unit) -> Vec<String> {
        let Some(reader) = self.model.reader() else { return Vec::new() };
        match unit {
            Unit::Paragraph => self.paragraph_here(),
            Unit::Quotation => {
                let Some((number, analysis)) = reader.quotation_here().zip(reader.analysis.as_deref()) else {
                    return self.marked_here();
                };
                let lines = teller(reader, analysis).quotation(number);
                let first = analysis.quotations.get(number).and_then(|found| found.spans.first().copied());
                self.heard = first.unwrap_or(self.heard);
                lines
            }
            Unit::Match if reader.search().is_none() => self.paragraph_here(),
            Unit::Match => {
                let matches = reader.search().map_or(0, |search| search.matches.spans.len());
                let place = reader.match_here().map_or(0, |place| place + 1);
                let sentence =
                    reader.sentence_at(reader.cursor).filter(|found| found.contains(reader.cursor));
                let mut lines = vec![format!("Match {place} of {matches}.")];
                match sentence {
                    Some(sentence) => {
                        self.heard = sentence;
                        lines.extend(self.told_words(sentence));
                    }
                    None => lines.extend(self.paragraph_here()),
                }
                lines
            }
            Unit::Note => {
                let Some(mark) = reader.notes.mark_at(reader.cursor) else { return self.paragraph_here() };
                let span = mark.span;
                let what = match (&mark.note, mark.colour) {
                    (Some(note), _) => format!("Note: {} On:", note.replace('\n', " / ")),
                    (None, Some(_)) => "Highlight on:".to_owned(),
                    (None, None) => "Bookmark at:".to_owned(),
                };
                self.heard = span;
                [what].into_iter().chain(self.told_words(span)).collect()
            }
        }
    }

    /// Words in marks that nobody said, in their sentence.
    fn marked_here(&mut self) -> Vec<String> {
        let Some(reader) = self.model.reader() else { return Vec::new() };
        let unspoken = reader.analysis.as_deref().map_or(&[] as &[Span], |analysis| &analysis.unspoken);
        let Some(marked) = unspoken.iter().find(|span| span.contains(reader.cursor)).copied() else {
            return self.paragraph_here();
        };
        let label = reader.ring_label();
        let sentence = reader.sentence_at(marked.start).unwrap_or(marked);
        self.heard = sentence;
        let words = self.told_words(marked).join(" ");
        [format!("{label}: {words}")].into_iter().chain(self.told_words(sentence)).collect()
    }

    fn paragraph_here(&mut self) -> Vec<String> {
        let Some(reader) = self.model.reader() else { return Vec::new() };
        let blocks = reader.blocks();
        let index = blocks.partition_point(|block| block.span.end <= reader.cursor);
        let Some(block) = blocks.get(index).or(blocks.last()) else { return Vec::new() };
        self.heard = block.span;
        self.told_words(self.heard)
    }
}

fn teller<'a>(reader: &'a reader::Model, analysis: &'a Analysis) -> Teller<'a> {
    let teller = Teller::new(&reader.article, analysis);
    match reader.gaps {
        Gaps::Shown => teller,
        Gaps::Hidden => teller.without_gaps(),
    }
}

/// What an article is, how long it is, and where it was left.
fn head(reader: &reader::Model, words_a_minute: u16) -> Vec<String> {
    let nothing_found = Analysis::default();
    let analysis = reader.analysis.as_deref().unwrap_or(&nothing_found);
    let mut lines = teller(reader, analysis).head();
    let start = reader.blocks().first().map_or(0, |block| block.span.start);
    if reader.cursor > start {
        lines.push(format!(
            "You were here: {}",
            reader.whereabouts(reader.cursor, reader.cursor, words_a_minute)
        ));
    } else {
        let paragraphs = counted(reader.blocks().len(), "paragraph");
        let minutes = counted(reader.minutes_from(start, words_a_minute), "minute");
        lines.push(format!("{paragraphs}, {minutes}."));
    }
    let notes = reader.notes.marks().len();
    if notes > 0 {
        lines.push(format!("{}.", counted(notes, "note")));
    }
    if let Some(displaced) = reader.notes.displaced() {
        lines.push(format!("{displaced} in this text."));
    }
    lines
}
