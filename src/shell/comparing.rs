//! The article that is read beside another version of it that is kept, and its quotations beside the library.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::checking::{check_from, shown};
use super::jobs::analyze_article;
use super::versions::{before, text};
use crate::annotation::Notebook;
use crate::app::{CheckedPart, Effect, Message, Problem, Versions, Which};
use crate::article::{Article, Digest};
use crate::attribution::Analysis;
use crate::correction::Standing;
use crate::export::day_and_time;
use crate::library::{Against, Error, Library, Query, ShelfEntry, Version as Kept};
use crate::revision::{Change, Version, changes};
use crate::span::CodePoints;

/// How long the library is asked in one go: what else is asked of it waits meanwhile.
const MOMENT: Duration = Duration::from_millis(100);

/// Lays an article beside what the library keeps, as an effect asks; nothing for any other effect.
pub(super) fn serve(library: &mut Library, effect: Effect) -> Vec<Message> {
    match effect {
        Effect::FindChanges(ticket, article, analysis) => {
            vec![Message::Compared(ticket, versions(library, &article, &analysis))]
        }
        Effect::Check(ticket, article, analysis, from) => {
            vec![Message::Checked(ticket, part(library, &article, &analysis, from))]
        }
        _ => Vec::new(),
    }
}

/// What is not so in another version of `article`: in the one that has taken its place, else in the one before. `None`
/// where no other is kept.
///
/// # Errors
/// When the library cannot be read, or the other text upsets the engine.
fn versions(
    library: &mut Library,
    article: &Article,
    analysis: &Analysis,
) -> Result<Option<Versions>, Problem> {
    let Some((which, kept)) = other(library, article).map_err(|error| unread(&error))? else {
        return Ok(None);
    };
    let other = text(library, &article.origin, &kept.digest).map_err(|error| unread(&error))?;
    let Some(other) = other else { return Ok(None) };
    let heard = set_right(library, &other)?;
    // The places of what is found are those of the text that is read.
    let found = changes(Version { article: &other, analysis: &heard }, Version { article, analysis });
    let changes = match which {
        Which::Earlier => found,
        Which::Later => found.into_iter().map(Change::turned).collect(),
    };
    Ok(Some(Versions { which, seen: day_and_time(kept.seen), changes }))
}

/// Holds the quotations of `article` against the library from the one with the number `from` on, for a moment.
///
/// # Errors
/// When the library cannot be read.
fn part(
    library: &mut Library,
    article: &Article,
    analysis: &Analysis,
    from: usize,
) -> Result<CheckedPart, Problem> {
    let (query, notebook) = (Query::default(), Notebook::default());
    let own = own_entry(library, article).map_err(|error| unread(&error))?;
    let but: Digest = own.as_ref().map_or(article.digest, |entry| entry.digest);
    let mut part = CheckedPart::default();
    if from == 0 {
        let all = library.count(&query, &notebook).map_err(|error| unread(&error))?;
        part.others = Some(all.saturating_sub(usize::from(own.is_some())));
        part.unheard = Some(library.unheard_count().map_err(|error| unread(&error))?);
        if part.others == Some(0) {
            return Ok(part);
        }
    }
    let (id, points) = (article.id(), CodePoints::new(article.text()));
    let against = Against { query: &query, notebook: &notebook, but: Some(&but) };
    let began = Instant::now();
    let next = check_from(library, (article, analysis, from), against, |found| {
        let told = found.iter().map(|one| (one.index, shown(one, analysis, &id, &points).told()));
        part.quotations.extend(told);
        if began.elapsed() < MOMENT { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    part.next = next.map_err(|error| unread(&error))?;
    Ok(part)
}

/// The version that has taken the place of the one that is read, else the one before it.
fn other(library: &mut Library, article: &Article) -> Result<Option<(Which, Kept)>, Error> {
    let Some(entry) = own_entry(library, article)? else { return Ok(None) };
    let versions = library.versions(entry.id)?;
    let is_kept = versions.iter().any(|version| version.digest == article.digest);
    let (which, digest) = match (entry.digest == article.digest, is_kept) {
        (true, _) => (Which::Earlier, before(library, &versions, &article.digest)?),
        (false, true) => (Which::Later, Some(entry.digest)),
        (false, false) => (Which::Earlier, Some(entry.digest)),
    };
    Ok(versions.into_iter().find(|version| Some(version.digest) == digest).map(|version| (which, version)))
}

/// The article as the library has it.
fn own_entry(library: &mut Library, article: &Article) -> Result<Option<ShelfEntry>, Error> {
    match library.met_at(&article.origin)?.first() {
        Some(id) => library.entry(*id),
        None => Ok(None),
    }
}

/// What was found in another version, as the reader set it right. The notes are read by a library of its own, for which it
/// is no news what the reader of the article has not seen.
fn set_right(library: &Library, article: &Article) -> Result<Analysis, Problem> {
    let found = analyze_article(article)?;
    let mut notes = Library::new(library.paths().clone());
    // Without notes nothing was set right.
    let notebook = notes.notebook().map(|loaded| loaded.notebook).unwrap_or_default();
    let standing = Standing::new(&notebook, &notes.old_texts().anchors(article, &notebook));
    Ok(standing.carried_out((*found).clone(), article))
}

fn unread(error: &Error) -> Problem {
    Problem::new("cannot read the library", &error.to_string())
}
