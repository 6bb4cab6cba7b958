//! What a note from a file becomes here: its name, and the words of the article that it is about.

use std::sync::Arc;

use crate::annotation::{Annotation, AnnotationId, Moment, PositionSelector, QuoteSelector, Target};
use crate::article::{Article, Digest, Metadata, SafeText};
use crate::cli::notes::passage::Passage;
use crate::import::notes::{Format, Incoming};
use crate::span::Span;

/// How a note stands to the articles that are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Its words are in the article, in one place.
    Found,
    /// They are not, or not in one place only.
    Nowhere,
    /// There is no such article.
    NoArticle,
}

/// The target of `note`, among the articles that it may be about, and the article that has its words. One that says which text
/// it was made in keeps its selectors as they are, so that nothing of it is lost on the way.
pub(super) fn settled<'a>(note: &Incoming, articles: &'a [Article]) -> (Target, Place, Option<&'a Article>) {
    let found = articles.iter().find_map(|article| Some((article, span(note, article)?)));
    if let Some(target) = own(note) {
        let same = articles.iter().find(|article| article.digest == target.digest);
        let place = match (found, articles) {
            (Some(_), _) => Place::Found,
            (None, []) => Place::NoArticle,
            (None, _) => Place::Nowhere,
        };
        return (target, place, same);
    }
    if let Some((article, span)) = found {
        return (Target::new(article, span), Place::Found, Some(article));
    }
    match articles.first() {
        Some(article) => (loose(note, &article.origin.to_string(), &article.metadata), Place::Nowhere, None),
        None => (loose(note, "", &Metadata::default()), Place::NoArticle, None),
    }
}

/// The target as the file has it, where the file says which text it was made in.
fn own(note: &Incoming) -> Option<Target> {
    Some(Target {
        origin: note.origin.clone()?,
        digest: note.digest?,
        metadata: Arc::new(note.about.clone()),
        quote: note.quote.clone()?,
        position: note.position?,
    })
}

/// A target of words that have no place. It names no text, since none is known that they stood in.
fn loose(note: &Incoming, origin: &str, known: &Metadata) -> Target {
    let about = &note.about;
    let field = |own: &Option<SafeText>, known: &Option<SafeText>| own.clone().or_else(|| known.clone());
    let metadata = Metadata {
        title: field(&about.title, &known.title),
        byline: field(&about.byline, &known.byline),
        publication: field(&about.publication, &known.publication),
        date: field(&about.date, &known.date),
        url: field(&about.url, &known.url),
        language: field(&about.language, &known.language),
        ..Metadata::default()
    };
    let name = metadata.url.as_ref().or(metadata.title.as_ref()).cloned();
    let own = note.origin.clone().or(name).unwrap_or_else(|| SafeText::new("an article without a name"));
    let origin = if origin.is_empty() { own } else { SafeText::new(origin) };
    let nothing = SafeText::default();
    let whole = || {
        let exact = metadata.title.clone().unwrap_or_else(|| origin.clone());
        QuoteSelector { exact, prefix: nothing.clone(), suffix: nothing.clone() }
    };
    let quote = note.quote.clone().unwrap_or_else(whole);
    let position = PositionSelector { start: 0, end: quote.exact.chars().count() };
    Target { origin, digest: Digest::of(""), metadata: Arc::new(metadata), quote, position }
}

/// Where the words stand in `article`: alone in it, or alone with what is said to stand around them. A note on the whole is
/// about its first paragraph.
fn span(note: &Incoming, article: &Article) -> Option<Span> {
    let Some(quote) = &note.quote else {
        return article.blocks().first().map(|block| block.span);
    };
    let position = note.position.filter(|_| note.digest.is_none_or(|digest| digest == article.digest));
    let there = position.and_then(|position| position.span(article.text()));
    if let Some(there) = there.filter(|span| span.of(article.text()) == quote.exact.as_str()) {
        return Some(there);
    }
    let context = |context: &SafeText| Some(context.to_string()).filter(|context| !context.trim().is_empty());
    let (prefix, suffix) = (context(&quote.prefix), context(&quote.suffix));
    let (prefix, suffix) = (prefix.as_deref(), suffix.as_deref());
    let quote = quote.exact.as_str();
    let ways = [(None, None), (prefix, suffix), (prefix, None), (None, suffix)];
    ways.into_iter().find_map(|(prefix, suffix)| Passage { quote, prefix, suffix }.find(article).ok())
}

/// The annotation that `note` becomes, with its target known. `now` is when it is made where the file does not say when.
pub(super) fn annotation(note: Incoming, id: AnnotationId, target: Target, now: Moment) -> Annotation {
    let created = note.created.unwrap_or(now);
    Annotation {
        id,
        target,
        note: note.note,
        tags: note.tags,
        colour: note.colour,
        correction: note.correction,
        created,
        modified: note.modified.filter(|modified| *modified > created).unwrap_or(created),
    }
}

/// The name that a note has here: its own where that is a UUID, else one of version 8 (RFC 9562 §5.8) that follows from
/// what the other program calls it or, where it has no name, from what it is about. `again` counts notes that are alike.
pub(super) fn name(note: &Incoming, format: Format, again: usize) -> AnnotationId {
    if let Some(own) = note.name.as_ref().filter(|name| is_uuid(name)) {
        return AnnotationId(own.to_lowercase().into());
    }
    let text = |field: Option<&SafeText>| field.map(SafeText::to_string).unwrap_or_default();
    let what = if let Some(name) = &note.name {
        format!("{}\n{name}", format.name())
    } else {
        let quote = text(note.quote.as_ref().map(|quote| &quote.exact));
        let created = note.created.map_or(0, |created| created.0);
        let (url, title) = (text(note.about.url.as_ref()), text(note.about.title.as_ref()));
        format!("{}\n{url}\n{title}\n{quote}\n{created}\n{again}", format.name())
    };
    let digits = Digest::of(&what).to_string();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    let name = format!("{}-{}-8{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32));
    AnnotationId(name.into())
}

fn is_uuid(name: &str) -> bool {
    let parts: Vec<&str> = name.split('-').collect();
    let is_hex = |part: &&str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]) && parts.iter().all(is_hex)
}
