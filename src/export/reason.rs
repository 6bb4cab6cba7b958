//! Why a quotation has its speaker: in plain words, with the words of the article that decided.

use super::named::{chain, first_behind};
use super::voice::{Certainty, certainty};
use super::voice_sign::sign_of;
use super::{UNKNOWN, voice_name};
use crate::article::Article;
use crate::attribution::{Analysis, Attribution, Quotation, Speaker, SpeakerKind};
use crate::correction::READER;
use crate::span::Span;

/// What each rule saw, for somebody who does not know how programs read. Every rule of
/// [`crate::attribution::sieve::SIEVES`] is here, and the reader's own word.
const RULES: &[(&str, &str)] = &[
    ("label", "A name stands before the words as a label, as in a transcript."),
    ("postposed", "The sentence ends by saying whose words it reports."),
    ("tagged", "It is worded as reports of speech are; the program learned that from many articles."),
    ("colon-lead-in", "The words before a colon lead in the quotation and say who speaks."),
    ("cue-adjacent", "A word like “said” stands beside the quotation, with whoever said it."),
    ("according-to", "“According to” or the like stands beside the quotation, with a name."),
    (
        "pronoun",
        "A word like “said” stands beside the quotation with a pronoun, taken for whoever the text is about.",
    ),
    ("signed", "The quotation is signed: a name stands behind it, after a dash."),
    ("conversation", "Two people take turns to speak, and this is the turn of this one."),
    ("continued-quote", "Nothing here says who speaks, so whoever spoke last is taken to go on."),
    (
        "shared-report",
        "Nothing right here says who speaks; the next quotation of the paragraph does, for both.",
    ),
    ("nearest-mention", "Nothing says who speaks; this is whom the paragraph named just before."),
    (READER, "You said so."),
];

/// What a rule saw, in one sentence.
fn rule(sieve: &str) -> Option<&'static str> {
    RULES.iter().find(|(name, _)| *name == sieve).map(|(_, sentence)| *sentence)
}

/// Why a quotation has its speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// Whose words they are thought to be, with who thinks so.
    pub voice: String,
    /// What there is to say, in order.
    pub lines: Vec<Line>,
    /// The words of the article that decided, with what they are.
    pub lit: Vec<(Span, Part)>,
    /// The words that are asked about, from the first piece to the end of the last.
    pub about: Span,
}

/// One line of a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about, in a word.
    pub about: &'static str,
    /// Its words.
    pub pieces: Vec<(String, Part)>,
}

/// What words have to do with who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Nothing.
    Plain,
    /// They report: "said".
    Cue,
    /// They say who: "the mayor", "she".
    Mention,
    /// They name whoever that is.
    Name,
}

impl Line {
    fn plain(about: &'static str, words: impl Into<String>) -> Self {
        Self { about, pieces: vec![(words.into(), Part::Plain)] }
    }

    /// The line without a look: what would be lit is said first, in marks.
    pub fn told(&self) -> String {
        let lit = |part| self.pieces.iter().filter(move |(_, other)| *other == part);
        let mut words: Vec<String> = Vec::new();
        words.extend(lit(Part::Mention).map(|(words, _)| format!("“{words}” says who")));
        words.extend(lit(Part::Cue).map(|(words, _)| format!("“{words}” reports")));
        let all: String = self.pieces.iter().map(|(words, _)| words.as_str()).collect();
        let inside = if words.is_empty() { String::new() } else { format!("{}, in: ", words.join(", ")) };
        format!("{}: {inside}{all}", self.about)
    }
}

/// Why the quotation at `index` has its speaker; `found` is what the program alone found, before the reader set
/// anything right.
pub fn reason(article: &Article, analysis: &Analysis, found: &Analysis, index: usize) -> Option<Reason> {
    let quotation = analysis.quotations.get(index)?;
    let mut reason =
        Reason { voice: voice_name(analysis, quotation), about: quotation.hull(), ..Reason::default() };
    reason.lines.push(Line::plain("Who", who(analysis, quotation)));
    match &quotation.attribution {
        None => reason.lines.push(Line::plain("Why", "No rule of the program found anybody who says this.")),
        Some(attribution) => {
            if certainty(quotation) != Certainty::ByReader {
                let why = rule(attribution.sieve).unwrap_or(attribution.sieve);
                reason.lines.push(Line::plain("Sure", sure(attribution)));
                reason.lines.push(Line::plain("Why", why));
            }
            reason.show_words(article, analysis, attribution);
            reason.show_chain(article, analysis, quotation);
        }
    }
    if certainty(quotation) == Certainty::ByReader {
        reason.lines.push(Line::plain("Before", before(found, quotation)));
    }
    let others = &quotation.runners_up;
    let others = if others.is_empty() { "nobody else comes near".to_owned() } else { others.join(", ") };
    reason.lines.push(Line::plain("Or", others));
    Some(reason)
}

