//! Notes as CSV (RFC 4180), one a row, for spreadsheets and data frames.

use super::{Sheaf, each};
use crate::annotation::{Colour, Moment};
use crate::article::SafeText;
use crate::correction::READER;
use crate::export::csv_cell::{cell, table};
use crate::export::noted::{Noted, rfc_3339};

const HEADER: [&str; 20] = [
    "id",
    "kind",
    "colour",
    "quotation",
    "speaker",
    "speaker_by",
    "note",
    "tags",
    "title",
    "byline",
    "publication",
    "date",
    "url",
    "origin",
    "created",
    "modified",
    "orphan",
    "start",
    "end",
    "digest",
];

/// The rows, under their names. An empty cell is what is not known; tags have semicolons between them.
pub(super) fn document(sheaves: &[Sheaf]) -> String {
    let header = HEADER.map(str::to_owned);
    table([header].into_iter().chain(each(sheaves).map(row)))
}

fn row(noted: &Noted) -> [String; 20] {
    let known = |field: &Option<SafeText>| field.as_ref().map(SafeText::to_string).unwrap_or_default();
    let time = |moment: Option<Moment>| moment.map(rfc_3339).unwrap_or_default();
    let about = noted.about();
    let by = if noted.by_reader { READER } else { "program" };
    let cells = [
        noted.id.0.to_string(),
        noted.kind.name().to_owned(),
        noted.colour.map(Colour::name).unwrap_or_default().to_owned(),
        noted.words().to_string(),
        known(&noted.speaker),
        noted.speaker.as_ref().map(|_| by).unwrap_or_default().to_owned(),
        super::whole_note(noted).unwrap_or_default(),
        noted.tags.iter().map(SafeText::as_str).collect::<Vec<_>>().join("; "),
        known(&about.title),
        known(&about.byline),
        known(&about.publication),
        known(&about.date),
        known(&about.url),
        noted.origin().to_string(),
        time(noted.created),
        time(noted.modified),
        noted.is_orphan().to_string(),
        noted.place.map(|(start, _)| start.to_string()).unwrap_or_default(),
        noted.place.map(|(_, end)| end.to_string()).unwrap_or_default(),
        noted.target.digest.to_string(),
    ];
    cells.map(|text| cell(&text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    #[test]
    fn a_row_has_every_cell_and_no_formula() {
        let article = sample::article("=T()", &["“One, \"two\",” said A."]);
        let analysis = sample::analysis(&article, &[("“One, \"two\",”", "+A")]);
        let entry = entry(&article, "“One, \"two\",”", Some("@note\nmore"), &["a", "b c"]);
        let noted = placed(&entry, &article, &analysis);
        let csv = document(&Sheaf::gathered(&[noted]));
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let names = reader.headers().unwrap().clone();
        let row = reader.records().next().unwrap().unwrap();
        let of = |name: &str| row.get(names.iter().position(|other| other == name).unwrap()).unwrap();
        assert_eq!((of("title"), of("speaker"), of("note")), ("'=T()", "'+A", "'@note\nmore"));
        assert_eq!((of("quotation"), of("tags"), of("orphan")), ("“One, \"two\",”", "a; b c", "false"));
        assert_eq!((of("kind"), of("colour"), of("start"), of("end")), ("note", "yellow", "0", "13"));
    }
}
