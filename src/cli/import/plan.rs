//! What an import would do, before it does it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::articles::{Articles, address, words};
use super::settling::{Place, annotation, name, settled};
use crate::annotation::{Annotation, AnnotationId, Entry, Moment, Notebook, Request, Target};
use crate::article::{Article, Digest, SafeText};
use crate::export::counted;
use crate::find::folded_words;
use crate::import::notes::{Format, Incoming, Parcel};

/// What comes, and what does not.
#[derive(Debug)]
pub(super) struct Plan {
    format: Format,
    new: Vec<(Annotation, Place)>,
    /// Those that were deleted here.
    back: Vec<AnnotationId>,
    here: usize,
    /// Those that are here with another note, which stays as it is.
    other: usize,
    left_out: usize,
    /// The articles that are not here, with how many notes are about each.
    missing: BTreeMap<SafeText, usize>,
    /// The articles whose texts the new notes refer to.
    pub(super) texts: Vec<Article>,
}

/// How many articles that are not here are named.
const MOST_NAMED: usize = 10;

impl Plan {
    /// Looks up every note of a file.
    pub(super) fn made(parcel: Parcel, notebook: &Notebook, articles: &Articles) -> Self {
        let format = parcel.format;
        let mut plan = Self {
            format,
            new: Vec::new(),
            back: Vec::new(),
            here: 0,
            other: 0,
            left_out: parcel.left_out,
            missing: BTreeMap::new(),
            texts: Vec::new(),
        };
        let here = Here::of(notebook);
        let mut names = BTreeSet::new();
        let mut kept = BTreeSet::new();
        for group in grouped(parcel.notes) {
            let articles = group.first().map(|first| articles.of(first)).unwrap_or_default();
            for note in group {
                let mut again = 0;
                let mut id = name(&note, format, again);
                while !names.insert(id.clone()) {
                    again += 1;
                    id = name(&note, format, again);
                }
                plan.take(note, id, &here, &articles);
            }
            let is_new = |article: &Article| {
                plan.new.iter().any(|(new, _)| new.target.digest == article.digest)
                    && kept.insert(article.digest)
            };
            let texts: Vec<Article> = articles.into_iter().filter(is_new).collect();
            plan.texts.extend(texts);
        }
        plan
    }

    fn take(&mut self, note: Incoming, id: AnnotationId, here: &Here<'_>, articles: &[Article]) {
        match here.notebook.entry(&id) {
            Some(Entry { deleted: true, .. }) => return self.back.push(id),
            Some(entry) if entry.annotation.note == note.note => return self.here += 1,
            Some(_) => return self.other += 1,
            None => {}
        }
        let (target, place, _) = settled(&note, articles);
        let now = Moment(Timestamp::now().as_millisecond());
        let annotation = annotation(note, id, target, now);
        if here.has(&annotation) {
            self.here += 1;
            return;
        }
        if place == Place::NoArticle {
            let about = &annotation.target;
            let title = about.metadata.title.as_ref().unwrap_or(&about.origin);
            *self.missing.entry(SafeText::one_line(title)).or_default() += 1;
        }
        self.new.push((annotation, place));
    }

    /// Whether nothing comes.
    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.back.is_empty()
    }

    /// The request that carries it out.
    pub(super) fn request(self) -> Request {
        let new = self.new.into_iter().map(|(annotation, _)| Request::Adopt(Box::new(annotation)));
        Request::Together(new.chain(self.back.into_iter().map(Request::Restore)).collect())
    }

    /// What it does, in words, each on its line.
    pub(super) fn told(&self, is_dry: bool) -> String {
        let come = if is_dry { "would come" } else { "came" };
        let of = |place: Place| self.new.iter().filter(|(_, own)| *own == place).count();
        let all = self.new.len() + self.back.len();
        let head = if all == 0 { "nothing new".to_owned() } else { counted(all, "note") };
        let mut lines = vec![format!("{head} {come} from {}", self.format.title())];
        let rows = [
            (of(Place::Found), "in place".to_owned()),
            (
                of(Place::Nowhere),
                "without a place: the words are not in the article, or not in one place only".to_owned(),
            ),
            (of(Place::NoArticle), "without an article here".to_owned()),
            (self.back.len(), "that you had deleted".to_owned()),
            (self.here, "here already".to_owned()),
            (self.other, "here already with another note, which stays".to_owned()),
            (self.left_out, "left out: not a note of yours, or changed later in the file".to_owned()),
        ];
        lines.extend(
            rows.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count:>6} {what}")),
        );
        let mut missing: Vec<(&SafeText, &usize)> = self.missing.iter().collect();
        missing.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for (title, count) in missing.iter().take(MOST_NAMED) {
            lines.push(format!("       not here: {title} ({})", counted(**count, "note")));
        }
        if missing.len() > MOST_NAMED {
            lines.push(format!("       and {} more", counted(missing.len() - MOST_NAMED, "article")));
        }
        lines.join("\n") + "\n"
    }
}

/// The notes by the article that they are about, in the order of the first of each.
fn grouped(notes: Vec<Incoming>) -> Vec<Vec<Incoming>> {
    let mut places = BTreeMap::new();
    let mut groups: Vec<Vec<Incoming>> = Vec::new();
    for note in notes {
        let key = (note.origin.clone(), note.about.url.clone(), note.about.title.clone());
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(note),
            None => groups.push(vec![note]),
        }
    }
    groups
}

/// What is here.
struct Here<'a> {
    notebook: &'a Notebook,
    /// What stands, by its words.
    standing: BTreeMap<(Digest, Option<SafeText>), Vec<Target>>,
}

impl<'a> Here<'a> {
    fn of(notebook: &'a Notebook) -> Self {
        let mut standing: BTreeMap<_, Vec<Target>> = BTreeMap::new();
        for entry in notebook.notes() {
            standing.entry(key(&entry.annotation)).or_default().push(entry.annotation.target.clone());
        }
        Self { notebook, standing }
    }

    /// Whether there is a note of the same words, about the same words of the same article. Corrections have names of their
    /// own.
    fn has(&self, annotation: &Annotation) -> bool {
        let own = &annotation.target;
        let title = |target: &Target| target.metadata.title.as_ref().map(|title| words(title));
        let url = |target: &Target| target.metadata.url.as_ref().and_then(|url| address(url));
        let is_same = |other: &Target| {
            other.origin == own.origin
                || (title(own).is_some() && title(own) == title(other))
                || (url(own).is_some() && url(own) == url(other))
        };
        let alike = self.standing.get(&key(annotation));
        annotation.correction.is_none() && alike.is_some_and(|alike| alike.iter().any(is_same))
    }
}

fn key(annotation: &Annotation) -> (Digest, Option<SafeText>) {
    (Digest::of(&folded_words(&annotation.target.quote.exact)), annotation.note.clone())
}
