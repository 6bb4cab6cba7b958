//! Lists, told with numbers: who speaks, the quotations, headings, notes, the library.

use super::{Answer, Linear, Unit};
use crate::annotation::Colour;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::list::List;
use crate::app::model::{Overlay, Screen};
use crate::app::overlay;
use crate::app::screen::contents::{self, Is, Line, Noted, State, Tab, Voice};
use crate::app::update::act;
use crate::attribution::Analysis;
use crate::export::{Tally, counted, voice_name};
use crate::find::folded_words;

impl Linear {
    /// Opens a list. Words behind the command leave only the lines that have them; a number goes there at once.
    pub(super) fn open_list(&mut self, action: Action, words: &str) -> Vec<Effect> {
        let effects = act(&mut self.model, action, None);
        let Some(Overlay::Contents(list)) = self.model.overlays.last_mut() else {
            return effects;
        };
        if let Ok(number) = words.parse() {
            return self.pick(number);
        }
        list.filter.editor.insert(words);
        list.sift();
        list.list = List::default();
        match (list.shown(), list.tab) {
            (0, _) => {
                self.model.overlays.clear();
                self.say(format!("no line has “{words}”"));
            }
            (1, Tab::Speakers) if !words.is_empty() => return self.choose(0),
            _ => self.answer.push(Answer::List),
        }
        effects
    }

    /// Shows another list, or fewer lines of this one.
    pub(super) fn turn_list(&mut self, action: Action, words: &str) -> Vec<Effect> {
        let Some(Overlay::Contents(list)) = self.model.overlays.last_mut() else {
            self.say("there is no list; s tells who speaks, o the quotations, t the headings");
            return Vec::new();
        };
        self.answer.push(Answer::List);
        if action == Action::Filter {
            list.filter.editor = crate::app::editor::Editor::new(words);
            list.sift();
            return Vec::new();
        }
        overlay::act(&mut self.model, action, None)
    }

    /// Takes the line with this number of the list that was told last.
    pub(super) fn pick(&mut self, number: usize) -> Vec<Effect> {
        let index = match (self.model.overlays.last(), &self.model.screen) {
            (Some(Overlay::Contents(list)), _) => self.index_of(list, number),
            (Some(Overlay::Comparing(_)), _) => return self.pick_compared(number),
            (_, Screen::Library(_) | Screen::Search(_)) => return self.pick_on_shelf(number),
            _ => None,
        };
        let Some(index) = index else {
            self.say(format!("the list has no number {number}"));
            return Vec::new();
        };
        self.choose(index)
    }

    /// Takes the line at `index` of the list that is open.
    fn choose(&mut self, index: usize) -> Vec<Effect> {
        let Some(Overlay::Contents(list)) = self.model.overlays.last_mut() else { return Vec::new() };
        list.list = List::at(index);
        let unit = match (list.tab, list.line(index)) {
            (_, Some(Line::Voice(voice))) if voice.is == Is::Named => Some(Unit::Paragraph),
            (Tab::Speakers | Tab::Quotations, _) => Some(Unit::Quotation),
            (Tab::Notes, _) => Some(Unit::Note),
            _ => Some(Unit::Paragraph),
        };
        let is_voice = list.tab == Tab::Speakers;
        let effects = overlay::act(&mut self.model, Action::Choose, None);
        if let Some(unit) = unit {
            if is_voice {
                let walked = self.model.reader().and_then(crate::app::screen::reader::Model::walked);
                self.say(walked.unwrap_or_default());
            }
            self.answer.push(Answer::Here(unit));
        }
        effects
    }

    /// The lines of the list that is open.
    pub(super) fn list_lines(&self) -> Vec<String> {
        let Some(Overlay::Contents(list)) = self.model.overlays.last() else { return self.compared_lines() };
        let shown = (0..list.shown()).filter_map(|index| Some((index, list.line(index)?)));
        let mut lines = vec![self.list_head(list)];
        lines.extend(
            shown.map(|(index, line)| format!("{}. {}", self.number_of(index, &line), self.told_line(&line))),
        );
        lines.push(match list.tab {
            Tab::Speakers => "A number walks that voice.".to_owned(),
            _ => "A number goes there.".to_owned(),
        });
        lines
    }

