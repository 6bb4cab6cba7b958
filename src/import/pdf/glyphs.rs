//! The operators of a page as far as they place letters (ISO 32000-2, §9).

use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Number, Object};
use hayro_syntax::page::{Page, Resources};

/// A letter, or several that are written as one, and where it stands: in points, from the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
}

/// Letters of one page.
const MOST_GLYPHS: usize = 200_000;

/// Letters of one file.
const MOST_OF_FILE: usize = 20_000_000;

/// Operators of one page, forms counted.
const MOST_OPERATORS: usize = 5_000_000;

/// How deep forms may lie in each other.
const DEEPEST: u8 = 8;

/// Numbers of a matrix: a, b, c, d, e, f.
type Matrix = [f64; 6];

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Reads pages of one file, with the fonts that were read already.
pub(super) struct Reader<'a> {
    fonts: FontCache<'a>,
    substitutes: FontResolverFn,
    charts: CMapResolverFn,
    glyphs: Vec<Glyph>,
    operators: usize,
    total: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new() -> Self {
        Self {
            fonts: FontCache::new(),
            substitutes: Arc::new(|query| match query {
                FontQuery::Standard(font) => Some(font.get_font_data()),
                FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
            }),
            charts: Arc::new(|_| None),
            glyphs: Vec::new(),
            operators: 0,
            total: 0,
        }
    }

    /// The letters of a page in the order in which it writes them.
    pub(super) fn page(&mut self, page: &Page<'a>) -> Vec<Glyph> {
        self.operators = 0;
        let start = State { place: page.initial_transform(true).as_coeffs(), ..State::default() };
        self.run(page.typed_operations(), page.resources(), start, 0);
        self.total += self.glyphs.len();
        std::mem::take(&mut self.glyphs)
    }

    fn run(&mut self, mut operators: TypedIter<'_>, resources: &Resources<'a>, start: State<'a>, depth: u8) {
        let mut state = start;
        let mut saved: Vec<State<'a>> = Vec::new();
        while let Some(operator) = operators.next() {
            self.operators += 1;
            let is_full = self.glyphs.len() >= MOST_GLYPHS || self.total + self.glyphs.len() >= MOST_OF_FILE;
            if self.operators > MOST_OPERATORS || is_full {
                return;
            }
            match operator {
                TypedInstruction::SaveState(_) if saved.len() < 256 => saved.push(state.clone()),
                TypedInstruction::RestoreState(_) => state = saved.pop().unwrap_or(state),
                TypedInstruction::Transform(m) => {
                    state.place = product(&numbers([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]), &state.place);
                }
                TypedInstruction::XObject(name) => self.form(name.0, resources, &state, depth),
                TypedInstruction::TextFont(font) => {
                    let dict = resources.get_font(font.0);
                    state.font =
                        dict.and_then(|dict| self.fonts.font(&dict, &self.substitutes, &self.charts));
                    state.size = font.1.as_f64();
                }
                TypedInstruction::ShowText(text) => self.show(text.0.as_bytes(), &mut state),
                TypedInstruction::NextLineAndShowText(text) => {
                    state.next_line(0.0, -state.leading);
                    self.show(text.0.as_bytes(), &mut state);
                }
                TypedInstruction::ShowTextWithParameters(text) => {
                    (state.word_space, state.letter_space) = (text.0.as_f64(), text.1.as_f64());
                    state.next_line(0.0, -state.leading);
                    self.show(text.2.as_bytes(), &mut state);
                }
                TypedInstruction::ShowTexts(texts) => {
                    texts.0.iter::<Object<'_>>().for_each(|piece| self.show_piece(&piece, &mut state));
                }
                other => state.set(&other),
            }
        }
    }

    /// A form is a page within the page.
    fn form(&mut self, name: &Name<'_>, resources: &Resources<'a>, state: &State<'a>, depth: u8) {
        let Some(stream) = resources.get_x_object(name).filter(|_| depth < DEEPEST) else { return };
        let dict: &Dict<'a> = stream.dict();
        if dict.get::<Name<'_>>(b"Subtype").is_none_or(|kind| kind.as_str() != "Form") {
            return;
        }
        let own: Option<Resources<'a>> = dict.get::<Dict<'a>>(b"Resources").map(Resources::new);
        let matrix = dict.get::<[f64; 6]>(b"Matrix").unwrap_or(SAME);
        let place = product(&matrix, &state.place);
        let Ok(content) = stream.decoded_data() else { return };
        let start = State { place, ..state.clone() };
        self.run(TypedIter::new(&content), own.as_ref().unwrap_or(resources), start, depth + 1);
    }

    /// Words, or how far the next ones stand from the last.
    fn show_piece(&mut self, piece: &Object<'_>, state: &mut State<'a>) {
        match piece {
            Object::String(text) => self.show(text.as_bytes(), state),
            Object::Number(shift) => state.advance(-shift.as_f64() / 1000.0 * state.size * state.stretch),
            _ => {}
        }
    }

    fn show(&mut self, bytes: &[u8], state: &mut State<'a>) {
        let Some(font) = state.font.clone() else { return };
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let advance = font.code_advance(code);
            let is_blank = length == 1 && code == 32;
            let space = state.letter_space + if is_blank { state.word_space } else { 0.0 };
            let width = (advance.x / 1000.0 * state.size + space) * state.stretch;
            self.put(&font, code, advance.x / 1000.0 * state.size * state.stretch, state);
            state.advance(width);
        }
    }

    /// Adds the letter of a code, if it stands upright on a line from left to right.
    fn put(&mut self, font: &Font<'a>, code: u32, width: f64, state: &State<'a>) {
        let [a, b, c, d, left, baseline] =
            product(&[1.0, 0.0, 0.0, 1.0, 0.0, state.rise], &product(&state.text, &state.place));
        let is_upright =
            a > 0.0 && b.abs() < a.abs() * 0.2 && [a, d, left, baseline, width].iter().all(|n| n.is_finite());
        let size = state.size.abs() * c.hypot(d);
        if !is_upright || size < 0.5 || !font.is_horizontal() || self.glyphs.len() >= MOST_GLYPHS {
            return;
        }
        let text = match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let text = match text {
            Some(BfString::Char(c)) => letters(c),
            Some(BfString::String(text)) => text,
            None => '\u{fffd}'.to_string(),
        };
        self.glyphs.push(Glyph { text, left, right: left + width * a, baseline, size });
    }
}

