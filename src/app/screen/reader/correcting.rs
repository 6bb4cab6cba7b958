//! Setting right who speaks: the reader's word wins over the program's, at once and the next time.

use std::sync::Arc;

use super::{Model, Outcome, Ring};
use crate::annotation::{AnnotationDraft, Correction, Operation, Request, Target};
use crate::app::message::ReadNotes;
use crate::app::naming::Known;
use crate::app::notes::Notes;
use crate::app::problem::Problem;
use crate::app::screen::contents::all_voices;
use crate::article::SafeText;
use crate::attribution::{Analysis, Quotation, Speaker};
use crate::correction::corrected;
use crate::span::Span;

impl Model {
    /// Takes in the reader's notes.
    pub(in crate::app) fn notes_read(&mut self, read: Result<ReadNotes, Problem>) {
        self.notes = Notes::read(read);
        self.set_right();
    }

    /// Takes in changes of the notes that are on the disk.
    pub(in crate::app) fn recorded(&mut self, operations: Vec<Operation>) {
        self.notes.extend(operations);
        self.set_right();
    }

    /// Carries out the reader's corrections on what was found. A voice that is walked is walked on, by its name.
    pub(super) fn set_right(&mut self) {
        let Some(found) = &self.found else {
            return;
        };
        let corrections = self.notes.corrections();
        let analysis = if corrections.is_empty() {
            Arc::clone(found)
        } else {
            Arc::new(corrected(found, self.article.text(), corrections))
        };
        let ring = match (self.ring, &self.analysis) {
            (Ring::Voice(speaker), Some(before)) => {
                same_voice(before, speaker, &analysis).map_or(Ring::Quotations, Ring::Voice)
            }
            (ring, _) => ring,
        };
        if !self.analysis.as_ref().is_some_and(|before| Arc::ptr_eq(before, &analysis)) {
            self.voices = all_voices(&analysis, &self.article).into();
        }
        self.analysis = Some(analysis);
        self.turn_to(ring);
    }

    /// What somebody says who is to be named: the quotation at the cursor, and whom it may be given to, likeliest first.
    pub(in crate::app) fn to_attribute(&self) -> Result<(Span, Vec<Known>), String> {
        self.may_keep()?;
        let (Some(analysis), Some(quotation)) = (&self.analysis, self.quotation_at_cursor()) else {
            return Err("put the cursor on a quotation first: n goes to the next".to_owned());
        };
        let now = quotation.speaker();
        let voices = voices(analysis);
        let of_runner_up = |name: &Arc<str>| {
            let voice = voices.iter().find(|known| known.is_called(name));
            voice.cloned().unwrap_or_else(|| Known::named((**name).to_owned()))
        };
        let mut known: Vec<Known> = Vec::new();
        for other in quotation.runners_up.iter().map(of_runner_up).chain(voices.iter().cloned()) {
            let is_now = now.is_some_and(|now| voices.get(now).is_some_and(|now| now.name == other.name));
            if !is_now && known.iter().all(|earlier| earlier.name != other.name) {
                known.push(other);
            }
        }
        let now = now.and_then(|now| voices.get(now).cloned());
        known.extend(now.map(|now| Known { is_now: true, ..now }));
        Ok((quotation.hull(), known))
    }

    /// Gives the words at `span` to the speaker called `name`; `None` to nobody known. Where another name of theirs was
    /// `typed`, that is told: it may have been meant for somebody else.
    pub(in crate::app) fn give_to(&self, span: Span, name: Option<&str>, typed: Option<&str>) -> Outcome {
        let was = self.speaker_at(span);
        let read = name.zip(typed).map(|(name, typed)| read_as(typed, name)).unwrap_or_default();
        let said = match (name, &was) {
            (Some(name), Some(was)) if was.as_str() == name => {
                format!("{name}, as you say too{read}; U takes it back")
            }
            (Some(name), Some(was)) => format!("{name}, not {was}{read}; U takes it back"),
            (Some(name), None) => format!("{name}{read}; U takes it back"),
            (None, _) => "nobody is known to have said this; U takes it back".to_owned(),
        };
        let correction = Correction::SaidBy { name: name.map(SafeText::one_line), was };
        Outcome::Change(self.correction(span, correction), said)
    }