impl Reason {
    /// The words that report and those that say who, in their sentence.
    fn show_words(&mut self, article: &Article, analysis: &Analysis, attribution: &Attribution) {
        let mut parts = Vec::new();
        parts.extend(attribution.mention().map(|span| (span, Part::Mention)));
        parts.extend(attribution.cue().map(|span| (span, Part::Cue)));
        parts.sort_by_key(|(span, _)| (span.start, span.end));
        let Some((first, last)) = parts.first().zip(parts.iter().map(|(span, _)| span.end).max()) else {
            return;
        };
        let pieces = in_sentence(article, analysis, Span::new(first.0.start, last), &parts);
        self.lines.push(Line { about: "Words", pieces });
        self.lit.extend(parts);
    }

    /// How a pronoun, a role or a short form leads to the name.
    fn show_chain(&mut self, article: &Article, analysis: &Analysis, quotation: &Quotation) {
        let text = article.text();
        let mention = quotation.attribution.as_ref().and_then(Attribution::mention);
        let Some(speaker) = analysis.speaker_of(quotation) else {
            if let Some(mention) = mention {
                let words = format!("“{}” could not be led back to anybody.", mention.of(text));
                self.lines.push(Line::plain("Chain", words));
            }
            return;
        };
        if certainty(quotation) == Certainty::ByReader {
            return;
        }
        let words = mention.unwrap_or(Span::empty(quotation.hull().start));
        let chain = chain(text, speaker, words, &quotation.spans);
        let mut from = words;
        for (name, how) in chain.iter().zip(["last named", "named in full"]) {
            let led = if from.is_empty() {
                format!("{} was last named {}: ", name.of(text), distance(article, from.start, name.start))
            } else {
                let (short, place) = (from.of(text), distance(article, from.start, name.start));
                format!("“{short}” → {}, {how} {place}: ", name.of(text))
            };
            let parts = [(*name, Part::Name)];
            let pieces =
                [(led, Part::Plain)].into_iter().chain(in_sentence(article, analysis, *name, &parts));
            self.lines.push(Line { about: "Chain", pieces: pieces.collect() });
            self.lit.push((*name, Part::Name));
            from = *name;
        }
        if chain.is_empty() && !is_named(text, mention, speaker) {
            let later = first_behind(text, speaker, words.end, &quotation.spans);
            let words = match later {
                Some(_) => format!("{} is not named before this, only further on.", speaker.name),
                None => format!("{} is not named in so many words.", speaker.name),
            };
            self.lines.push(Line::plain("Chain", words));
            self.lit.extend(later.map(|name| (name, Part::Name)));
        }
    }
}

fn is_named(text: &str, mention: Option<Span>, speaker: &Speaker) -> bool {
    let last = speaker.name.split_whitespace().last().unwrap_or_default();
    mention.is_some_and(|mention| mention.of(text).contains(last))
}

/// "▲ Ruth Calder, mayor of Port Alder", with who says so.
fn who(analysis: &Analysis, quotation: &Quotation) -> String {
    let Some(speaker) = analysis.speaker_of(quotation) else {
        let by_reader = if certainty(quotation) == Certainty::ByReader { ", as you say" } else { "" };
        return format!("{} {UNKNOWN}{by_reader}", sign_of(None));
    };
    let about = match (&speaker.role, speaker.kind) {
        (Some(role), _) => format!(", {role}"),
        (None, SpeakerKind::Person) => String::new(),
        (None, SpeakerKind::Group) => ", several people".to_owned(),
        (None, SpeakerKind::Organisation) => ", an organisation".to_owned(),
        (None, SpeakerKind::Anonymous) => ", whose name is kept back".to_owned(),
    };
    let by = match certainty(quotation) {
        Certainty::ByReader => ": you said so",
        Certainty::Guess => ": the program's guess",
        Certainty::Sure | Certainty::Unknown => ": the program says so",
    };
    format!("{} {}{about}{by}", sign_of(Some(speaker.sign)), speaker.name)
}

