//! The quotations of an article, held against those of the library.

mod showing;

pub use showing::shown;

use std::ops::ControlFlow;

use crate::annotation::anchor::Rendering;
use crate::article::{Article, Block, BlockKind, SafeText};
use crate::attribution::{Analysis, Kind, Quotation};
use crate::comparison::in_marks;
use crate::correction::is_one_person;
use crate::lexicon::Lexicon;
use crate::library::{Against, Error, Library, Saying, ShelfEntry};
use crate::quotation::passages;
use crate::span::Span;

/// What became of one quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Which of [`Analysis::quotations`].
    pub index: usize,
    /// Its words in quotation marks, as they were compared.
    pub words: String,
    /// The best of what the library has; `None` where it has nothing like it.
    pub found: Option<Source>,
    /// How many other articles have it as well.
    pub elsewhere: usize,
    /// Whether it has too few words to be known again.
    pub is_short: bool,
}

/// Where a quotation stands in the library.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The article.
    pub article: ShelfEntry,
    /// Who says it there; `None` where nobody is known, and for the article's own words.
    pub speaker: Option<SafeText>,
    /// How sure that is, from 0 to 1.
    pub confidence: Option<f32>,
    /// Whether it stands in a quotation, and not in the article's own words.
    pub is_quoted: bool,
    /// Whether the same person says it; `None` where that cannot be told.
    pub is_same_speaker: Option<bool>,
    /// How the words stand there.
    pub rendering: Rendering,
    /// The whole quotation, or the article's words that were found.
    pub words: SafeText,
}

/// Fewer words than this are known again only where the same speaker says them.
const LEAST_WORDS: usize = 3;
/// So many quotations are compared.
const SAYINGS: usize = 40;
/// So many articles are compared.
const WHOLES: usize = 12;

/// Holds each quotation in quotation marks of `article` against the library, in order.
///
/// # Errors
/// When the library cannot be read.
pub fn check(
    library: &mut Library,
    article: &Article,
    analysis: &Analysis,
    against: Against<'_>,
) -> Result<Vec<Checked>, Error> {
    let mut checked = Vec::new();
    check_from(library, (article, analysis, 0), against, |found| {
        checked.extend(found);
        ControlFlow::Continue(())
    })?;
    Ok(checked)
}

/// The same from a quotation on, by its number from 0: `take` gets what became of each, and says when it is enough. Gives
/// the number of the quotation to go on with; `None` when all are done.
///
/// # Errors
/// When the library cannot be read.
pub(super) fn check_from(
    library: &mut Library,
    (article, analysis, from): (&Article, &Analysis, usize),
    against: Against<'_>,
    mut take: impl FnMut(Vec<Checked>) -> ControlFlow<()>,
) -> Result<Option<usize>, Error> {
    let passages = passages(article.text(), article.blocks());
    for (index, quotation) in analysis.quotations.iter().enumerate().skip(from) {
        let pieces = in_marks(article.text(), quotation, &passages);
        if pieces.is_empty() {
            continue;
        }
        let names = names(analysis, quotation);
        let given = Given { pieces, is_mixed: quotation.kind == Kind::Mixed, names };
        let whole = given.check(library, index, against)?;
        let alone = if whole.found.is_none() { given.by_piece(library, index, against)? } else { Vec::new() };
        let is_in_pieces = alone.iter().any(|piece| piece.found.is_some());
        if take(if is_in_pieces { alone } else { vec![whole] }).is_break() {
            return Ok(Some(index + 1));
        }
    }
    Ok(None)
}

/// What the speaker is called.
fn names(analysis: &Analysis, quotation: &Quotation) -> Vec<String> {
    let speaker = analysis.speaker_of(quotation);
    let names = speaker.iter().flat_map(|speaker| std::iter::once(&speaker.name).chain(&speaker.aliases));
    names.map(ToString::to_string).collect()
}

/// A quotation as it is given, and by whom it is said to be.
struct Given<'t> {
    pieces: Vec<&'t str>,
    is_mixed: bool,
    names: Vec<String>,
}

