//! Notes of everything that a format may stumble over, for the laws of all formats.

use std::sync::Arc;

use proptest::prelude::*;

use crate::annotation::{AnnotationId, Colour, Moment, PositionSelector, QuoteSelector, Target};
use crate::article::{Digest, Metadata, SafeText};
use crate::export::noted::{Noted, NotedKind};

/// Text of everything that a format may stumble over.
fn text() -> BoxedStrategy<SafeText> {
    let nasty = prop_oneof![
        any::<String>(),
        Just("\"'`<>&=+-@#%\\/{}[]|*_~^$\t\r\n\n\u{85}\u{2028}".to_owned()),
        Just("=cmd|'/c calc'!A1".to_owned()),
        Just("]]> --> <!-- sayso:end x --> </script>".to_owned()),
        Just("𝔸 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u{301} שלום \u{202e}abc\u{200d}\u{feff}".to_owned()),
        Just(String::new()),
    ];
    nasty.prop_map(|raw| SafeText::new(&raw)).boxed()
}

fn about() -> BoxedStrategy<Metadata> {
    let maybe = || prop::option::of(text());
    let url =
        prop_oneof![maybe(), "https?://[a-z.\\[\\]%#? é]{1,20}".prop_map(|url| Some(SafeText::new(&url)))];
    (maybe(), maybe(), maybe(), maybe(), url)
        .prop_map(|(title, byline, publication, date, url)| Metadata {
            title,
            byline,
            publication,
            date,
            url,
            language: None,
            ..Metadata::default()
        })
        .boxed()
}

fn target_of() -> BoxedStrategy<Target> {
    (text(), about(), text(), text(), text(), 0..1000_usize, 0..1000_usize)
        .prop_map(|(origin, metadata, exact, prefix, suffix, start, end)| Target {
            origin,
            digest: Digest::of(&exact),
            metadata: Arc::new(metadata),
            quote: QuoteSelector { exact, prefix, suffix },
            position: PositionSelector { start, end },
        })
        .boxed()
}

pub(super) fn noted() -> BoxedStrategy<Noted> {
    let kinds = prop_oneof![
        Just(NotedKind::Highlight),
        Just(NotedKind::Note),
        Just(NotedKind::Bookmark),
        Just(NotedKind::Quotation)
    ];
    let correction = prop::option::weighted(0.3, crate::annotation::sample::correction(text));
    let colour = prop::option::of(prop::sample::select(&Colour::ALL[..]));
    let moment = || prop::option::of(any::<i64>().prop_map(Moment));
    let said = (
        prop::option::of(text()),
        any::<bool>(),
        prop::option::of(text()),
        prop::collection::vec(text(), 0..3),
    );
    ((kinds, correction, colour), target_of(), said, moment(), moment(), "[0-9a-f-]{36}")
        .prop_map(
            |(
                (kind, correction, colour),
                target,
                (speaker, by_reader, note, tags),
                created,
                modified,
                id,
            )| Noted {
                id: AnnotationId(id.into()),
                kind: if correction.is_some() { NotedKind::Correction } else { kind },
                colour,
                correction,
                shown: target.quote.exact.clone(),
                target,
                is_cut: false,
                speaker,
                aliases: Vec::new(),
                by_reader,
                note,
                other_notes: tags.clone(),
                tags,
                created,
                modified,
                place: None,
                review: None,
            },
        )
        .boxed()
}