/// "very sure, 95 percent"
fn sure(attribution: &Attribution) -> String {
    let words = match attribution.confidence {
        sure if sure >= 0.9 => "very sure",
        sure if sure >= 0.7 => "fairly sure",
        sure if sure >= 0.5 => "a guess",
        _ => "hardly more than a guess",
    };
    format!("{words}, {} percent", percent(attribution.confidence))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the value is between 0 and 100")]
fn percent(confidence: f32) -> u8 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// What the program had said of words that the reader set right.
fn before(found: &Analysis, quotation: &Quotation) -> String {
    let hull = quotation.hull();
    let shared = |other: &&Quotation| other.hull().intersection(hull).len();
    let same = found.quotations.iter().filter(|other| shared(other) > 0).max_by_key(shared);
    let Some(same) = same else {
        return "The program had found no quotation here.".to_owned();
    };
    match (found.speaker_of(same), &same.attribution) {
        (Some(speaker), Some(attribution)) => {
            let rule = rule(attribution.sieve).unwrap_or_default();
            format!("The program had said {}, {}. {rule}", speaker.name, sure(attribution))
        }
        _ => "The program had not known who said it.".to_owned(),
    }
}

/// How far back, or on, a place is: "in this paragraph", "2 paragraphs before".
fn distance(article: &Article, from: usize, place: usize) -> String {
    let paragraph = |place: usize| article.blocks().partition_point(|block| block.span.end <= place);
    match paragraph(from).saturating_sub(paragraph(place)) {
        0 => "in this paragraph".to_owned(),
        1 => "in the paragraph before".to_owned(),
        count => format!("{count} paragraphs before"),
    }
}

/// The most characters of a sentence that are told on either side of the words it is told for.
const AROUND: usize = 70;

/// The sentence around `words`, shortened, with the parts in it told apart.
fn in_sentence(
    article: &Article,
    analysis: &Analysis,
    words: Span,
    parts: &[(Span, Part)],
) -> Vec<(String, Part)> {
    let text = article.text();
    let sentences = &analysis.parts.sentences;
    let from = sentences.partition_point(|sentence| sentence.end <= words.start);
    let touched = sentences.iter().skip(from).take_while(|sentence| sentence.start < words.end);
    let whole = touched.fold(words, Span::hull);
    let start = cut_before(text, Span::new(whole.start, words.start));
    let end = cut_behind(text, Span::new(words.end, whole.end));
    let mut pieces = Vec::new();
    let mut plain = String::from(if start > whole.start { "… " } else { "" });
    let mut at = start;
    for (span, part) in parts {
        let span = Span::new(span.start.max(at), span.end.max(at));
        plain.push_str(&flat(Span::new(at, span.start).of(text)));
        pieces.extend(Some((std::mem::take(&mut plain), Part::Plain)).filter(|(words, _)| !words.is_empty()));
        pieces.extend(Some((flat(span.of(text)), *part)).filter(|(words, _)| !words.is_empty()));
        at = span.end;
    }
    plain.push_str(&flat(Span::new(at, end).of(text)));
    plain.push_str(if end < whole.end { " …" } else { "" });
    pieces.push((plain, Part::Plain));
    pieces
}

/// White space as single blanks; blanks at the ends stay, since words go on there.
fn flat(words: &str) -> String {
    let mut flat = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            c if c.is_whitespace() && flat.ends_with(' ') => {}
            c if c.is_whitespace() => flat.push(' '),
            c => flat.push(c),
        }
    }
    flat
}

/// Where what is told of the words before begins: at a word, not too far back.
fn cut_before(text: &str, span: Span) -> usize {
    let words = span.of(text);
    let Some((far, _)) = words.char_indices().rev().nth(AROUND) else {
        return span.start;
    };
    let rest = Span::new(span.start + far, span.end).of(text);
    span.start + far + rest.find(' ').map_or(0, |blank| blank + 1)
}

/// Where what is told of the words behind ends.
fn cut_behind(text: &str, span: Span) -> usize {
    let words = span.of(text);
    let Some((far, _)) = words.char_indices().nth(AROUND) else {
        return span.end;
    };
    let near = Span::new(span.start, span.start + far).of(text);
    span.start + near.rfind(' ').unwrap_or(far)
}

#[cfg(test)]
mod tests;