    /// What the list is and what it counts. Quotations keep the number that is told of them everywhere, so that where
    /// not all are listed some numbers are passed over, which is said.
    fn list_head(&self, list: &contents::Model) -> String {
        let analysis = self.model.reader().and_then(|reader| reader.analysis.as_deref());
        let Some(analysis) = analysis.filter(|_| matches!(list.tab, Tab::Quotations | Tab::Speakers)) else {
            return format!("{}: {}.", list.tab.name(), list.shown());
        };
        let all = Tally::of(&analysis.quotations);
        if list.tab == Tab::Speakers {
            return format!("Speakers: {}. {}.", list.shown(), all.summed());
        }
        let lines = (0..list.shown()).filter_map(|index| own_number(analysis, &list.line(index)?));
        let listed = Tally::of(lines.filter_map(|number| analysis.quotations.get(number)));
        match all.all() - listed.all() {
            0 => format!("Quotations: {}.", listed.told()),
            missing => format!(
                "Quotations: {}. {missing} of all {} are not listed here; each keeps its number.",
                listed.told(),
                all.all()
            ),
        }
    }

    /// Quotations keep the number that they have in the article.
    fn number_of(&self, index: usize, line: &Line) -> usize {
        let analysis = self.model.reader().and_then(|reader| reader.analysis.as_deref());
        let own = analysis.and_then(|analysis| own_number(analysis, line));
        own.unwrap_or(index) + 1
    }

    fn told_line(&self, line: &Line) -> String {
        let analysis = self.model.reader().and_then(|reader| reader.analysis.as_deref());
        let sure = analysis.and_then(|analysis| {
            let quotation = analysis.quotations.get(own_number(analysis, line)?)?;
            Some(voice_name(analysis, quotation))
        });
        told(line, sure.as_deref())
    }

    fn index_of(&self, list: &contents::Model, number: usize) -> Option<usize> {
        (0..list.shown())
            .find(|index| list.line(*index).is_some_and(|line| self.number_of(*index, &line) == number))
    }
}

fn own_number(analysis: &Analysis, line: &Line) -> Option<usize> {
    let Line::Quotation { place, words, .. } = line else { return None };
    let first = analysis.quotations.partition_point(|quotation| quotation.hull().start < *place);
    // Of quotations that start together the one with as many words is meant.
    let same =
        analysis.quotations.iter().enumerate().skip(first).take_while(|(_, q)| q.hull().start == *place);
    let mut same: Vec<usize> = same.map(|(index, _)| index).collect();
    if same.len() > 1 {
        let count = folded_words(words).split_whitespace().count();
        same.sort_by_key(|index| analysis.quotations.get(*index).map(|found| found.words.abs_diff(count)));
    }
    same.first().copied()
}

/// The most characters of a text that a line of a list tells.
const LONGEST: usize = 90;

/// A line in words; `voice` is who said a quotation, as sure as that is.
fn told(line: &Line, voice: Option<&str>) -> String {
    match line {
        Line::Heading(_, level, words, percent) => format!("{words}, level {level}, at {percent} percent"),
        Line::Quotation { name, words, .. } => format!("{}: {}", voice.unwrap_or(name), cut(words)),
        Line::Voice(voice) => told_voice(voice),
        Line::Alias(words, quotations) => format!("{words}, {}", counted(*quotations, "quotation")),
        Line::Note(noted) => told_note(noted),
        Line::Link { words, target, .. } => format!("{}, to {target}", cut(words)),
    }
}

/// A note in words: what it says, its colour where it is not the usual one, its tags, what it is about.
fn told_note(noted: &Noted) -> String {
    let colour = noted.colour.filter(|colour| *colour != Colour::default()).map(Colour::name);
    let about: Vec<&str> = colour.into_iter().chain(noted.tags.iter().map(String::as_str)).collect();
    let about = if about.is_empty() { String::new() } else { format!(" [{}]", about.join(", ")) };
    let state = match noted.state {
        State::Found => "",
        State::ToReview => "To review: ",
        State::Orphan => "Without a place: ",
    };
    let told = match (&noted.note, noted.colour) {
        (Some(note), _) => format!("{note}{about} (on: {})", cut(&noted.words)),
        (None, Some(_)) => format!("Highlight{about} on: {}", cut(&noted.words)),
        (None, None) => format!("Bookmark{about} at: {}", cut(&noted.words)),
    };
    format!("{state}{told}")
}

/// A voice in words: who, of what kind, how much and where.
fn told_voice(voice: &Voice) -> String {
    let Voice { name, is, said, named, words, share, percent: (first, last), .. } = voice;
    let place =
        if first == last { format!("at {first} percent") } else { format!("from {first} to {last} percent") };
    let role = voice.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
    let kind = match is {
        Is::Named => return format!("{name}, named {}, not quoted, {place}", counted(*named, "time")),
        Is::Unknown => "unknown speaker".to_owned(),
        Is::Speaker(_) | Is::Author => format!("{name}{role}, {}", is.name()),
    };
    let (said, words) = (said.told(), counted(*words, "word"));
    format!("{kind}, {said}, {words}, a share of {:.0} percent, {place}", share * 100.0)
}

/// The first words of a text, with a sign where it was cut.
fn cut(words: &str) -> String {
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let start: String = words.chars().take(LONGEST).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}