/// The letters of a ligature, which nobody types who looks for a word.
fn letters(c: char) -> String {
    match c {
        '\u{fb00}' => "ff".to_owned(),
        '\u{fb01}' => "fi".to_owned(),
        '\u{fb02}' => "fl".to_owned(),
        '\u{fb03}' => "ffi".to_owned(),
        '\u{fb04}' => "ffl".to_owned(),
        '\u{fb05}' | '\u{fb06}' => "st".to_owned(),
        c => c.to_string(),
    }
}

/// What operators set.
#[derive(Clone)]
struct State<'a> {
    place: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<Font<'a>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl Default for State<'_> {
    fn default() -> Self {
        Self {
            place: SAME,
            text: SAME,
            line: SAME,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

impl State<'_> {
    fn set(&mut self, operator: &TypedInstruction<'_, '_>) {
        match operator {
            TypedInstruction::BeginText(_) => (self.text, self.line) = (SAME, SAME),
            TypedInstruction::SetTextMatrix(m) => {
                self.text = numbers([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]);
                self.line = self.text;
            }
            TypedInstruction::NextLine(to) => self.next_line(to.0.as_f64(), to.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(to) => {
                self.leading = -to.1.as_f64();
                self.next_line(to.0.as_f64(), to.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => self.next_line(0.0, -self.leading),
            TypedInstruction::CharacterSpacing(space) => self.letter_space = space.0.as_f64(),
            TypedInstruction::WordSpacing(space) => self.word_space = space.0.as_f64(),
            TypedInstruction::HorizontalScaling(percent) => self.stretch = percent.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(leading) => self.leading = leading.0.as_f64(),
            TypedInstruction::TextRise(rise) => self.rise = rise.0.as_f64(),
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = product(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    fn advance(&mut self, width: f64) {
        self.text = product(&[1.0, 0.0, 0.0, 1.0, width, 0.0], &self.text);
    }
}

fn numbers(numbers: [&Number; 6]) -> Matrix {
    numbers.map(Number::as_f64)
}

/// The first and then the second.
fn product(first: &Matrix, second: &Matrix) -> Matrix {
    let row = |at: usize| {
        let (x, y) = (first[at], first[at + 1]);
        [x * second[0] + y * second[2], x * second[1] + y * second[3]]
    };
    let (across, down, to) = (row(0), row(2), row(4));
    [across[0], across[1], down[0], down[1], to[0] + second[4], to[1] + second[5]]
}
