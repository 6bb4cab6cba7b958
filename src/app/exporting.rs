//! The choice of a format for the notes, with what the first of them look like in it.

use super::action::Action;
use super::effect::Effect;
use super::export::{export_file, sheaf};
use super::geometry::{Area, Size, inner_height, overlay};
use super::list::List;
use super::model::{Model, Overlay};
use crate::article::SafeText;
use crate::export::notes::{Format, Sheaf};

/// How many notes the preview shows, and of how many lines.
const SHOWN: usize = 3;
const LINES: usize = 60;

/// The widest the box is inside, in cells.
const WIDTH: u16 = 76;

/// From this height on there is a preview, in rows.
const TALL: u16 = 12;

/// The choice.
#[derive(Clone, Debug)]
pub struct Exporting {
    /// Which of [`Format::ALL`].
    pub list: List,
    /// The first lines in the format that is picked.
    pub preview: Vec<SafeText>,
    first: Sheaf,
}

/// Where the choice is: its box, and the rows for formats and for the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The box with its border.
    pub area: Area,
    /// The rows of the list.
    pub formats: u16,
    /// The rows of the preview, below a line.
    pub preview: u16,
}

impl Place {
    /// The place on a screen.
    pub fn of(size: Size) -> Self {
        let area = overlay(size, WIDTH, Format::ALL.len() + LINES);
        let inner = inner_height(area);
        let all = u16::try_from(Format::ALL.len()).unwrap_or(u16::MAX);
        let formats = if inner >= TALL { all.min(inner / 2) } else { inner };
        Self { area, formats, preview: inner.saturating_sub(formats + 1) }
    }
}

impl Exporting {
    /// The format that is picked.
    pub fn format(&self) -> Format {
        Format::ALL.get(self.list.picked).copied().unwrap_or(Format::Markdown)
    }

    fn show(&mut self) {
        // What is in a container is shown without it.
        let format = match self.format() {
            Format::EpubAnnotations => Format::Thorium,
            format => format,
        };
        let written = format.write(std::slice::from_ref(&self.first)).plain();
        let text = String::from_utf8_lossy(&written);
        self.preview = text.lines().take(LINES).map(|line| SafeText::new(&line.replace('\t', " "))).collect();
    }
}

/// Opens the choice, where there is something to write.
pub(super) fn open(model: &mut Model) {
    let Some(first) = model.reader().and_then(|reader| sheaf(reader, SHOWN)) else {
        model.tell("there are no notes to export yet: h highlights, a writes a note");
        return;
    };
    let mut exporting = Exporting { list: List::default(), preview: Vec::new(), first };
    exporting.show();
    model.overlays.push(Overlay::Export(exporting));
}

/// Carries out an action over the choice.
pub(super) fn act(model: &mut Model, action: Action, times: usize) -> Vec<Effect> {
    let place = Place::of(model.size);
    let Some(Overlay::Export(exporting)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    if exporting.list.act(action, Format::ALL.len(), place.formats, times) {
        exporting.show();
        return Vec::new();
    }
    let format = match action {
        Action::Choose => exporting.format(),
        Action::ExportMarkdown => Format::Markdown,
        Action::ExportJson => Format::Json,
        _ => {
            model.overlays.pop();
            return Vec::new();
        }
    };
    model.overlays.pop();
    export(model, format)
}

/// Writes the notes on the open article in one format.
pub(super) fn export(model: &mut Model, format: Format) -> Vec<Effect> {
    let Some(reader) = model.reader() else {
        return Vec::new();
    };
    if let Some(file) = export_file(reader, format) {
        vec![Effect::Export(model.tickets.take(), file)]
    } else {
        model.tell("there are no notes to export yet: h highlights, a writes a note");
        Vec::new()
    }
}
