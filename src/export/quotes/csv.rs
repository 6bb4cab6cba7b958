//! Quotations as CSV (RFC 4180), one a row, for spreadsheets and data frames.

use super::{Filter, Listed, listed};
use crate::article::{Article, SafeText};
use crate::attribution::Analysis;
use crate::export::csv_cell::{cell, table};
use crate::span::CodePoints;

const HEADER: [&str; 18] = [
    "article",
    "origin",
    "title",
    "byline",
    "publication",
    "date",
    "url",
    "id",
    "kind",
    "speaker",
    "cue",
    "mention",
    "sieve",
    "confidence",
    "by",
    "start",
    "end",
    "words",
];

/// The row of names, which stands once above the rows of all articles. The last name is that of the words.
pub fn header() -> String {
    table([HEADER.into_iter().chain(["text"])])
}

/// The rows of one article. An empty cell is what is not known; `start` and `end` count code points of the text.
pub fn rows(article: &Article, analysis: &Analysis, filter: &Filter) -> String {
    let at = CodePoints::new(article.text());
    let (id, origin) = (article.id(), article.origin.to_string());
    let known = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string).unwrap_or_default();
    let about = &article.metadata;
    let row = |listed: &Listed<'_>| {
        let (start, end) = listed.range(&at);
        let cells = [
            id.clone(),
            SafeText::one_line(&origin).to_string(),
            known(&about.title),
            known(&about.byline),
            known(&about.publication),
            known(&about.date),
            known(&about.url),
            listed.name(),
            listed.quotation.kind.name().to_owned(),
            listed.speaker_name().unwrap_or_default().to_owned(),
            listed.cue().unwrap_or_default().to_owned(),
            listed.mention().unwrap_or_default().to_owned(),
            listed.sieve().unwrap_or_default().to_owned(),
            listed.confidence().map(|confidence| confidence.to_string()).unwrap_or_default(),
            listed.by().to_owned(),
            start.to_string(),
            end.to_string(),
            listed.quotation.words.to_string(),
            listed.words(),
        ];
        cells.map(|text| cell(&text).into_owned())
    };
    table(listed(article, analysis, filter).iter().map(row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn every_row_has_the_cells_of_the_header_and_no_formula() {
        let article = sample::article("=TITLE()", &["𝔸 “One, \"two\",” said +A. “Three.”"]);
        let analysis = sample::analysis(&article, &[("“One, \"two\",”", "+A"), ("“Three.”", "-")]);
        let csv = format!("{}{}", header(), rows(&article, &analysis, &Filter::default()));
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let names = reader.headers().unwrap().clone();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let of = |row: usize, name: &str| {
            rows[row].get(names.iter().position(|other| other == name).unwrap()).unwrap()
        };
        assert_eq!((of(0, "title"), of(0, "speaker")), ("'=TITLE()", "'+A"));
        assert_eq!((of(0, "text"), of(0, "start"), of(0, "end")), ("“One, \"two\",”", "2", "15"));
        assert_eq!((of(0, "confidence"), of(1, "speaker"), of(1, "sieve")), ("0.97", "", ""));
        assert_eq!(rows.len(), 2);
    }
}