impl Given<'_> {
    /// Each of several pieces by itself: a writer may join what was said on two days.
    fn by_piece(
        &self,
        library: &mut Library,
        index: usize,
        against: Against<'_>,
    ) -> Result<Vec<Checked>, Error> {
        if self.pieces.len() < 2 {
            return Ok(Vec::new());
        }
        let alone = |piece: &&str| {
            let given = Given { pieces: vec![*piece], is_mixed: self.is_mixed, names: self.names.clone() };
            given.check(library, index, against)
        };
        self.pieces.iter().map(alone).collect()
    }

    fn check(&self, library: &mut Library, index: usize, against: Against<'_>) -> Result<Checked, Error> {
        let words = self.pieces.join(if self.is_mixed { " … " } else { " " });
        let mut sources = Vec::new();
        for saying in library.sayings_like(&words, against, SAYINGS)? {
            sources.extend(self.in_quotation(&saying, &words));
        }
        if !sources.iter().any(|source| source.rendering.change.is_none()) {
            for whole in library.wholes_like(&words, against, WHOLES)? {
                if let Some(rendering) = self.rendering(&words, &whole.text) {
                    let words = SafeText::new(rendering.span.of(&whole.text));
                    let is_same_speaker =
                        whole.article.byline.as_deref().and_then(|byline| self.is_writer(byline));
                    let (speaker, confidence, is_quoted) = (None, None, false);
                    let article = whole.article;
                    sources.push(Source {
                        article,
                        speaker,
                        confidence,
                        is_quoted,
                        is_same_speaker,
                        rendering,
                        words,
                    });
                }
            }
        }
        let is_short = words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
            < LEAST_WORDS;
        if is_short {
            sources
                .retain(|source| source.is_same_speaker == Some(true) && source.rendering.change.is_none());
        }
        // Of equals the one that came first stays first.
        sources.sort_by_key(|source| std::cmp::Reverse(rank(source)));
        let best = sources.first();
        let as_good = |source: &&Source| {
            best.is_some_and(|best| {
                best.article.id != source.article.id
                    && source.is_quoted
                    && best.rendering.change.is_none() == source.rendering.change.is_none()
            })
        };
        let others: std::collections::BTreeSet<_> =
            sources.iter().filter(as_good).map(|source| source.article.id).collect();
        let elsewhere = others.len();
        let found = sources.into_iter().next();
        Ok(Checked { index, words, is_short: is_short && found.is_none(), found, elsewhere })
    }

    fn in_quotation(&self, saying: &Saying, words: &str) -> Option<Source> {
        let said = marked(saying);
        let rendering = self.rendering(words, &said)?;
        let is_same_speaker = saying.speaker.as_deref().and_then(|speaker| self.is_speaker(speaker));
        Some(Source {
            article: saying.article.clone(),
            speaker: saying.speaker.clone(),
            confidence: saying.confidence,
            is_quoted: true,
            is_same_speaker,
            rendering,
            words: said,
        })
    }

    /// How the words stand in a text; between two pieces others may have been left out.
    fn rendering(&self, words: &str, text: &str) -> Option<Rendering> {
        let rendering = Rendering::new(words, text)?;
        if rendering.change.is_some() && self.pieces.len() > 1 {
            let apart = Rendering::new(&self.pieces.join(" … "), text);
            return apart.filter(|apart| apart.change.is_none()).or(Some(rendering));
        }
        Some(rendering)
    }

    /// Whether the speaker is the one who is called `name`; `None` where one of them has no name.
    fn is_speaker(&self, name: &str) -> Option<bool> {
        if self.names.iter().any(|own| is_one_person(own, name)) {
            return Some(true);
        }
        let own = self.names.first()?;
        (is_name(own) && is_name(name)).then_some(false)
    }

    /// Whether the speaker is who wrote the article; anybody else may have been quoted there all the same.
    fn is_writer(&self, byline: &str) -> Option<bool> {
        self.is_speaker(byline).filter(|is_same| *is_same)
    }
}

/// What of a quotation stands in quotation marks: of a mixed one the rest is the writer's own.
fn marked(saying: &Saying) -> SafeText {
    if saying.kind != Kind::Mixed.name() {
        return saying.words.clone();
    }
    let words = saying.words.as_str();
    let block = Block::given(Span::new(0, words.len()), BlockKind::Paragraph);
    let found = passages(words, &[block]);
    let pieces: Vec<&str> =
        found.iter().flat_map(|passage| &passage.spans).map(|span| span.of(words)).collect();
    if pieces.is_empty() { saying.words.clone() } else { SafeText::new(&pieces.join(" … ")) }
}

/// What is best comes last: the words as they are, by the same speaker, whole, then the likest.
fn rank(source: &Source) -> (bool, bool, bool, bool, u8) {
    let rendering = &source.rendering;
    let is_same = source.is_same_speaker != Some(false);
    (rendering.change.is_none(), is_same, source.is_quoted, rendering.is_verbatim(), rendering.likeness)
}

/// Whether this is the name of somebody, and not what they are.
fn is_name(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    last.starts_with(char::is_uppercase) && !Lexicon::bundled().is_title(&last.to_lowercase())
}
