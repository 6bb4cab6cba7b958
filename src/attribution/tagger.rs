//! Reports in the words around reporting verbs and nouns, by a trained tagger: for each word that may be a cue, who
//! reports (the source) and what (the content), or that it reports nothing.
//!
//! `cues` lists the words; `unit` cuts a paragraph into words and whole stretches in marks; `window` says how far a
//! report reaches; `features` says what speaks for which reading, `lattice` weighs all readings at once, and `model`
//! has the weights; `edges` chooses where pieces begin and end. The list and the weights are made by
//!
//! ```text
//! cargo run --release --features train --bin train-attribution -- CORPUS.jsonl assets/models
//! ```

mod calibration;
mod cues;
mod edges;
mod features;
pub mod lattice;
mod model;
mod unit;
mod window;

pub use calibration::{Calibration, Source};
pub use cues::Cues;
pub use model::{Model, PARTS, PLACES};

use self::lattice::{Label, Lattice, Scores};
use self::unit::Row;
use self::window::{Window, windows};
use super::context::Context;
use crate::article::{Article, BlockKind};
use crate::lexicon::Lexicon;
use crate::quotation::passages;
use crate::segment::segment;
use crate::span::Span;

/// One report: an attribution relation in the words of PARC 3 and PolNeAR.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The word that reports.
    pub cue: Span,
    /// Who reports.
    pub source: Option<Span>,
    /// What is reported, in pieces.
    pub contents: Vec<Span>,
    /// How sure, from 0 to 1, that the cue reports at all.
    pub probability: f32,
    /// Whether the plain shape of the sentence settled it, rather than the learned weights.
    pub is_plain: bool,
}

/// A word that may report, with the units around it and what speaks for them.
#[derive(Clone, Debug)]
pub struct Example {
    /// The bytes of each unit.
    pub units: Vec<Span>,
    /// The unit that may report.
    pub cue: usize,
    /// The features of each unit.
    pub features: Vec<Vec<u32>>,
    /// The features of the cue.
    pub of_cue: Vec<u32>,
}

/// Every word of `article` that may report, for whoever trains the tagger.
pub fn examples(article: &Article, lexicon: &Lexicon, cues: &Cues) -> Vec<Example> {
    let parts = segment(article, lexicon);
    let passages = passages(article.text(), article.blocks());
    let context = Context::new(article, &parts, &passages, lexicon);
    let mut examples = Vec::new();
    for row in rows(&context, cues) {
        for window in windows(&row) {
            let mut example = Example {
                units: row.units[window.start..window.end].iter().map(|unit| unit.span).collect(),
                cue: window.cue - window.start,
                features: vec![Vec::new(); window.end - window.start],
                of_cue: Vec::new(),
            };
            for (unit, features) in (window.start..window.end).zip(&mut example.features) {
                features::of_unit(&row, unit, |feature| features.push(feature));
            }
            features::of_units(&row, &window, |unit, feature| {
                example.features[unit - window.start].push(feature);
            });
            features::of_cue(&row, &window, |feature| example.of_cue.push(feature));
            examples.push(example);
        }
    }
    examples
}

fn rows<'a>(context: &'a Context<'_>, cues: &'a Cues) -> impl Iterator<Item = Row> + 'a {
    let is_prose = |block: &&crate::article::Block| {
        block.kind != BlockKind::BlockQuotation && !is_noise(context, block.span)
    };
    context.blocks.iter().filter(is_prose).map(move |block| unit::row(context, block.span, cues))
}

/// A block with more tokens than this of which few are words is no text: nobody reports in it.
const LONG: usize = 1 << 15;

fn is_noise(context: &Context<'_>, block: Span) -> bool {
    let tokens = context.tokens_in(block);
    tokens.len() > LONG && {
        let count = tokens.len();
        tokens.filter(|&token| context.tokens[token].is_word()).count() < count / 8
    }
}

/// The reports of an article, each with its probability, in order of their cues. They may overlap.
pub(super) fn relations(context: &Context<'_>, cues: &Cues, model: Model) -> Vec<Relation> {
    rows(context, cues).flat_map(|row| in_row(&row, model)).collect()
}

/// The reports within words in marks: “The room was lost, a clerk told the Herald.”
pub(super) fn relations_within(
    context: &Context<'_>,
    words: Span,
    cues: &Cues,
    model: Model,
) -> Vec<Relation> {
    in_row(&unit::plain_row(context, words, cues), model)
}

fn in_row(row: &Row, model: Model) -> Vec<Relation> {
    let own: Vec<[i32; lattice::SCORES]> = (0..row.units.len())
        .map(|unit| {
            let mut sums = [0; lattice::SCORES];
            features::of_unit(row, unit, |feature| model.add(feature, &mut sums));
            sums
        })
        .collect();
    let likely = windows(row).filter(|window| row.units[window.cue].prior > SELDOM);
    likely.filter_map(|window| relation(row, &window, &own, model)).collect()
}

/// What the cue of one window reports, if it is likelier than not to.
fn relation(row: &Row, window: &Window, own: &[[i32; lattice::SCORES]], model: Model) -> Option<Relation> {
    let mut sums: Vec<[i32; lattice::SCORES]> = own[window.start..window.end].to_vec();
    features::of_units(row, window, |unit, feature| model.add(feature, &mut sums[unit - window.start]));
    let mut of_cue = [0; lattice::SCORES];
    features::of_cue(row, window, |feature| model.add(feature, &mut of_cue));
    let of_cue: Scores = Model::scores(of_cue);
    let lattice = Lattice {
        units: sums.into_iter().map(Model::scores).collect(),
        cue: window.cue - window.start,
        of_cue: [of_cue[0], of_cue[1]],
    };
    let probability = 1.0 - (-lattice.total()).exp();
    if probability < LEAST {
        return None;
    }
    let mut edges = edges::Edges::new(lattice.units.len());
    lattice.expect(|unit, score, share| edges.add(unit, score, share));
    let (labels, _) = lattice.best();
    let spans: Vec<Span> = row.units[window.start..window.end].iter().map(|unit| unit.span).collect();
    let source = edges::run(&labels, Label::SourceBegin, Label::Source).next();
    Some(Relation {
        cue: spans[lattice.cue],
        source: source.map(|(first, last)| spans[first].hull(spans[last])),
        contents: edges.pieces(&labels, lattice.cue, &spans),
        probability,
        is_plain: false,
    })
}

/// Words that report less often than one time in ten are looked at in training only: they cost more than they find.
const SELDOM: u32 = 3;

/// Reports less probable than this are not told.
const LEAST: f32 = 0.25;

/// The reports of `article`, for whoever trains the tagger.
pub fn read(article: &Article, lexicon: &Lexicon, cues: &Cues, model: Model) -> Vec<Relation> {
    let parts = segment(article, lexicon);
    let passages = passages(article.text(), article.blocks());
    relations(&Context::new(article, &parts, &passages, lexicon), cues, model)
}