    /// R: what was taken for a quotation is none.
    pub(super) fn not_a_quotation(&self) -> Outcome {
        if let Err(refusal) = self.may_keep() {
            return Outcome::Tell(refusal);
        }
        let Some(quotation) = self.quotation_at_cursor() else {
            return Outcome::Tell("there is no quotation here".to_owned());
        };
        let span = quotation.hull();
        let correction = Correction::NotSpeech { was: self.speaker_at(span) };
        let said = "no quotation any more; U brings it back".to_owned();
        Outcome::Change(self.correction(span, correction), said)
    }

    /// The words that can be made a quotation: what is selected, else those in marks at the cursor, else its sentence.
    pub(in crate::app) fn to_quote(&self) -> Result<(Span, Vec<Known>), String> {
        self.may_keep()?;
        let Some(analysis) = &self.analysis else {
            return Err("still listening for voices; try again in a moment".to_owned());
        };
        let selected = self.selected().filter(|span| span.of(self.article.text()).chars().nth(1).is_some());
        if let Some(selected) = selected {
            return Ok((selected, voices(analysis)));
        }
        if self.quotation_here().is_some() {
            return Err("this is a quotation already; its speaker can be corrected".to_owned());
        }
        let at_cursor = |span: &Span| span.contains(self.cursor);
        let marked = analysis.unspoken.iter().copied().find(at_cursor);
        let sentence = analysis.parts.sentences.iter().find(at_cursor);
        let Some(span) = marked.or(sentence) else {
            return Err("there are no words here to quote".to_owned());
        };
        Ok((span.trimmed(self.article.text()), voices(analysis)))
    }

    /// The request that keeps a correction about the words at `span`.
    pub(in crate::app) fn correction(&self, span: Span, correction: Correction) -> Request {
        Request::Add(Box::new(AnnotationDraft {
            target: Target::new(&self.article, span),
            note: None,
            tags: Vec::new(),
            colour: None,
            correction: Some(correction),
        }))
    }

    fn quotation_at_cursor(&self) -> Option<&Quotation> {
        self.analysis.as_ref()?.quotations.get(self.quotation_here()?)
    }

    /// Who is thought to have said the words at `span`.
    fn speaker_at(&self, span: Span) -> Option<SafeText> {
        let analysis = self.analysis.as_ref()?;
        let quotation = analysis.quotations.iter().find(|quotation| quotation.hull() == span)?;
        analysis.speaker_of(quotation).map(|speaker| SafeText::one_line(&speaker.name))
    }
}

/// What is told where other words were written than those of the speaker's name: " (“the mayor” read as Ruth Calder)".
pub(super) fn read_as(typed: &str, name: &str) -> String {
    let typed = typed.trim();
    let words = |words: &str| words.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let of_name = words(name);
    if words(typed).iter().all(|word| of_name.contains(word)) {
        return String::new();
    }
    format!(" (“{typed}” read as {name})")
}

/// The voices of an article, to be picked from, by index.
fn voices(analysis: &Analysis) -> Vec<Known> {
    let known = |speaker: &Speaker| Known {
        name: speaker.name.clone(),
        aliases: speaker.aliases.clone(),
        is_now: false,
    };
    analysis.speakers.iter().map(known).collect()
}

/// The speaker of one analysis in another: by name, or by another name they have.
fn same_voice(before: &Analysis, speaker: usize, after: &Analysis) -> Option<usize> {
    let name = &before.speakers.get(speaker)?.name;
    let by_name = after.speakers.iter().position(|speaker| speaker.name == *name);
    by_name.or_else(|| after.speakers.iter().position(|speaker| speaker.aliases.contains(name)))
}
