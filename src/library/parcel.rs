//! An article made ready to be kept. That is most of the work of keeping one, needs no library, and can be done on any thread.

use super::day::Day;
use super::packing::pack;
use crate::article::{Article, Digest, Draft, Metadata, Origin, SafeText};

/// An article made ready to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    pub(super) origin: Origin,
    pub(super) digest: Digest,
    pub(super) text: SafeText,
    pub(super) title: SafeText,
    pub(super) metadata: Metadata,
    pub(super) day: Option<Day>,
    pub(super) words: usize,
    pub(super) body: Vec<u8>,
    pub(super) tags: Vec<SafeText>,
    pub(super) fetched: Option<Fetched>,
}

/// What a server said about a page, so that it can be asked whether the page has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The server's name for this state of the page (`ETag`).
    pub etag: Option<String>,
    /// When the page was changed last, as the server writes it (`Last-Modified`).
    pub last_modified: Option<String>,
    /// When it was asked, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
}

impl Parcel {
    /// `draft`, which was met at `origin`, made ready.
    pub fn new(origin: Origin, draft: &Draft) -> Self {
        let metadata = draft.metadata.clone();
        Self {
            digest: Digest::of(&draft.text),
            title: title(&origin, draft),
            day: metadata.date.as_deref().and_then(Day::of),
            words: draft.text.split_whitespace().count(),
            body: pack(draft),
            text: draft.text.clone(),
            tags: Vec::new(),
            fetched: None,
            origin,
            metadata,
        }
    }

    /// An article made ready.
    pub fn of(article: &Article) -> Self {
        let draft = Draft {
            text: article.safe_text().clone(),
            blocks: article.blocks().to_vec(),
            links: article.links().to_vec(),
            metadata: article.metadata.clone(),
        };
        Self::new(article.origin.clone(), &draft)
    }

    /// The same with tags.
    #[must_use]
    pub fn tagged(self, tags: &[SafeText]) -> Self {
        Self { tags: tags.to_vec(), ..self }
    }

    /// The same with what a server said about it.
    #[must_use]
    pub fn fetched(self, fetched: Fetched) -> Self {
        Self { fetched: Some(fetched), ..self }
    }

    /// Where it was met.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The name of its text.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// What to call it.
    pub fn title(&self) -> &SafeText {
        &self.title
    }
}

/// What to call an article: as [`Article::display_title`], also where its blocks were not looked for yet.
fn title(origin: &Origin, draft: &Draft) -> SafeText {
    /// How many words of a text without a title are read for one.
    const WORDS: usize = 9;
    if let Some(title) = &draft.metadata.title {
        return title.clone();
    }
    let first = match draft.blocks.first() {
        Some(block) => block.span.of(&draft.text),
        None => draft.text.trim_start().lines().next().unwrap_or_default(),
    };
    let words: Vec<&str> = first.split_whitespace().take(WORDS).collect();
    if words.is_empty() {
        return SafeText::new(&origin.to_string());
    }
    let ellipsis = if first.split_whitespace().nth(WORDS).is_some() { "…" } else { "" };
    SafeText::new(&format!("{}{ellipsis}", words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, BlockKind};
    use crate::span::Span;

    #[test]
    fn it_is_called_as_the_article_is() {
        for (text, blocks) in [
            ("One two three four five six seven eight nine ten.", vec![]),
            ("One two.", vec![Block::given(Span::new(0, 3), BlockKind::Paragraph)]),
            ("", vec![]),
        ] {
            let draft = Draft { text: SafeText::new(text), blocks, ..Draft::default() };
            let origin = Origin::File("/a/b.txt".into());
            let mut whole = draft.clone();
            if whole.blocks.is_empty() && !text.is_empty() {
                whole.blocks = vec![Block::given(Span::new(0, text.len()), BlockKind::Paragraph)];
            }
            let article = Article::new(origin.clone(), whole);
            let parcel = Parcel::new(origin, &draft);
            assert_eq!((parcel.title, parcel.digest), (article.display_title(), article.digest), "{text}");
        }
    }
}
